import { fileObjection } from '../../../src/objections/filing/commands';
import { type Answer, everybody, only, type Row, type Slice } from '../rows';

/** The objection is the account's that `warga` signs in with; everybody else is asked for number and code. */
const ofCase = (method: string, rest: string, answer: Answer, below = rest): Row => ({
  route: `${method} /keberatan/:number${rest}`,
  path: ({ number }) => `/keberatan/${number}${below}`,
  answers: only(['warga'], answer, { refused: 303, but: { anonymous: 303 } }),
});
/** Without a draft one is sent to the beginning of the form. */
const inForm = (...routes: string[]): Row[] =>
  routes.map((route) => ({ route: route.replace(' ', ' /keberatan/baru/'), answers: everybody(303) }));

export const slice: Slice = {
  prepare: async ({ db, deps }) => {
    const user = await db('users').where('email', 'warga@contoh.test').first('id');
    const filed = await fileObjection(deps, {
      ...{ channel: 'web', language: 'id', ground: 'b', requestId: null, bodyId: null, foundOn: '2026-12-10' },
      requesterKind: 'individual',
      identity: {
        ...{ name: 'Siti', identity_number: '3321014101900001', address: null, email: 'siti@warga.test' },
        ...{ phone: null, occupation: null, proxy: null },
      },
      ...{ details: 'Laporan untuk matriks', purpose: 'Uji', position: 'Tidak ada.', files: [] },
      ...{ userId: user.id, actor: { role: 'requester', userId: user.id } },
    });
    if (filed.kind !== 'filed') throw new Error(filed.kind);
    return { number: filed.receipt.number };
  },
  rows: [
    { route: 'GET /keberatan/baru', answers: everybody(200) },
    { route: 'POST /keberatan/baru', answers: everybody(422) },
    { route: 'GET /keberatan/baru/tidak-diumumkan', answers: everybody(200) },
    { route: 'POST /keberatan/baru/tidak-diumumkan', answers: everybody(422) },
    ...inForm('GET alasan', 'POST alasan', 'GET uraian', 'POST uraian', 'GET kuasa', 'POST kuasa'),
    ...inForm('GET pemohon', 'POST pemohon', 'GET identitas', 'POST identitas', 'POST hapus'),
    ...inForm('GET berkas', 'POST berkas', 'POST berkas/hapus', 'GET periksa', 'POST periksa', 'GET sudah-ada'),
    ofCase('GET', '', 200),
    ofCase('GET', '/tanda-terima', 200),
    ofCase('GET', '/surat/:id', 404, '/surat/tidak-ada'),
    ofCase('GET', '/surat/:id/pdf', 404, '/surat/tidak-ada/pdf'),
    ofCase('GET', '/surat/:id/bertanda-tangan', 404, '/surat/tidak-ada/bertanda-tangan'),
    ofCase('GET', '/berkas/:id', 404, '/berkas/tidak-ada'),
    ofCase('GET', '/cabut', 200),
    // Without the version it was drawn with a form is stale.
    ofCase('POST', '/cabut', 409),
    ofCase('POST', '/tutup', 303),
  ],
};

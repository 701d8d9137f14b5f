import { fileRequest } from '../../../src/requests/filing/commands';
import { type Answer, everybody, only, type Row, type Slice, signedIn } from '../rows';

/** The case is the account's that `warga` signs in with; everybody else is asked for number and code. */
const owner = (answer: Answer) => only(['warga'], answer, { refused: 303, but: { anonymous: 303 } });
const ofCase = (method: string, rest: string, answer: Answer, below = rest): Row => ({
  route: `${method} /permohonan/:number${rest}`,
  path: ({ number }) => `/permohonan/${number}${below}`,
  answers: owner(answer),
});
/** Without a draft one is sent to the beginning of the form. */
const inForm = (...routes: string[]): Row[] =>
  routes.map((route) => ({ route: route.replace(' ', ' /permohonan/baru/'), answers: everybody(303) }));

export const slice: Slice = {
  prepare: async ({ db, deps }) => {
    const user = await db('users').where('email', 'warga@contoh.test').first('id');
    const filed = await fileRequest(deps, {
      channel: 'web',
      language: 'id',
      requesterKind: 'individual',
      identity: {
        ...{ name: 'Siti', identity_number: '3321014101900001', address: null, email: 'siti@warga.test' },
        ...{ phone: null, occupation: null, proxy: null },
      },
      ...{ details: 'Data untuk matriks', purpose: 'Uji', obtain: 'copy', deliver: 'email', bodyId: null, files: [] },
      ...{ userId: user.id, actor: { role: 'requester', userId: user.id } },
    });
    if (filed.kind !== 'filed') throw new Error(filed.kind);
    return { number: filed.receipt.number };
  },
  rows: [
    { route: 'GET /permohonan/baru', answers: everybody(200) },
    { route: 'GET /permohonan/baru/informasi', answers: everybody(200) },
    { route: 'POST /permohonan/baru/informasi', answers: everybody(422) },
    { route: 'GET /permohonan/baru/saran', answers: everybody(200) },
    ...inForm('GET mungkin-tersedia', 'GET pemohon', 'POST pemohon', 'GET identitas', 'POST identitas'),
    ...inForm('GET berkas', 'POST berkas', 'POST berkas/hapus', 'GET cara', 'POST cara', 'GET periksa', 'POST periksa'),
    ...inForm('GET nanti', 'POST hapus', 'GET sudah-ada'),
    { route: 'GET /lacak', answers: everybody(200) },
    { route: 'POST /lacak', answers: everybody(422) },
    { route: 'GET /lacak/kode', answers: everybody(200) },
    { route: 'POST /lacak/kode', answers: everybody(422) },
    { route: 'GET /lacak/kode/terkirim', answers: everybody(200) },
    ofCase('GET', '', 200),
    ofCase('GET', '/tanda-terima', 200),
    ofCase('GET', '/surat/:id', 404, '/surat/tidak-ada'),
    ofCase('GET', '/surat/:id/pdf', 404, '/surat/tidak-ada/pdf'),
    ofCase('GET', '/berkas', 200),
    ofCase('GET', '/berkas/:id', 404, '/berkas/tidak-ada'),
    ofCase('POST', '/berkas', 422),
    ofCase('GET', '/cabut', 200),
    // Without the version it was drawn with a form is stale.
    ofCase('POST', '/cabut', 409),
    ofCase('POST', '/terima', 409),
    ofCase('POST', '/tutup', 303),
    { route: 'GET /akun', answers: signedIn(200) },
  ],
};

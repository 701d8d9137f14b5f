import { only, type Row, type Slice } from '../rows';

const READERS = ['petugas', 'ppid', 'opd', 'opd2', 'atasan', 'auditor', 'admin'] as const;
const ROUND = '/monev/:year/:commission';
const AT = '/monev/2026/pusat';

const row = (
  method: 'GET' | 'POST',
  rest: string,
  path: string,
  who: Parameters<typeof only>[0],
  answer: number,
): Row => ({
  route: `${method} ${ROUND}${rest}`,
  path: `${AT}${path}`,
  answers: only(who, answer),
});

export const slice: Slice = {
  prepare: async (app) => {
    const ppid = await app.as('ppid');
    const form = { tahun: '2026', komisi: 'pusat', asal: 'starting' };
    await ppid.post('/monev').type('form').send(form).expect(303);
    return {};
  },
  rows: [
    { route: 'GET /monev', answers: only(READERS, 200) },
    { route: 'POST /monev', form: { tahun: '2099' }, answers: only(['ppid'], 422) },
    row('GET', '', '', READERS, 200),
    row('GET', '/kurang', '/kurang', READERS, 200),
    row('GET', '/kuesioner', '/kuesioner', READERS, 200),
    row('GET', '/soal/:code', '/soal/PL-1', READERS, 200),
    row('GET', '/unduh/:format', '/unduh/csv', READERS, 200),
    row('GET', '/bukti.zip', '/bukti.zip', READERS, 200),
    row('GET', '/beku/:number', '/beku/1', READERS, 404),
    row('POST', '/soal/:code', '/soal/PL-1', ['ppid'], 422),
    { ...row('POST', '/usulan', '/usulan', ['ppid'], 422), form: { bagian: 'x'.repeat(30) } },
    row('POST', '/kuesioner', '/kuesioner', ['ppid'], 422),
    row('GET', '/kuesioner/soal', '/kuesioner/soal', ['ppid'], 200),
    row('POST', '/kuesioner/soal', '/kuesioner/soal', ['ppid'], 422),
    row('GET', '/kuesioner/soal/:code', '/kuesioner/soal/PL-1', ['ppid'], 200),
    row('POST', '/kuesioner/soal/:code', '/kuesioner/soal/PL-1', ['ppid'], 422),
    row('POST', '/berkas', '/berkas', ['ppid'], 422),
    row('POST', '/langkah', '/langkah', ['ppid', 'atasan'], 422),
    row('POST', '/hasil/berkas', '/hasil/berkas', ['ppid'], 422),
    row('GET', '/hasil/:number/berkas', '/hasil/1/berkas', READERS, 404),
  ],
};

import { aBreach, people } from '../../breaches/cases';
import { only, type Slice, type Who } from '../rows';

const READERS: Who[] = ['admin', 'ppid', 'atasan', 'auditor'];
const officers = (answer: number) => only(['admin', 'ppid'], answer);
const path = (rest: string) => (made: Record<string, string>) => `/pelanggaran-data/${made.number}${rest}`;

export const slice: Slice = {
  prepare: async (app) => {
    const number = await aBreach(app);
    const [one] = await people(app, number, ['Siti,,Wedung']);
    return { number, addressee: String(one?.id) };
  },
  rows: [
    { route: 'GET /pelanggaran-data', answers: only(READERS, 200) },
    { route: 'POST /pelanggaran-data', answers: officers(422) },
    { route: 'GET /pelanggaran-data/baru', answers: officers(200) },
    { route: 'GET /pelanggaran-data/lembaga', answers: officers(200) },
    { route: 'POST /pelanggaran-data/lembaga', answers: officers(422) },
    { route: 'GET /pelanggaran-data/:number', path: path(''), answers: only(READERS, 200) },
    { route: 'GET /pelanggaran-data/:number/surat/:notice', path: path('/surat/pemilik'), answers: only(READERS, 200) },
    { route: 'GET /pelanggaran-data/:number/penerima', path: path('/penerima'), answers: only(READERS, 200) },
    {
      route: 'GET /pelanggaran-data/:number/penerima/:addressee/surat',
      path: (made) => `/pelanggaran-data/${made.number}/penerima/${made.addressee}/surat`,
      answers: officers(200),
    },
    { route: 'GET /pelanggaran-data/:number/cetak', path: path('/cetak'), answers: officers(200) },
    { route: 'POST /pelanggaran-data/:number/transitions', path: path('/transitions'), answers: officers(422) },
  ],
};

import { filed, ktp, row } from '../../requests/staff/cases';
import { only, type Slice } from '../rows';

const DESK = ['petugas', 'ppid'] as const;
const desk = (answer: number) => only([...DESK], answer);
/** The case belongs to Dinkominfo: the officer of another body finds nothing there. */
const holder = (answer: number) => only(['opd'], answer, { but: { opd2: 404 } });
const superior = (answer: number) => only(['atasan'], answer);
const auditor = (answer: number) => only(['auditor'], answer);
const at =
  (area: string, rest = '') =>
  (made: Record<string, string>) =>
    `/${area}/permohonan/${made.number}${rest.replace(/:(\w+)/g, (_, name) => made[name] ?? '')}`;
const route = (method: string, area: string, rest = '') => `${method} /${area}/permohonan/:number${rest}`;

export const slice: Slice = {
  prepare: async (app) => {
    const number = await filed(app, { body: 'dinkominfo', files: [await ktp(app)] });
    const { id } = await row(app, number);
    const letter = await app.db('letters').where('request_id', id).first('public_id');
    const file = await app.db('request_files').where('request_id', id).first('public_id');
    return { number, letter: letter.public_id, file: file.public_id };
  },
  rows: [
    { route: 'GET /petugas', answers: desk(200) },
    { route: 'GET /opd', answers: only(['opd', 'opd2'], 200) },
    { route: 'GET /atasan', answers: superior(200) },
    { route: 'GET /auditor', answers: auditor(200) },
    { route: 'GET /petugas/permohonan/baru', answers: desk(200) },
    { route: 'POST /petugas/permohonan/baru', form: {}, answers: desk(422) },

    { route: route('GET', 'petugas'), path: at('petugas'), answers: desk(200) },
    { route: route('GET', 'opd'), path: at('opd'), answers: holder(200) },
    { route: route('GET', 'atasan'), path: at('atasan'), answers: superior(200) },
    { route: route('GET', 'auditor'), path: at('auditor'), answers: auditor(200) },

    {
      route: route('POST', 'petugas', '/transitions'),
      path: at('petugas', '/transitions'),
      form: {},
      answers: desk(422),
    },
    { route: route('POST', 'opd', '/transitions'), path: at('opd', '/transitions'), form: {}, answers: holder(422) },
    {
      route: route('POST', 'atasan', '/transitions'),
      path: at('atasan', '/transitions'),
      form: {},
      answers: superior(422),
    },

    { route: route('GET', 'petugas', '/surat/:letter'), path: at('petugas', '/surat/:letter'), answers: desk(200) },
    { route: route('GET', 'atasan', '/surat/:letter'), path: at('atasan', '/surat/:letter'), answers: superior(200) },
    { route: route('GET', 'auditor', '/surat/:letter'), path: at('auditor', '/surat/:letter'), answers: auditor(200) },
    {
      route: route('GET', 'petugas', '/surat/:letter/pdf'),
      path: at('petugas', '/surat/:letter/pdf'),
      answers: desk(200),
    },
    {
      route: route('GET', 'atasan', '/surat/:letter/pdf'),
      path: at('atasan', '/surat/:letter/pdf'),
      answers: superior(200),
    },
    {
      route: route('GET', 'auditor', '/surat/:letter/pdf'),
      path: at('auditor', '/surat/:letter/pdf'),
      answers: auditor(200),
    },

    // An identity paper is no file like others: nobody gets it by its address.
    { route: route('GET', 'petugas', '/berkas/:file'), path: at('petugas', '/berkas/:file'), answers: desk(404) },
    {
      route: route('GET', 'opd', '/berkas/:file'),
      path: at('opd', '/berkas/:file'),
      answers: only(['opd', 'opd2'], 404),
    },
    { route: route('GET', 'atasan', '/berkas/:file'), path: at('atasan', '/berkas/:file'), answers: superior(404) },
    { route: route('GET', 'auditor', '/berkas/:file'), path: at('auditor', '/berkas/:file'), answers: auditor(404) },
    {
      route: route('POST', 'petugas', '/berkas-identitas/:file'),
      path: at('petugas', '/berkas-identitas/:file'),
      form: {},
      answers: desk(303),
    },
    { route: route('GET', 'petugas', '/tanda-terima'), path: at('petugas', '/tanda-terima'), answers: desk(200) },
    {
      route: route('POST', 'petugas', '/tanda-terima'),
      path: at('petugas', '/tanda-terima'),
      form: {},
      answers: desk(422),
    },
  ],
};

import { caseFile, objected, objection } from '../../objections/staff/cases';
import { ktp } from '../../requests/staff/cases';
import { only, type Slice } from '../rows';

const DESK = ['petugas', 'ppid'] as const;
const desk = (answer: number) => only([...DESK], answer);
/** The objection is about Dinkominfo's information: the officer of another body finds nothing there. */
const holder = (answer: number) => only(['opd'], answer, { but: { opd2: 404 } });
const superior = (answer: number) => only(['atasan'], answer);
const auditor = (answer: number) => only(['auditor'], answer);
const WHO = { petugas: desk, atasan: superior, auditor } as const;
type Area = keyof typeof WHO;
const AREAS = Object.keys(WHO) as Area[];

const at =
  (area: string, rest = '') =>
  (made: Record<string, string>) =>
    `/${area}/keberatan/${made.number}${rest.replace(/:(\w+)/g, (_, name) => made[name] ?? '')}`;
const route = (method: string, area: string, rest = '') => `${method} /${area}/keberatan/:number${rest}`;
const get = (area: Area, rest: string, answer: number) => ({
  ...{ route: route('GET', area, rest), path: at(area, rest), answers: WHO[area](answer) },
});

export const slice: Slice = {
  prepare: async (app) => {
    const number = await objected(app, { body: 'dinkominfo', files: [await ktp(app)] });
    const { id } = await objection(app, number);
    const letter = await app.db('letters').where({ case_kind: 'objection', case_id: id }).first('public_id');
    return { number, letter: letter.public_id, file: (await caseFile(app, number, 'ktp')).public_id };
  },
  rows: [
    ...AREAS.map((area) => ({ route: `GET /${area}/keberatan`, answers: WHO[area](200) })),
    ...AREAS.map((area) => ({ route: `GET /${area}/keberatan/register`, answers: WHO[area](200) })),
    { route: 'GET /opd/keberatan', answers: only(['opd', 'opd2'], 200) },
    { route: 'GET /petugas/keberatan/baru', answers: desk(200) },
    { route: 'POST /petugas/keberatan/baru', form: {}, answers: desk(422) },

    ...AREAS.map((area) => get(area, '', 200)),
    { route: route('GET', 'opd'), path: at('opd'), answers: holder(200) },
    ...AREAS.map((area) => get(area, '/surat/:letter', 200)),
    ...AREAS.map((area) => get(area, '/surat/:letter/pdf', 200)),
    // An identity paper is no file like others: nobody gets it by its address.
    ...AREAS.map((area) => get(area, '/berkas/:file', 404)),

    ...(['petugas', 'atasan'] as const).map((area) => ({
      ...{ route: route('POST', area, '/transitions'), path: at(area, '/transitions'), form: {} },
      answers: WHO[area](422),
    })),
    {
      route: route('POST', 'petugas', '/berkas-identitas/:file'),
      path: at('petugas', '/berkas-identitas/:file'),
      form: {},
      answers: desk(303),
    },
    get('petugas', '/tanda-terima', 200),
    {
      route: route('POST', 'petugas', '/tanda-terima'),
      path: at('petugas', '/tanda-terima'),
      form: {},
      answers: desk(422),
    },
  ],
};

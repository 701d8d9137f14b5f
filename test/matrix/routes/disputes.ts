import { answered, disputeOf, objected } from '../../disputes/cases';
import { everybody, type Made, only, type Slice, type Who } from '../rows';

const DESK: Who[] = ['petugas', 'ppid'];
const at = (area: string, rest: string) => (made: Made) => `/${area}/sengketa/${made.number}${rest}`;
/** Only who objected is let in; everybody else is asked for number and code. */
const owner = (answer: number) => ({ ...everybody(303), warga: answer });
const admin = (answer: number) => only(['admin'], answer);

const readers: readonly (readonly [string, Who[]])[] = [
  ['petugas', DESK],
  ['atasan', ['atasan']],
  ['auditor', ['auditor']],
];

export const slice: Slice = {
  prepare: async (app) => {
    const userId = (await app.db('users').where('email', 'warga@contoh.test').first('id')).id;
    const objection = await answered(app, await objected(app, { userId }));
    const { number } = await disputeOf(app, objection);
    return { number, objection: objection.number };
  },
  rows: [
    {
      route: 'GET /keberatan/:number/sengketa',
      path: ({ objection }) => `/keberatan/${objection}/sengketa`,
      answers: owner(200),
    },
    {
      route: 'POST /keberatan/:number/sengketa',
      path: ({ objection }) => `/keberatan/${objection}/sengketa`,
      answers: owner(422),
    },
    {
      route: 'GET /keberatan/:number/berkas-sengketa.zip',
      path: ({ objection }) => `/keberatan/${objection}/berkas-sengketa.zip`,
      answers: owner(200),
    },
    { route: 'GET /opd/sengketa', answers: only(['opd', 'opd2'], 200) },
    // The dispute is about the information of Dinkominfo, which `opd` answers for.
    { route: 'GET /opd/sengketa/:number', path: at('opd', ''), answers: only(['opd'], 200, { but: { opd2: 404 } }) },
    ...readers.flatMap(([area, who]) => [
      { route: `GET /${area}/sengketa`, answers: only(who, 200) },
      { route: `GET /${area}/sengketa/:number`, path: at(area, ''), answers: only(who, 200) },
      { route: `GET /${area}/sengketa/:number/surat/:letter`, path: at(area, '/surat/x'), answers: only(who, 404) },
      {
        route: `GET /${area}/sengketa/:number/surat/:letter/pdf`,
        path: at(area, '/surat/x/pdf'),
        answers: only(who, 404),
      },
    ]),
    ...readers.slice(0, 2).flatMap(([area, who]) => [
      { route: `GET /${area}/sengketa/:number/berkas.zip`, path: at(area, '/berkas.zip'), answers: only(who, 200) },
      { route: `GET /${area}/sengketa/:number/berkas/:file`, path: at(area, '/berkas/x'), answers: only(who, 404) },
      { route: `POST /${area}/sengketa/:number/transitions`, path: at(area, '/transitions'), answers: only(who, 422) },
    ]),
    { route: 'GET /admin/komisi-informasi', answers: admin(200) },
    { route: 'POST /admin/komisi-informasi', answers: admin(422) },
  ],
};

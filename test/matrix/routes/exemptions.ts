import { begun, delegated, enacted } from '../../exemptions/given';
import { everybody, only, type Slice } from '../rows';

const AREAS = [
  ['/petugas/pengecualian', ['ppid']],
  ['/opd/pengecualian', ['opd', 'opd2']],
  ['/atasan/pengecualian', ['atasan']],
  ['/auditor/pengecualian', ['auditor']],
] as const;

/** The agency's own is found by its own clerk alone. */
const found = (those: readonly string[], answer: number) =>
  only(those.filter((who) => who !== 'opd2') as never, answer, { but: those.includes('opd2') ? { opd2: 404 } : {} });

const desk = (answer: number) => only(['ppid'], answer);

export const slice: Slice = {
  prepare: async (app) => {
    const delegation = await delegated(app);
    const { number } = await enacted(app);
    return { number, draft: (await begun(app)).number, ...delegation };
  },
  rows: [
    { route: 'GET /informasi-dikecualikan', answers: everybody(200) },
    { route: 'GET /informasi-dikecualikan.csv', answers: everybody(200) },
    { route: 'GET /petugas/pengecualian/penyamaran', answers: desk(200) },
    { route: 'GET /petugas/pengecualian/delegasi', answers: desk(200) },
    { route: 'POST /petugas/pengecualian/delegasi/berkas', answers: desk(422) },
    {
      route: 'POST /petugas/pengecualian/delegasi/:id/akhiri',
      path: '/petugas/pengecualian/delegasi/tidakada/akhiri',
      answers: desk(404),
    },
    {
      route: 'GET /petugas/pengecualian/delegasi/:file/berkas',
      path: (made) => `/petugas/pengecualian/delegasi/${made.file}/berkas`,
      answers: desk(200),
    },
    ...AREAS.flatMap(([path, roles]) => [
      { route: `GET ${path}`, answers: only(roles, 200) },
      {
        route: `GET ${path}/:number`,
        path: (made: Record<string, string>) => `${path}/${made.number}`,
        answers: found(roles, 200),
      },
      {
        route: `GET ${path}/:number/surat/:paper`,
        path: (made: Record<string, string>) => `${path}/${made.number}/surat/keputusan`,
        answers: found(roles, 200),
      },
      {
        route: `GET ${path}/:number/berkas/:file`,
        path: (made: Record<string, string>) => `${path}/${made.number}/berkas/tidakada`,
        answers: only(roles, 404),
      },
    ]),
    ...AREAS.slice(0, 3).map(([path, roles]) => ({
      route: `POST ${path}/:number/transitions`,
      path: (made: Record<string, string>) => `${path}/${made.draft}/transitions`,
      answers: found(roles, 422),
    })),
    ...AREAS.slice(0, 2).flatMap(([path, roles]) => [
      { route: `GET ${path}/baru`, answers: only(roles, 200) },
      { route: `POST ${path}`, answers: only(roles, 422) },
    ]),
    {
      route: 'POST /petugas/pengecualian/:number/lanjut',
      path: (made) => `/petugas/pengecualian/${made.number}/lanjut`,
      answers: desk(422),
    },
  ],
};

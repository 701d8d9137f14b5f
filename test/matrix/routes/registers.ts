import { everybody, only, type Row, type Slice } from '../rows';

const AREAS = [
  ['/petugas/register', ['petugas', 'ppid']],
  ['/auditor/register', ['auditor']],
] as const;

export const slice: Slice = {
  rows: [
    ...AREAS.flatMap(([path, who]): Row[] => [
      { route: `GET ${path}`, answers: only(who, 303) },
      { route: `GET ${path}/:kind`, path: `${path}/keberatan`, answers: only(who, 200) },
      // Nothing leaves without a purpose.
      {
        route: `POST ${path}/:kind/unduh`,
        path: `${path}/permohonan/unduh`,
        form: { format: 'csv', tujuan: '' },
        answers: only(who, 422),
      },
    ]),
    { route: 'GET /laporan/register', answers: everybody(303) },
    { route: 'GET /laporan/register/:kind', path: '/laporan/register/permohonan', answers: everybody(200) },
    // Letters, fees and exempt items have no public version.
    {
      route: 'GET /laporan/register/:kind/unduh/:format',
      path: '/laporan/register/surat/unduh/csv',
      answers: everybody(404),
    },
  ],
};

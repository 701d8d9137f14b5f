import { only, type Row, type Slice } from '../rows';

const AREAS = [
  ['/petugas/laporan-tahunan', 'ppid'],
  ['/atasan/laporan-tahunan', 'atasan'],
  ['/auditor/laporan-tahunan', 'auditor'],
] as const;

const PPID = '/petugas/laporan-tahunan';

export const slice: Slice = {
  rows: [
    ...AREAS.flatMap(([path, who]): Row[] => [
      { route: `GET ${path}`, answers: only([who], 200) },
      ...['', '/unduh/:form/:format', '/bukti'].map((rest) => ({
        ...{ route: `GET ${path}/:id${rest}`, path: `${path}/tidak-ada${rest.replace(/:\w+/g, 'pdf')}` },
        answers: only([who], 404),
      })),
    ]),
    { route: `POST ${PPID}`, form: { tahun: '2099' }, answers: only(['ppid'], 422) },
    { route: `GET ${PPID}/:id/teks`, path: `${PPID}/tidak-ada/teks`, answers: only(['ppid'], 404) },
    {
      ...{ route: `POST ${PPID}/:id/teks`, path: `${PPID}/tidak-ada/teks`, form: { version: '1' } },
      answers: only(['ppid'], 404),
    },
    { route: `POST ${PPID}/:id/alasan`, path: `${PPID}/tidak-ada/alasan`, answers: only(['ppid'], 404) },
    { route: `POST ${PPID}/:id/langkah`, path: `${PPID}/tidak-ada/langkah`, answers: only(['ppid'], 422) },
    { route: `POST ${PPID}/:id/berkas`, path: `${PPID}/tidak-ada/berkas`, answers: only(['ppid'], 404) },
  ],
};

import { everybody, only, type Row, type Slice } from '../rows';

const PUBLIC = '/daftar-informasi-publik';
const AREAS = [
  ['/petugas/dip', 'ppid'],
  ['/atasan/dip', 'atasan'],
  ['/auditor/dip', 'auditor'],
] as const;

const gone = (route: string): Row => ({
  route: `GET ${route}`,
  path: route.replace(/:\w+/g, '999'),
  answers: everybody(404),
});

export const slice: Slice = {
  rows: [
    { route: `GET ${PUBLIC}`, answers: everybody(200) },
    { route: `GET ${PUBLIC}/sesudah`, answers: everybody(200) },
    { route: `GET ${PUBLIC}/versi`, answers: everybody(200) },
    { route: `GET ${PUBLIC}/banding`, path: `${PUBLIC}/banding?lama=1&baru=2`, answers: everybody(404) },
    gone(`${PUBLIC}/versi/:number`),
    gone(`${PUBLIC}/versi/:number/unduh/:format`),
    gone(`${PUBLIC}/versi/:number/cetak`),
    gone(`${PUBLIC}/versi/:number/cetak/:part`),
    gone(`${PUBLIC}/versi/:number/keputusan`),
    ...AREAS.flatMap(([path, who]): Row[] => {
      const missing = (rest: string) => ({
        ...{ route: `GET ${path}/:id${rest}`, path: `${path}/tidak-ada${rest.replace(/:\w+/g, '1')}` },
        answers: only([who], 404),
      });
      return [
        { route: `GET ${path}`, answers: only([who], 200) },
        ...['', '/baris', '/banding', '/unduh/:format', '/cetak', '/cetak/:part'].map(missing),
      ];
    }),
    { route: 'GET /petugas/dip/periksa', answers: only(['ppid'], 200) },
    { route: 'POST /petugas/dip', form: { catatan: 'x'.repeat(2001) }, answers: only(['ppid'], 422) },
    { route: 'POST /petugas/dip/:id/berkas', path: '/petugas/dip/tidak-ada/berkas', answers: only(['ppid'], 404) },
    {
      route: 'POST /petugas/dip/:id/transitions',
      path: '/petugas/dip/tidak-ada/transitions',
      answers: only(['ppid'], 422),
    },
    {
      route: 'POST /atasan/dip/:id/transitions',
      path: '/atasan/dip/tidak-ada/transitions',
      answers: only(['atasan'], 422),
    },
    { route: 'POST /auditor/dip/:id/periksa', path: '/auditor/dip/tidak-ada/periksa', answers: only(['auditor'], 404) },
  ],
};

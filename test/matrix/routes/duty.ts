import { DUTY_TEXTS } from '../../../src/duty/texts';
import { everybody, only, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /standar-layanan', answers: everybody(200) },
    { route: 'GET /standar-layanan/formulir', answers: everybody(200) },
    { route: 'GET /standar-layanan/formulir/permohonan', answers: everybody(200) },
    ...DUTY_TEXTS.map(({ path }) => ({ route: `GET ${path}`, answers: everybody(200) })),
    { route: 'GET /teks-layanan', answers: only(['admin', 'ppid'], 200) },
    {
      route: 'GET /teks-layanan/:code/:lang',
      path: '/teks-layanan/maklumat/id',
      answers: only(['admin', 'ppid'], 200),
    },
    {
      route: 'POST /teks-layanan/:code/:lang',
      path: '/teks-layanan/maklumat/id',
      answers: only(['admin', 'ppid'], 422),
    },
    {
      route: 'POST /teks-layanan/:code/:lang/benar',
      path: '/teks-layanan/maklumat/id/benar',
      answers: only(['admin', 'ppid'], 422),
    },
  ],
};

import { DUTY_TEXTS } from '../../../src/duty/texts';
import { everybody, only, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /standar-layanan', answers: everybody(200) },
    { route: 'GET /standar-layanan/formulir', answers: everybody(200) },
    { route: 'GET /standar-layanan/formulir/permohonan', answers: everybody(200) },
    ...DUTY_TEXTS.map(({ path }) => ({ route: `GET ${path}`, answers: everybody(200) })),
    { route: 'GET /admin/teks', answers: only(['admin', 'ppid'], 200) },
    { route: 'GET /admin/teks/:code/:lang', path: '/admin/teks/maklumat/id', answers: only(['admin', 'ppid'], 200) },
    { route: 'POST /admin/teks/:code/:lang', path: '/admin/teks/maklumat/id', answers: only(['admin', 'ppid'], 422) },
    {
      route: 'POST /admin/teks/:code/:lang/benar',
      path: '/admin/teks/maklumat/id/benar',
      answers: only(['admin', 'ppid'], 422),
    },
  ],
};

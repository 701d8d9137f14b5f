import { only, type Slice } from '../rows';

const READERS = ['ppid', 'atasan', 'auditor', 'admin'] as const;

export const slice: Slice = {
  rows: [
    { route: 'GET /admin/retensi', answers: only(['admin'], 200) },
    { route: 'GET /admin/retensi/:kind', path: '/admin/retensi/request', answers: only(['admin'], 200) },
    { route: 'POST /admin/retensi/:kind', path: '/admin/retensi/request', answers: only(['admin'], 422) },
    { route: 'GET /retensi', answers: only(READERS, 200) },
    { route: 'GET /retensi/jatuh-tempo/:kind', path: '/retensi/jatuh-tempo/request', answers: only(READERS, 200) },
    { route: 'POST /retensi/usulan', answers: only(['ppid'], 422) },
    { route: 'GET /retensi/usulan/:number', path: '/retensi/usulan/M-2020-000001', answers: only(READERS, 404) },
    {
      route: 'GET /retensi/usulan/:number/berita-acara.pdf',
      path: '/retensi/usulan/M-2020-000001/berita-acara.pdf',
      answers: only(READERS, 404),
    },
    {
      route: 'POST /retensi/usulan/:number/transitions',
      path: '/retensi/usulan/M-2020-000001/transitions',
      answers: only(['ppid', 'atasan'], 404),
    },
    { route: 'GET /retensi/penahanan', answers: only(READERS, 200) },
    { route: 'POST /retensi/penahanan', answers: only(['ppid', 'atasan'], 422) },
    {
      route: 'POST /retensi/penahanan/:id/transitions',
      path: '/retensi/penahanan/999999/transitions',
      form: { reason: 'Perkara selesai' },
      answers: only(['ppid', 'atasan'], 404),
    },
  ],
};

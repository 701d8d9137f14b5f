import { only, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /admin/badan-publik', answers: only(['admin'], 200) },
    { route: 'GET /admin/badan-publik/:slug', path: '/admin/badan-publik/dinkominfo', answers: only(['admin'], 200) },
    { route: 'POST /admin/badan-publik/:slug', path: '/admin/badan-publik/dinkominfo', answers: only(['admin'], 422) },
    { route: 'GET /petugas/badan-tepercaya', answers: only(['ppid'], 200) },
    {
      route: 'GET /petugas/badan-tepercaya/:slug',
      path: '/petugas/badan-tepercaya/dinkominfo',
      answers: only(['ppid'], 200),
    },
    {
      route: 'POST /petugas/badan-tepercaya/:slug',
      path: '/petugas/badan-tepercaya/dinkominfo',
      answers: only(['ppid'], 422),
    },
  ],
};

import { only, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /admin/badan-publik', answers: only(['admin'], 200) },
    { route: 'GET /admin/badan-publik/:slug', path: '/admin/badan-publik/dinkominfo', answers: only(['admin'], 200) },
    { route: 'POST /admin/badan-publik/:slug', path: '/admin/badan-publik/dinkominfo', answers: only(['admin'], 422) },
  ],
};

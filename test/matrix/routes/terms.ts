import { only, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /admin/tenggat', answers: only(['admin'], 200) },
    { route: 'GET /admin/tenggat/:code', path: '/admin/tenggat/answer', answers: only(['admin'], 200) },
    { route: 'POST /admin/tenggat/:code', path: '/admin/tenggat/answer', answers: only(['admin'], 422) },
  ],
};

import { everybody, only, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /statistik/kesegaran.csv', answers: everybody(200) },
    { route: 'GET /opd/kesegaran', answers: only(['opd', 'opd2'], 200) },
    { route: 'GET /admin/kesegaran', answers: only(['admin'], 200) },
    { route: 'POST /admin/kesegaran', answers: only(['admin'], 422) },
  ],
};

import { everybody, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    // Programs: a session opens nothing here, only the case's own code does.
    { route: 'GET /api/v1/requests/:number', path: '/api/v1/requests/P-2026-000001', answers: everybody(401) },
    {
      route: 'GET /api/v1/requests/:number/explain',
      path: '/api/v1/requests/P-2026-000001/explain',
      answers: everybody(401),
    },
    { route: 'POST /api/v1/requests', json: {}, answers: everybody(422) },
  ],
};

import { everybody, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /kalkulator-tenggat', answers: everybody(200) },
    {
      route: 'GET /api/v1/calendar/due',
      path: '/api/v1/calendar/due?from=2026-12-11&days=10',
      answers: everybody(200),
    },
    {
      route: 'GET /api/v1/calendar/between',
      path: '/api/v1/calendar/between?from=2026-12-11&to=2026-12-14',
      answers: everybody(200),
    },
    { route: 'GET /api/v1/calendar/holidays', path: '/api/v1/calendar/holidays?year=2026', answers: everybody(200) },
  ],
};

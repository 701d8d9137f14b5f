import { everybody, type Slice } from '../rows';

export const slice: Slice = {
  rows: [{ route: 'GET /api/v1/stats', path: '/api/v1/stats?year=2026', answers: everybody(200) }],
};

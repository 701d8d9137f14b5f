import { everybody, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /api/v1/openapi.json', answers: everybody(200) },
    { route: 'GET /api/docs', answers: everybody(200) },
  ],
};

import { everybody, type Slice } from '../rows';

export const slice: Slice = {
  rows: [
    { route: 'GET /favicon.ico', answers: everybody(301) },
    { route: 'GET /healthz', answers: everybody(200) },
    { route: 'GET /readyz', answers: everybody(200) },
    { route: 'GET /metrics', answers: everybody(200) },
    { route: 'POST /bahasa', form: { bahasa: 'id' }, answers: everybody(303) },
  ],
};

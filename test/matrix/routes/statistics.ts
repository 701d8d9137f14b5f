import { fileRequest } from '../../../src/requests/filing/commands';
import { everybody, only, type Slice } from '../rows';

const STAFF = ['petugas', 'ppid', 'atasan', 'auditor'] as const;

export const slice: Slice = {
  prepare: async (app) => {
    const filed = await fileRequest(app.deps, {
      ...{ channel: 'web', language: 'id', requesterKind: 'individual', details: 'Statistik', purpose: 'Uji' },
      identity: {
        ...{ name: 'Siti', identity_number: '3321010101000077', address: 'Wedung', email: null },
        ...{ phone: null, occupation: null, proxy: null },
      },
      ...{ obtain: 'copy', deliver: 'post', bodyId: null, userId: null, files: [], actor: { role: 'requester' } },
    });
    if (filed.kind !== 'filed') throw new Error(filed.kind);
    return { number: filed.receipt.number };
  },
  rows: [
    { route: 'GET /api/v1/stats', path: '/api/v1/stats?year=2026', answers: everybody(200) },
    { route: 'GET /statistik', answers: everybody(200) },
    { route: 'GET /statistik/kartu', answers: everybody(200) },
    { route: 'GET /statistik/perubahan.atom', answers: everybody(200) },
    { route: 'GET /statistik/:table.csv', path: '/statistik/bulan.csv', answers: everybody(200) },
    { route: 'GET /statistik/:table.json', path: '/statistik/badan.json', answers: everybody(200) },
    { route: 'GET /statistik/kasus', path: '/statistik/kasus?angka=request.received', answers: only([...STAFF], 200) },
    { route: 'GET /opd/statistik', answers: only(['opd', 'opd2'], 200) },
    {
      route: 'GET /opd/statistik/kasus',
      path: '/opd/statistik/kasus?angka=request.received',
      answers: only(['opd', 'opd2'], 200),
    },
    {
      route: 'GET /statistik/peristiwa/:kind/:number',
      path: ({ number }) => `/statistik/peristiwa/request/${number}`,
      answers: only([...STAFF], 200),
    },
  ],
};

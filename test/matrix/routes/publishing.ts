import { only, type Slice } from '../rows';

const CASE = '/petugas/permohonan/P-2026-999999/terbitkan';

export const slice: Slice = {
  rows: [
    { route: 'GET /petugas/usulan-terbit', answers: only(['ppid'], 200) },
    { route: 'GET /petugas/permohonan/:number/terbitkan', path: CASE, answers: only(['ppid'], 404) },
    { route: 'POST /petugas/permohonan/:number/terbitkan', path: CASE, answers: only(['ppid'], 404) },
  ],
};

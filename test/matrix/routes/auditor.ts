import { everybody, only, type Slice } from '../rows';

const auditor = (answer: number) => only(['auditor'], answer);
const ppid = (answer: number) => only(['ppid'], answer);

export const slice: Slice = {
  prepare: async ({ db, regionId }) => {
    const body = await db('bodies').where('slug', 'dinkominfo').first('id');
    const user = await db('users').where('email', 'auditor@contoh.test').first('id');
    const at = '2026-12-11T02:00:00.000Z';
    const finding = {
      region_id: regionId,
      title: 'Contoh',
      figure: 'Diterima',
      state: 'open',
      answer_by: '2026-12-31',
    };
    const made = { created_by: user.id, created_at: at, updated_at: at };
    await db('audit_findings').insert([
      { ...finding, ...made, public_id: 'temuanppid', body_id: null },
      { ...finding, ...made, public_id: 'temuanbadan', body_id: body.id },
    ]);
    const drawn = {
      case_kind: 'request',
      year: 2026,
      seed: 'x',
      up_to: 0,
      population: 0,
      picked: '[]',
      purpose: 'Uji',
    };
    await db('audit_samples').insert({
      ...{ ...drawn, public_id: 'sampelcontoh', region_id: regionId, user_id: user.id, created_at: at },
    });
    return {};
  },
  rows: [
    { route: 'GET /auditor/log', answers: auditor(200) },
    { route: 'GET /auditor/log/ekspor', answers: auditor(200) },
    { route: 'POST /auditor/log/ekspor', answers: auditor(422) },
    { route: 'GET /auditor/sampel', answers: auditor(200) },
    { route: 'POST /auditor/sampel', answers: auditor(422) },
    { route: 'GET /auditor/sampel/:id', path: '/auditor/sampel/sampelcontoh', answers: auditor(200) },
    { route: 'GET /auditor/temuan', answers: auditor(200) },
    { route: 'GET /auditor/temuan/baru', answers: auditor(200) },
    { route: 'POST /auditor/temuan', answers: auditor(422) },
    { route: 'GET /auditor/temuan/:id', path: '/auditor/temuan/temuanppid', answers: auditor(200) },
    { route: 'POST /auditor/temuan/:id', path: '/auditor/temuan/temuanppid', answers: auditor(422) },
    { route: 'GET /petugas/temuan', answers: ppid(200) },
    { route: 'GET /petugas/temuan/:id', path: '/petugas/temuan/temuanbadan', answers: ppid(200) },
    { route: 'POST /petugas/temuan/:id', path: '/petugas/temuan/temuanppid', answers: ppid(422) },
    { route: 'GET /opd/temuan', answers: only(['opd', 'opd2'], 200) },
    {
      route: 'GET /opd/temuan/:id',
      path: '/opd/temuan/temuanbadan',
      answers: only(['opd'], 200, { but: { opd2: 404 } }),
    },
    {
      route: 'POST /opd/temuan/:id',
      path: '/opd/temuan/temuanbadan',
      answers: only(['opd'], 422, { but: { opd2: 404 } }),
    },
    { route: 'GET /admin/log', answers: only(['admin'], 200) },
    { route: 'POST /admin/log', form: { addresses: 'bukan alamat' }, answers: only(['admin'], 422) },
    { route: 'GET /catatan-audit', answers: everybody(200) },
    { route: 'GET /catatan-audit/kunci.pem', answers: everybody(200) },
    { route: 'GET /catatan-audit/sidik-jari.csv', answers: everybody(200) },
    { route: 'GET /catatan-audit/pemeriksa.mjs', answers: everybody(200) },
  ],
};

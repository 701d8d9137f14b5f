import { announced, idOf } from '../announcements/announcing';
import { type TestApp, testApp } from '../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

test('taken away and made again, it withdraws announcements of what was exempt before it, and no others', async () => {
  const { up, down } = require('../../migrations/catalogue-045-reviews-and-files');
  const opd = await t.as('opd');
  const [closed, open] = [idOf(await announced(opd)), idOf(await announced(opd, { title: 'Tetap terbuka' }))];
  const of = (public_id: string) => t.db('announcements').where({ public_id }).first();
  await down(t.db);
  for (const table of ['review_notices', 'document_import_files'])
    expect(await t.db.schema.hasTable(table)).toBe(false);
  expect(await t.db.schema.hasColumn('announcements', 'withdrawn_at')).toBe(false);
  // As the portal before this migration left it.
  const { document_id } = await of(closed);
  await t.db('documents').where('id', document_id).update({ category: 'dikecualikan' });
  await up(t.db);
  expect(await of(closed)).toMatchObject({ withdrawn_at: expect.any(String), review_at: null });
  expect(await of(open)).toMatchObject({ withdrawn_at: null, until_at: null });
  await t.browser().get(`/peringatan/${closed}`).expect(302);
  await t.browser().get(`/peringatan/${open}`).expect(200);
});

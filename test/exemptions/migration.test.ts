import { down, up } from '../../migrations/exemptions-050-turns';
import { givenDocument } from '../catalogue/documents';
import { type TestApp, testApp } from '../support/app';
import { begun, enacted, rowOf } from './given';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

test('the columns of whose turn it is go away and come back, and say of former work what is known', async () => {
  const handed = await begun(app);
  await app.db('exemptions').where('id', handed.id).update({ handed_on: '2026-12-01' });
  const item = await givenDocument(app.db, { published_at: '2026-12-10T17:00:00.000Z' });
  const opened = await enacted(app, { until_on: '2027-01-01' });
  await app.db('exemptions').where('id', opened.id).update({ state: 'expired', document_id: item.id });
  await down(app.db);
  expect(await app.db.schema.hasColumn('exemptions', 'seen_on')).toBe(false);
  expect(await rowOf(app, opened.number)).toMatchObject({ state: 'expired', document_id: item.id });
  await up(app.db);
  expect(await rowOf(app, handed.number)).toMatchObject({ seen_on: '2026-12-01', opened_at: null });
  expect(await rowOf(app, opened.number)).toMatchObject({ seen_on: null, opened_at: '2026-12-10T17:00:00.000Z' });
});

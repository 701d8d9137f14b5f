import { publishedPage } from '../../src/catalogue/queries';
import { searchWords } from '../../src/catalogue/words';
import { type TestDb, testDb } from '../support/db';
import { givenDocument } from './documents';

let t: TestDb;
beforeAll(async () => {
  t = await testDb('reference');
});
afterAll(() => t.destroy());

test('the index can be taken away and built again over the documents that are there', async () => {
  const { up, down } = require('../../migrations/catalogue-009-search');
  const { region_id } = await givenDocument(t.db, { title: 'Renstra perangkat daerah' });
  await givenDocument(t.db, { title: 'Renstra yang belum terbit', state: 'draft' });
  await down(t.db);
  expect(await t.db.schema.hasTable('document_search')).toBe(false);
  await t.db('documents').update({ updated_at: '2026-12-02T00:00:00.000Z' });
  await up(t.db);
  const search = { regionId: region_id, filter: {}, sort: 'relevan' as const, after: null, limit: 20 };
  const { rows } = await publishedPage(t.db, { ...search, words: searchWords('renstra') });
  expect(rows.map((row) => row.title)).toEqual(['Renstra perangkat daerah']);
});

import { publishedPage } from '../../src/catalogue/queries';
import { workIndexQueue } from '../../src/catalogue/search/index-commands';
import { searchWords } from '../../src/catalogue/words';
import { type TestDb, testDb } from '../support/db';
import { givenDocument } from './documents';

let t: TestDb;
beforeAll(async () => {
  t = await testDb('reference');
});
afterAll(() => t.destroy());

test('the index can be taken away and built again over the documents and files that are there', async () => {
  const { up, down } = require('../../migrations/catalogue-029-search-text');
  const document = await givenDocument(t.db, { title: 'Rencana penganggaran' });
  await givenDocument(t.db, { title: 'Rencana yang belum terbit', state: 'draft' });
  await t.db('document_files').insert({
    ...{ public_id: 'f1', document_id: document.id, stored_name: 'x', name: 'a.pdf', media_type: 'application/pdf' },
    ...{ size: 1, sha256: 'x', added_at: document.created_at },
  });
  await down(t.db);
  expect(await t.db.schema.hasTable('search_words')).toBe(false);
  await t.db('documents').where('id', document.id).update({ title: 'Rencana anggaran' });
  await up(t.db);
  expect(await t.db('document_extractions').select('document_id', 'state')).toEqual([
    { document_id: document.id, state: 'waiting' },
  ]);
  expect(await workIndexQueue(t.db, 1_000)).toBe(1);
  const search = { regionId: document.region_id, filter: {}, sort: 'relevan' as const, after: null, limit: 20 };
  const { rows } = await publishedPage(t.db, { ...search, words: searchWords('penganggaran') });
  expect(rows.map((row) => row.title)).toEqual(['Rencana anggaran']);
});

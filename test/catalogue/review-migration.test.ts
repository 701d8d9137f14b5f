import { type TestDb, testDb } from '../support/db';
import { givenDocument } from './documents';

let t: TestDb;
beforeAll(async () => {
  t = await testDb('reference');
});
afterAll(() => t.destroy());

test('taken away and made again, it closes versions that were there before a withdrawal, and the search still follows', async () => {
  const { up, down } = require('../../migrations/catalogue-034-review');
  const withdrawn = await givenDocument(t.db, { title: 'Pernah ditarik', version: 5 });
  const plain = await givenDocument(t.db, { title: 'Tidak pernah ditarik' });
  const states = ['draft', 'published', 'withdrawn', 'published', 'published'];
  await t.db('document_versions').insert(
    states.map((state, i) => ({
      ...{ document_id: withdrawn.id, version: i + 1, changed_at: withdrawn.created_at },
      content: JSON.stringify({ title: 'x","state":"published"', category: 'berkala', state }),
    })),
  );
  await down(t.db);
  expect(await t.db.schema.hasTable('document_revisions')).toBe(false);
  await up(t.db);
  expect(await t.db('documents').orderBy('id').pluck('public_from')).toEqual([4, 1]);
  await t.db('documents').where('id', plain.id).update({ title: 'Judulnya berubah' });
});

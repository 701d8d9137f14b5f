import { type TestDb, testDb } from '../support/db';

const open: TestDb[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.destroy()));
});

async function another(filled?: 'schema' | 'reference'): Promise<TestDb> {
  const one = await testDb(filled);
  open.push(one);
  return one;
}

test('each call gives a database of its own', async () => {
  const [a, b] = await Promise.all([another('reference'), another('reference')]);
  expect(await a.db('bodies').where('active', 1).pluck('slug')).toHaveLength(42);
  await a.db('bodies').update({ active: 0 });
  expect(await b.db('bodies').where('active', 1).pluck('slug')).toHaveLength(42);
  expect(await (await another()).db('bodies').pluck('slug')).toEqual([]);
});

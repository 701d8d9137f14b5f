import { type TestDb, testDb } from '../support/db';

let t: TestDb;
beforeAll(async () => {
  t = await testDb('schema');
});
afterAll(() => t.destroy());

test('an error names the statement and not what it was given', async () => {
  const failed = t.db('users').where('email', 'siti@contoh.test').select('no_such_column');
  const error: Error = await failed.then(
    () => new Error('the statement went through'),
    (fault) => fault,
  );
  expect(error.message).toContain('no_such_column');
  expect(`${error.message}${error.stack}`).not.toContain('siti');
});

import { loadDemoAccounts } from '../../src/accounts/demo-commands';
import { currentUser, hasExampleAccounts, staffWithRole } from '../../src/accounts/queries';
import { CAST, CAST_PASSWORD } from '../support/cast';
import { type TestDb, testDb } from '../support/db';

let own: TestDb;
beforeEach(async () => {
  own = await testDb('cast');
});
afterEach(() => own.destroy());

const NOW = '2026-12-11T02:00:00.000Z';

test('the cast is complete, marked as examples, and holds one role each', async () => {
  const { db } = own;
  expect(await hasExampleAccounts(db)).toBe(true);
  const users = await db('users').orderBy('id');
  expect(users.map((user) => user.email)).toEqual(
    ['warga', 'petugas', 'opd', 'opd2', 'ppid', 'atasan', 'auditor', 'admin'].map((name) => `${name}@contoh.test`),
  );
  const held = await Promise.all(users.map((user) => currentUser(db, user.id, '2026-12-11')));
  expect(held.map((user) => user?.roles.map((grant) => [grant.role, grant.bodySlug]))).toEqual([
    [],
    [['petugas', null]],
    [['opd', 'dinkominfo']],
    [['opd', 'dinkes']],
    [['ppid', null]],
    [['atasan', null]],
    [['auditor', null]],
    [['admin', null]],
  ]);
});

test('loading again changes nothing; another password replaces the old one', async () => {
  const { db } = own;
  const [region] = await db('regions');
  const before = await db('users').orderBy('id');
  const again = await loadDemoAccounts(db, { password: CAST_PASSWORD, now: NOW, regionId: region.id });
  expect(again).toHaveLength(CAST.length);
  expect(await db('users').orderBy('id')).toEqual(before);
  await loadDemoAccounts(db, { password: 'another-password', now: NOW, regionId: region.id });
  const after = await db('users').orderBy('id');
  expect(after).toHaveLength(CAST.length);
  expect(after[0].password_hash).not.toBe(before[0].password_hash);
});

test('every body has an example head that can be written to', async () => {
  const bodies = await own.db('bodies');
  expect(bodies.every((body) => body.head_email === `kepala.${body.slug}@contoh.test`)).toBe(true);
  expect(bodies.find((body) => body.slug === 'kec-demak').head_name).toBe('Camat Demak (contoh)');
});

test('a role counts on its days only, and a disabled account never', async () => {
  const { db } = own;
  const [region] = await db('regions');
  const warga = await db('users').where('email', 'warga@contoh.test').first();
  const ppid = await db('users').where('email', 'ppid@contoh.test').first();
  const row = { user_id: warga.id, role: 'ppid', from_on: '2026-12-14', until_on: '2026-12-18', deputy_for: ppid.id };
  await db('user_roles').insert(row);
  const on = async (today: string) => (await staffWithRole(db, region.id, 'ppid', null, today)).map((who) => who.email);
  expect(await on('2026-12-13')).toEqual(['ppid@contoh.test']);
  expect(await on('2026-12-14')).toEqual(['ppid@contoh.test', 'warga@contoh.test']);
  expect(await on('2026-12-18')).toEqual(['ppid@contoh.test', 'warga@contoh.test']);
  expect(await on('2026-12-19')).toEqual(['ppid@contoh.test']);
  expect((await currentUser(db, warga.id, '2026-12-14'))?.roles).toEqual([
    { role: 'ppid', bodyId: null, bodySlug: null, deputyFor: ppid.id },
  ]);
  await db('users').where('id', warga.id).update({ disabled_at: NOW });
  expect(await on('2026-12-14')).toEqual(['ppid@contoh.test']);
  expect(await currentUser(db, warga.id, '2026-12-14')).toBeNull();
});

test('a role within one body is found by its body', async () => {
  const { db } = own;
  const [region] = await db('regions');
  const dinkes = await db('bodies').where('slug', 'dinkes').first();
  const found = await staffWithRole(db, region.id, 'opd', dinkes.id, '2026-12-11');
  expect(found.map((who) => who.email)).toEqual(['opd2@contoh.test']);
});

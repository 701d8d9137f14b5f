import { remindOfRenewal } from '../../src/dip/remind/commands';
import { outboxLetter } from '../../src/mail/queries';
import { givenDocument } from '../catalogue/documents';
import { type TestApp, testApp } from '../support/app';
import { enacted } from './world';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  await givenDocument(t.db, { title: 'Profil' });
});
afterAll(() => t.close());

const letters = async () => {
  const sent = t.db('outbox').where('dedupe_key', 'like', 'dip:%').whereNot('dedupe_key', 'like', '%:proposed:%');
  const rows = await sent.orderBy('id').select('id');
  return Promise.all(rows.map(({ id }) => outboxLetter(t.db, t.deps.keys, t.regionId, id)));
};
const on = async (day: string) => {
  t.clock.set(`${day}T06:00:00+07:00`);
  return remindOfRenewal(t.deps);
};

test('each reminder goes once: to the PPID before and on the last day, to the superior after it', async () => {
  expect(await on('2026-12-11')).toBeNull();
  t.clock.set('2026-12-11T09:00:00+07:00');
  await enacted(t, '188.4/1/2026', '2026-12-11');
  expect([await on('2027-05-10'), await on('2027-05-11'), await on('2027-05-12')]).toEqual([
    null,
    'month_before',
    null,
  ]);
  t.clock.set('2027-06-04T06:00:00+07:00');
  const both = await Promise.all([remindOfRenewal(t.deps), remindOfRenewal(t.deps)]);
  expect(both.filter(Boolean)).toEqual(['week_before']);
  expect([await on('2027-06-11'), await on('2027-06-11'), await on('2027-06-12'), await on('2027-09-01')]).toEqual([
    ...['last_day', null, 'overdue', null],
  ]);
  const sent = await letters();
  expect(sent.map((one) => [one?.recipient, one?.subject])).toEqual([
    ['p•••@contoh.test', 'DIP dimutakhirkan dalam satu bulan'],
    ['p•••@contoh.test', 'DIP dimutakhirkan dalam satu minggu'],
    ['p•••@contoh.test', 'Batas akhir pemutakhiran DIP'],
    ['a•••@contoh.test', 'DIP terlambat dimutakhirkan'],
  ]);
  // Counted and cited in the message itself.
  expect(sent[0]?.text).toContain('6 bulan kemudian, yaitu Jumat, 11 Juni 2027 (Perki 1/2021 Pasal 45)');
  expect(sent[3]?.text).toContain('/atasan/dip');
  expect(await t.db('audit_events').where('kind', 'dip_renewal_reminded')).toHaveLength(4);
  expect((await (await t.as('ppid')).get('/petugas').expect(200)).text).toContain('DIP terlambat dimutakhirkan');
});

test('a new version starts its own clock; after a stand-still only the newest reminder is sent', async () => {
  t.clock.set('2027-09-02T09:00:00+07:00');
  await enacted(t, '188.4/2/2027', '2027-09-02');
  expect(await on('2027-12-01')).toBeNull();
  expect([await on('2028-03-10'), await on('2028-03-11')]).toEqual(['overdue', null]);
});

test('where nobody holds the office the message climbs and says so', async () => {
  t.clock.set('2028-03-12T09:00:00+07:00');
  await enacted(t, '188.4/3/2028', '2028-03-12');
  await t.db('user_roles').where('role', 'ppid').update({ until_on: '2028-08-01' });
  expect(await on('2028-08-12')).toBe('month_before');
  const last = (await letters()).at(-1);
  expect(last?.recipient).toBe('a•••@contoh.test');
  expect(last?.text).toContain('ditujukan kepada PPID');
});

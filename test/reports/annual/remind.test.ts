import { outboxLetter } from '../../../src/mail/queries';
import { remindOfReport } from '../../../src/reports/annual/remind/commands';
import { type TestApp, testApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
  await t.db('users').update({ created_at: '2026-12-01T00:00:00.000Z' });
});
afterAll(() => t.close());

const on = async (day: string) => {
  t.clock.set(`${day}T06:00:00+07:00`);
  return remindOfReport(t.deps);
};

test('each reminder goes once: to the PPID before and on the last day, to the superior after it', async () => {
  // Nobody worked here in 2025: of that year nothing is said.
  expect([await on('2026-03-31'), await on('2026-12-11'), await on('2027-02-27')]).toEqual([null, null, null]);
  expect([await on('2027-02-28'), await on('2027-03-01')]).toEqual(['month_before', null]);
  t.clock.set('2027-03-24T06:00:00+07:00');
  const both = await Promise.all([remindOfReport(t.deps), remindOfReport(t.deps)]);
  expect(both.filter(Boolean)).toEqual(['week_before']);
  expect([await on('2027-03-31'), await on('2027-04-01'), await on('2027-04-02'), await on('2027-05-02')]).toEqual([
    ...['last_day', 'overdue', null, null],
  ]);
  const rows = await t.db('outbox').where('dedupe_key', 'like', 'annual:%').orderBy('id').select('id');
  const sent = await Promise.all(rows.map(({ id }) => outboxLetter(t.db, t.deps.keys, t.regionId, id)));
  expect(sent.map((one) => [one?.recipient, one?.subject])).toEqual([
    ['p•••@contoh.test', 'Laporan tahun 2026 dalam satu bulan'],
    ['p•••@contoh.test', 'Laporan tahun 2026 dalam satu minggu'],
    ['p•••@contoh.test', 'Batas akhir laporan tahun 2026'],
    ['a•••@contoh.test', 'Laporan tahun 2026 terlambat'],
  ]);
  expect(sent[0]?.text).toContain('3 bulan setelah tahun anggaran 2026 berakhir, yaitu Rabu, 31 Maret 2027');
  expect(sent[3]?.text).toContain('/atasan/laporan-tahunan');
  expect(await t.db('audit_events').where('kind', 'annual_report_reminded')).toHaveLength(4);
});

import { requestExample } from '../../src/api/openapi/request-body';
import { addDays } from '../../src/calendar/working-days';
import { figuresAsOf } from '../../src/reports/statistics/cached-queries';
import { take } from '../api/lives';
import { type TestApp, testApp } from '../support/app';
import { playYear } from './year';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await playYear(app);
});
afterAll(() => app.close());

const stats = async (query: string) => (await app.browser().get(`/api/v1/stats?${query}`).expect(200)).body;

/** Worked out by hand from what `playYear` does. */
const AT_LAST = {
  ...{ year: 2026, as_of: '2026-11-17', received: 30, imported: 0 },
  ...{ granted: 13, granted_partly: 4, refused: 2, not_held: 1, not_documented: 1, redirected: 1, lapsed: 0 },
  ...{ withdrawn: 1, open: 7, on_time: 18, late: 4, overdue_open: 7 },
  // 4 answers after 3 days, 9 after 4, 5 after 10, 4 after 12: 146 days in 22 answers.
  working_days: { mean: 6.64, median: 4, max: 12 },
  by_month: [0, 10, 0, 10, 0, 0, 0, 0, 0, 0, 10, 0],
};

test('a year of thirty requests has the figures that were worked out by hand', async () => {
  const { objections, refusal_grounds, disputes, ...rest } = await stats('year=2026');
  expect(rest).toEqual(AT_LAST);
  expect(refusal_grounds).toMatchObject({ h: 2, a: 0, other: 0 });
  expect(objections).toMatchObject({ received: 1, open: 1, grounds: { c: 1 } });
  expect(new Set(Object.values(disputes))).toEqual(new Set([0]));
});

test('as of any earlier day they are what was shown then, and stay that', async () => {
  const early = await stats('year=2026&as_of=2026-02-05');
  expect(early).toMatchObject({ received: 10, open: 10, granted: 0, on_time: 0, working_days: { mean: 0, max: 0 } });
  const april = await stats('year=2026&as_of=2026-04-21');
  expect(april).toMatchObject({ received: 20, granted: 9, open: 5, overdue_open: 5, on_time: 14, late: 0 });
  expect(april.objections.received).toBe(0);
  expect(await stats('year=2026&as_of=2026-11-16')).toMatchObject({ open: 7, overdue_open: 1 });
  app.clock.set('2027-03-01T09:00:00+07:00');
  expect(await stats('year=2026&as_of=2026-04-21')).toEqual(april);
  expect(await stats('year=2026&as_of=2026-01-31')).toMatchObject({ received: 0, open: 0 });
  app.clock.set('2026-11-17T09:00:00+07:00');
});

test('a later change of the calendar leaves the days of an earlier date as they were counted then', async () => {
  const before = await stats('year=2026&as_of=2026-11-16');
  await app
    .db('holidays')
    .insert({ region_id: app.regionId, date: '2026-04-08', kind: 'local', name: 'Haul', confidence: 'entered' });
  await app.db('calendar_years').where('year', 2026).update({ version: 99 });
  const dates = JSON.stringify([{ date: '2026-04-08', kind: 'local', name: 'Haul', change: 'added' }]);
  await app.db('calendar_changes').insert({
    ...{ public_id: 'ubah', region_id: app.regionId, kind: 'add', decree: 'SK', reason: 'Uji', dates, years: '[]' },
    ...{ made_at: app.clock.now().toISOString(), from_date: '2026-04-08', to_date: '2026-04-08' },
    ...{ version: '', state: 'done' },
  });
  expect(await stats('year=2026&as_of=2026-11-16')).toEqual(before);
  const { timezone } = app.deps.config;
  const question = { year: 2026, asOf: '2026-11-17', source: null };
  const now = await figuresAsOf(app.db, { regionId: app.regionId, timezone }, question);
  expect(now.stats.working_days).toEqual({ mean: 6.23, median: 4, max: 11 });
});

test('a term that was extended while nobody answered binds from the day it was extended', async () => {
  app.clock.set('2026-11-18T09:00:00+07:00');
  const body = { ...requestExample, details: 'Diperpanjang' };
  const { number, due_on } = (await app.browser().post('/api/v1/requests').send(body).expect(201)).body;
  app.clock.set(`${due_on}T10:00:00+07:00`);
  await take(app, number, 'extend');
  const before = await stats(`year=2026&as_of=${addDays(due_on, -1)}`);
  app.clock.set(`${addDays(due_on, 2)}T10:00:00+07:00`);
  const after = await stats('year=2026');
  expect(after.overdue_open).toBe(before.overdue_open);
  expect(after.open).toBe(before.open);
});

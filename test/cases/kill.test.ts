import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { verifyChains } from '../../src/audit/verify/queries';
import { type TestApp, testApp } from '../support/app';
import { doubles, file, holiday, object } from './crowd';

/**
 * A sweep is killed (SIGKILL) in the midst of its batches, again and again, and started once more each time: by a
 * statement's number, so that it dies inside a transaction as well as between two. What it began goes on by itself, and
 * is whole in the end.
 */
const CASES = 230;
const OBJECTIONS = 30;
const RUN = resolve(__dirname, '../support/run-ts.cjs');
const CHILD = resolve(__dirname, 'sweep-child.ts');

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ clock: '2026-12-11T09:00:00+07:00' });
});
afterAll(() => app.close());

/** One sweep in a process of its own; true when it lived to its end. */
function sweepInChild(dies: number): boolean {
  const { databaseUrl, dataDir, dataKey } = app.deps.config;
  const env = { NODE_ENV: 'test', DATA_DIR: dataDir, DATABASE_URL: databaseUrl, DATA_KEY: dataKey };
  const now = app.clock.now().toISOString();
  const given = JSON.stringify({ env: { ...env, SESSION_SECRET: 'x'.repeat(32) }, now, dies, regionId: app.regionId });
  const child = spawnSync(process.execPath, [RUN, CHILD, given], { encoding: 'utf8' });
  if (child.signal !== 'SIGKILL' && child.status !== 0) throw new Error(child.stderr);
  return child.signal === null;
}

/** Kills a sweep at each of these statements, as long as so many are left to send, then lets one live. */
function sweepAfterKills(dies: readonly number[]): void {
  const killed = dies.filter((statement) => !sweepInChild(statement));
  expect(killed.length).toBeGreaterThan(1);
  expect(sweepInChild(0)).toBe(true);
}

/** How often each set of things came about, over all cases of a kind. */
async function sets(table: string, column: string, where: object = {}): Promise<Record<string, number>> {
  const rows: { case_id: number; name: string }[] = await app
    .db(table)
    .where({ case_kind: 'request', ...where })
    .orderBy('id')
    .select('case_id', { name: column });
  const byCase = new Map<number, string[]>();
  for (const { case_id, name } of rows) byCase.set(case_id, [...(byCase.get(case_id) ?? []), name]);
  const found: Record<string, number> = {};
  for (const names of byCase.values()) found[names.sort().join(' ')] = (found[names.sort().join(' ')] ?? 0) + 1;
  return found;
}

test('a sweep killed in the midst of a move, of escalations and of silences goes on by itself, and nothing is done twice', async () => {
  for (let n = 0; n < CASES; n++) await file(app.deps, n, { email: n % 2 === 0 });

  // The move: killed before, in and after the batch that moves them, and while people are told.
  await holiday(app.deps, '2026-12-28');
  sweepAfterKills([18, 60, 110]);
  expect(await app.db('requests').groupBy('due_on').select('due_on').count({ n: '*' })).toEqual([
    { due_on: '2026-12-30', n: CASES },
  ]);
  expect(await app.db('calendar_changes').select('state', 'moved')).toEqual([{ state: 'done', moved: CASES }]);
  expect(await sets('letters', 'kind')).toEqual({ 'date_moved receipt': CASES / 2, receipt: CASES / 2 });
  const told = await app.db('outbox').where('dedupe_key', 'like', 'calendar:%').count({ n: '*' });
  expect(told).toEqual([{ n: 1 }]);

  // A day on which the whole ladder has fallen due, in two batches.
  app.clock.set('2026-12-31T08:00:00+07:00');
  sweepAfterKills([40, 220, 290]);
  const whole = 'half_term one_day_left overdue overdue overdue three_days_left due_today unopened'.split(' ').sort();
  expect(await sets('escalations', 'step', { state: 'sent' })).toEqual({ [whole.join(' ')]: CASES });
  expect(await sets('letters', 'kind')).toEqual({
    'date_moved overdue receipt': CASES / 2,
    'overdue receipt': CASES / 2,
  });
  expect(await app.db('requests').groupBy('state', 'object_by').select('state', 'object_by').count({ n: '*' })).toEqual(
    [{ state: 'in_process', object_by: '2027-02-15', n: CASES }],
  );

  // Silence ends the objections: each opens its window, and its request hears of it, in one transaction.
  for (let id = 1; id <= OBJECTIONS; id++) await object(app.deps, id);
  app.clock.set('2027-03-01T07:00:00+07:00');
  sweepAfterKills([120, 270]);
  expect(await app.db('objections').groupBy('state').select('state').count({ n: '*' })).toEqual([
    { state: 'unanswered', n: OBJECTIONS },
  ]);
  expect(await app.db('disputes').groupBy('state').select('state').count({ n: '*' })).toEqual([
    { state: 'window_open', n: OBJECTIONS },
  ]);
  expect(await app.db('requests').sum({ n: 'open_objections' })).toEqual([{ n: 0 }]);
  expect(await doubles(app.deps)).toEqual([]);
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
}, 180_000);

import { verifyChains } from '../../src/audit/verify/queries';
import type { Deps } from '../../src/deps';
import { runMoves } from '../../src/holidays/move/commands';
import { advanceAll } from '../../src/jobs/advance';
import { type TestApp, testApp } from '../support/app';
import { act, another, doubles, fates, file, grant, holiday, object, settle } from './crowd';

/**
 * Several processes on one database: each of the portals below has connections of its own. On PostgreSQL their
 * transactions really run side by side, on SQLite they fight for its one writer.
 */
const MORNING = '2026-12-11T09:00:00+07:00';
const apps: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const app of apps.splice(0).reverse()) await app.close();
});

async function portal(): Promise<TestApp> {
  const app = await testApp({ clock: MORNING });
  apps.push(app);
  return app;
}

function besides(app: TestApp, over: Partial<Deps> = {}): Deps {
  const other = another(app, over);
  apps.push(other);
  return other.deps;
}

const counts = async ({ db }: TestApp, requestId: number) => {
  const { public_id, seq, version, state } = await db('requests').where('id', requestId).first();
  const events = await db('audit_events').where('chain', `request:${public_id}`).orderBy('seq').pluck('kind');
  const letters = await db('letters').where({ case_kind: 'request', case_id: requestId }).orderBy('id').pluck('kind');
  return { seq, version, state, events, letters };
};

test('two officers act on one case from the same page: one wins, the other is told that it changed', async () => {
  const app = await portal();
  const other = besides(app);
  for (let n = 0; n < 8; n++) {
    const id = await file(app.deps, n);
    const done = await Promise.all([
      act(app.deps, id, 1, { do: 'grant', provide_days: 3 }),
      act(other, id, 1, { do: 'not_held' }),
      act(app.deps, id, 1, { do: 'extend', ground: 'not_held' }),
    ]);
    expect([...done].sort()).toEqual(['stale', 'stale', 'taken']);
    const won = ['granted', 'not_held', 'extended'][done.indexOf('taken')] as string;
    const letter = won === 'extended' ? 'extension' : won;
    expect(await counts(app, id)).toMatchObject({
      ...{ seq: 2, version: 2, state: won === 'extended' ? 'registered' : won },
      ...{ events: ['submitted', won], letters: ['receipt', letter] },
    });
  }
  expect(await doubles(app.deps)).toEqual([]);
});

test('two officers act on one case without a page in between: the second is judged by what the first left', async () => {
  const app = await portal();
  const other = besides(app);
  for (let n = 0; n < 8; n++) {
    const id = await file(app.deps, n);
    const step = { do: 'grant', provide_days: 3 } as const;
    const done = await Promise.all([act(app.deps, id, null, step), act(other, id, null, step)]);
    expect([...done].sort()).toEqual(['not_in_this_state', 'taken']);
    expect(await counts(app, id)).toMatchObject({
      seq: 2,
      events: ['submitted', 'granted'],
      letters: ['receipt', 'granted'],
    });
  }
});

/** Requests that nobody answers, objections to some of them, and a day on which much is due at once. */
async function crowd(app: TestApp): Promise<void> {
  const ids: number[] = [];
  for (let n = 0; n < 24; n++) ids.push(await file(app.deps, n, { email: n % 3 > 0 }));
  for (const id of ids.slice(0, 4)) await act(app.deps, id, null, { do: 'grant', provide_days: 2 });
  app.clock.set('2026-12-30T07:30:00+07:00');
  await settle(app.deps);
  for (const id of ids.slice(8, 16)) await object(app.deps, id);
}

test('several sweeps at once do what one would have done', async () => {
  const [app, alone] = [await portal(), await portal()];
  await Promise.all([crowd(app), crowd(alone)]);
  for (const instant of ['2026-12-30T08:00:00+07:00', '2027-02-15T09:00:00+07:00', '2027-03-20T09:00:00+07:00']) {
    for (const each of [app, alone]) each.clock.set(instant);
    await Promise.all([app.deps, besides(app), besides(app), besides(app)].map((deps) => advanceAll(deps)));
    await settle(app.deps);
    await settle(alone.deps);
    expect(await fates(app.deps)).toEqual(await fates(alone.deps));
  }
  expect(await doubles(app.deps)).toEqual([]);
  expect(await app.db('disputes').pluck('state')).toEqual(Array(8).fill('window_missed'));
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
});

test('a holiday lands during a sweep: nothing doubles, and each case ends as in some order of the two', async () => {
  const app = await portal();
  // The orders there are: the sweep before the change, between the change and its move, and after both.
  const orders = [
    async (deps: Deps) => {
      await advanceAll(deps);
      await holiday(deps, '2027-01-04');
    },
    async (deps: Deps) => {
      await holiday(deps, '2027-01-04');
      await advanceAll(deps);
    },
    async (deps: Deps) => {
      await holiday(deps, '2027-01-04');
      await runMoves(deps);
    },
  ];
  const serial = await Promise.all(orders.map(() => portal()));
  for (const each of [app, ...serial]) {
    await crowd(each);
    for (let n = 30; n < 36; n++) await file(each.deps, n);
    each.clock.set('2026-12-31T08:00:00+07:00');
  }
  const fate: Record<string, unknown>[] = [];
  for (const [i, order] of orders.entries()) {
    const { deps } = serial[i] as TestApp;
    await order(deps);
    await settle(deps);
    fate.push(await fates(deps));
  }
  await Promise.all([
    advanceAll(app.deps),
    holiday(besides(app), '2027-01-04').then(() => runMoves(besides(app))),
    advanceAll(besides(app)),
    runMoves(besides(app)),
  ]);
  await settle(app.deps);
  const became = await fates(app.deps);
  for (const [name, one] of Object.entries(became)) expect(fate.map((serially) => serially[name])).toContainEqual(one);
  expect(await doubles(app.deps)).toEqual([]);
  expect(await app.db('calendar_changes').pluck('state')).toEqual(['done']);
  expect((await app.db('requests').where('state', 'registered').pluck('due_on')).sort()).toEqual(
    Array(6).fill('2027-01-18'),
  );
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
});

test('what is filed and decided while the calendar changes is counted by it, or moved', async () => {
  const app = await portal();
  const deps = [app.deps, besides(app), besides(app), besides(app)] as const;
  for (const [round, day] of ['2026-12-21', '2026-12-22', '2026-12-23'].entries()) {
    const filings = Array.from({ length: 24 }, (_, i) => file(deps[i % 4] as Deps, round * 100 + i));
    const changing = new Promise((resolve) => setTimeout(resolve, 8 * round)).then(() => holiday(deps[1], day));
    await Promise.all([...filings, changing.then(() => runMoves(deps[2]))]);
    await settle(app.deps);
  }
  // 24 and 25 December and 1 and 5 January are days off already.
  expect(await app.db('requests').groupBy('due_on').select('due_on').count({ n: '*' })).toEqual([
    { due_on: '2027-01-04', n: 72 },
  ]);
  expect(await doubles(app.deps)).toEqual([]);
});

test('an objection is filed twice at once on the same ground: one is filed, the other refused', async () => {
  const app = await portal();
  const other = besides(app);
  const ids = [];
  for (let n = 0; n < 6; n++) ids.push(await file(app.deps, n));
  app.clock.set('2026-12-30T09:00:00+07:00');
  await settle(app.deps);
  for (const id of ids) {
    const both = await Promise.all([object(app.deps, id), object(other, id), object(app.deps, id, 'g')]);
    expect(both.map((one) => (one.kind === 'refused' ? one.code : one.kind)).sort()).toEqual([
      'filed',
      'filed',
      'same_ground_open',
    ]);
    expect(await app.db('requests').where({ id }).first('open_objections')).toEqual({ open_objections: 2 });
  }
  expect(await app.db('objections').count({ n: '*' })).toEqual([{ n: 12 }]);
  const twice = await Promise.all([object(app.deps, 0, 'b', 77), object(other, 0, 'b', 77)]);
  expect(twice.map(({ kind }) => kind).sort()).toEqual(['filed', 'repeated']);
  expect(await doubles(app.deps)).toEqual([]);
});

test('an answer at the last instant races with the silence: one of the two it is, whole', async () => {
  const app = await portal();
  const ids = [];
  for (let n = 0; n < 16; n++) ids.push(await file(app.deps, n));
  app.clock.set('2026-12-30T09:00:00+07:00');
  await settle(app.deps);
  for (const id of ids) await object(app.deps, id);
  const objections: { id: number; due_on: string }[] = await app.db('objections').orderBy('id').select('id', 'due_on');
  const last = objections[0]?.due_on as string;
  app.clock.set(`${last}T23:59:59.999+07:00`);
  await settle(app.deps);
  // The superior's clock stands a moment before midnight, the sweep's a moment after.
  const midnight = new Date(Date.parse(`${last}T23:59:59.999+07:00`) + 1);
  const later = besides(app, { clock: { now: () => new Date(midnight), real: () => new Date() } });
  const [answers] = await Promise.all([
    Promise.all(objections.map(({ id }) => grant(app.deps, id))),
    new Promise((resolve) => setTimeout(resolve, 15)).then(() => advanceAll(later)),
  ]);
  app.clock.set(midnight.toISOString());
  await settle(app.deps);

  for (const [i, { id }] of objections.entries()) {
    const granted = answers[i] === 'taken';
    const row = await app.db('objections').where({ id }).first();
    expect(row).toMatchObject(
      granted
        ? { state: 'granted', answered_on: last, unanswered_on: null }
        : { state: 'unanswered', answered_on: null, unanswered_on: last },
    );
    if (!granted) expect(answers[i]).toBe('not_in_this_state');
    const letters = await app.db('letters').where({ case_kind: 'objection', case_id: id }).orderBy('id').pluck('kind');
    expect(letters.filter((kind) => kind !== 'objection_receipt')).toEqual([
      granted ? 'objection_granted' : 'objection_unanswered',
    ]);
    expect(await app.db('disputes').where('objection_id', id).select('state', 'window_from')).toEqual([
      { state: 'window_open', window_from: last },
    ]);
    const request = await app.db('requests').where('id', row.request_id).first();
    expect(request).toMatchObject({ open_objections: 0, objection_ended_on: last });
  }
  expect(await doubles(app.deps)).toEqual([]);
});

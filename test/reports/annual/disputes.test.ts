import { unguarded } from '../../../src/jobs/bench/unguarded';
import { takeObjectionStep } from '../../../src/objections/steps/commands';
import { assembleReport } from '../../../src/reports/annual/assemble-queries';
import { standingOf } from '../../../src/reports/annual/standing-queries';
import { answered, does, objected, on, opened } from '../../disputes/cases';
import { type TestApp, testApp } from '../../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const figures = async () => {
  const { regionId, clock, deps, db } = app;
  const at = clock.now().toISOString();
  const found = await assembleReport(db, { regionId, year: 2026, at, timezone: deps.config.timezone });
  if (!found.ok) throw new Error(found.table);
  return found.figures;
};

test('objections and disputes of a year are counted to their execution, as worked out by hand', async () => {
  // Six objections of 11 December 2026: four upheld, two granted, of which one is carried out.
  await opened(app);
  const [agreed, ruled, turned] = [await opened(app), await opened(app), await opened(app)] as const;
  await answered(app, await objected(app), 'granted');
  const executed = await answered(app, await objected(app), 'granted');
  const user = await app.db('users').where('email', 'ppid@contoh.test').first('id');
  const done = await takeObjectionStep(app.deps, {
    ...{ caseId: executed.id, version: null, step: { do: 'execute', on: '2026-12-11' }, columns: {} },
    actor: { role: 'ppid', userId: user.id, bodyId: null },
    by: { role: 'ppid', userId: user.id },
  });
  expect(done.ok).toBe(true);
  const before = await figures();
  expect(before.disputes.petitions).toBe(0);
  // One window is not used; of three petitions one is agreed on, one ruled and final, one not registered.
  for (const one of [agreed, ruled, turned]) {
    expect(await does(app, one, { do: 'file_dispute', on: '2026-12-11' }, 'requester')).toBeNull();
  }
  for (const one of [agreed, ruled])
    expect(await does(app, one, { do: 'register_dispute', on: '2026-12-11' })).toBeNull();
  expect(await does(app, turned, { do: 'refuse_registration', on: '2026-12-11' })).toBeNull();
  expect(await does(app, agreed, { do: 'mediate', on: '2026-12-11' })).toBeNull();
  expect(await does(app, agreed, { do: 'settle_dispute', on: '2026-12-11', execute_by: '2026-12-31' })).toBeNull();
  await on(app, '2027-03-25');
  const decision = { outcome: 'opened', received_on: '2027-03-02', execute_by: '2027-04-01' };
  expect(await does(app, ruled, { do: 'decide_dispute', on: '2027-03-01', ...decision })).toBeNull();
  const now = await figures();
  expect(now.stats.objections).toMatchObject({ received: 6, upheld: 4, granted: 2, open: 0, grounds: { b: 6 } });
  expect(now.objections).toEqual({ owed: 2, executed: 1 });
  expect(now.disputes).toEqual({
    ...{ petitions: 3, registered: 2, not_registered: 1, agreed: 1, rulings: { opened: 1 } },
    ...{ in_court: 0, judged: 0, owed: 2, executed: 0 },
  });
});

test('where a table does not add up there are no figures, and the case behind it is named; what the register alone holds is said', async () => {
  const { regionId, clock, deps, db } = app;
  const at = clock.now().toISOString();
  const standing = () =>
    standingOf(db, { regionId, timezone: deps.config.timezone, at }, { year: 2026, texts: '{"policy":"Ada"}' });
  const sound = await standing();
  expect(sound.points.map(({ key, count }) => [key, count])).toEqual([['text', 5]]);
  const [one] = await db('objections').orderBy('id');
  const history = () => db('case_history').where({ case_kind: 'objection', case_id: one.id });
  await unguarded(db, 'case_history', () => history().update({ result: 'closed' }));
  const { figures: none, points } = await standing();
  expect(none).toBeNull();
  expect(points[0]).toMatchObject({
    key: 'unsound',
    explainable: false,
    vars: { table: 'objections', whole: 6, parts: 5 },
  });
  expect(points.find(({ key }) => key === 'objection.unknown_ending')).toMatchObject({ count: 1, cases: [one.number] });
  await unguarded(db, 'case_history', () => history().delete());
  expect((await standing()).points[0]).toMatchObject({ key: 'objection.counted', vars: { register: 6, figures: 5 } });
});

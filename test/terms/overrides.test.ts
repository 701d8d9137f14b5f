import { currentUser } from '../../src/accounts/queries';
import { verifyChains } from '../../src/audit/verify/queries';
import { writing } from '../../src/db/connect';
import { type OverrideAsked, overrideTerm } from '../../src/terms/commands';
import { overrideHistory, overridesOf } from '../../src/terms/queries';
import type { CurrentUser } from '../../src/web/guards';
import { termsOn } from '../../src/workflow/terms';
import { type TestApp, testApp } from '../support/app';
import { addressOf } from '../support/cast';

let app: TestApp;
let admin: CurrentUser;
beforeEach(async () => {
  app = await testApp();
  const { id } = await app.db('users').where('email', addressOf('admin')).first('id');
  admin = (await currentUser(app.db, id, '2026-12-11')) as CurrentUser;
});
afterEach(() => app.close());

const asked = (over: Partial<OverrideAsked> = {}): OverrideAsked => {
  const base = { code: 'answer', length: 8, reason: 'SK Bupati 12/2026', inForceOn: '2026-12-14', knowingly: false };
  return { ...base, ...over } as OverrideAsked;
};
const put = (over: Partial<OverrideAsked> = {}) => overrideTerm(app.deps, admin, asked(over));
const all = () => overridesOf(app.db, app.regionId);

/** The statements that `work` sends. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const note = ({ sql }: { sql: string }) => sent.push(sql);
  app.db.on('query', note);
  await work();
  app.db.removeListener('query', note);
  return sent;
}

test('an override is a row and an event with old and new length', async () => {
  expect(await put()).toEqual({ ok: true });
  expect(await put({ length: 6, inForceOn: '2027-01-04' })).toEqual({ ok: true });
  expect(await all()).toEqual([
    { id: 1, code: 'answer', length: 8, reason: 'SK Bupati 12/2026', in_force_on: '2026-12-14' },
    { id: 2, code: 'answer', length: 6, reason: 'SK Bupati 12/2026', in_force_on: '2027-01-04' },
  ]);
  const events = await app.db('audit_events').where('chain', 'terms').orderBy('seq');
  expect(events.map(({ kind, payload }) => ({ kind, ...JSON.parse(payload) }))).toMatchObject([
    {
      kind: 'term_overridden',
      actor: { role: 'admin', name: 'Admin Contoh' },
      changes: { length: [10, 8] },
      detail: { code: 'answer', unit: 'working_day', in_force_on: '2026-12-14', law: 10, reason: 'SK Bupati 12/2026' },
    },
    { changes: { length: [8, 6] }, detail: { in_force_on: '2027-01-04' } },
  ]);
  const [newest] = await overrideHistory(app.db, app.regionId, { limit: 1 });
  expect(newest).toMatchObject({ length: 6, set_by_name: 'Admin Contoh', set_at: '2026-12-11T02:00:00.000Z' });
  expect(await overrideHistory(app.db, app.regionId, { code: 'repair', limit: 9 })).toEqual([]);
  expect((await verifyChains(app.db)).ok).toBe(true);
});

test('a case received before the day keeps what was in force; the law’s own length ends the override', async () => {
  await put();
  await put({ length: 10, inForceOn: '2027-01-04' });
  const on = async (day: string) => termsOn(await all(), day)?.answer?.length ?? null;
  expect([await on('2026-12-13'), await on('2026-12-14'), await on('2027-01-03'), await on('2027-01-04')]).toEqual([
    null,
    8,
    8,
    null,
  ]);
});

test.each([
  ['today', { inForceOn: '2026-12-11' }, 'not_ahead'],
  ['the past', { inForceOn: '2020-01-01' }, 'not_ahead'],
  ['a length that holds anyway', { length: 10 }, 'no_change'],
  ['an office’s term made longer', { length: 11 }, 'longer'],
  ['a requester’s term made shorter', { code: 'objection_window', length: 20 }, 'shorter'],
] as const)('%s is refused as a value and leaves nothing', async (_what, over, reason) => {
  expect(await put(over)).toEqual({ ok: false, reason });
  expect(await all()).toEqual([]);
  expect(await app.db('audit_events').where('chain', 'terms')).toEqual([]);
});

test('tomorrow is the office’s tomorrow: at 23.30 in Demak it is still today, half an hour later it is not', async () => {
  app.clock.set('2026-12-13T23:30:00+07:00');
  expect(await put({ inForceOn: '2026-12-14' })).toEqual({ ok: true });
  app.clock.set('2026-12-14T00:00:00+07:00');
  expect(await put({ length: 7, inForceOn: '2026-12-14' })).toEqual({ ok: false, reason: 'not_ahead' });
});

test('who knows that the law grants more may set it all the same', async () => {
  expect(await put({ length: 11, knowingly: true })).toEqual({ ok: true });
  expect(await put({ code: 'objection_window', length: 20, knowingly: true })).toEqual({ ok: true });
});

test('the same sent twice at once is set once', async () => {
  const answers = await Promise.all([put(), put(), put({ code: 'repair', length: 5 })]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
  expect(answers).toContainEqual({ ok: false, reason: 'no_change' });
  expect((await all()).map(({ code }) => code).sort()).toEqual(['answer', 'repair']);
});

test('rows are only ever added', async () => {
  await put();
  await expect(app.db('term_overrides').update({ length: 1 })).rejects.toThrow('append-only');
  await expect(app.db('term_overrides').delete()).rejects.toThrow('append-only');
});

describe('asking for the overrides', () => {
  test('costs one statement of one row while nothing new was set', async () => {
    expect(await statementsOf(all)).toHaveLength(1);
    await put();
    const first = await all();
    expect(await statementsOf(all)).toEqual([expect.stringMatching(/limit/i)]);
    expect(await all()).toBe(first);
    expect(await writing(app.db, (trx) => overridesOf(trx, app.regionId))).toBe(first);
    await put({ length: 7, inForceOn: '2027-01-04' });
    expect((await all()).map(({ length }) => length)).toEqual([8, 7]);
  });

  test('what is undone leaves no trace, also not for the next one under the same id', async () => {
    const row = { region_id: app.regionId, code: 'answer', reason: 'x', in_force_on: '2027-01-04', set_by: admin.id };
    const set_at = '2026-12-11T02:00:00.000Z';
    await expect(
      writing(app.db, async (trx) => {
        await trx('term_overrides').insert({ ...row, length: 3, set_at });
        expect((await overridesOf(trx, app.regionId)).map(({ length }) => length)).toEqual([3]);
        throw new Error('undo');
      }),
    ).rejects.toThrow('undo');
    expect(await all()).toEqual([]);
    await app.db('term_overrides').insert({ ...row, length: 4, set_at });
    expect((await all()).map(({ length }) => length)).toEqual([4]);
  });

  test('another region’s are not seen', async () => {
    const [other] = await app
      .db('regions')
      .insert({ slug: 'lain', name: 'Lain', timezone: 'Asia/Jakarta', created_at: '2026-12-01T00:00:00.000Z' })
      .returning('id');
    await put();
    expect(await overridesOf(app.db, other.id)).toEqual([]);
    expect(await overrideHistory(app.db, other.id, { limit: 9 })).toEqual([]);
  });
});

test('the migration is undone and done again', async () => {
  const { down, up } = require('../../migrations/terms-015-overrides');
  await down(app.db);
  expect(await app.db.schema.hasTable('term_overrides')).toBe(false);
  await up(app.db);
  expect(await all()).toEqual([]);
});

import { currentUser } from '../../src/accounts/queries';
import { ladderInForce } from '../../src/cases/ladder-queries';
import { sweep } from '../../src/jobs/sweep';
import { keepLadder } from '../../src/ladder/commands';
import { impactOf } from '../../src/ladder/impact-queries';
import { LADDERED, type LadderedKind } from '../../src/ladder/kinds';
import { runRecounts } from '../../src/ladder/recount/commands';
import { fileRequest } from '../../src/requests/filing/commands';
import type { Filing } from '../../src/requests/filing/input';
import type { Rung } from '../../src/workflow/escalations';
import { DEFAULT_LADDER } from '../../src/workflow/ladder';
import { type TestApp, testApp } from '../support/app';

let portal: TestApp;
beforeEach(async () => {
  portal = await testApp({ clock: '2026-12-11T09:00:00+07:00' });
});
afterEach(() => portal.close());

const FILING: Filing = {
  ...{ channel: 'web', language: 'id', requesterKind: 'individual', purpose: 'Penelitian', obtain: 'copy' },
  ...{ deliver: 'email', bodyId: null, userId: null, files: [], actor: { role: 'requester' } },
  details: '',
  identity: {
    ...{ name: 'Siti', identity_number: '3321014101900001', address: 'Wedung', email: 'siti@warga.test' },
    ...{ phone: null, occupation: null, proxy: null },
  },
};

let filed = 0;
async function file(): Promise<number> {
  const body = await portal.db('bodies').where('slug', 'dinkominfo').first('id');
  filed += 1;
  const done = await fileRequest(portal.deps, { ...FILING, bodyId: body.id, details: `Permohonan ${filed}` });
  if (done.kind !== 'filed') throw new Error(done.kind);
  return done.receipt.id;
}

const TWO_DAYS: Rung = {
  ...{ case: 'request', step: 'sisa_dua_hari', clock: 'answer', at: { before: 2 } },
  ...{ to: ['superior'], letter: 'time_left' },
};

async function keep(proposed: readonly Rung[], expected?: string | null) {
  const newest = await portal.db('ladder_versions').orderBy('id', 'desc').first('public_id');
  const admin = await adminUser();
  const version = expected === undefined ? (newest?.public_id ?? null) : expected;
  return keepLadder(portal.deps, admin, { proposed, reason: 'Diminta Atasan PPID', expected: version });
}

async function adminUser() {
  const { id } = await portal.db('users').where('email', 'admin@contoh.test').first('id');
  const user = await currentUser(portal.db, id, '2026-12-11');
  if (!user) throw new Error('no administrator');
  return user;
}

async function goTo(day: string, time = '08:00'): Promise<void> {
  portal.clock.set(`${day}T${time}:30+07:00`);
  await sweep(portal.deps);
}

const steps = async () => {
  const rows = await portal.db('escalations').orderBy(['id']);
  return rows.map((row: Record<string, string>) => `${row.step} ${row.due_on} ${row.meant_for} ${row.state}`);
};
const nextOf = async (id: number) => (await portal.db('requests').where({ id }).first('next_action_at')).next_action_at;
const recount = () => portal.db('ladder_recounts').orderBy('version_id', 'desc').first();
const eight = (day: string) => new Date(`${day}T08:00:00+07:00`).toISOString();

test('a new rung fires at its time, once, for the cases that were open; the log says who changed what and why', async () => {
  const id = await file();
  await goTo('2026-12-21');
  const before = await steps();
  const done = await keep([...DEFAULT_LADDER, TWO_DAYS]);
  if (!done.ok) throw new Error(done.reason);
  expect(await recount()).toMatchObject({ state: 'counting', seen: 0 });
  await goTo('2026-12-21', '10:00');
  expect(await recount()).toMatchObject({ state: 'done', seen: 1, case_kind: null });
  expect(await steps()).toEqual(before);
  expect(await nextOf(id)).toBe(eight('2026-12-22'));
  await goTo('2026-12-22');
  expect(await nextOf(id)).toBe(eight('2026-12-23'));
  await Promise.all([goTo('2026-12-23'), goTo('2026-12-23')]);
  await goTo('2026-12-23', '11:00');
  expect((await steps()).filter((line) => line.startsWith('sisa_dua_hari'))).toEqual([
    'sisa_dua_hari 2026-12-29 superior sent',
  ]);
  const [mail] = await portal.db('outbox').where('dedupe_key', 'like', '%sisa_dua_hari%');
  expect(mail.subject).toContain('tenggat Selasa, 29 Desember 2026');

  const { number } = await portal.db('requests').where({ id }).first('number');
  const page = await (await portal.as('petugas')).get(`/petugas/permohonan/${number}`).expect(200);
  expect(page.text).toContain('sisa dua hari');

  const event = await portal.db('audit_events').where('chain', 'ladder').first();
  expect(JSON.parse(event.payload)).toMatchObject({
    kind: 'ladder_changed',
    actor: { role: 'admin', name: expect.any(String) },
    changes: { version: [null, done.publicId] },
    detail: { reason: 'Diminta Atasan PPID', rungs: [{ step: 'sisa_dua_hari', before: null }] },
  });
});

test('a rung that lies behind is not sent, a fired one is not sent again, a removed one no more', async () => {
  const id = await file();
  await goTo('2026-12-28');
  const before = await steps();
  expect(before.some((line) => line.startsWith('three_days_left'))).toBe(true);
  const late: Rung = { ...TWO_DAYS, step: 'sisa_lima_hari', at: { before: 5 } };
  const again: Rung = { ...TWO_DAYS, step: 'one_day_left', at: { before: 1 }, to: ['ppid'], letter: 'one_day_left' };
  const rest = DEFAULT_LADDER.filter(({ step }) => step !== 'one_day_left' && step !== 'due_today');
  await keep([...rest, late, again]);
  await goTo('2026-12-28', '10:00');
  await goTo('2026-12-28', '10:10');
  expect(await steps()).toEqual(before);
  await goTo('2026-12-29');
  // The day the removed rung would have fired.
  expect(await steps()).toEqual(before);
  await goTo('2026-12-30');
  expect((await steps()).slice(before.length).map((line) => line.split(' ')[0])).toEqual([
    'overdue',
    'overdue',
    'overdue',
  ]);
  expect(await nextOf(id)).not.toBeNull();
});

test('a change neither loses a rung that was due before it nor sends it twice', async () => {
  const id = await file();
  portal.clock.set('2026-12-14T09:30:00+07:00');
  expect(await nextOf(id)).toBe(eight('2026-12-14'));
  await keep([...DEFAULT_LADDER, TWO_DAYS]);
  // The sweep stood still: the cases are counted anew before anybody looked at what was due.
  await runRecounts(portal.deps);
  expect(await nextOf(id)).toBe(eight('2026-12-14'));
  await goTo('2026-12-14', '09:40');
  await goTo('2026-12-14', '09:41');
  expect(await steps()).toEqual(['unopened 2026-12-29 desk sent']);
});

test('a changed rhythm leaves no gap behind turns that were fired under the old one', async () => {
  await file();
  for (const day of ['2027-01-08', '2027-01-15', '2027-01-22']) await goTo(day);
  const turns = (await steps()).filter((line) => line.startsWith('still_overdue'));
  expect(turns.length).toBeGreaterThan(1);
  const daily = DEFAULT_LADDER.filter(({ step }) => step !== 'still_overdue');
  const rung: Rung = { ...TWO_DAYS, step: 'masih_terlambat', at: { after: 2, every: 10 }, letter: 'still_overdue' };
  await keep([...daily, rung]);
  await goTo('2027-01-22', '10:00');
  const weekly: Rung = { ...rung, at: { after: 2, every: 4 } };
  await keep([...daily, weekly]);
  for (const day of ['2027-01-25', '2027-01-26', '2027-01-27', '2027-01-28', '2027-01-29', '2027-02-01'])
    await goTo(day);
  const fresh = (await steps()).filter((line) => line.startsWith('masih_terlambat'));
  expect(fresh.length).toBeGreaterThan(0);
  expect(new Set(fresh).size).toBe(fresh.length);
  expect(fresh[0]).toMatch(/^masih_terlambat_d\d+ 2026-12-29 superior sent$/);
});

/** Open cases without a person behind them: copies of a filed one, as far as the ladder goes. */
async function many(count: number): Promise<void> {
  const { id, ...row } = await portal
    .db('requests')
    .where('id', await file())
    .first();
  const copies = Array.from({ length: count }, (_, i) => ({
    ...row,
    number: `P-2026-1${String(i).padStart(5, '0')}`,
    public_id: `${row.public_id}-${i}`,
    duplicate_key: null,
  }));
  for (let i = 0; i < copies.length; i += 100) await portal.db('requests').insert(copies.slice(i, i + 100));
}

/** Without the first reminder, so that every case is looked at a day later. */
const LATER = DEFAULT_LADDER.filter(({ step }) => step !== 'unopened').concat({
  ...{ ...TWO_DAYS, step: 'sisa_delapan_hari', at: { before: 8 } },
});
const EARLY: Rung = { ...TWO_DAYS, step: 'sisa_sembilan_hari', at: { before: 9 } };

test('what is broken off goes on by itself, in batches, and counts every case once', async () => {
  await many(1200);
  portal.clock.set('2026-12-11T10:00:00+07:00');
  await keep(LATER);
  const [requests, ...others] = LADDERED as [LadderedKind, ...LadderedKind[]];
  const seen: number[] = [];
  const dying: LadderedKind = {
    ...requests,
    recount: async (...given) => {
      const done = await requests.recount(...given);
      seen.push(done.seen);
      if (seen.length === 2) throw new Error('the power went');
      return done;
    },
  };
  expect(await runRecounts(portal.deps, [dying, ...others])).toEqual({ seen: 500, changed: 500 });
  expect(await recount()).toMatchObject({ state: 'counting', seen: 500, stalled_at: expect.any(String) });
  const ladder = await ladderInForce(portal.db, portal.regionId);
  expect(ladder.find(({ step }) => step === 'sisa_delapan_hari')).toMatchObject({ since: '2026-12-11T03:00:00.000Z' });
  expect(await runRecounts(portal.deps)).toEqual({ seen: 701, changed: 701 });
  expect(await recount()).toMatchObject({
    state: 'done',
    seen: 1201,
    stalled_at: null,
    finished_at: expect.any(String),
  });
  expect(await runRecounts(portal.deps)).toEqual({ seen: 0, changed: 0 });
  const versions = await portal.db('requests').distinct('version').pluck('version');
  // Nobody who has a case open is sent away because of a change of the ladder.
  expect(versions).toEqual([1]);
});

test('two sweeps at once count every case once; a newer version overtakes', async () => {
  await many(700);
  await keep([...DEFAULT_LADDER, EARLY]);
  await keep([...DEFAULT_LADDER, EARLY, TWO_DAYS]);
  expect(await portal.db('ladder_recounts').orderBy('version_id').pluck('state')).toEqual(['overtaken', 'counting']);
  const both = await Promise.all([runRecounts(portal.deps), runRecounts(portal.deps)]);
  await runRecounts(portal.deps);
  expect(both[0].seen + both[1].seen).toBe(701);
  expect(await recount()).toMatchObject({ state: 'done', seen: 701 });
});

test('refused: a ladder that somebody else changed meanwhile, one that breaks a rule, one that changes nothing', async () => {
  const first = await keep([...DEFAULT_LADDER, TWO_DAYS]);
  if (!first.ok) throw new Error(first.reason);
  expect(await keep(DEFAULT_LADDER, null)).toEqual({ ok: false, reason: 'stale' });
  expect(await keep([...DEFAULT_LADDER, TWO_DAYS])).toEqual({ ok: false, reason: 'no_change' });
  const broken = DEFAULT_LADDER.filter(({ step }) => step !== 'still_overdue');
  expect(await keep(broken)).toMatchObject({ ok: false, reason: 'faulty', faults: [{ code: 'clock_without_end' }] });
  expect(await portal.db('ladder_versions')).toHaveLength(1);
  expect(await portal.db('audit_events').where('chain', 'ladder')).toHaveLength(1);
  await expect(portal.db('ladder_versions').update({ reason: 'lain' })).rejects.toThrow('append-only');
  await expect(portal.db('ladder_versions').delete()).rejects.toThrow('append-only');
});

test('two administrators at once: one wins', async () => {
  const both = await Promise.all([keep([...DEFAULT_LADDER, TWO_DAYS], null), keep([...DEFAULT_LADDER, EARLY], null)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await portal.db('ladder_versions')).toHaveLength(1);
});

test('a preview says what fires next on open cases by either ladder, and writes nothing', async () => {
  await many(3);
  const [requests, objections, disputes] = await impactOf(portal.deps, {
    present: DEFAULT_LADDER,
    proposed: [...DEFAULT_LADDER.filter(({ step }) => step !== 'unopened'), EARLY],
  });
  expect(requests).toMatchObject({ case: 'request', seen: 4, more: false, changed: 4, uncounted: 0 });
  expect(requests?.counts).toEqual([
    { step: 'unopened', present: 4, proposed: 0 },
    { step: EARLY.step, present: 0, proposed: 4 },
  ]);
  expect(requests?.sample[0]).toMatchObject({
    present: { step: 'unopened', fire_at: eight('2026-12-14') },
    proposed: { step: EARLY.step, fire_at: eight('2026-12-14') },
  });
  expect([objections?.seen, disputes?.seen]).toEqual([0, 0]);
  expect(await portal.db('ladder_versions')).toEqual([]);
  expect(await steps()).toEqual([]);
});

import type { CalendarChange } from '../../src/calendar/change';
import { changeCalendar } from '../../src/calendar/commands';
import { calendarHeld, calendarInForce } from '../../src/calendar/queries';
import { isPostgres, writing } from '../../src/db/connect';
import type { CalendarChangeRow } from '../../src/db/tables/holidays';
import type { MovableKind, MovedDate } from '../../src/holidays/movable';
import { runMoves } from '../../src/holidays/move/commands';
import { outboxLetter } from '../../src/mail/queries';
import { type TestApp, testApp } from '../support/app';
import { scratchCases, scratchKind } from './scratch';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const REQUESTS = scratchKind('request', 'scratch_requests');
const OBJECTIONS = scratchKind('objection', 'scratch_objections');

const added = (date: string): CalendarChange => ({
  kind: 'add',
  decree: 'SKB perubahan',
  reason: 'Perubahan SKB',
  add: [{ date, kind: 'cuti_bersama', name: 'Cuti bersama susulan' }],
  remove: [],
  years: [],
});

async function make(change: CalendarChange): Promise<string> {
  const by = { actor: { role: 'admin' }, now: app.clock.now().toISOString() };
  const order = { regionId: app.regionId, change, expected: null };
  const done = await writing(app.db, (trx) => changeCalendar(trx, order, by));
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return done.publicId;
}

const changeRow = (publicId: string): Promise<CalendarChangeRow> =>
  app.db('calendar_changes').where('public_id', publicId).first();
const bodyId = async (slug: string): Promise<number> => (await app.db('bodies').where({ slug }).first('id')).id;
const dates = async (table = 'scratch_requests'): Promise<Record<string, number>> => {
  const rows = await app.db(table).groupBy('due_on').select('due_on', app.db.raw('count(*) AS n'));
  return Object.fromEntries(rows.map((row: { due_on: string; n: number }) => [row.due_on, Number(row.n)]));
};

async function letters(): Promise<{ key: string; subject: string; text: string }[]> {
  const rows = await app.db('outbox').where('dedupe_key', 'like', 'calendar:%').orderBy('id');
  return Promise.all(
    rows.map(async (row) => {
      const letter = await outboxLetter(app.db, app.deps.keys, app.regionId, row.id);
      return { key: row.dedupe_key, subject: row.subject, text: letter?.text ?? '' };
    }),
  );
}

const userId = async (name: string): Promise<number> =>
  (await app.db('users').where('email', `${name}@contoh.test`).first('id')).id;

test('every open case moves once, in batches, with its record and its counts', async () => {
  await scratchCases(app, 'scratch_requests', 1203, await bodyId('dinkominfo'));
  const publicId = await make(added('2026-12-28'));
  expect(await changeRow(publicId)).toMatchObject({ state: 'moving', began_at: null, moved: 0 });

  const seen: number[] = [];
  const counted = scratchKind('request', 'scratch_requests');
  const kind: MovableKind = {
    ...counted,
    batch: async (...given) => {
      const done = await counted.batch(...given);
      seen.push(done.seen);
      return done;
    },
  };
  expect(await runMoves(app.deps, [kind])).toEqual({ seen: 1203, moved: 1203 });
  expect(seen).toEqual([500, 500, 203]);
  expect(await dates()).toEqual({ '2026-12-30': 1203 });
  expect(await changeRow(publicId)).toMatchObject({ state: 'done', seen: 1203, moved: 1203, case_kind: null });
  expect(await app.db('calendar_moved_cases').where({ old_on: '2026-12-29', new_on: '2026-12-30' })).toHaveLength(1203);
  expect(await runMoves(app.deps, [kind])).toEqual({ seen: 0, moved: 0 });
});

test('a move that is broken off goes on by itself and moves nothing twice', async () => {
  await scratchCases(app, 'scratch_requests', 1100, null);
  const publicId = await make(added('2026-12-28'));
  let batches = 0;
  const dying: MovableKind = {
    ...REQUESTS,
    batch: async (...given) => {
      const done = await REQUESTS.batch(...given);
      batches += 1;
      if (batches === 2) throw new Error('the power went');
      return done;
    },
  };
  expect(await runMoves(app.deps, [dying])).toEqual({ seen: 500, moved: 500 });
  expect(await dates()).toEqual({ '2026-12-29': 600, '2026-12-30': 500 });
  expect(await changeRow(publicId)).toMatchObject({
    state: 'moving',
    seen: 500,
    moved: 500,
    stalled_at: expect.any(String),
  });

  expect(await runMoves(app.deps, [REQUESTS])).toEqual({ seen: 600, moved: 600 });
  expect(await changeRow(publicId)).toMatchObject({ state: 'done', seen: 1100, moved: 1100, stalled_at: null });
  expect(await app.db('calendar_moved_cases')).toHaveLength(1100);
});

test('two sweeps at once move every case once and write every letter once', async () => {
  await scratchCases(app, 'scratch_requests', 1600, await bodyId('dinkominfo'));
  const publicId = await make(added('2026-12-28'));
  const both = await Promise.all([runMoves(app.deps, [REQUESTS]), runMoves(app.deps, [REQUESTS])]);
  // On PostgreSQL the second may leave the change to the first; nothing is left over either way.
  await runMoves(app.deps, [REQUESTS]);
  expect(both[0].moved + both[1].moved).toBe(1600);
  expect(await changeRow(publicId)).toMatchObject({ state: 'done', seen: 1600, moved: 1600 });
  expect(await app.db('calendar_moved_cases').countDistinct({ n: 'case_id' }).count({ all: '*' })).toEqual([
    { n: 1600, all: 1600 },
  ]);
  expect(await letters()).toHaveLength(1);
});

test('changes follow one another, and every kind is moved', async () => {
  await scratchCases(app, 'scratch_requests', 3, null);
  await scratchCases(app, 'scratch_objections', 2, null);
  const first = await make(added('2026-12-28'));
  const second = await make(added('2026-12-30'));
  expect(await runMoves(app.deps, [REQUESTS, OBJECTIONS])).toEqual({ seen: 10, moved: 5 });
  expect(await dates()).toEqual({ '2026-12-31': 3 });
  expect(await dates('scratch_objections')).toEqual({ '2026-12-31': 2 });
  expect(await changeRow(first)).toMatchObject({ state: 'done', moved: 5 });
  expect(await changeRow(second)).toMatchObject({ state: 'done', moved: 0 });
});

test('a day taken out moves the dates back', async () => {
  await scratchCases(app, 'scratch_requests', 1, null);
  const natal = { date: '2026-12-25', kind: 'libur_nasional' as const, name: 'Hari Raya Natal' };
  await make({ ...added('2026-12-25'), kind: 'remove', add: [], remove: [natal] });
  await runMoves(app.deps, [REQUESTS]);
  expect(await dates()).toEqual({ '2026-12-28': 1 });
});

test('a change that turns no working day is done at once', async () => {
  await scratchCases(app, 'scratch_requests', 1, null);
  const mark: CalendarChange = {
    ...added(''),
    kind: 'edit',
    add: [],
    years: [{ year: 2027, decree: 'SKB 2027', confidence: 'high' }],
  };
  const publicId = await make(mark);
  expect(await changeRow(publicId)).toMatchObject({ state: 'done', finished_at: expect.any(String) });
  expect(await app.db('holidays').where('confidence', 'provisional')).toEqual([]);
  expect(await app.db('calendar_years').where('year', 2027).first()).toMatchObject({ version: 2, decree: 'SKB 2027' });
});

test('a kind that a change was being moved by and that is gone stops the change', async () => {
  await scratchCases(app, 'scratch_objections', 1, null);
  const publicId = await make(added('2026-12-28'));
  await app.db('calendar_changes').update({ case_kind: 'dispute' });
  await runMoves(app.deps, [OBJECTIONS]);
  expect(await changeRow(publicId)).toMatchObject({ state: 'moving', stalled_at: expect.any(String) });
});

test('each holder is told once, by one mail: the officer of the body, the desk, the superior', async () => {
  await scratchCases(app, 'scratch_requests', 40, await bodyId('dinkominfo'));
  await scratchCases(app, 'scratch_requests', 1, null);
  await scratchCases(app, 'scratch_objections', 1, await bodyId('dinkominfo'));
  const publicId = await make(added('2026-12-28'));
  await runMoves(app.deps, [REQUESTS, OBJECTIONS]);
  const sent = await letters();
  const keys = await Promise.all(
    ['atasan', 'petugas', 'opd'].map(async (name) => `calendar:${publicId}:${await userId(name)}`),
  );
  expect(sent.map(({ key }) => key).sort()).toEqual([...keys].sort());
  const [superior, desk, opd] = keys.map((key) => sent.find((letter) => letter.key === key));
  expect(opd?.subject).toBe('Kalender kerja berubah: tenggat 40 perkara bergeser');
  expect(opd?.text).toContain('SKB perubahan (Perubahan SKB)');
  expect(opd?.text).toContain('Libur: Senin, 28 Desember 2026, Cuti bersama susulan');
  expect(opd?.text).toContain(
    'P-2026-000001 – Hari terakhir jawaban: Selasa, 29 Desember 2026 menjadi Rabu, 30 Desember 2026',
  );
  expect(opd?.text.match(/P-2026-/g)).toHaveLength(30);
  expect(opd?.text).toContain('Perkara selebihnya');
  expect(desk?.text).toContain('Tenggat 1 perkara');
  expect(desk?.text).not.toContain('selebihnya');
  expect(superior?.text).toContain('Hari terakhir tanggapan keberatan');
});

test('an office that nobody holds: the desk is told, and why', async () => {
  await scratchCases(app, 'scratch_requests', 2, await bodyId('inspektorat'));
  await make(added('2026-12-28'));
  await runMoves(app.deps, [REQUESTS]);
  const [letter, ...others] = await letters();
  expect(others).toEqual([]);
  expect(letter?.text).toContain('PPID Pelaksana yang belum ada petugasnya');
});

test('requesters are handed over case by case, each case once, also after a stop in between', async () => {
  await scratchCases(app, 'scratch_requests', 450, null);
  const handed: MovedDate[][] = [];
  let fails = true;
  // Two moved dates a case: a page must not cut a case in two.
  const kind = scratchKind('request', 'scratch_requests');
  const telling: MovableKind = {
    ...kind,
    batch: async (...given) => {
      const done = await kind.batch(...given);
      const twice = done.moved.flatMap((one) => [
        one,
        { ...one, field: 'perki_due_on' },
        { ...one, field: 'object_by' },
      ]);
      return { ...done, moved: twice };
    },
    tellRequesters: async (_deps, _trx, change, moved) => {
      expect(change.decree).toBe('SKB perubahan');
      if (handed.length === 2 && fails) {
        fails = false;
        throw new Error('stopped');
      }
      handed.push([...moved]);
    },
  };
  const publicId = await make(added('2026-12-28'));
  await runMoves(app.deps, [telling]);
  expect(await changeRow(publicId)).toMatchObject({ state: 'telling', moved: 450 });
  await runMoves(app.deps, [telling]);
  expect(await changeRow(publicId)).toMatchObject({ state: 'done', moved: 450 });
  expect(handed.flat()).toHaveLength(1350);
  for (const page of handed) expect(page.length % 3).toBe(0);
  expect(new Set(handed.flat().map(({ caseId, field }) => `${caseId} ${field}`)).size).toBe(1350);
});

test('who holds the calendar is waited for: nothing is counted with a calendar that was left behind', async () => {
  const order: string[] = [];
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const counting = writing(app.db, async (trx) => {
    const cal = await calendarHeld(trx, app.regionId);
    order.push('held');
    await gate;
    order.push(`counted with ${cal.version.split(' ').find((one) => one.startsWith('2026'))}`);
  });
  while (order.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const changing = make(added('2026-12-28')).then(() => order.push('changed'));
  await new Promise((resolve) => setTimeout(resolve, isPostgres(app.db) ? 300 : 50));
  go();
  await Promise.all([counting, changing]);
  expect(order).toEqual(['held', 'counted with 2026.1', 'changed']);
  expect((await calendarInForce(app.db, app.regionId)).version).toContain('2026.2');
});

test('two people change the calendar at once: both changes stand, each with its own version', async () => {
  await Promise.all([make(added('2026-12-28')), make(added('2026-12-30'))]);
  const versions = await app.db('calendar_changes').orderBy('id').pluck('version');
  expect(versions.map((version) => /2026\.\d+/.exec(version)?.[0])).toEqual(['2026.2', '2026.3']);
  expect((await calendarInForce(app.db, app.regionId)).version).toBe(versions[1]);
});

test('the migration can be taken back and made again', async () => {
  const name = 'holidays-016-calendar-changes';
  await app.db.migrate.down({ name });
  expect(await app.db.schema.hasTable('calendar_changes')).toBe(false);
  await app.db.migrate.up({ name });
  expect(await app.db.schema.hasTable('calendar_moved_cases')).toBe(true);
});

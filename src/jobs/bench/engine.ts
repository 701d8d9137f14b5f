import { performance } from 'node:perf_hooks';
import { changeCalendar } from '../../calendar/commands';
import { writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { runMoves } from '../../holidays/move/commands';
import { fileRequest } from '../../requests/filing/commands';
import { newPublicId } from '../../secrets/keys';
import { advanceAll } from '../advance';
import { sweep } from '../sweep';
import { copyRequests } from './load';
import { type Figures, measure, round } from './measure';

/** What the deadline engine does under load. Counts and milliseconds; memory in MB above what the process had before. */
export type EngineFigures = {
  idle_sweeps: Record<string, Figures>;
  idle_ratio: number;
  escalations: { due: number; sent: number; seconds: number; per_second: number }[];
  holiday: { open: number; moved: number; seconds: number; rss_above_mb: number; slowest_answer_ms: number };
};

/** Sizes of a run: `quick` fits into the checks of every change, the whole shows what the issue asks. */
const SIZES = {
  quick: { idle: [1_000, 20_000], due: 500, open: 2_000 },
  whole: { idle: [1_000, 1_000_000], due: 10_000, open: 100_000 },
} as const;

const DAY_ONE = '2026-12-11T02:00:00.000Z';

/**
 * Files requests, lets the rungs of a day fall due, moves all open cases by a holiday and lets a sweep find nothing, on a
 * database of its own. `setTime` moves the legal clock; `answer` asks the site for a page while the cases move.
 */
export async function engineFigures(
  deps: Deps,
  { quick, setTime, answer }: { quick: boolean; setTime: (at: string) => void; answer: () => Promise<unknown> },
): Promise<EngineFigures> {
  const sizes = SIZES[quick ? 'quick' : 'whole'];
  await fillOffices(deps);
  setTime(DAY_ONE);
  for (let n = 0; n < sizes.due; n++) await file(deps, n);
  const escalations = [];
  // The desk on the next morning; then the whole ladder up to the overdue letter, three addressees and a letter each.
  for (const at of ['2026-12-14T01:00:00.000Z', '2026-12-30T01:00:00.000Z']) {
    setTime(at);
    escalations.push(await timeDue(deps, sizes.due));
  }
  const holiday = await timeHoliday(deps, sizes.open, answer);
  const idle_sweeps: Record<string, Figures> = {};
  await deps.db('requests').where('id', '>', 1).update({ next_action_at: null });
  for (const size of sizes.idle) {
    await copyRequests(deps.db, size, '2099-01-01T00:00:00.000Z');
    await deps.db('requests').update({ next_action_at: '2099-01-01T00:00:00.000Z' });
    await sweep(deps);
    idle_sweeps[String(size)] = await measure(quick ? 10 : 50, () => sweep(deps));
  }
  const [few, many] = sizes.idle.map((size) => idle_sweeps[String(size)]?.p50 ?? 0);
  return { idle_sweeps, idle_ratio: round((many ?? 0) / (few || 1)), escalations, holiday };
}

async function timeDue(deps: Deps, due: number) {
  const before = await count(deps, 'escalations');
  const start = performance.now();
  await advanceAll(deps);
  const seconds = (performance.now() - start) / 1000;
  const sent = (await count(deps, 'escalations')) - before;
  return { due, sent, seconds: round(seconds), per_second: Math.round(sent / seconds) };
}

/** One more day off for `open` open cases, while somebody keeps asking the site for a page. */
async function timeHoliday(
  deps: Deps,
  open: number,
  answer: () => Promise<unknown>,
): Promise<EngineFigures['holiday']> {
  const { db, regionId, clock } = deps;
  // Cases that still run: due at the end of January, so that a day off in between moves each of them.
  await db('requests').update({
    due_on: '2027-01-29',
    received_on: '2027-01-15',
    object_by: null,
    state: 'in_process',
  });
  await copyRequests(db, open, '2099-01-01T00:00:00.000Z');
  const total = await count(deps, 'requests');
  await db('requests').update({ next_action_at: '2099-01-01T00:00:00.000Z', notified_on: null });
  const day = { date: '2027-01-20', kind: 'local' as const, name: 'Hari libur daerah' };
  const change = { kind: 'add' as const, decree: 'Keputusan', reason: 'Ukur', add: [day], remove: [], years: [] };
  const by = { actor: { role: 'admin' }, now: clock.now().toISOString() };
  await writing(db, (trx) => changeCalendar(trx, { regionId, change, expected: null }, by));
  const rss = process.memoryUsage().rss;
  let [most, slowest, running] = [rss, 0, true];
  const visitor = (async () => {
    while (running) {
      const asked = performance.now();
      await answer();
      slowest = Math.max(slowest, performance.now() - asked);
      most = Math.max(most, process.memoryUsage().rss);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const start = performance.now();
  const { moved } = await runMoves(deps);
  const seconds = (performance.now() - start) / 1000;
  running = false;
  await visitor;
  return {
    ...{ open: total, moved, seconds: round(seconds) },
    rss_above_mb: Math.round((most - rss) / 1_048_576),
    slowest_answer_ms: Math.round(slowest),
  };
}

const count = async ({ db }: Deps, table: string): Promise<number> =>
  Number((await db(table).count({ n: '*' }).first())?.n);

/** Somebody in every office, so that each rung reaches a person of its own. */
async function fillOffices({ db, regionId, clock }: Deps): Promise<void> {
  const created_at = clock.now().toISOString();
  await db('bodies').update({ head_name: 'Kepala badan publik', head_email: 'kepala@contoh.test' });
  for (const role of ['petugas', 'ppid', 'opd', 'atasan', 'auditor', 'admin']) {
    const user = { region_id: regionId, email: `${role}@contoh.test`, name: role, title: role, created_at };
    const [row] = await db('users')
      .insert({ ...user, public_id: newPublicId(clock.real()) })
      .returning('id');
    const body = await db('bodies').orderBy('id').first('id');
    await db('user_roles').insert({ user_id: row.id, role, body_id: role === 'opd' ? body.id : null });
  }
}

async function file(deps: Deps, n: number): Promise<void> {
  const body = await deps.db('bodies').orderBy('id').first('id');
  const filed = await fileRequest(deps, {
    ...{ channel: 'web', language: 'id', requesterKind: 'individual', obtain: 'copy', deliver: 'email' },
    identity: {
      ...{ name: `Pemohon ${n}`, identity_number: String(3321010101900000 + n), address: 'Demak' },
      ...{ email: `p${n}@warga.test`, phone: null, occupation: null, proxy: null },
    },
    ...{ details: `Permohonan ukuran ${n}`, purpose: 'Ukur', bodyId: body.id, userId: null, files: [] },
    actor: { role: 'requester' },
  });
  if (filed.kind !== 'filed') throw new Error(`filing: ${filed.kind}`);
}

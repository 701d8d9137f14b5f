import { performance } from 'node:perf_hooks';
import { GENESIS } from '../../audit/chain';
import { type AuditEntry, chainRows } from '../../audit/commands';
import { beginExport } from '../../audit/export/commands';
import { sealEvents } from '../../audit/seal/commands';
import { verifyChains } from '../../audit/verify/queries';
import { type Db, writing } from '../../db/connect';
import { insertMany } from '../../db/insert-many';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { factsOf } from '../../requests/facts';
import { round } from './measure';
import { unguarded } from './unguarded';

/** How fast the log is proved and taken out, and what it costs a filing. */
export type AuditFigures = {
  events: number;
  verified_per_second: number;
  exported_per_second: number;
  /** Above idle, in MB. */
  most_memory: number;
  filing: { share: number; statements: number; shared_reads: number };
};

const CHAIN = 5;
const CHAINS_A_TURN = 400;

/** Fills the log, proves it and takes it out; `file` files one request, whose statements on the log are timed. */
export async function auditFigures(
  deps: Deps,
  { quick, file }: { quick: boolean; file: (n: number) => Promise<unknown> },
): Promise<AuditFigures> {
  const filing = await filingCost(deps, quick ? 30 : 200, file);
  await fill(deps, quick ? 50_000 : 1_000_000);
  await sealEvents(deps.db, deps.clock.real().toISOString());
  const memory = watchMemory();
  const [verdict, verifying] = await timed(() => verifyChains(deps.db));
  if (!verdict.ok) throw new Error(`The log of the benchmark is broken: ${JSON.stringify(verdict.broken)}`);
  const [, exporting] = await timed(async () => {
    const by = { role: 'system' };
    for await (const _ of (await beginExport(deps, { by, purpose: 'bench' })).pieces);
  });
  const most_memory = memory();
  await removeFilled(deps.db);
  return {
    events: verdict.events,
    verified_per_second: Math.round((verdict.events * 1000) / verifying),
    exported_per_second: Math.round((verdict.events * 1000) / exporting),
    most_memory,
    filing,
  };
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  return [await work(), performance.now() - start];
}

function watchMemory(): () => number {
  const idle = process.memoryUsage().rss;
  let most = idle;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  return () => {
    clearInterval(timer);
    return round((most - idle) / 1_048_576);
  };
}

/** Cases as they are lived: each with its row, its line of history and its chain, so that the replay is measured as well. */
async function fill({ db, regionId }: Deps, wanted: number): Promise<void> {
  const { id: _, ...like }: RequestRow = await db('requests').orderBy('id').first();
  const row = { ...like, user_id: null, duplicate_key: null, identity_index: null, next_action_at: null };
  const at = row.recorded_at;
  const actor = { role: 'ppid', userId: 1, name: 'Petugas Contoh' };
  const told = Object.entries(factsOf(row as RequestRow)).filter(([, value]) => value !== null);
  const entry = (number: string, n: number): AuditEntry => ({
    ...{ regionId, kind: n === 0 ? 'submitted' : 'extended', occurredAt: at, recordedAt: at, actor },
    changes:
      n === 0
        ? Object.fromEntries(told.map(([name, value]) => [name, [null, value]]))
        : { due_on: n % 2 === 0 ? ['2026-01-19', row.due_on] : [row.due_on, '2026-01-19'] },
    detail:
      n === 0
        ? { number, channel: row.channel, requester_kind: row.requester_kind }
        : { ground: 'not_held', text: 'Informasi yang diminta belum dikuasai dan masih dicari di arsip.' },
  });
  for (let n = 0; n < wanted / CHAIN; n += CHAINS_A_TURN) {
    const made = Array.from({ length: CHAINS_A_TURN }, (_, i) => {
      const public_id = `ukur-${n + i}`;
      const number = `U-2026-${n + i}`;
      const entries = Array.from({ length: CHAIN }, (_, turn) => entry(number, turn));
      const { rows, head } = chainRows(`request:${public_id}`, { seq: 0, hash: GENESIS }, entries);
      return { rows, row: { ...row, public_id, number, seq: head.seq, head_hash: head.hash } };
    });
    await writing(db, async (trx) => {
      await insertMany(
        trx,
        'audit_events',
        made.flatMap(({ rows }) => rows),
      );
      await insertMany(
        trx,
        'requests',
        made.map((one) => one.row),
      );
    });
  }
}

/** What is measured after these figures has cases of its own. */
async function removeFilled(db: Db): Promise<void> {
  const mine = db('requests').where('public_id', 'like', 'ukur-%');
  await unguarded(db, 'case_history', () =>
    db('case_history').where('case_kind', 'request').whereIn('case_id', mine.clone().select('id')).delete(),
  );
  await mine.delete();
}

type Heard = { __knexQueryUid: string; sql: string };

/** Listens to the statements of filings: how long those on the log take of the whole, and how many read it. */
async function filingCost({ db }: Deps, runs: number, file: (n: number) => Promise<unknown>) {
  const started = new Map<string, number>();
  let [onLog, statements, reads] = [0, 0, 0];
  const begin = ({ __knexQueryUid: id, sql }: Heard) => {
    if (!/audit_(events|chains|seals)/.test(sql)) return;
    started.set(id, performance.now());
    if (/^\s*(select|with)/i.test(sql)) reads++;
    else statements++;
  };
  const end = (_: unknown, { __knexQueryUid: id }: Heard) => {
    const from = started.get(id);
    if (from !== undefined) onLog += performance.now() - from;
  };
  db.on('query', begin).on('query-response', end);
  const [, whole] = await timed(async () => {
    for (let n = 0; n < runs; n++) await file(n);
  });
  db.off('query', begin).off('query-response', end);
  return { share: round(onLog / whole), statements: statements / runs, shared_reads: reads };
}

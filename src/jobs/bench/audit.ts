import { performance } from 'node:perf_hooks';
import { GENESIS } from '../../audit/chain';
import { chainRows } from '../../audit/commands';
import { beginExport } from '../../audit/export/commands';
import { sealEvents } from '../../audit/seal/commands';
import { verifyChains } from '../../audit/verify/queries';
import { writing } from '../../db/connect';
import { insertMany } from '../../db/insert-many';
import type { Deps } from '../../deps';
import { round } from './measure';

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
  return {
    events: verdict.events,
    verified_per_second: Math.round((verdict.events * 1000) / verifying),
    exported_per_second: Math.round((verdict.events * 1000) / exporting),
    most_memory: memory(),
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

async function fill({ db, regionId }: Deps, wanted: number): Promise<void> {
  const at = '2026-01-05T02:00:00.000Z';
  const actor = { role: 'ppid', userId: 1, name: 'Petugas Contoh' };
  const entry = (n: number) => ({
    ...{ regionId, kind: n === 0 ? 'submitted' : 'extended', occurredAt: at, recordedAt: at, actor },
    changes: {
      state: ['registered', 'in_process'] as [string, string],
      due_on: ['2026-01-19', '2026-01-28'] as [string, string],
    },
    detail: { ground: 'not_held', text: 'Informasi yang diminta belum dikuasai dan masih dicari di arsip.' },
  });
  const entries = Array.from({ length: CHAIN }, (_, n) => entry(n));
  for (let n = 0; n < wanted / CHAIN; n += CHAINS_A_TURN) {
    const made = Array.from({ length: CHAINS_A_TURN }, (_, i) => {
      const chain = `ukur:${n + i}`;
      return { chain, ...chainRows(chain, { seq: 0, hash: GENESIS }, entries) };
    });
    await writing(db, async (trx) => {
      await insertMany(
        trx,
        'audit_events',
        made.flatMap(({ rows }) => rows),
      );
      const ends = made.map(({ chain, head }) => ({ chain, region_id: regionId, seq: head.seq, head_hash: head.hash }));
      await insertMany(trx, 'audit_chains', ends, { returning: ['chain'] });
    });
  }
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

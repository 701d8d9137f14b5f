import { randomBytes } from 'node:crypto';
import { appendEvent } from '../../audit/commands';
import { type Trx, writing } from '../../db/connect';
import { insertMany } from '../../db/insert-many';
import type { DocumentImportRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import { besideFinder } from './beside';
import { dropBeside, isBundle, openBundle } from './bundle-commands';
import { type Loading, loadRows, type ReadyRow } from './commands';
import { courtOf } from './court-queries';
import { columnOf, headingRow } from './headings';
import { type Court, flagReason, type JudgedRow, judgeTable } from './judge';
import { BATCH, knownKeys } from './load-commands';
import { lookedThrough } from './look-commands';
import { importFiles, waitingImports } from './queries';
import { readTable, type Table } from './table';

export type RunDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files' | 'i18n' | 'config' | 'log'>;

/** Where in what was sent the list was found: in which sheet of how many, under which name in an archive. */
export type ListPlace = { name?: string; of?: number; list: string | null };

/** Of one list. What is more comes in parts, or through the command line. */
export const MOST_ROWS = 200_000;

/** How long a run that was killed keeps others from going on with its list. */
const CLAIM_MS = 60_000;

/** Somebody else took the list over: what this run was about to write is left to him. */
class Overtaken extends Error {}
/** The process ends: the list is left at the row it came to, free for the next. */
class Stopped extends Error {}

/** Goes on with every list that waits: looks through it, or loads it. Safe to run twice, at once, on several machines. */
export async function runImports(deps: RunDeps, signal?: AbortSignal): Promise<number> {
  const waiting = await waitingImports(deps.db, deps.regionId, deps.clock.real().toISOString());
  for (const { id } of waiting) await runImport(deps, id, signal);
  return waiting.length;
}

/**
 * Goes on with one list to its end, batch by batch: what a batch writes and how far the list has come commit together, so
 * that a process that is killed is followed by one that goes on at the next row. Does nothing when another holds the list.
 */
export async function runImport(deps: RunDeps, id: number, signal?: AbortSignal): Promise<void> {
  const claim = randomBytes(12).toString('hex');
  const held = await take(deps, id, claim);
  if (!held) return;
  try {
    const opened = await tableOf(deps, held, claim);
    if (typeof opened === 'string') return await end(deps, held, claim, { state: 'failed', failure: opened });
    const { table } = opened;
    const court = await courtFor(deps, held);
    if (held.state === 'checking') await check(deps, held, claim, court, opened, signal);
    else await load(deps, held, claim, court, table, signal);
  } catch (error) {
    if (error instanceof Overtaken) return;
    if (error instanceof Stopped) return await end(deps, held, claim, {});
    deps.log.error({ err: error, import: held.public_id }, 'a list could not be gone through');
    await end(deps, held, claim, { state: 'failed', failure: 'fault' });
  }
}

async function take({ db, clock }: RunDeps, id: number, claim: string): Promise<DocumentImportRow | undefined> {
  const now = clock.real();
  const [held] = await writing(db, (trx) =>
    trx('document_imports')
      .where('id', id)
      .whereIn('state', ['checking', 'loading'])
      .where((open) => open.whereNull('claimed_until').orWhere('claimed_until', '<', now.toISOString()))
      .update({ claim, claimed_until: until(now) })
      .returning('*'),
  );
  return held;
}

const until = (now: Date): string => new Date(now.getTime() + CLAIM_MS).toISOString();

/** `list`: what the list is called in the archive it came in. */
type Opened = { table: Table; list: string | null };

/** The list itself, or the key of the sentence that says why there is none. */
async function tableOf(deps: RunDeps, held: DocumentImportRow, claim: string): Promise<Opened | string> {
  const { stored_name, name } = held;
  if (!(await deps.files.exists(stored_name))) return 'missing';
  const renew = () => writing(deps.db, (trx) => advance(deps, trx, held.id, claim, {}));
  const opened = isBundle(held)
    ? await openBundle(deps, held, renew)
    : { table: await readTable(await deps.files.read(stored_name), name, headingRow), list: null };
  if (typeof opened === 'string') return opened;
  const { table, list } = opened;
  if ('refused' in table) return table.refused;
  if (table.headings.every((heading) => columnOf(heading) === null)) return 'headings';
  if (table.rows.length === 0) return 'empty';
  return table.rows.length > MOST_ROWS ? 'too_many' : { table, list };
}

async function courtFor(deps: RunDeps, { id, body_id, only_bodies }: DocumentImportRow): Promise<Court> {
  const court = await courtOf(deps, {
    ...{ defaultBody: null, createBodies: false, findFile: await finderOf(deps, id) },
    onlyBodies: only_bodies === null ? null : (JSON.parse(only_bodies) as number[]),
  });
  return { ...court, defaultBody: court.bodies.find(({ id }) => id === body_id) ?? null };
}

/** Looks among the files that came beside the list; null where none came. */
async function finderOf({ db }: RunDeps, id: number): Promise<Court['findFile']> {
  const beside = await importFiles(db, id);
  return beside.length === 0 ? null : besideFinder(beside);
}

type Row = { row: number; judged: JudgedRow['judged'] };

/** Judges every row and writes nothing but what would become of it. Broken off, it begins again. */
async function check(
  deps: RunDeps,
  held: DocumentImportRow,
  claim: string,
  court: Court,
  { table, list }: Opened,
  signal?: AbortSignal,
): Promise<void> {
  const headings = JSON.stringify(table.headings.map((heading) => ({ heading, column: columnOf(heading) })));
  const sheet = table.sheet || list ? JSON.stringify({ ...table.sheet, list } satisfies ListPlace) : null;
  const none = { fresh: 0, unchanged: 0, refused: 0, flagged: 0 };
  const begun = { ...none, next_row: 1, total: table.rows.length, headings, sheet };
  await writing(deps.db, async (trx) => {
    await trx('document_import_rows').where('import_id', held.id).delete();
    await advance(deps, trx, held.id, claim, begun);
  });
  const seen = new Set<string>();
  let counts = NONE;
  await inBatches(judgeTable(court, table), signal, async (batch) => {
    const isNew = await newOf(deps, batch, seen);
    const looked = await lookedAt(deps, held.id, claim, batch, isNew, signal);
    const results = looked.map((one) => resultOf(held, one, isNew.has(one.row)));
    counts = added(counts, results);
    await writing(deps.db, async (trx) => {
      await insertMany(trx, 'document_import_rows', results, { returning: ['row'] });
      await advance(deps, trx, held.id, claim, { ...counts, next_row: (batch.at(-1)?.row ?? 0) + 1 });
    });
  });
  await end(deps, held, claim, { state: 'ready', next_row: 1 });
}

/** Loads the rows from where the last run came to. */
async function load(
  deps: RunDeps,
  held: DocumentImportRow,
  claim: string,
  court: Court,
  table: Table,
  signal?: AbortSignal,
): Promise<void> {
  const trusted = new Set<number>(await deps.db('bodies').where({ region_id: deps.regionId, trusted: 1 }).pluck('id'));
  const actor = JSON.parse(held.actor);
  const review = (ready: ReadyRow) => held.only_bodies !== null && 'id' in ready.body && !trusted.has(ready.body.id);
  const loading: Loading = {
    by: { userId: held.user_id, actor },
    // What is exempt becomes public by a decision only (UU 14/2008 Pasal 19), never by a list.
    stateOf: (ready) => {
      if (held.as_drafts === 1 || ready.row.category === 'dikecualikan') return 'draft';
      return review(ready) ? 'review' : 'published';
    },
    detail: { import: held.public_id },
  };
  let counts: Counts = held;
  await inBatches(judgeTable(court, table, held.next_row), signal, async (judged) => {
    const batch = await lookedAt(deps, held.id, claim, judged, await newOf(deps, judged, new Set()), signal);
    const ready = new Map<string, ReadyRow>();
    for (const { judged } of batch)
      if (judged !== 'section' && judged.ok && !ready.has(judged.ready.key)) ready.set(judged.ready.key, judged.ready);
    const also = async (trx: Trx, loaded: ReadonlySet<string>) => {
      const told = new Set(loaded);
      const results = batch.map((one) => resultOf(held, one, told.delete(keyOf(one) ?? '')));
      const [first, last] = [batch[0]?.row ?? 0, batch.at(-1)?.row ?? 0];
      await trx('document_import_rows').where('import_id', held.id).whereBetween('row', [first, last]).delete();
      await insertMany(trx, 'document_import_rows', results, { returning: ['row'] });
      const sums = added(counts, results);
      await advance(deps, trx, held.id, claim, { ...sums, next_row: last + 1 });
      next = sums;
    };
    let next = counts;
    await loadRows(deps, [...ready.values()], { ...loading, also });
    counts = next;
  });
  const at = deps.clock.now().toISOString();
  await end(deps, held, claim, { state: 'done', finished_at: at }, (trx) =>
    appendEvent(trx, `import:${held.public_id}`, {
      ...{ regionId: deps.regionId, kind: 'import_finished', occurredAt: at, recordedAt: at, actor },
      detail: { loaded: counts.fresh, unchanged: counts.unchanged, refused: counts.refused, flagged: counts.flagged },
    }),
  );
  await deps.files.remove(held.stored_name);
  await dropBeside(deps, held.id);
}

/** The numbers of rows whose documents are not there yet, nor named by a row before; `seen` gathers the keys of all. */
async function newOf(deps: RunDeps, batch: readonly Row[], seen: Set<string>): Promise<Set<number>> {
  const there = await knownKeys(
    deps,
    batch.flatMap((one) => keyOf(one) ?? []),
  );
  const fresh = new Set<number>();
  for (const one of batch) {
    const key = keyOf(one);
    if (key === null) continue;
    if (!there.has(key) && !seen.has(key)) fresh.add(one.row);
    seen.add(key);
  }
  return fresh;
}

/** The same rows, of the new ones with what was found in their files. Each takes its time, so that the claim is kept up. */
async function lookedAt(
  deps: RunDeps,
  id: number,
  claim: string,
  batch: readonly Row[],
  fresh: ReadonlySet<number>,
  signal?: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { row, judged } of batch) {
    const good = judged !== 'section' && judged.ok && fresh.has(row) ? judged : null;
    if (good?.ready.file) {
      if (signal?.aborted) throw new Stopped();
      await writing(deps.db, (trx) => advance(deps, trx, id, claim, {}));
    }
    rows.push({ row, judged: good ? await lookedThrough(deps.files, good) : judged });
  }
  return rows;
}

async function inBatches(
  rows: AsyncGenerator<JudgedRow>,
  signal: AbortSignal | undefined,
  work: (batch: Row[]) => Promise<void>,
): Promise<void> {
  let batch: Row[] = [];
  for await (const one of rows) {
    batch.push(one);
    if (batch.length < BATCH) continue;
    if (signal?.aborted) throw new Stopped();
    await work(batch);
    batch = [];
  }
  if (batch.length > 0) await work(batch);
}

type Counts = Pick<DocumentImportRow, 'fresh' | 'unchanged' | 'refused' | 'flagged'>;

const NONE: Counts = { fresh: 0, unchanged: 0, refused: 0, flagged: 0 };

const keyOf = ({ judged }: Row): string | null => (judged !== 'section' && judged.ok ? judged.ready.key : null);

/** `reason` is a key of `catalogue:import`; `value` what it speaks of. */
export type RowRemark = { code: string; reason: string; value: string };

function resultOf(held: DocumentImportRow, { row, judged }: Row, fresh: boolean) {
  const remark = (code: string, reason: string, value: string): RowRemark => ({
    ...{ code, reason, value: value.slice(0, 200) },
  });
  const base = { import_id: held.id, row };
  if (judged === 'section') return { ...base, outcome: 'part' as const, title: '', remarks: '[]', flagged: 0 };
  if (!judged.ok) {
    const remarks = JSON.stringify([remark(judged.code, judged.reason, judged.value)]);
    return { ...base, outcome: 'refused' as const, title: judged.title, remarks, flagged: 0 };
  }
  const remarks = judged.flags.map(({ code, value }) => remark(code, flagReason(code, judged.ready), value));
  const outcome = fresh ? ('fresh' as const) : ('unchanged' as const);
  const title = judged.ready.row.title;
  return { ...base, outcome, title, remarks: JSON.stringify(remarks), flagged: remarks.length > 0 ? 1 : 0 };
}

function added(before: Counts, results: readonly ReturnType<typeof resultOf>[]): Counts {
  const of = (outcome: string) => results.filter((one) => one.outcome === outcome).length;
  return {
    fresh: before.fresh + of('fresh'),
    unchanged: before.unchanged + of('unchanged'),
    refused: before.refused + of('refused'),
    flagged: before.flagged + results.filter((one) => one.flagged === 1).length,
  };
}

async function advance(
  { clock }: RunDeps,
  trx: Trx,
  id: number,
  claim: string,
  to: Partial<DocumentImportRow>,
): Promise<void> {
  const changed = await trx('document_imports')
    .where({ id, claim })
    .update({ ...to, claimed_until: until(clock.real()) });
  if (changed !== 1) throw new Overtaken();
}

async function end(
  { db }: RunDeps,
  { id }: DocumentImportRow,
  claim: string,
  to: Partial<DocumentImportRow>,
  also?: (trx: Trx) => Promise<void>,
): Promise<void> {
  await writing(db, async (trx) => {
    const changed = await trx('document_imports')
      .where({ id, claim })
      .update({ ...to, claim: null, claimed_until: null });
    if (changed === 1) await also?.(trx);
  });
}

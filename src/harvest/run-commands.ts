import { randomBytes } from 'node:crypto';
import { appendEvent } from '../audit/commands';
import { courtOf } from '../catalogue/import/court-queries';
import { rowJudge } from '../catalogue/import/judge';
import { isUniqueViolation, type Trx, writing } from '../db/connect';
import type { HarvestItemRow, HarvestRunRow, HarvestSourceRow } from '../db/tables/harvest';
import type { Deps } from '../deps';
import { boundsToday } from './host-commands';
import { takeItems, withdrawItem } from './item-commands';
import { type Fit, fitOf, itemCells, type Refusal } from './item-facts';
import { dueSources, type ListedSource, sourceByPublicId } from './queries';
import type { Reading } from './read/dcat';
import type { Item } from './read/item';
import { readSource } from './read/source';
import { Refused } from './refused';
import { isSuddenLoss, nextAfter, nextAfterFailure, showsAll, soonAfter, TELL_AFTER } from './schedule';
import { tellFailing, tellHeld, tellLoss } from './tell-commands';
import { fetcher, LIMITS, type Limits } from './transport';

export type HarvestDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'i18n' | 'config' | 'keys' | 'log'>;

const BATCH = 200;
const CLAIM_MS = 5 * 60_000;
const MOST_SOURCES = 5;
/** Refusals that a run keeps word by word; all are counted. */
const MOST_TOLD = 100;
const DAY_MS = 86_400_000;

const SUMS = ['fresh', 'changed', 'unchanged', 'edited', 'proposed'] as const;

class Overtaken extends Error {}

/** Reads the sources whose time has come, one after another. Safe to run twice, at once, on several machines. */
export async function runHarvests(
  deps: HarvestDeps,
  { limits = LIMITS, signal }: { limits?: Limits; signal?: AbortSignal } = {},
): Promise<number> {
  const times = { now: deps.clock.now().toISOString(), real: deps.clock.real().toISOString(), limit: MOST_SOURCES };
  let read = 0;
  for (const { id } of await dueSources(deps.db, deps.regionId, times)) {
    if (signal?.aborted) break;
    if (await runSource(deps, id, limits, signal)) read += 1;
  }
  return read;
}

/** Reads one source: false when somebody else does, or its time has not come. */
async function runSource(deps: HarvestDeps, id: number, limits: Limits, signal?: AbortSignal): Promise<boolean> {
  const claim = randomBytes(12).toString('hex');
  const source = await take(deps, id, claim);
  if (!source) return false;
  const started = deps.clock.now();
  try {
    const bounds = await boundsToday(deps.db, deps);
    const from = resumed(source, started);
    const end = deps.clock.real().getTime() + limits.runMs;
    const late = () => deps.clock.real().getTime() >= end;
    const reading = await readSource(source, fetcher(bounds, limits, signal), { from: from?.at ?? null, late });
    if (reading.same) {
      const withdrawn = source.question === null ? await withdrawGone(deps, source, claim) : 0;
      await finish(deps, source, claim, started, { outcome: 'same', withdrawn }, []);
    } else {
      await takeIn(deps, source, claim, started, reading, from);
    }
  } catch (error) {
    if (error instanceof Overtaken) return false;
    if (signal?.aborted) return release(deps, source, claim);
    if (!(error instanceof Refused))
      deps.log.error({ err: error, source: source.public_id }, 'a source was not harvested');
    await fail(deps, source, claim, started, error instanceof Refused ? error : new Refused('fault'));
  }
  return true;
}

async function take(
  { db, clock, regionId }: HarvestDeps,
  id: number,
  claim: string,
): Promise<ListedSource | undefined> {
  const [now, real] = [clock.now().toISOString(), clock.real()];
  const [held]: { public_id: string }[] = await writing(db, (trx) =>
    trx('harvest_sources')
      .where({ id, active: 1, ended_at: null })
      .where('next_run_at', '<=', now)
      .where((open) => open.whereNull('claimed_until').orWhere('claimed_until', '<', real.toISOString()))
      .update({ claim, claimed_until: until(real) })
      .returning('public_id'),
  );
  return held && sourceByPublicId(db, regionId, held.public_id);
}

const until = (now: Date): string => new Date(now.getTime() + CLAIM_MS).toISOString();

/** Where a reading goes on that took too long for one run, and when it began. */
type Resume = { at: string; since: string };

/** A reading that began longer ago says too little of what is gone by now: it begins anew. */
const STALE_MS = 7 * DAY_MS;

function resumed({ resume }: ListedSource, now: Date): Resume | null {
  const kept: Resume | null = resume ? JSON.parse(resume) : null;
  return kept && now.getTime() - Date.parse(kept.since) < STALE_MS ? kept : null;
}

async function takeIn(
  deps: HarvestDeps,
  source: ListedSource,
  claim: string,
  started: Date,
  { items, at, etag, lastModified }: Reading & { same: false },
  from: Resume | null,
): Promise<void> {
  const { fits, refusals } = await judgeItems(deps, source, items);
  const sums = { fresh: 0, changed: 0, unchanged: 0, edited: 0, proposed: 0 };
  let held = 0;
  for (let i = 0; i < fits.length; i += BATCH) {
    const batch = fits.slice(i, i + BATCH);
    const taken = await withMarks((marked) =>
      writing(deps.db, async (trx) => {
        await guard(deps, trx, source.id, claim);
        return takeItems(trx, source, batch, deps.clock.now(), marked);
      }),
    );
    for (const name of SUMS) sums[name] += taken[name];
    held += taken.held;
  }
  // A refused item is still at its source: it is not gone.
  const there = new Set([...fits.map(({ id }) => id), ...refusals.map(({ id }) => id)]);
  const since = from?.since ?? started.toISOString();
  if (at !== null) {
    await markSeen(deps, source, claim, there, since);
    const counts = { found: items.length, ...sums, refused: refusals.length };
    const resume = { etag: null, last_modified: null, resume: JSON.stringify({ at, since } satisfies Resume) };
    return finish(deps, source, claim, started, { outcome: 'partly', held, ...counts }, refusals, resume);
  }
  const all = showsAll(source);
  const { known, missing } = all ? await missingItems(deps, source.id, there, since) : { known: 0, missing: [] };
  const asks = isSuddenLoss(known, missing.length) && source.loss_accepted === 0;
  if (!asks) await markGone(deps, source, claim, missing);
  const withdrawn = asks ? 0 : await withdrawGone(deps, source, claim);
  const counts = { found: items.length, ...sums, gone: asks ? 0 : missing.length, refused: refusals.length };
  const question = asks ? JSON.stringify({ known, missing: missing.length }) : null;
  // While it asks it must not be told that nothing changed.
  const known_state = {
    resume: null,
    ...(asks ? { etag: null, last_modified: null } : { etag, last_modified: lastModified }),
  };
  const to = { outcome: asks ? ('asks' as const) : ('ok' as const), question, withdrawn, held, ...counts };
  await finish(deps, source, claim, started, to, refusals, known_state);
}

async function judgeItems(deps: HarvestDeps, source: ListedSource, items: readonly Item[]) {
  const court = await courtOf(deps, {
    ...{ defaultBody: null, onlyBodies: [source.body_id], createBodies: false, findFile: null },
  });
  const own = court.bodies.find(({ id }) => id === source.body_id) ?? null;
  const judge = rowJudge({ ...court, defaultBody: own });
  const loopback = deps.config.harvestLoopback;
  const fits = new Map<string, Fit>();
  const refusals: Refusal[] = [];
  for (const [i, item] of items.entries()) {
    // Twenty thousand of them must not hold up the site.
    if (i % BATCH === BATCH - 1) await new Promise((resolve) => setImmediate(resolve));
    const subkind = source.subkind && !item.cells.subkind ? { subkind: source.subkind } : {};
    const cells = { ...item.cells, ...subkind };
    const fit = fitOf(
      item,
      await judge(itemCells({ id: item.id, cells }), source.category),
      source.public_id,
      loopback,
    );
    if ('key' in fit) fits.set(fit.id, fit);
    else refusals.push(fit);
  }
  return { fits: [...fits.values()], refusals };
}

async function withMarks<T>(run: (marked: boolean) => Promise<T>): Promise<T> {
  try {
    return await run(false);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return run(true);
  }
}

/** Notes what a run has seen of a reading that the next run goes on with. */
async function markSeen(
  deps: HarvestDeps,
  source: ListedSource,
  claim: string,
  there: ReadonlySet<string>,
  since: string,
): Promise<void> {
  const ids = [...there];
  for (let i = 0; i < ids.length; i += BATCH) {
    await writing(deps.db, async (trx) => {
      await guard(deps, trx, source.id, claim);
      await trx('harvest_items')
        .where('source_id', source.id)
        .whereIn('external_id', ids.slice(i, i + BATCH))
        .update({ seen_at: since });
    });
  }
}

/** What was known and is at the source no more: neither this run has seen it nor one before it in the same reading. */
async function missingItems({ db }: HarvestDeps, sourceId: number, there: ReadonlySet<string>, since: string) {
  const missing: number[] = [];
  let known = 0;
  for (let after = 0; ; ) {
    const rows: Pick<HarvestItemRow, 'id' | 'external_id' | 'seen_at'>[] = await db('harvest_items')
      .where({ source_id: sourceId, gone_at: null })
      .where('id', '>', after)
      .orderBy('id')
      .limit(2_000)
      .select('id', 'external_id', 'seen_at');
    known += rows.length;
    const gone = rows.filter((row) => row.seen_at !== since && !there.has(row.external_id));
    missing.push(...gone.map(({ id }) => id));
    after = rows.at(-1)?.id ?? 0;
    if (rows.length < 2_000) return { known, missing };
  }
}

async function markGone(deps: HarvestDeps, source: ListedSource, claim: string, ids: readonly number[]): Promise<void> {
  const gone_at = deps.clock.now().toISOString();
  for (let i = 0; i < ids.length; i += BATCH) {
    await writing(deps.db, async (trx) => {
      await guard(deps, trx, source.id, claim);
      await trx('harvest_items')
        .whereIn('id', ids.slice(i, i + BATCH))
        .update({ gone_at });
    });
  }
}

/** Withdraws what has been gone for as long as the source allows; in a run that could read it only, so that it is sure. */
async function withdrawGone(deps: HarvestDeps, source: ListedSource, claim: string): Promise<number> {
  const now = deps.clock.now();
  const before = new Date(now.getTime() - source.grace_days * DAY_MS).toISOString();
  const reason = deps.i18n.for('id')('harvest:reason.gone', { name: source.name });
  let withdrawn = 0;
  for (;;) {
    const due: HarvestItemRow[] = await deps
      .db('harvest_items')
      .where({ source_id: source.id, withdrawn_at: null, kept: 0 })
      .where('gone_at', '<=', before)
      .orderBy('id')
      .limit(50);
    if (due.length === 0) return withdrawn;
    await writing(deps.db, async (trx) => {
      await guard(deps, trx, source.id, claim);
      for (const item of due) await withdrawItem(trx, item, { reason, at: now.toISOString() });
    });
    withdrawn += due.length;
  }
}

/** Whoever lost its claim writes nothing more. */
async function guard({ clock }: HarvestDeps, trx: Trx, id: number, claim: string): Promise<void> {
  const held = await trx('harvest_sources')
    .where({ id, claim })
    .update({ claimed_until: until(clock.real()) });
  if (held !== 1) throw new Overtaken();
}

type Outcome = Partial<HarvestRunRow> &
  Pick<HarvestRunRow, 'outcome'> & { question?: string | null; withdrawn?: number; held?: number };

async function finish(
  deps: HarvestDeps,
  source: ListedSource,
  claim: string,
  started: Date,
  { question, withdrawn = 0, held = 0, ...run }: Outcome,
  refusals: readonly Refusal[],
  state: Partial<HarvestSourceRow> = {},
): Promise<void> {
  const now = deps.clock.now();
  const at = now.toISOString();
  await writing(deps.db, async (trx) => {
    await guard(deps, trx, source.id, claim);
    await trx('harvest_sources')
      .where('id', source.id)
      .update({
        ...state,
        ...(question === undefined ? {} : { question }),
        ...{ failures: 0, failure: null, claim: null, claimed_until: null, loss_accepted: 0 },
        ...{ last_run_at: at, last_ok_at: at },
        next_run_at: run.outcome === 'partly' ? soonAfter(now) : nextAfter(now, source.every),
      });
    await keepRun(trx, source, { started, at, run, refusals });
    await record(trx, source, at, 'harvest_run', { ...run, withdrawn, ...(held > 0 ? { held } : {}) });
    if (question) await tellLoss(deps, trx, source, JSON.parse(question));
    if (held > 0) await tellHeld(deps, trx, source, { count: held, at });
  });
}

async function fail(
  deps: HarvestDeps,
  source: ListedSource,
  claim: string,
  started: Date,
  { code, value }: Refused,
): Promise<void> {
  const now = deps.clock.now();
  const at = now.toISOString();
  const failures = source.failures + 1;
  const failure = JSON.stringify({ code, value });
  await writing(deps.db, async (trx) => {
    const changed = await trx('harvest_sources')
      .where({ id: source.id, claim })
      .update({
        ...{ failures, failure, claim: null, claimed_until: null },
        ...{ last_run_at: at, next_run_at: nextAfterFailure(now, failures) },
        // Where the page to go on with is gone for good, the reading begins anew.
        ...(failures >= TELL_AFTER ? { resume: null } : {}),
      });
    if (changed !== 1) return;
    await keepRun(trx, source, { started, at, run: { outcome: 'failed', failure }, refusals: [] });
    await record(trx, source, at, 'harvest_failed', { code, value, failures });
    if (failures === TELL_AFTER) await tellFailing(deps, trx, source, { code, value, failures });
  });
}

async function release({ db }: HarvestDeps, source: ListedSource, claim: string): Promise<boolean> {
  await db('harvest_sources').where({ id: source.id, claim }).update({ claim: null, claimed_until: null });
  return false;
}

async function keepRun(
  trx: Trx,
  source: ListedSource,
  { started, at, run, refusals }: { started: Date; at: string; run: Outcome; refusals: readonly Refusal[] },
): Promise<void> {
  const times = { started_at: started.toISOString(), finished_at: at };
  const told = JSON.stringify(refusals.slice(0, MOST_TOLD));
  await trx('harvest_runs').insert({ source_id: source.id, ...times, refusals: told, ...run });
}

async function record(
  trx: Trx,
  { id, region_id, public_id }: ListedSource,
  at: string,
  kind: string,
  detail: Record<string, unknown>,
): Promise<void> {
  const actor = { role: 'system', name: 'panen' };
  const entry = { regionId: region_id, kind, occurredAt: at, recordedAt: at, actor };
  await appendEvent(trx, `harvest:${id}`, { ...entry, detail: { source: public_id, ...detail } });
}

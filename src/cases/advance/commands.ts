import type { AuditEntry } from '../../audit/commands';
import { NoCalendarError } from '../../calendar/working-days';
import { isPostgres, writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { atEndOf } from '../../workflow/deadlines';
import { type PlannedRung, type Rung, rungsBetween } from '../../workflow/escalations';
import type { Judgement, Stepped } from '../../workflow/table';
import { changedFacts } from '../changes';
import { fireRung } from '../fire/commands';
import { mailsAbout } from '../fire/tell';
import { firedBefore, firing } from '../fired-queries';
import type { CaseKind, CaseRow, Party, World } from '../kind';
import { anHourLater, nextActionOf } from '../next-action';
import { emptyPile, type Pile } from '../pile';
import { headAfter, storePile } from '../pile-commands';
import { worldHeld } from '../world';

/** How many cases one transaction moves: large enough to be quick, small enough that the site goes on answering. */
const BATCH = 200;
const SYSTEM = { role: 'system' as const, userId: null, bodyId: null };

type AnyFacts = { state: string; ladder_since: string };

/**
 * Moves every due case of one kind, in batches. Gives how many things were done. Several sweeps may run at once: each
 * batch is locked, and a case that somebody else moves meanwhile is left to him.
 */
export async function advanceDue<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  deps: Deps,
  kind: CaseKind<R, F, S>,
): Promise<number> {
  const stuck = new Set<number>();
  for (let done = 0; ; ) {
    const ids = await dueIds(deps, kind.table, BATCH + stuck.size);
    const fresh = ids.filter((id) => !stuck.has(id)).slice(0, BATCH);
    if (fresh.length === 0) return done;
    const things = await advanceTogether(deps, kind, fresh, stuck);
    // Looked at once in this pass is enough: what is due again at once would turn the sweep into a loop.
    for (const id of fresh) if (things === 0) stuck.add(id);
    done += things;
  }
}

async function dueIds({ db, clock }: Deps, table: string, limit: number): Promise<number[]> {
  return db(table)
    .where('next_action_at', '<=', clock.now().toISOString())
    .orderBy(['next_action_at', 'id'])
    .limit(limit)
    .pluck('id');
}

/** One batch in one transaction; when one case of it cannot move, each is tried alone, so that it holds up no other. */
async function advanceTogether<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  deps: Deps,
  kind: CaseKind<R, F, S>,
  ids: readonly number[],
  stuck: Set<number>,
): Promise<number> {
  try {
    return await writing(deps.db, async (trx) => advanceBatch(await worldHeld(deps, trx), kind, ids));
  } catch (error) {
    const [id] = ids;
    if (ids.length === 1 && id !== undefined) {
      deps.log.error({ err: error, table: kind.table, id }, 'a case could not be moved');
      stuck.add(id);
      return 0;
    }
  }
  let done = 0;
  for (const id of ids) done += await advanceTogether(deps, kind, [id], stuck);
  return done;
}

/** Locks the cases that are still due, past those that another sweep holds, and moves them. */
export async function advanceBatch<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  world: World,
  kind: CaseKind<R, F, S>,
  ids: readonly number[],
): Promise<number> {
  const { trx, now } = world;
  const query = trx(kind.table)
    .whereIn('id', [...ids])
    .where('next_action_at', '<=', now)
    .orderBy(['next_action_at', 'id']);
  const rows: R[] = await (isPostgres(trx) ? query.forUpdate().skipLocked() : query);
  if (rows.length === 0) return 0;
  const known = await firedBefore(trx, kind.name, rows);
  const parties = await kind.parties(world, rows);
  const pile = emptyPile();
  const moved: { row: R; before: F; after: F }[] = [];
  let things = 0;
  for (const row of rows) {
    const fired = known.get(row.id) ?? new Set<string>();
    const one = await advanceOne(world, pile, kind, row, parties.get(row.id), fired);
    things += one.entries;
    if (one.after !== one.before) moved.push({ row, before: one.before, after: one.after });
  }
  await storePile(world, kind.table, fillColumns(pile, rows));
  for (const { row, before, after } of moved) await kind.follows?.(world, row, before, after);
  return things;
}

/** All that time has made due for one case, in the order of its instants. */
async function advanceOne<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  world: World,
  pile: Pile,
  kind: CaseKind<R, F, S>,
  row: R,
  party: Party | undefined,
  fired: Set<string>,
): Promise<{ before: F; after: F; entries: number }> {
  const { deps, now } = world;
  const { timezone } = deps.config;
  const before = kind.facts(row);
  let facts = before;
  const entries: AuditEntry[] = [];
  const blocked = new Set<string>();
  for (;;) {
    const system = kind.systemSteps(facts, timezone).find((step) => step.at <= now && !blocked.has(step.step));
    const rung = dueRungs(world, kind, row, facts).find((one) => !fired.has(firing(one)));
    if (system && (!rung || system.at <= rung.fire_at)) {
      const waits = (await kind.waits?.(world, row, system.step)) ?? false;
      const judged = waits ? null : judgeSystem(world, kind, row, facts, system.step);
      if (!judged) blocked.add(system.step);
      else {
        const move = { row, party, before: facts, day: system.day, ...judged };
        entries.push(await takeSystemStep(world, pile, kind, move));
        facts = judged.after;
      }
    } else if (rung) {
      fired.add(firing(rung));
      entries.push(...(await fireRung(world, pile, kind, { row, facts, rung, party })));
    } else break;
  }
  const chain = `${kind.name}:${row.public_id}`;
  pile.events.push({ chain, seq: row.seq, hash: row.head_hash, entries });
  pile.updates.push({
    id: row.id,
    was_version: row.version,
    version: facts === before ? row.version : row.version + 1,
    ...headAfter(row, chain, entries),
    next_action_at: blocked.size > 0 ? anHourLater(now) : nextActionOf(deps, kind, facts, world),
    ...Object.fromEntries(Object.entries(changedFacts(before, facts)).map(([key, [, to]]) => [key, to])),
  });
  return { before, after: facts, entries: entries.length };
}

/** One statement sets the same columns of every case: what one changes, the others set to what they have. */
export function fillColumns(pile: Pile, rows: readonly CaseRow[]): Pile {
  const names = [...new Set(pile.updates.flatMap((row) => Object.keys(row)))];
  const old = new Map(rows.map((row) => [row.id, row as Record<string, unknown>]));
  const updates = pile.updates.map((update) => {
    const filled = names.map((name) => [name, name in update ? update[name] : old.get(update.id)?.[name]]);
    return Object.fromEntries(filled) as Pile['updates'][number];
  });
  return { ...pile, updates };
}

/**
 * The rungs that are due. One that reaches into a year without a calendar is left out and reported; it must not keep the
 * others from going out.
 */
function dueRungs<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  world: World,
  kind: CaseKind<R, F, S>,
  row: R,
  facts: F,
): PlannedRung[] {
  const { cal, ladder, now, deps } = world;
  const seen = kind.ladder(facts);
  const between = (rungs: readonly Rung[]) =>
    rungsBetween(seen, rungs, cal, deps.config.timezone, facts.ladder_since, now);
  try {
    return between(ladder);
  } catch (error) {
    if (!(error instanceof NoCalendarError)) throw error;
  }
  const due = ladder.flatMap((rung) => withCalendar(world, row, () => between([rung])) ?? []);
  return due.sort((a, b) => (a.fire_at < b.fire_at ? -1 : a.fire_at > b.fire_at ? 1 : 0));
}

type Judged<F extends AnyFacts, S extends Stepped> = {
  after: F;
  transition: Extract<Judgement<F, S>, { ok: true }>['transition'];
};

/** What a step of time makes of the case; null when a year that it needs has no calendar: it is tried again in an hour. */
function judgeSystem<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  world: World,
  kind: CaseKind<R, F, S>,
  row: R,
  facts: F,
  step: string,
): Judged<F, S> | null {
  const { today, now, cal } = world;
  return withCalendar(world, row, () => {
    const ctx = { today, now, cal, actor: SYSTEM, by_email: false };
    const decision = kind.decide(facts, { do: step } as S, ctx);
    if (!decision.ok) throw new Error(`time may not ${step} ${row.number}: ${decision.code}`);
    return { after: { ...facts, ...decision.changes, state: decision.to }, transition: decision.transition };
  });
}

function withCalendar<T>({ deps }: World, row: CaseRow, count: () => T): T | null {
  try {
    return count();
  } catch (error) {
    if (!(error instanceof NoCalendarError)) throw error;
    deps.log.error({ number: row.number, year: error.year }, 'no calendar for a year that a case needs');
    return null;
  }
}

/** A thing that happened by itself is dated the end of the day that brought it, and recorded now. */
async function takeSystemStep<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  world: World,
  pile: Pile,
  kind: CaseKind<R, F, S>,
  move: Judged<F, S> & { row: R; party: Party | undefined; before: F; day: string },
): Promise<AuditEntry> {
  const { row, party, before, after, transition, day } = move;
  if (transition.letter && party) {
    const wish = { kind: transition.letter, dedupeKey: `letter:${row.public_id}:${transition.letter}:${day}` };
    pile.letters.push(await kind.letter(world, row, after, party, { ...wish, more: { before } }));
  }
  if (transition.tells) {
    const about = { row, facts: after, tells: transition.tells, event: transition.event, version: row.version + 1 };
    pile.mails.push(...(await mailsAbout(world, kind, about)));
  }
  return {
    regionId: row.region_id,
    kind: transition.event,
    occurredAt: atEndOf(day, world.deps.config.timezone),
    recordedAt: world.now,
    actor: { role: 'system' },
    changes: changedFacts(before, after),
  };
}

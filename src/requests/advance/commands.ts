import { type AuditEntry, appendToCase } from '../../audit/commands';
import { calendarInForce } from '../../calendar/queries';
import { type Calendar, localDay, NoCalendarError } from '../../calendar/working-days';
import { type Trx, writing } from '../../db/connect';
import type { RequestRow } from '../../db/tables';
import type { Deps } from '../../deps';
import type { LetterKind } from '../../letters/kinds';
import { atEndOf } from '../../workflow/deadlines';
import {
  DEFAULT_LADDER,
  dueSystemSteps,
  type PlannedRung,
  rungsBetween,
  type SystemStep,
} from '../../workflow/escalations';
import type { RequestFacts } from '../../workflow/facts';
import { decide } from '../../workflow/machine';
import type { Transition } from '../../workflow/steps';
import { fireRung } from '../escalate/commands';
import { changedFacts, factsOf } from '../facts';
import { openIdentity } from '../identity';
import { writeCaseLetter } from '../letters/commands';
import { incompleteLetterWaits } from '../mailed/commands';
import { anHourLater, nextActionOrSoon } from '../steps/commands';

const BATCH = 200;
const SYSTEM = { role: 'system' as const, userId: null, bodyId: null };

/** Moves every due case, in batches. Gives how many things were done. */
export async function advanceDueCases(deps: Deps): Promise<number> {
  const cal = await calendarInForce(deps.db, deps.regionId);
  const stuck = new Set<number>();
  for (let done = 0; ; ) {
    const ids = (await dueCases(deps, deps.clock.now().toISOString(), BATCH + stuck.size)).filter(
      (id) => !stuck.has(id),
    );
    if (ids.length === 0) return done;
    for (const id of ids) {
      try {
        const things = await advanceCase(deps, cal, id);
        // Another sweep was faster, or nothing could be done: not looked at again in this pass.
        if (things === 0) stuck.add(id);
        done += things;
      } catch (error) {
        // One case that cannot move must not hold up the others; it is tried again at the next sweep.
        stuck.add(id);
        deps.log.error({ err: error, request: id }, 'a case could not be moved');
      }
    }
  }
}

/** The ids of cases for which something is due by `now`, the longest waiting first. Reads one index. */
async function dueCases(deps: Deps, now: string, limit: number): Promise<number[]> {
  return deps
    .db('requests')
    .where('next_action_at', '<=', now)
    .orderBy(['next_action_at', 'id'])
    .limit(limit)
    .pluck('id');
}

/**
 * Does to one case all that time has made due: silent completion, lapse, the end of the term, closing, and the rungs of
 * its ladder, in the order of their instants. One transaction; a case that moved meanwhile is left to its mover.
 * Gives how many things were done.
 */
export async function advanceCase(deps: Deps, cal: Calendar, requestId: number): Promise<number> {
  return writing(deps.db, async (trx) => {
    const now = deps.clock.now().toISOString();
    const query = trx('requests').where({ id: requestId }).where('next_action_at', '<=', now);
    const row: RequestRow | undefined = await (trx.client.config.client === 'pg' ? query.forUpdate() : query).first();
    return row ? advance(deps, trx, cal, row, now) : 0;
  });
}

async function advance(deps: Deps, trx: Trx, cal: Calendar, row: RequestRow, now: string): Promise<number> {
  const { timezone } = deps.config;
  const today = localDay(now, timezone);
  const sent: { step: string; due_on: string }[] = await trx('escalations')
    .where({ case_kind: 'request', case_id: row.id })
    .select('step', 'due_on');
  const first = factsOf(row);
  let facts = first;
  const entries: AuditEntry[] = [];
  const blocked = new Set<SystemStep>();
  for (;;) {
    const system = dueSystemSteps(facts, timezone).find((step) => step.at <= now && !blocked.has(step.step));
    const rung = dueRungs(deps, row, facts, cal, now).find(
      (r) => !sent.some((s) => s.step === r.step && s.due_on === r.due_on),
    );
    if (system && (!rung || system.at <= rung.fire_at)) {
      const held = system.step === 'lapse' && (await incompleteLetterWaits(deps, trx, row.id));
      const judged = held ? null : judge(deps, row, facts, cal, system.step, today, now);
      if (!judged) blocked.add(system.step);
      else {
        entries.push(
          await takeSystemStep(deps, trx, { row, ...judged, before: facts, cal, day: system.day, now, today }),
        );
        facts = judged.after;
      }
    } else if (rung) {
      sent.push({ step: rung.step, due_on: rung.due_on });
      entries.push(...(await fireRung(deps, trx, { row, facts, rung, cal, now, today })));
    } else break;
  }
  const head = await appendToCase(trx, `request:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, entries);
  await trx('requests')
    .where({ id: row.id, version: row.version })
    .update({
      ...facts,
      version: facts === first ? row.version : row.version + 1,
      seq: head.seq,
      head_hash: head.hash,
      next_action_at: blocked.size > 0 ? anHourLater(now) : nextActionOrSoon(deps, facts, cal, now),
    });
  return entries.length;
}

/**
 * The rungs that are due. One that reaches into a year without a calendar is left out and reported; it must not keep the
 * others from going out.
 */
function dueRungs(deps: Deps, row: RequestRow, facts: RequestFacts, cal: Calendar, now: string): PlannedRung[] {
  const due = DEFAULT_LADDER.flatMap(
    (rung) =>
      withCalendar(deps, row, () => rungsBetween(facts, [rung], cal, deps.config.timezone, facts.ladder_since, now)) ??
      [],
  );
  return due.sort((a, b) => (a.fire_at < b.fire_at ? -1 : a.fire_at > b.fire_at ? 1 : 0));
}

/** What a step of time makes of the case; null when a year that it needs has no calendar: it is tried again in an hour. */
function judge(
  deps: Deps,
  row: RequestRow,
  facts: RequestFacts,
  cal: Calendar,
  step: SystemStep,
  today: string,
  now: string,
): { after: RequestFacts; transition: Transition } | null {
  return withCalendar(deps, row, () => {
    const decision = decide(facts, { do: step }, { today, now, cal, actor: SYSTEM, by_email: false });
    if (!decision.ok) throw new Error(`the sweep may not ${step} ${row.number}: ${decision.code}`);
    return { after: { ...facts, ...decision.changes, state: decision.to }, transition: decision.transition };
  });
}

function withCalendar<T>(deps: Deps, row: RequestRow, count: () => T): T | null {
  try {
    return count();
  } catch (error) {
    if (!(error instanceof NoCalendarError)) throw error;
    deps.log.error({ number: row.number, year: error.year }, 'no calendar for a year that a case needs');
    return null;
  }
}

type SystemMove = {
  row: RequestRow;
  before: RequestFacts;
  after: RequestFacts;
  transition: Transition;
  cal: Calendar;
  day: string;
  now: string;
  today: string;
};

/** A thing that happened by itself is dated the end of the day that brought it, and recorded now. */
async function takeSystemStep(deps: Deps, trx: Trx, move: SystemMove): Promise<AuditEntry> {
  const { row, before, after, transition, cal, day, now, today } = move;
  const identity = openIdentity(deps.keys, row);
  const kind = transition.letter as LetterKind | null;
  if (kind && identity) {
    const dedupeKey = `letter:${row.public_id}:${kind}:${day}`;
    const more = { repair_due_on: before.repair_due_on };
    await writeCaseLetter(deps, trx, { row, facts: after, identity, cal, kind, now, today, dedupeKey, more });
  }
  return {
    regionId: row.region_id,
    kind: transition.event,
    occurredAt: atEndOf(day, deps.config.timezone),
    recordedAt: now,
    actor: { role: 'system' },
    changes: changedFacts(before, after),
  };
}

import { appendEvent } from '../audit/commands';
import { calendarHeld } from '../calendar/queries';
import { NoCalendarError } from '../calendar/working-days';
import { isPostgres, writing } from '../db/connect';
import type { ExemptionRow } from '../db/tables/exemptions';
import type { Deps } from '../deps';
import {
  type ExemptionRung,
  endingRungs,
  maskingDueOn,
  maskingRungs,
  nextExemptionAction,
  renewalDueOn,
  rungsToFire,
} from '../workflow/exemption-clocks';
import { exemptionFacts } from './facts';
import { tellNoCalendar, tellRung } from './mail-commands';
import { SYSTEM, type Writing, writeStep, writingNow } from './write-commands';

const BATCH = 100;
/** In one pass; the next goes on. */
const MOST = 500;

/**
 * What time does to exemptions: alerts before their end, the end itself, by which an item becomes public (PP 61/2010
 * Pasal 11(3)), and reminders of files that wait for their masking. Reads an index; each row moves in a transaction of
 * its own that looks again under its lock, so that two sweeps at once do everything once. Gives how many rows moved.
 */
export async function advanceExemptions(deps: Deps): Promise<number> {
  const now = deps.clock.now().toISOString();
  let moved = 0;
  while (moved < MOST) {
    const ids: number[] = await deps
      .db('exemptions')
      .where('region_id', deps.regionId)
      .where('next_action_at', '<=', now)
      .orderBy(['next_action_at', 'id'])
      .limit(BATCH)
      .pluck('id');
    for (const id of ids) moved += (await advanceOne(deps, id)) ? 1 : 0;
    if (ids.length < BATCH) break;
  }
  return moved;
}

async function advanceOne(deps: Deps, id: number): Promise<boolean> {
  return writing(deps.db, async (trx) => {
    const world = writingNow(deps, trx, await calendarHeld(trx, deps.regionId));
    const query = trx('exemptions').where({ id }).where('next_action_at', '<=', world.now);
    const row: ExemptionRow | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
    if (!row) return false;
    if (row.state === 'decided' && row.ends_on !== null && row.ends_on < world.today) {
      const opened = await writeStep(world, row, { do: 'expire' }, { actor: SYSTEM, by: { role: 'system' } });
      if (!opened.ok) throw new Error(`${row.number} could not be opened: ${opened.code}`);
      return true;
    }
    await (row.state === 'decided' ? watchEnding(world, row) : watchMasking(world, row));
    return true;
  });
}

/** Where what follows is decided already, nobody needs to be reminded of deciding it. */
async function watchEnding(world: Writing, row: ExemptionRow): Promise<void> {
  const facts = exemptionFacts(row);
  const clock = await counted(world, row, () => ({
    rungs: row.ended_by === 'decision' ? [] : endingRungs(world.cal, facts),
    due: renewalDueOn(world.cal, facts),
  }));
  await fire(world, row, { rungs: clock?.rungs ?? [], due: clock?.due ?? null, of: row.ends_on as string });
}

async function watchMasking(world: Writing, row: ExemptionRow): Promise<void> {
  const due = row.masking_due_on ?? maskingDueOn(world.cal, row.ended_on as string, row.terms);
  const rungs = await counted(world, row, () => (due === null ? [] : maskingRungs(world.cal, due, world.today)));
  await fire(world, { ...row, masking_due_on: due }, { rungs: rungs ?? [], due, of: due ?? '' });
}

/** A year without a calendar stops the count, and is announced. */
async function counted<T>(world: Writing, row: ExemptionRow, count: () => T): Promise<T | null> {
  try {
    return count();
  } catch (error) {
    if (!(error instanceof NoCalendarError)) throw error;
    await tellNoCalendar(world, row, error.year);
    return null;
  }
}

type Clock = { rungs: readonly ExemptionRung[]; due: string | null; of: string };

/**
 * Sends the last rung that was reached, notes those it overtook, and sets when to look again. Rungs are known by the day
 * they lead to (`of`): a moved end begins anew.
 */
async function fire(world: Writing, row: ExemptionRow, { rungs, due, of }: Clock): Promise<void> {
  const { deps, trx, now, today } = world;
  const known = JSON.parse(row.fired) as string[];
  const names = known.filter((one) => one.endsWith(`@${of}`)).map((one) => one.slice(0, -of.length - 1));
  const { send, skip } = rungsToFire(rungs, names, today);
  const fired = [...skip, ...(send ? [send] : [])].map(({ step }) => `${step}@${of}`);
  // Neither the version moves nor a form that somebody has open: nothing of the case has changed.
  await trx('exemptions')
    .where('id', row.id)
    .update({
      ...{ fired: JSON.stringify([...known, ...fired].slice(-60)), masking_due_on: row.masking_due_on },
      next_action_at: nextExemptionAction(exemptionFacts(row), now, deps.config.timezone),
    });
  if (!send) return;
  await tellRung(world, row, { step: send.step, due });
  await appendEvent(trx, `exemption:${row.public_id}`, {
    ...{ regionId: row.region_id, kind: 'reminded', occurredAt: now, recordedAt: now, actor: { role: 'system' } },
    detail: { step: send.step, due_on: due, skipped: skip.map(({ step }) => step) },
  });
}

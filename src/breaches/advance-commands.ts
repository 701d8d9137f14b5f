import { appendToCase } from '../audit/commands';
import { isPostgres, writing } from '../db/connect';
import type { BreachRow } from '../db/tables/breaches';
import type { Deps } from '../deps';
import { afterStandstill, breachFirings } from '../workflow/breach-ladder';
import { fireBreachRungs, firedOf, keyOf } from './escalate-commands';
import { breachFacts } from './facts';
import { noteLateMail } from './mailed-commands';
import { nextBreachAction } from './next-action';
import { tallyOf } from './queries';

const BATCH = 200;

/** Moves every breach for which something is due, at any hour of any day. Gives how many things were done. */
export async function advanceBreaches(deps: Deps): Promise<number> {
  const seen = new Set<number>();
  for (let done = 0; ; ) {
    const now = deps.clock.now().toISOString();
    const ids: number[] = await deps
      .db('breaches')
      .where('next_action_at', '<=', now)
      .orderBy(['next_action_at', 'id'])
      .limit(BATCH + seen.size)
      .pluck('id');
    const fresh = ids.filter((id) => !seen.has(id));
    if (fresh.length === 0) return done;
    for (const id of fresh) {
      seen.add(id);
      try {
        done += await advanceBreach(deps, id);
      } catch (error) {
        // One case that cannot move must not hold up the others; it is tried again at the next sweep.
        deps.log.error({ err: error, breach: id }, 'a breach could not be moved');
      }
    }
  }
}

/**
 * Fires the rungs of one breach that are due, and notes mail that left late. One transaction; a case that somebody moved
 * meanwhile is not due any more. Gives how many things were done.
 */
export async function advanceBreach(deps: Deps, id: number): Promise<number> {
  return writing(deps.db, async (trx) => {
    const now = deps.clock.now().toISOString();
    const query = trx('breaches').where({ id }).where('next_action_at', '<=', now);
    const row: BreachRow | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
    if (!row) return 0;
    const { timezone } = deps.config;
    const late = await noteLateMail(trx, row, breachFacts(row), now);
    const { facts } = late;
    const known = await firedOf(trx, id);
    const due = breachFirings(facts, timezone, facts.ladder_since, now).filter((one) => !known.has(keyOf(one)));
    const fired = await fireBreachRungs(deps, trx, { row, facts, now }, afterStandstill(due));
    const entries = [...late.entries, ...fired];
    const head = await appendToCase(trx, `breach:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, entries);
    await trx('breaches')
      .where({ id, version: row.version })
      .update({
        ...facts,
        version: late.entries.length > 0 ? row.version + 1 : row.version,
        seq: head.seq,
        head_hash: head.hash,
        next_action_at: nextBreachAction(facts, await tallyOf(trx, row), timezone, now),
      });
    return entries.length;
  });
}

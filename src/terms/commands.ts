import { actorOf } from '../accounts/events';
import { appendEvent } from '../audit/commands';
import { addDays, localDay } from '../calendar/working-days';
import { writing } from '../db/connect';
import type { Deps } from '../deps';
import type { CurrentUser } from '../web/guards';
import { type TermCode, termOf } from '../workflow/terms';
import { overridesOf } from './queries';
import { standingOf, type Weaker, weakerThanLaw } from './standing';

/** `knowingly`: the administrator was told that the law grants the citizen more, and sets it all the same. */
export type OverrideAsked = {
  code: TermCode;
  length: number;
  reason: string;
  inForceOn: string;
  knowingly: boolean;
};

export type TermOverridden = { ok: true } | { ok: false; reason: 'not_ahead' | 'no_change' | Weaker };

/**
 * Sets how long a term is for cases received from a day on, with an event on the chain `terms`. The day lies ahead,
 * because a case keeps the terms that were in force at its receipt and nothing may change behind it. The law's own
 * length ends an override.
 */
export async function overrideTerm(
  deps: Pick<Deps, 'db' | 'clock' | 'config'>,
  admin: CurrentUser,
  { code, length, reason, inForceOn, knowingly }: OverrideAsked,
): Promise<TermOverridden> {
  const term = termOf(code);
  const { regionId } = admin;
  const now = deps.clock.now().toISOString();
  if (inForceOn < addDays(localDay(now, deps.config.timezone), 1)) return { ok: false, reason: 'not_ahead' };
  const weaker = weakerThanLaw(term, length);
  if (weaker && !knowingly) return { ok: false, reason: weaker };
  return writing(deps.db, async (trx) => {
    // One after another: a second click must see the first, and ids must become visible in their order.
    await trx('regions').where('id', regionId).forUpdate().first('id');
    const before = standingOf(term, await overridesOf(trx, regionId), inForceOn).length;
    if (before === length) return { ok: false, reason: 'no_change' };
    const row = { code, length, reason, in_force_on: inForceOn };
    await trx('term_overrides').insert({ ...row, region_id: regionId, set_by: admin.id, set_at: now });
    await appendEvent(trx, 'terms', {
      regionId,
      kind: 'term_overridden',
      occurredAt: now,
      recordedAt: now,
      actor: actorOf(admin, 'admin'),
      changes: { length: [before, length] },
      detail: { code, unit: term.unit, in_force_on: inForceOn, law: term.length, reason },
    });
    return { ok: true };
  });
}

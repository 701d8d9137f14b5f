import { actorOf } from '../accounts/events';
import { appendEvent } from '../audit/commands';
import { addDays, localDay } from '../calendar/working-days';
import { writing } from '../db/connect';
import type { Deps } from '../deps';
import type { CurrentUser } from '../web/guards';
import { keptSince } from '../workflow/retention';
import type { KindCode, RuleTerms } from './kinds';
import { kindOf } from './kinds';
import { openCaseReached, rulesOf } from './queries';

export const RETENTION_CHAIN = 'retention';

export type RuleAsked = RuleTerms & { kind: KindCode; basis: string; reason: string };

export type RuleSet =
  | { ok: true }
  | { ok: false; code: 'no_change' }
  | { ok: false; code: 'open_case'; number: string };

/**
 * Sets how long a kind of record is kept, as a new version with an event on the chain `retention`. A rule that is counted
 * from receipt and would reach a case that is still open is refused: no rule may erase an open case.
 */
export async function setRule(
  deps: Pick<Deps, 'db' | 'clock' | 'config'>,
  admin: CurrentUser,
  { kind, length, unit, counted_from, basis, reason }: RuleAsked,
): Promise<RuleSet> {
  const { regionId } = admin;
  const now = deps.clock.now().toISOString();
  const before = addDays(keptSince(localDay(now, deps.config.timezone), { length, unit }), 1);
  return writing(deps.db, async (trx) => {
    // One after another: a second click must see the first.
    await trx('regions').where('id', regionId).forUpdate().first('id');
    const old = (await rulesOf(trx, regionId))[kind];
    const rule = { length, unit, counted_from, basis };
    const changes = Object.fromEntries(
      Object.entries(rule).flatMap(([key, value]) => {
        const was = old[key as keyof typeof rule];
        return was === value ? [] : [[key, [was, value] as [unknown, unknown]]];
      }),
    );
    if (Object.keys(changes).length === 0) return { ok: false, code: 'no_change' };
    if (counted_from === 'received') {
      const number = await openCaseReached(trx, regionId, kindOf(kind)?.roots ?? [], before);
      if (number) return { ok: false, code: 'open_case', number };
    }
    await trx('retention_rules').insert({
      region_id: regionId,
      kind,
      ...rule,
      reason,
      made_by: admin.id,
      made_at: now,
    });
    await appendEvent(trx, RETENTION_CHAIN, {
      ...{ regionId, kind: 'retention_rule_set', occurredAt: now, recordedAt: now, actor: actorOf(admin, 'admin') },
      ...{ changes, detail: { record: kind, reason } },
    });
    return { ok: true };
  });
}

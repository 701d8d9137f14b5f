import { actorOf } from '../accounts/events';
import { appendEvent } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import { writing } from '../db/connect';
import type { RetentionHoldRow } from '../db/tables/retention';
import type { Deps } from '../deps';
import type { CurrentUser, Role } from '../web/guards';
import { caseToHold } from './queries';
import { RETENTION_CHAIN } from './rule-commands';

type HoldDeps = Pick<Deps, 'db' | 'clock' | 'config'>;

export type HoldAsked = { number: string; reason: string; untilOn: string | null };
export type HoldPlaced = { ok: true; number: string } | { ok: false; code: 'no_case' | 'past' };

/** Keeps a case, with all that leans on it, from being destroyed until a day or until somebody lifts it. */
export async function placeHold(deps: HoldDeps, user: CurrentUser, role: Role, ask: HoldAsked): Promise<HoldPlaced> {
  const { regionId } = user;
  const now = deps.clock.now().toISOString();
  if (ask.untilOn !== null && ask.untilOn < localDay(now, deps.config.timezone)) return { ok: false, code: 'past' };
  return writing(deps.db, async (trx) => {
    const held = await caseToHold(trx, regionId, ask.number);
    if (!held) return { ok: false, code: 'no_case' };
    const row = { ...held, reason: ask.reason, until_on: ask.untilOn };
    await trx('retention_holds').insert({ ...row, region_id: regionId, made_by: user.id, made_at: now });
    await appendEvent(trx, RETENTION_CHAIN, {
      ...{ regionId, kind: 'hold_placed', occurredAt: now, recordedAt: now, actor: actorOf(user, role) },
      detail: { case: held.number, until_on: ask.untilOn, reason: ask.reason },
    });
    return { ok: true, number: held.number };
  });
}

/** Lifts a hold, with its reason. False when there is none that could be lifted. */
export async function liftHold(
  deps: HoldDeps,
  user: CurrentUser,
  role: Role,
  { id, reason }: { id: number; reason: string },
): Promise<boolean> {
  const { regionId } = user;
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx) => {
    const [lifted]: RetentionHoldRow[] = await trx('retention_holds')
      .where({ id, region_id: regionId })
      .whereNull('lifted_at')
      .update({ lifted_at: now, lifted_by: user.id, lift_reason: reason })
      .returning('*');
    if (!lifted) return false;
    await appendEvent(trx, RETENTION_CHAIN, {
      ...{ regionId, kind: 'hold_lifted', occurredAt: now, recordedAt: now, actor: actorOf(user, role) },
      detail: { case: lifted.number, reason },
    });
    return true;
  });
}

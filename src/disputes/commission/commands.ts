import { type AuditActor, appendEvent } from '../../audit/commands';
import { writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { COMMISSION_SETTING, commissionOf } from '../../letters/commission-queries';
import type { Commission } from '../../letters/objection-facts';
import { keepSetting } from '../../settings/commands';
import { commissionMark } from './mark';

/** Keeps which commission is competent, with an event of old and new values. False when somebody else changed it since `mark`. */
export async function setCommission(
  deps: Pick<Deps, 'db' | 'clock' | 'regionId'>,
  by: AuditActor,
  { mark, to }: { mark: string; to: Commission },
): Promise<boolean> {
  const { regionId, clock, db } = deps;
  const now = clock.now().toISOString();
  return writing(db, async (trx) => {
    // Until the setting is kept there is no row of its own to lock.
    await trx('regions').where('id', regionId).forUpdate().first('id');
    const before = await commissionOf(trx, regionId);
    if (commissionMark(before) !== mark) return false;
    const changes = Object.fromEntries(
      (Object.keys(to) as (keyof Commission)[])
        .filter((name) => before[name] !== to[name])
        .map((name): [string, [unknown, unknown]] => [name, [before[name], to[name]]]),
    );
    if (Object.keys(changes).length === 0) return true;
    await keepSetting(trx, regionId, { key: COMMISSION_SETTING, value: JSON.stringify(to), now });
    const event = { regionId, kind: 'commission_set', occurredAt: now, recordedAt: now, actor: by, changes };
    await appendEvent(trx, 'settings', event);
    return true;
  });
}

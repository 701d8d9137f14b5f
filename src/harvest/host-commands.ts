import { type AuditActor, appendEvent } from '../audit/commands';
import { type DbOrTrx, writing } from '../db/connect';
import type { Deps } from '../deps';
import { keepSetting } from '../settings/commands';
import type { Bounds } from './hosts';
import { keptHosts } from './queries';

/** Where a harvest may go today: what the environment allows, and what an administrator does. */
export async function boundsToday(
  db: DbOrTrx,
  { config, regionId }: Pick<Deps, 'config' | 'regionId'>,
): Promise<Bounds> {
  const kept = await keptHosts(db, regionId);
  return { hosts: [...new Set([...config.harvestHosts, ...kept])], loopback: config.harvestLoopback };
}

/** Keeps the administrator's list of hosts. The same list again changes nothing. */
export async function keepHosts(
  deps: Pick<Deps, 'db' | 'clock' | 'regionId'>,
  actor: AuditActor,
  hosts: readonly string[],
): Promise<void> {
  const { regionId } = deps;
  const at = deps.clock.now().toISOString();
  await writing(deps.db, async (trx) => {
    const before = await keptHosts(trx, regionId);
    if (JSON.stringify(before) === JSON.stringify(hosts)) return;
    await keepSetting(trx, regionId, { key: 'harvest_hosts', value: JSON.stringify(hosts), now: at });
    await appendEvent(trx, 'harvest-hosts', {
      ...{ regionId, kind: 'harvest_hosts_changed', occurredAt: at, recordedAt: at, actor },
      changes: { hosts: [before, hosts] },
    });
  });
}

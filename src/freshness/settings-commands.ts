import { actorOf } from '../accounts/events';
import { appendEvent } from '../audit/commands';
import { writing } from '../db/connect';
import type { Deps } from '../deps';
import { keepSetting } from '../settings/commands';
import type { CurrentUser } from '../web/guards';
import { freshnessSettings } from './queries';
import { type FreshnessSettings, SETTINGS_KEY } from './settings';

/** Keeps new settings of the score and its reminders, with an event; every score is reckoned anew. */
export async function keepSettings(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  admin: CurrentUser,
  settings: FreshnessSettings,
): Promise<void> {
  const { regionId } = admin;
  const now = clock.now().toISOString();
  await writing(db, async (trx) => {
    await trx('regions').where('id', regionId).forUpdate().first('id');
    const before = await freshnessSettings(trx, regionId);
    if (JSON.stringify(before) === JSON.stringify(settings)) return;
    await keepSetting(trx, regionId, { key: SETTINGS_KEY, value: JSON.stringify(settings), now });
    await trx('body_freshness').where('region_id', regionId).update({ reckoned_on: '' });
    await appendEvent(trx, 'settings', {
      regionId,
      kind: 'freshness_settings_changed',
      occurredAt: now,
      recordedAt: now,
      actor: actorOf(admin, 'admin'),
      changes: { settings: [before, settings] },
      detail: {},
    });
  });
}

import { localDay } from '../calendar/working-days';
import { missingColumns } from '../catalogue/document-facts';
import { writing } from '../db/connect';
import type { BodyFreshnessRow } from '../db/tables/freshness';
import type { Deps } from '../deps';
import { bodyFacts, freshnessSettings, type StaleBody, staleBodies } from './queries';
import { type BodyFacts, scoreOf } from './score';

/** How many bodies one pass of the sweep reckons at most; the rest has its turn in the next. */
const A_PASS = 150;

/** Reckons anew the scores that no longer hold. Gives how many; two passes at once come to the same. */
export async function reckonFreshness(deps: Pick<Deps, 'db' | 'clock' | 'config' | 'regionId'>): Promise<number> {
  const { db, clock, config, regionId } = deps;
  const now = clock.now().toISOString();
  const at = { today: localDay(now, config.timezone), timezone: config.timezone };
  const stale = await staleBodies(db, regionId, at.today, A_PASS);
  if (stale.length === 0) return 0;
  const settings = await freshnessSettings(db, regionId);
  const rows: BodyFreshnessRow[] = [];
  for (const body of stale) {
    const { score, overdue, detail } = scoreOf(counted(await bodyFacts(db, regionId, body, at)), settings, at.today);
    rows.push({
      ...{ body_id: body.id, region_id: regionId, seen_at: body.newest_at },
      ...{ reckoned_on: at.today, reckoned_at: now, score, overdue, detail: JSON.stringify(detail) },
      last_published_at: await lastPublished(deps, body),
    });
  }
  await writing(db, (trx) => trx('body_freshness').insert(rows).onConflict('body_id').merge());
  return stale.length;
}

/** Of the newest documents only how many have every column of the DIP. */
function counted({ newest, ...facts }: Awaited<ReturnType<typeof bodyFacts>>): BodyFacts {
  const whole = newest.filter((row) => missingColumns(row).length === 0).length;
  return { ...facts, newest: { all: newest.length, whole } };
}

async function lastPublished({ db, regionId }: Pick<Deps, 'db' | 'regionId'>, body: StaleBody): Promise<string | null> {
  const row = await db('documents')
    .where({ region_id: regionId, body_id: body.id, state: 'published' })
    .orderBy('published_at', 'desc')
    .first('published_at');
  return row?.published_at ?? null;
}

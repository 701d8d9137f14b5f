import { addDays, localDay } from '../calendar/working-days';
import type { DbOrTrx } from '../db/connect';
import type { DocumentRow } from '../db/tables/catalogue';
import type { BodyFreshnessRow } from '../db/tables/freshness';
import { type BodyDetail, type BodyFacts, HEAT_WEEKS } from './score';
import { DEFAULT_SETTINGS, type FreshnessSettings, SETTINGS_KEY, settingsSchema } from './settings';
import { lastWeeks, mondayOf } from './weeks';

/** The settings of the score and its reminders; what an installation starts with while nothing was set. */
export async function freshnessSettings(db: DbOrTrx, regionId: number): Promise<FreshnessSettings> {
  const row = await db('settings').where({ region_id: regionId, key: SETTINGS_KEY }).first('value');
  const kept = row ? settingsSchema.safeParse(JSON.parse(row.value)) : null;
  return kept?.success ? kept.data : DEFAULT_SETTINGS;
}

export type StaleBody = { id: number; created_at: string; newest_at: string | null };

/**
 * Active bodies whose score is missing, of another day, or older than their newest change, at most `limit`. One look at
 * the end of an index for each body.
 */
export async function staleBodies(db: DbOrTrx, regionId: number, today: string, limit: number): Promise<StaleBody[]> {
  const newest = db('documents as d')
    .whereRaw('d.region_id = b.region_id and d.body_id = b.id')
    .orderBy('d.updated_at', 'desc')
    .limit(1)
    .select('d.updated_at');
  const bodies = db('bodies as b')
    .leftJoin('body_freshness as f', 'f.body_id', 'b.id')
    .where({ 'b.region_id': regionId, 'b.active': 1 })
    .select('b.id', 'b.created_at', 'f.reckoned_on', 'f.seen_at', newest.as('newest_at'));
  return db
    .from(bodies.as('s'))
    .whereNull('s.reckoned_on')
    .orWhereNot('s.reckoned_on', today)
    .orWhereRaw("coalesce(s.seen_at, '') <> coalesce(s.newest_at, '')")
    .orderBy('s.id')
    .limit(limit)
    .select('s.id', 's.created_at', 's.newest_at');
}

const JUDGED = 100;

/** What the score of one body is made of, read within the last half year and by index only. */
export async function bodyFacts(
  db: DbOrTrx,
  regionId: number,
  body: StaleBody,
  { today, timezone }: { today: string; timezone: string },
): Promise<Omit<BodyFacts, 'newest'> & { newest: DocumentRow[] }> {
  const published = () =>
    db<DocumentRow>('documents').where({ region_id: regionId, body_id: body.id, state: 'published' });
  const from = lastWeeks(today, HEAT_WEEKS)[0] as string;
  // A day early: the office's Monday begins before or after that of UTC.
  const since = `${addDays(from, -1)}T00:00:00.000Z`;
  // What the portal opened at the end of an exemption is not the agency's publishing, until it publishes it anew.
  const opened = db('exemptions')
    .where({ region_id: regionId, body_id: body.id })
    .where('opened_at', '>=', since)
    .select('document_id', 'opened_at');
  const [lasts, days, newest] = await Promise.all([
    published().whereNotNull('subkind').groupBy('subkind').select('subkind', db.raw('max(updated_at) as at')),
    // By the hour, so that the local day can be told, and a bulk import is one row.
    db
      .from(
        published()
          .where('published_at', '>=', since)
          .whereRaw('(id, published_at) not in (?)', [opened])
          .select(db.raw('substr(published_at, 1, 13) as hour'))
          .as('p'),
      )
      .groupBy('hour')
      .select('hour', db.raw('count(*) as n')),
    published().orderBy('published_at', 'desc').orderBy('id', 'desc').limit(JUDGED),
  ]);
  const day = (instant: string) => localDay(instant, timezone);
  const weeks = new Map<string, number>();
  for (const { hour, n } of days as { hour: string; n: number }[]) {
    const monday = mondayOf(day(`${hour}:00:00.000Z`));
    weeks.set(monday, (weeks.get(monday) ?? 0) + Number(n));
  }
  return {
    startedOn: day(body.created_at),
    lastOf: new Map(
      (lasts as unknown as { subkind: string; at: string }[]).map(({ subkind, at }) => [subkind, day(at)]),
    ),
    weeks,
    newest,
  };
}

export type BodyScore = Omit<BodyFreshnessRow, 'detail' | 'region_id' | 'seen_at'> & {
  detail: BodyDetail;
  slug: string;
  name: string;
  short_name: string;
  kind: string;
  /** When the body came into the portal. */
  body_since: string;
};

/** The scores of every active body, best first. */
export async function bodyScores(db: DbOrTrx, regionId: number): Promise<BodyScore[]> {
  const rows = await scores(db, regionId).orderBy([{ column: 'f.score', order: 'desc' }, { column: 'b.name' }]);
  return rows.map(readScore);
}

/** The score of one body; undefined before it was reckoned. */
export async function bodyScore(db: DbOrTrx, regionId: number, bodyId: number): Promise<BodyScore | undefined> {
  const row = await scores(db, regionId).where('f.body_id', bodyId).first();
  return row && readScore(row);
}

function scores(db: DbOrTrx, regionId: number) {
  return db('body_freshness as f')
    .join('bodies as b', 'b.id', 'f.body_id')
    .where({ 'f.region_id': regionId, 'b.active': 1 })
    .select('f.*', 'b.slug', 'b.name', 'b.short_name', 'b.kind', 'b.created_at as body_since');
}

function readScore({ detail, ...row }: Omit<BodyScore, 'detail'> & { detail: string }): BodyScore {
  return { ...row, detail: JSON.parse(detail) };
}

/** The active bodies an editor publishes for; null for every one. */
export async function editorBodies(
  db: DbOrTrx,
  regionId: number,
  bodyIds: readonly number[] | null,
): Promise<{ id: number; slug: string; name: string }[]> {
  const bodies = db('bodies').where({ region_id: regionId, active: 1 }).orderBy('name').select('id', 'slug', 'name');
  if (bodyIds) bodies.whereIn('id', [...bodyIds]);
  return bodies;
}

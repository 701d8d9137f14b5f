import { type Db, isPostgres } from '../db/connect';
import type { AuditEventRow } from '../db/tables/audit';

export type LogEntry = Pick<
  AuditEventRow,
  'id' | 'chain' | 'seq' | 'kind' | 'occurred_at' | 'recorded_at' | 'payload' | 'hash'
>;

export type LogFilter = { chain: string | null; person: number | null; kind: string | null };

/**
 * Entries of the log, newest first, each filter by an index of its own. `before` is where the page before ended: an
 * entry's place in the chain when one chain is read, else its id.
 */
export async function logEntries(
  db: Db,
  regionId: number,
  { chain, person, kind }: LogFilter,
  { before, limit }: { before: number | null; limit: number },
): Promise<LogEntry[]> {
  const place = chain ? 'seq' : 'id';
  return db('audit_events')
    .where('region_id', regionId)
    .modify((query) => {
      if (chain) query.where('chain', chain);
      if (person !== null) query.whereRaw(...byPerson(db, person));
      if (kind) query.where('kind', kind);
      if (before !== null) query.where(place, '<', before);
    })
    .orderBy(place, 'desc')
    .limit(limit)
    .select('id', 'chain', 'seq', 'kind', 'occurred_at', 'recorded_at', 'payload', 'hash');
}

/** Word for word as in the index of `audit-039-oversight`. */
function byPerson(db: Db, person: number): [string, (string | number)[]] {
  return isPostgres(db)
    ? [`(payload::json #>> '{actor,user}') = ?`, [String(person)]]
    : [`json_extract(payload, '$.actor.user') = ?`, [person]];
}

/** Every kind of entry there is: one step along the index for each. */
export async function logKinds(db: Db, regionId: number): Promise<string[]> {
  const next = 'SELECT min(kind) FROM audit_events WHERE region_id = ?';
  const sql = `WITH RECURSIVE found(kind) AS (
      SELECT (${next}) UNION ALL SELECT (${next} AND kind > found.kind) FROM found WHERE found.kind IS NOT NULL
    ) SELECT kind FROM found WHERE kind IS NOT NULL ORDER BY kind`;
  const answer = await db.raw(sql, [regionId, regionId]);
  return (isPostgres(db) ? answer.rows : answer).map(({ kind }: { kind: string }) => kind);
}

export type LogPerson = { id: number; name: string; email: string };

/** Staff by a whole address, or by the beginning of a name; a few of them. */
export async function staffNamed(db: Db, regionId: number, typed: string): Promise<LogPerson[]> {
  const text = typed.toLowerCase();
  const like = `${text.replace(/[\\%_]/g, '\\$&')}%`;
  return db('users as u')
    .where('u.region_id', regionId)
    .whereExists((held) => held.from('user_roles as r').whereRaw('r.user_id = u.id'))
    .where((either) => either.where('u.email', text).orWhereRaw(`lower(u.name) LIKE ? ESCAPE '\\'`, [like]))
    .orderBy(['u.name', 'u.id'])
    .limit(10)
    .select('u.id', 'u.name', 'u.email');
}

import type { Db } from '../db/connect';

/** When the last sweep ended (real time); null when none has run. */
export async function lastSweepAt(db: Db, regionId: number): Promise<string | null> {
  return (await db('settings').where({ region_id: regionId, key: 'last_sweep_at' }).first('value'))?.value ?? null;
}

/** Names of migrations this database has not seen. */
export async function pendingMigrations(db: Db): Promise<number> {
  const [, pending] = await db.migrate.list();
  return pending.length;
}

/** Letters by what became of them. */
export async function outboxCounts(db: Db): Promise<{ state: string; n: number }[]> {
  return db('outbox')
    .whereNot('state', 'sent')
    .groupBy('state')
    .orderBy('state')
    .select('state', db.raw('count(*) as n'));
}

/** Open requests whose term has passed without a notice. `today` is an office date. */
export async function overdueOpen(db: Db, today: string): Promise<number> {
  const row = await db('requests')
    .whereIn('state', ['registered', 'incomplete', 'in_process', 'awaiting_approval'])
    .where('due_on', '<', today)
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0);
}

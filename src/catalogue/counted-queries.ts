import type { Knex } from 'knex';
import type { DbOrTrx } from '../db/connect';
import { MOST_COUNTED } from './counted';

/** How many rows a query gives, counted up to `MOST_COUNTED` and no further. */
export async function counted(db: DbOrTrx, rows: Knex.QueryBuilder): Promise<number> {
  const row = await db.from(rows.limit(MOST_COUNTED).as('counted')).count({ n: '*' }).first();
  return Number(row?.n);
}

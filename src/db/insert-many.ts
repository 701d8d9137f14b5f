import { isPostgres, type Trx } from './connect';

/**
 * Inserts many rows of one table in one statement; every row names the same columns. A row that meets the unique key
 * `unless` is left out. Gives the columns `returning` of the rows that are new. One JSON text instead of a value for each
 * cell: an engine allows so many values a statement, and binding them one by one costs more than the insert.
 */
export async function insertMany<Row>(
  trx: Trx,
  table: string,
  rows: readonly Record<string, unknown>[],
  { returning = ['id'], unless }: { returning?: readonly string[]; unless?: readonly string[] } = {},
): Promise<Row[]> {
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first);
  const names = columns.map((name) => `"${name}"`).join(', ');
  const read = columns.map((name) => `json_extract(value, '$.${name}')`).join(', ');
  const source = isPostgres(trx)
    ? `SELECT ${names} FROM json_populate_recordset(NULL::"${table}", CAST(? AS json))`
    : // Without a WHERE, SQLite would take ON CONFLICT for a join's condition.
      `SELECT ${read} FROM json_each(?) WHERE 1 ORDER BY key`;
  const conflict = unless ? ` ON CONFLICT (${unless.map((name) => `"${name}"`).join(', ')}) DO NOTHING` : '';
  const back = returning.map((name) => `"${name}"`).join(', ');
  const answer = await trx.raw(`INSERT INTO "${table}" (${names}) ${source}${conflict} RETURNING ${back}`, [
    JSON.stringify(rows),
  ]);
  return isPostgres(trx) ? answer.rows : answer;
}

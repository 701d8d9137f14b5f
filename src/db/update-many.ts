import { isPostgres, type Trx } from './connect';

// Columns that hold numbers; every other column of a case is text.
const NUMBERS =
  /^(id|version|was_version|seq|.*_id|open_objections|provide_days|execute_days|late|filed_late|proposed_by|answered_by|refusal_proposed_by)$/;

/**
 * Changes many rows of one table in one statement, each guarded by the version it was read with (`was_version`). Every
 * row names the same columns. Gives how many rows were changed: fewer than given means that somebody was faster.
 */
export async function updateMany(
  trx: Trx,
  table: string,
  rows: readonly ({ id: number; was_version: number } & Record<string, unknown>)[],
): Promise<number> {
  const [first] = rows;
  if (!first) return 0;
  const columns = Object.keys(first).filter((name) => name !== 'id' && name !== 'was_version');
  const all = ['id', 'was_version', ...columns];
  const set = columns.map((name) => `"${name}" = v."${name}"`).join(', ');
  const typed = all.map((name) => `"${name}" ${NUMBERS.test(name) ? 'integer' : 'text'}`).join(', ');
  const read = all.map((name) => `json_extract(value, '$.${name}') AS "${name}"`).join(', ');
  const source = isPostgres(trx)
    ? `json_to_recordset(CAST(? AS json)) AS v(${typed})`
    : `(SELECT ${read} FROM json_each(?)) AS v`;
  const changed = await trx.raw(
    `UPDATE ${table} SET ${set} FROM ${source} WHERE ${table}.id = v.id AND ${table}.version = v.was_version RETURNING ${table}.id`,
    [JSON.stringify(rows)],
  );
  return isPostgres(trx) ? changed.rowCount : changed.length;
}

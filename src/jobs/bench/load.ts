import { type Db, isPostgres } from '../../db/connect';

/**
 * Copies one filed request until `total` open requests stand in the table, none of them due before `until`; with
 * `tenYears` their days of receipt are spread over 2017 to 2026, as an archive's are. The copies have no identity: nothing
 * is told to their requesters. In one statement, so that a million takes a minute.
 */
export async function copyRequests(db: Db, total: number, until: string, tenYears = false): Promise<void> {
  const first: Record<string, unknown> = await db('requests').orderBy('id').first();
  const there = Number((await db('requests').count({ n: '*' }).first())?.n);
  if (there >= total) return;
  const own: Record<string, string> = {
    public_id: "'bench-' || n",
    number: "'P-2026-' || (1000000 + n)",
    duplicate_key: 'NULL',
    case_key_sealed: 'NULL',
    identity_sealed: 'NULL',
    next_action_at: `'${until}'`,
    seq: '0',
    head_hash: `'${'0'.repeat(64)}'`,
  };
  if (tenYears)
    own.received_on = isPostgres(db)
      ? "to_char(date '2017-01-01' + n % 3652, 'YYYY-MM-DD')"
      : "date('2017-01-01', '+' || (n % 3652) || ' days')";
  const columns = Object.keys(first).filter((name) => name !== 'id');
  const values = columns.map((name) => own[name] ?? `r."${name}"`).join(', ');
  const series = isPostgres(db)
    ? `generate_series(${there}, ${total - 1}) AS s(n)`
    : `(WITH RECURSIVE c(n) AS (SELECT ${there} UNION ALL SELECT n + 1 FROM c WHERE n < ${total - 1}) SELECT n FROM c) AS s`;
  const names = columns.map((name) => `"${name}"`).join(', ');
  await db.raw(
    `INSERT INTO requests (${names}) SELECT ${values} FROM ${series} CROSS JOIN (SELECT * FROM requests ORDER BY id LIMIT 1) AS r`,
  );
}

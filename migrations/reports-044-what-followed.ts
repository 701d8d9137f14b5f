import type { Knex } from 'knex';
import { onPostgres } from './columns';

/**
 * What became of an objection after it was answered, and of a dispute at the commission and in court: kept in the history
 * of cases like everything else that is counted, so that these figures, too, can be had as of any day. A request has none
 * of it: its own triggers stay as they are.
 */
const LATER = ['outcome', 'registered_on', 'in_court_on', 'court_decision_on', 'execute_by', 'executed_on'] as const;
const BEFORE = [
  ...['received_on', 'result', 'answered_on', 'due_on', 'imported'],
  ...['body_id', 'channel', 'kind', 'ground'],
] as const;

type Facts = Record<string, string>;
type Counted = {
  table: string;
  name: string;
  /** The facts as SQL over a row of the case's table, as `reports-038-case-history` has them. */
  before(row: string): Facts;
  watched: readonly string[];
  /** Of `LATER`, those the table has. */
  later: readonly string[];
};

const CASES: readonly Counted[] = [
  {
    table: 'objections',
    name: 'objection',
    before: (row) => ({
      received_on: `${row}.received_on`,
      result: `CASE ${row}.state WHEN 'registered' THEN 'open' WHEN 'closed' THEN coalesce(${row}.outcome, 'closed') ELSE ${row}.state END`,
      ...{ answered_on: `${row}.answered_on`, due_on: `${row}.due_on`, imported: '0', body_id: `${row}.body_id` },
      ...{ channel: `${row}.channel`, kind: `${row}.requester_kind`, ground: `${row}.ground` },
    }),
    watched: ['received_on', 'state', 'outcome', 'answered_on', 'due_on', 'body_id', 'ground'],
    later: ['execute_by', 'executed_on'],
  },
  {
    table: 'disputes',
    name: 'dispute',
    before: (row) => ({
      received_on: `${row}.recorded_on`,
      result: `${row}.state`,
      ...{ answered_on: `${row}.filed_on`, due_on: `${row}.file_by`, imported: '0', body_id: `${row}.body_id` },
      ...{ channel: 'NULL', kind: 'NULL', ground: `${row}.ground` },
    }),
    watched: ['recorded_on', 'state', 'filed_on', 'file_by', 'body_id', 'ground'],
    later: LATER,
  },
];

export async function up(knex: Knex): Promise<void> {
  const text = onPostgres(knex) ? 'text COLLATE "C"' : 'text';
  for (const name of LATER) await knex.raw(`ALTER TABLE case_history ADD COLUMN ${name} ${text}`);
  for (const one of CASES) {
    await drop(knex, one);
    await fill(knex, one);
    const later = (row: string) =>
      Object.fromEntries(LATER.map((name) => [name, one.later.includes(name) ? `${row}.${name}` : 'NULL']));
    await keep(knex, one, (row) => ({ ...one.before(row), ...later(row) }), [...one.watched, ...one.later]);
  }
}

export async function down(knex: Knex): Promise<void> {
  for (const one of CASES) {
    await drop(knex, one);
    await keep(knex, one, one.before, one.watched);
  }
  for (const name of LATER) await knex.raw(`ALTER TABLE case_history DROP COLUMN ${name}`);
}

async function drop(knex: Knex, { table }: Counted): Promise<void> {
  for (const when of ['added', 'changed']) {
    await knex.raw(`DROP TRIGGER case_history_${table}_${when}${onPostgres(knex) ? ` ON ${table}` : ''}`);
    if (onPostgres(knex)) await knex.raw(`DROP FUNCTION case_history_${table}_${when}()`);
  }
}

const yearOf = (day: string): string => `CAST(substr(${day}, 1, 4) AS integer)`;

/** The triggers of one table, over the facts that are given. */
async function keep(
  knex: Knex,
  { table, name }: Counted,
  factsOf: (row: string) => Facts,
  watched: readonly string[],
): Promise<void> {
  const facts = factsOf('NEW');
  const names = [...BEFORE, ...LATER].filter((fact) => fact in facts);
  const received = (row: string) => yearOf(factsOf(row).received_on as string);
  const key = (row: 'OLD' | 'NEW') =>
    `region_id = ${row}.region_id AND case_kind = '${name}' AND year = ${received(row)} AND case_id = ${row}.id`;
  const insert = (from: string) =>
    `INSERT INTO case_history (region_id, case_kind, year, case_id, recorded_at, ${names.join(', ')})
     SELECT NEW.region_id, '${name}', ${received('NEW')}, NEW.id, ${from}, ${names.map((fact) => facts[fact]).join(', ')}`;
  // The event is written before the row of its case is changed; its instant is the change's.
  const event = `coalesce((SELECT e.recorded_at FROM audit_events e WHERE e.chain = '${name}:' || NEW.public_id AND e.seq = NEW.seq), NEW.recorded_at)`;
  const later = onPostgres(knex) ? 'greatest' : 'max';
  // A case that a backup puts back has its history already.
  const added = [`${insert('NEW.recorded_at')} WHERE NOT EXISTS (SELECT 1 FROM case_history WHERE ${key('NEW')})`];
  const changed = [
    `UPDATE case_history SET until_at = ${later}(recorded_at, ${event}) WHERE ${key('OLD')} AND until_at IS NULL`,
    // What lasted for no time at all was never shown to anybody.
    `DELETE FROM case_history WHERE ${key('OLD')} AND until_at = recorded_at`,
    insert(`coalesce((SELECT max(until_at) FROM case_history WHERE ${key('OLD')}), ${event})`),
  ];
  const differs = onPostgres(knex) ? 'IS DISTINCT FROM' : 'IS NOT';
  const moved = watched.map((column) => `OLD.${column} ${differs} NEW.${column}`).join(' OR ');
  for (const [when, verb, condition, statements] of [
    ['added', 'INSERT', '', added],
    ['changed', 'UPDATE', `WHEN (${moved})`, changed],
  ] as const) {
    const trigger = `case_history_${table}_${when}`;
    if (onPostgres(knex)) {
      await knex.raw(`CREATE FUNCTION ${trigger}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN ${statements.join('; ')}; RETURN NULL; END $$`);
      await knex.raw(`CREATE TRIGGER ${trigger} AFTER ${verb} ON ${table} FOR EACH ROW ${condition}
        EXECUTE FUNCTION ${trigger}()`);
    } else {
      await knex.raw(
        `CREATE TRIGGER ${trigger} AFTER ${verb} ON ${table} ${condition} BEGIN ${statements.join('; ')}; END`,
      );
    }
  }
}

type Case = Record<string, unknown> & { id: number; public_id: string; region_id: number };
type HistoryLine = Record<string, unknown> & { recorded_at: string; until_at: string | null };

/** Cases with anything to add, in batches by key: their history is written anew with what their events say followed. */
async function fill(knex: Knex, { table, name, later }: Counted): Promise<void> {
  for (let after = 0; ; ) {
    const cases: Case[] = await knex(table)
      .where('id', '>', after)
      .where((some) => {
        for (const column of later) some.orWhereNotNull(column);
      })
      .orderBy('id')
      .limit(200)
      .select('id', 'public_id', 'region_id', ...later);
    if (cases.length === 0) return;
    after = (cases.at(-1) as Case).id;
    for (const one of cases) await refill(knex, name, later, one);
  }
}

async function refill(knex: Knex, name: string, later: readonly string[], one: Case): Promise<void> {
  const mine = { region_id: one.region_id, case_kind: name, case_id: one.id };
  const lines: HistoryLine[] = await knex('case_history').where(mine).orderBy('recorded_at');
  if (lines.length === 0) return;
  const steps = await stepsOf(knex, `${name}:${one.public_id}`, later, one);
  const first = (lines[0] as HistoryLine).recorded_at;
  const moments = [...new Set([...lines.map((line) => line.recorded_at), ...steps.map((step) => step.recorded_at)])]
    .filter((at) => at >= first)
    .sort();
  const made = moments.map((at) => ({
    ...(lines.findLast((line) => line.recorded_at <= at) as HistoryLine),
    ...steps.findLast((step) => step.recorded_at <= at)?.facts,
    recorded_at: at,
  }));
  await knex('case_history').where(mine).delete();
  for (const [i, line] of made.entries())
    await knex('case_history').insert({ ...line, until_at: made[i + 1]?.recorded_at ?? null });
}

type Step = { recorded_at: string; facts: Record<string, unknown> };

/** The later facts after each event that changed one; the last are those of the case as it is. */
async function stepsOf(knex: Knex, chain: string, later: readonly string[], one: Case): Promise<Step[]> {
  const events: { recorded_at: string; payload: string }[] = await knex('audit_events')
    .where('chain', chain)
    .whereNot('kind', 'escalated')
    .orderBy('seq')
    .select('recorded_at', 'payload');
  let seen: Record<string, unknown> = {};
  const steps: Step[] = [];
  for (const { recorded_at, payload } of events) {
    const { changes = {} } = JSON.parse(payload) as { changes?: Record<string, [unknown, unknown]> };
    const changed = later.filter((column) => changes[column]);
    if (changed.length === 0) continue;
    seen = { ...seen, ...Object.fromEntries(changed.map((column) => [column, changes[column]?.[1] ?? null])) };
    steps.push({ recorded_at, facts: seen });
  }
  const facts = Object.fromEntries(later.map((column) => [column, one[column] ?? null]));
  const at = steps.at(-1)?.recorded_at ?? events.at(-1)?.recorded_at;
  return at === undefined ? steps : [...steps, { recorded_at: at, facts }];
}

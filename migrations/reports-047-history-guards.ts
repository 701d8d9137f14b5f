import type { Knex } from 'knex';
import { onPostgres } from './columns';

/**
 * The history of cases is what every figure is counted from. From here on it can be written by the triggers of the cases
 * alone: a line is begun when a case's facts change, closed once, and never touched again. Those triggers now write only
 * when a fact really differs, so that a closing without a change of the case can be told and refused.
 *
 * On PostgreSQL a write from within a trigger is known by its depth. SQLite knows no depth: there a line may be begun only
 * with the facts that its case has, and closed only when they differ. An empty table of cases is a backup being put back,
 * which brings its history first.
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
  /** The facts as SQL over a row, as `reports-038-case-history` and `reports-044-what-followed` have them. */
  facts(row: string, knex: Knex): Facts;
  watched: readonly string[];
};

/** A text of the decision's JSON; what was masked since has none. */
const inDecision = (knex: Knex, row: string, keys: readonly string[]): string =>
  onPostgres(knex)
    ? `(${row}.decision::jsonb #>> '{${keys.join(',')}}')`
    : `(CASE WHEN json_valid(${row}.decision) THEN json_extract(${row}.decision, '$.${keys.join('.')}') END)`;

const later = (row: string, has: readonly string[]): Facts =>
  Object.fromEntries(LATER.map((name) => [name, has.includes(name) ? `${row}.${name}` : 'NULL']));

const CASES: readonly Counted[] = [
  {
    table: 'requests',
    name: 'request',
    facts: (row, knex) => ({
      received_on: `${row}.received_on`,
      result: `CASE WHEN ${row}.state IN ('lapsed', 'withdrawn') THEN ${row}.state ELSE coalesce(${row}.outcome, 'open') END`,
      answered_on: `CASE WHEN ${row}.imported = 1 THEN coalesce(${row}.delivered_on, ${row}.notified_on) ELSE ${row}.notified_on END`,
      due_on: `${row}.due_on`,
      imported: `${row}.imported`,
      body_id: `coalesce(${row}.assigned_body_id, ${row}.body_id)`,
      channel: `${row}.channel`,
      kind: `${row}.requester_kind`,
      ground: `CASE WHEN ${row}.outcome = 'refused' THEN substr(coalesce(${inDecision(knex, row, ['exemption', 'ground'])}, ${inDecision(knex, row, ['ground'])}), 1, 60) END`,
    }),
    watched: [
      ...['received_on', 'state', 'outcome', 'notified_on', 'delivered_on', 'due_on', 'imported'],
      ...['body_id', 'assigned_body_id', 'channel', 'requester_kind'],
    ],
  },
  {
    table: 'objections',
    name: 'objection',
    facts: (row) => ({
      received_on: `${row}.received_on`,
      result: `CASE ${row}.state WHEN 'registered' THEN 'open' WHEN 'closed' THEN coalesce(${row}.outcome, 'closed') ELSE ${row}.state END`,
      ...{ answered_on: `${row}.answered_on`, due_on: `${row}.due_on`, imported: '0', body_id: `${row}.body_id` },
      ...{ channel: `${row}.channel`, kind: `${row}.requester_kind`, ground: `${row}.ground` },
      ...later(row, ['execute_by', 'executed_on']),
    }),
    watched: [
      ...['received_on', 'state', 'outcome', 'answered_on', 'due_on', 'body_id', 'ground', 'execute_by', 'executed_on'],
    ],
  },
  {
    table: 'disputes',
    name: 'dispute',
    facts: (row) => ({
      received_on: `${row}.recorded_on`,
      result: `${row}.state`,
      ...{ answered_on: `${row}.filed_on`, due_on: `${row}.file_by`, imported: '0', body_id: `${row}.body_id` },
      ...{ channel: 'NULL', kind: 'NULL', ground: `${row}.ground` },
      ...later(row, LATER),
    }),
    watched: ['recorded_on', 'state', 'filed_on', 'file_by', 'body_id', 'ground', ...LATER],
  },
];

export async function up(knex: Knex): Promise<void> {
  for (const one of CASES) await keep(knex, one, { onlyWhenDifferent: true });
  await (onPostgres(knex) ? guardByDepth(knex) : guardByFacts(knex));
}

export async function down(knex: Knex): Promise<void> {
  if (onPostgres(knex)) {
    await knex.raw('DROP TRIGGER case_history_guarded ON case_history');
    await knex.raw('DROP TRIGGER case_history_no_truncate ON case_history');
    await knex.raw('DROP FUNCTION case_history_guarded()');
  } else {
    for (const verb of ['insert', 'update', 'delete']) await knex.raw(`DROP TRIGGER case_history_guarded_${verb}`);
  }
  for (const one of CASES) await keep(knex, one, { onlyWhenDifferent: false });
}

const REFUSED = 'case_history is written by the triggers of its cases alone';

/** Everything of a line but its end. */
const SAME = ['region_id', 'case_kind', 'year', 'case_id', 'recorded_at', ...BEFORE, ...LATER];
const closes = (is: string) =>
  `OLD.until_at IS NULL AND NEW.until_at >= OLD.recorded_at AND ${SAME.map((name) => `NEW.${name} ${is} OLD.${name}`).join(' AND ')}`;

async function guardByDepth(knex: Knex): Promise<void> {
  const empty = CASES.map(
    ({ table, name }) => `(NEW.case_kind = '${name}' AND NOT EXISTS (SELECT 1 FROM ${table}))`,
  ).join(' OR ');
  await knex.raw(`CREATE FUNCTION case_history_guarded() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        IF pg_trigger_depth() > 1 OR ${empty} THEN RETURN NEW; END IF;
      ELSIF TG_OP = 'UPDATE' THEN
        IF pg_trigger_depth() > 1 AND ${closes('IS NOT DISTINCT FROM')} THEN RETURN NEW; END IF;
      ELSIF TG_OP = 'DELETE' THEN
        IF pg_trigger_depth() > 1 AND OLD.until_at = OLD.recorded_at THEN RETURN OLD; END IF;
      END IF;
      RAISE EXCEPTION '${REFUSED}';
    END $$`);
  await knex.raw(`CREATE TRIGGER case_history_guarded BEFORE INSERT OR UPDATE OR DELETE ON case_history
    FOR EACH ROW EXECUTE FUNCTION case_history_guarded()`);
  await knex.raw(`CREATE TRIGGER case_history_no_truncate BEFORE TRUNCATE ON case_history
    FOR EACH STATEMENT EXECUTE FUNCTION case_history_guarded()`);
}

async function guardByFacts(knex: Knex): Promise<void> {
  const refuse = `SELECT RAISE(ABORT, '${REFUSED}')`;
  /** True when the case of the line `row` has the very facts that the line has. */
  const asTheCase = (row: string) =>
    `(${CASES.map(({ table, name, facts }) => {
      const same = Object.entries(facts('c', knex)).map(([fact, sql]) => `${row}.${fact} IS (${sql})`);
      return `(${row}.case_kind = '${name}' AND EXISTS (SELECT 1 FROM ${table} c
        WHERE c.id = ${row}.case_id AND c.region_id = ${row}.region_id AND ${same.join(' AND ')}))`;
    }).join(' OR ')})`;
  const empty = CASES.map(
    ({ table, name }) => `(NEW.case_kind = '${name}' AND NOT EXISTS (SELECT 1 FROM ${table}))`,
  ).join(' OR ');
  const noneOpen = `NEW.until_at IS NULL AND NOT EXISTS (SELECT 1 FROM case_history h WHERE h.region_id = NEW.region_id
    AND h.case_kind = NEW.case_kind AND h.year = NEW.year AND h.case_id = NEW.case_id
    AND (h.until_at IS NULL OR h.recorded_at > NEW.recorded_at))`;
  for (const [verb, allowed] of [
    ['INSERT', `(${empty}) OR (${noneOpen} AND ${asTheCase('NEW')})`],
    ['UPDATE', `(${closes('IS')}) AND NOT ${asTheCase('OLD')}`],
    ['DELETE', 'OLD.until_at IS OLD.recorded_at'],
  ] as const) {
    await knex.raw(`CREATE TRIGGER case_history_guarded_${verb.toLowerCase()} BEFORE ${verb} ON case_history
      WHEN coalesce(NOT (${allowed}), 1) BEGIN ${refuse}; END`);
  }
}

const yearOf = (day: string): string => `CAST(substr(${day}, 1, 4) AS integer)`;

/** Makes the triggers of one table anew. */
async function keep(
  knex: Knex,
  { table, name, facts: factsOf, watched }: Counted,
  { onlyWhenDifferent }: { onlyWhenDifferent: boolean },
): Promise<void> {
  for (const when of ['added', 'changed']) {
    await knex.raw(`DROP TRIGGER case_history_${table}_${when}${onPostgres(knex) ? ` ON ${table}` : ''}`);
    if (onPostgres(knex)) await knex.raw(`DROP FUNCTION case_history_${table}_${when}()`);
  }
  const [facts, was] = [factsOf('NEW', knex), factsOf('OLD', knex)];
  const names = [...BEFORE, ...LATER].filter((fact) => fact in facts);
  const received = (row: 'OLD' | 'NEW') => yearOf((row === 'NEW' ? facts : was).received_on as string);
  const key = (row: 'OLD' | 'NEW') =>
    `region_id = ${row}.region_id AND case_kind = '${name}' AND year = ${received(row)} AND case_id = ${row}.id`;
  const insert = (from: string) =>
    `INSERT INTO case_history (region_id, case_kind, year, case_id, recorded_at, ${names.join(', ')})
     SELECT NEW.region_id, '${name}', ${received('NEW')}, NEW.id, ${from}, ${names.map((fact) => facts[fact]).join(', ')}`;
  // The event is written before the row of its case is changed; its instant is the change's.
  const event = `coalesce((SELECT e.recorded_at FROM audit_events e WHERE e.chain = '${name}:' || NEW.public_id AND e.seq = NEW.seq), NEW.recorded_at)`;
  const most = onPostgres(knex) ? 'greatest' : 'max';
  // A case that a backup puts back has its history already.
  const added = [`${insert('NEW.recorded_at')} WHERE NOT EXISTS (SELECT 1 FROM case_history WHERE ${key('NEW')})`];
  const changed = [
    `UPDATE case_history SET until_at = ${most}(recorded_at, ${event}) WHERE ${key('OLD')} AND until_at IS NULL`,
    // What lasted for no time at all was never shown to anybody.
    `DELETE FROM case_history WHERE ${key('OLD')} AND until_at = recorded_at`,
    insert(`coalesce((SELECT max(until_at) FROM case_history WHERE ${key('OLD')}), ${event})`),
  ];
  const differs = onPostgres(knex) ? 'IS DISTINCT FROM' : 'IS NOT';
  const moved = watched.map((column) => `OLD.${column} ${differs} NEW.${column}`).join(' OR ');
  const really = names.map((fact) => `(${was[fact]}) ${differs} (${facts[fact]})`).join(' OR ');
  const when = onlyWhenDifferent ? `WHEN ((${moved}) AND (${really}))` : `WHEN (${moved})`;
  for (const [trigger, verb, condition, statements] of [
    [`case_history_${table}_added`, 'INSERT', '', added],
    [`case_history_${table}_changed`, 'UPDATE', when, changed],
  ] as const) {
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

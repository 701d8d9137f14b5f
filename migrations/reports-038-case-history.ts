import type { Knex } from 'knex';
import { onPostgres } from './columns';

/**
 * What statistics count of a case, one row for each change of it: from `recorded_at` (the instant of the event that
 * changed it, never back-dated) until `until_at`. Figures as of any instant are one walk over the rows of a year. Kept by
 * triggers in the transaction of the event, so that no way of writing a case can leave it behind. The key puts the rows
 * of a year side by side: no other index is needed, for reading or for keeping.
 */
const FACTS = ['received_on', 'result', 'answered_on', 'due_on', 'imported', 'body_id', 'channel', 'kind', 'ground'];
type Fact = (typeof FACTS)[number];

type Counted = {
  table: string;
  name: string;
  /** The fact as SQL over a row of the case's table. */
  facts(row: string, knex: Knex): Record<Fact, string>;
  /** Columns whose change may change a fact. */
  watched: readonly string[];
};

/** A text of the decision's JSON; what was masked since has none. */
const inDecision = (knex: Knex, row: string, keys: readonly string[]): string =>
  onPostgres(knex)
    ? `(${row}.decision::jsonb #>> '{${keys.join(',')}}')`
    : `(CASE WHEN json_valid(${row}.decision) THEN json_extract(${row}.decision, '$.${keys.join('.')}') END)`;

const CASES: readonly Counted[] = [
  {
    table: 'requests',
    name: 'request',
    facts: (row, knex) => ({
      received_on: `${row}.received_on`,
      result: `CASE WHEN ${row}.state IN ('lapsed', 'withdrawn') THEN ${row}.state ELSE coalesce(${row}.outcome, 'open') END`,
      // An old register's answer is the day it was given: it prints the day of receipt as the notice's.
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
    }),
    watched: ['received_on', 'state', 'outcome', 'answered_on', 'due_on', 'body_id', 'ground'],
  },
  {
    table: 'disputes',
    name: 'dispute',
    facts: (row) => ({
      received_on: `${row}.recorded_on`,
      result: `${row}.state`,
      ...{ answered_on: `${row}.filed_on`, due_on: `${row}.file_by`, imported: '0', body_id: `${row}.body_id` },
      ...{ channel: 'NULL', kind: 'NULL', ground: `${row}.ground` },
    }),
    watched: ['recorded_on', 'state', 'filed_on', 'file_by', 'body_id', 'ground'],
  },
];

const yearOf = (day: string): string => `CAST(substr(${day}, 1, 4) AS integer)`;

export async function up(knex: Knex): Promise<void> {
  const text = onPostgres(knex) ? 'text COLLATE "C"' : 'text';
  await knex.raw(`CREATE TABLE case_history (
    region_id integer NOT NULL REFERENCES regions (id), case_kind ${text} NOT NULL, year integer NOT NULL,
    case_id integer NOT NULL, recorded_at ${text} NOT NULL, until_at ${text},
    received_on ${text} NOT NULL, result ${text} NOT NULL, answered_on ${text}, due_on ${text}, imported integer NOT NULL,
    body_id integer, channel ${text}, kind ${text}, ground ${text},
    PRIMARY KEY (region_id, case_kind, year, case_id, recorded_at)
  )${onPostgres(knex) ? '' : ' WITHOUT ROWID'}`);
  for (const one of CASES) await fill(knex, one);
  for (const one of CASES) await keep(knex, one);
}

export async function down(knex: Knex): Promise<void> {
  for (const { table } of CASES) {
    for (const when of ['added', 'changed']) {
      await knex.raw(`DROP TRIGGER case_history_${table}_${when}${onPostgres(knex) ? ` ON ${table}` : ''}`);
      if (onPostgres(knex)) await knex.raw(`DROP FUNCTION case_history_${table}_${when}()`);
    }
  }
  await knex.raw('DROP TABLE case_history');
}

async function keep(knex: Knex, one: Counted): Promise<void> {
  const { table, name, watched } = one;
  const facts = one.facts('NEW', knex);
  const key = (row: 'OLD' | 'NEW') =>
    `region_id = ${row}.region_id AND case_kind = '${name}' AND year = ${yearOf(one.facts(row, knex).received_on as string)} AND case_id = ${row}.id`;
  const insert = (from: string) =>
    `INSERT INTO case_history (region_id, case_kind, year, case_id, recorded_at, ${FACTS.join(', ')})
     SELECT NEW.region_id, '${name}', ${yearOf(facts.received_on as string)}, NEW.id, ${from}, ${FACTS.map((fact) => facts[fact]).join(', ')}`;
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

type Row = Record<string, unknown> & { id: number; public_id: string; recorded_at: string };

/** The history of the cases that are there already, from their events, in batches by key. */
async function fill(knex: Knex, one: Counted): Promise<void> {
  for (let after = 0; ; ) {
    const rows: Row[] = await knex(one.table).where('id', '>', after).orderBy('id').limit(200);
    if (rows.length === 0) return;
    after = (rows.at(-1) as Row).id;
    const chains = new Map(rows.map((row) => [`${one.name}:${row.public_id}`, row]));
    const events = new Map<string, { recorded_at: string; payload: string }[]>();
    const found = knex('audit_events')
      .whereIn('chain', [...chains.keys()])
      .whereNot('kind', 'escalated');
    for (const event of await found.orderBy(['chain', 'seq']).select('chain', 'recorded_at', 'payload')) {
      events.set(event.chain, [...(events.get(event.chain) ?? []), event]);
    }
    const lines = [...chains].flatMap(([chain, row]) => historyOf(one, row, events.get(chain) ?? []));
    for (let i = 0; i < lines.length; i += 50) await knex('case_history').insert(lines.slice(i, i + 50));
  }
}

/** The facts of a case after each of its events; the last are those of its row. */
function historyOf({ name, watched }: Counted, row: Row, events: readonly { recorded_at: string; payload: string }[]) {
  const seen: Record<string, unknown> = { ...row, outcome: null, state: 'registered', notified_on: null };
  const steps = events.map(({ recorded_at, payload }) => {
    const { changes = {} } = JSON.parse(payload) as { changes?: Record<string, [unknown, unknown]> };
    for (const column of watched) if (changes[column]) seen[column] = changes[column][1];
    return { recorded_at, facts: factsIn(name, { ...seen }) };
  });
  const now = { recorded_at: steps.at(-1)?.recorded_at ?? row.recorded_at, facts: factsIn(name, row) };
  const lines: { recorded_at: string; facts: Record<string, unknown> }[] = [];
  for (const step of [...steps, now]) {
    const last = lines.at(-1);
    if (last && JSON.stringify(last.facts) === JSON.stringify(step.facts)) continue;
    if (last?.recorded_at === step.recorded_at) lines.pop();
    lines.push(step);
  }
  return lines.map(({ recorded_at, facts }, i) => ({
    ...{
      region_id: row.region_id,
      case_kind: name,
      year: Number(String(facts.received_on).slice(0, 4)),
      case_id: row.id,
    },
    ...{ recorded_at, until_at: lines[i + 1]?.recorded_at ?? null, ...facts },
  }));
}

/** The same facts as `CASES` has them in SQL. */
function factsIn(name: string, row: Record<string, unknown>): Record<string, unknown> {
  const { state, outcome = null, body_id = null, due_on, ground = null } = row;
  const common = { imported: 0, channel: row.channel ?? null, kind: row.requester_kind ?? null, ground };
  if (name === 'dispute') {
    const dates = { received_on: row.recorded_on, answered_on: row.filed_on ?? null, due_on: row.file_by };
    return { ...dates, result: state, body_id, ...common };
  }
  if (name === 'objection') {
    const result = state === 'registered' ? 'open' : state === 'closed' ? (outcome ?? 'closed') : state;
    return { received_on: row.received_on, result, answered_on: row.answered_on ?? null, due_on, body_id, ...common };
  }
  const decision = typeof row.decision === 'string' ? JSON.parse(row.decision) : null;
  const refused = outcome === 'refused' ? (decision?.exemption?.ground ?? decision?.ground ?? null) : null;
  return {
    received_on: row.received_on,
    result: state === 'lapsed' || state === 'withdrawn' ? state : (outcome ?? 'open'),
    answered_on: (row.imported === 1 ? row.delivered_on : null) ?? row.notified_on ?? null,
    ...{ due_on, body_id: row.assigned_body_id ?? body_id },
    ...{ ...common, imported: row.imported, ground: refused },
  };
}

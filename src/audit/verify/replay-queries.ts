import { isPostgres, type Trx } from '../../db/connect';
import type { AuditEventRow } from '../../db/tables/audit';
import { type Counted, REPLAYED, type ReplayedKind } from './case-facts';
import type { Broken } from './faults';
import { beginTold, type CaseRow, fold, type HistoryLine, kindOfChain, replayFault, type Told } from './replay';

/** Cases that are compared together. */
const BATCH = 500;

type Event = Pick<AuditEventRow, 'id' | 'chain' | 'seq' | 'kind' | 'recorded_at' | 'payload'>;

/** What compares while the events are read. */
export type Replay = {
  /** Takes one event; they come by chain and place in it. */
  take(event: Event): void;
  /** Compares the cases that are through, when they are enough. */
  work(): Promise<void>;
  /** Compares what is left, and looks for what no event tells of. The first difference, or null. */
  end(): Promise<Broken | null>;
};

/**
 * Compares every case, and its history, with what its events tell, while the events are read for another purpose. Keeps a
 * batch of cases in memory and no more. A difference is kept, not thrown: a broken chain says more.
 */
export function replayOver(trx: Trx): Replay {
  let current: Told | null = null;
  let waiting: Told[] = [];
  let broken: Broken | null = null;
  const lines = { request: 0, objection: 0, dispute: 0, breach: 0 };
  const through = (next: Told | null): void => {
    if (current) waiting.push(current);
    current = next;
  };
  const compareUpTo = async (left: number): Promise<void> => {
    while (waiting.length > left) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      if (!broken) broken = await firstDifference(trx, batch, lines);
    }
  };
  return {
    take(event) {
      if (event.seq === 1) {
        const kind = kindOfChain(event.chain);
        through(kind && beginTold(kind, event));
      } else if (current?.last.chain === event.chain) fold(current, event);
    },
    work: () => compareUpTo(BATCH),
    async end() {
      through(null);
      await compareUpTo(0);
      for (const kind of REPLAYED) if (kind.counted) broken ??= await surplus(trx, kind, lines[kind.name]);
      return broken;
    },
  };
}

async function firstDifference(
  trx: Trx,
  told: readonly Told[],
  counted: Record<ReplayedKind['name'], number>,
): Promise<Broken | null> {
  const rows = new Map<Told, CaseRow>();
  for (const kind of REPLAYED) {
    const mine = told.filter((one) => one.kind === kind);
    const found = mine.length > 0 ? await rowsOf(trx, kind, mine) : new Map<string, CaseRow>();
    for (const one of mine) {
      const row = found.get(one.publicId);
      // A chain without its case is found by its head.
      if (row) rows.set(one, row);
    }
  }
  const history = await historyOf(trx, rows);
  for (const one of told) {
    const row = rows.get(one);
    if (!row) continue;
    const lines = history.get(`${one.kind.name} ${row.id}`) ?? [];
    counted[one.kind.name] += lines.length;
    const fault = replayFault(one, row, lines);
    if (fault) return fault;
  }
  return null;
}

/** Lines of the history beyond those of the cases: of a case that there is not, or of a year it never was received in. */
async function surplus(trx: Trx, { table, name }: ReplayedKind, told: number): Promise<Broken | null> {
  const counted = await trx('case_history').where('case_kind', name).count({ n: '*' }).first();
  if (Number(counted?.n) === told) return null;
  const day = name === 'dispute' ? 'recorded_on' : 'received_on';
  const line = await trx('case_history as h')
    .joinRaw(`LEFT JOIN ${table} o ON o.id = h.case_id AND o.region_id = h.region_id`)
    .where('h.case_kind', name)
    .whereRaw(
      `(o.id IS NULL OR NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.chain = '${name}:' || o.public_id
        AND e.payload LIKE '%"${day}":[%,"' || CAST(h.year AS varchar(4)) || '-%'))`,
    )
    .orderBy(['h.year', 'h.case_id', 'h.recorded_at'])
    .first('h.case_id', 'h.year', 'h.recorded_at', 'o.number', 'o.public_id', 'o.seq');
  const place = { id: 0, chain: line?.public_id ? `${name}:${line.public_id}` : 'case_history', seq: line?.seq ?? 0 };
  if (!line) return { ...place, reason: `case_history has ${counted?.n} lines of ${table}, the log tells ${told}` };
  const whose = line.number ?? `${name} ${line.case_id}, which there is not`;
  const reason = `case_history of ${whose}: the line from ${line.recorded_at} in ${line.year} is not in the log`;
  return { ...place, reason };
}

/** Many columns as one text: a driver makes a value of each cell, which costs more than all that is done with it here. */
const asJson = (trx: Trx, columns: readonly string[]): string =>
  isPostgres(trx) ? `json_build_array(${columns.join(', ')})::text` : `json_array(${columns.join(', ')})`;

/** The columns that are always empty, where one is not: to look at them costs less than to hand them over. */
const strayIn = (trx: Trx, never: readonly string[]): string =>
  never.length === 0 ? 'NULL' : `CASE WHEN coalesce(${never.join(', ')}) IS NOT NULL THEN ${asJson(trx, never)} END`;

async function rowsOf(trx: Trx, { table, facts }: ReplayedKind, told: readonly Told[]): Promise<Map<string, CaseRow>> {
  const named = table === 'requests' || table === 'objections';
  const asked = named ? 'channel, requester_kind' : 'NULL AS channel, NULL AS requester_kind';
  const decision =
    table === 'requests' ? "CASE WHEN outcome = 'refused' AND erased_at IS NULL THEN decision END" : 'NULL';
  const rows: CaseRow[] = await trx(table)
    .whereIn(
      'public_id',
      told.map(({ publicId }) => publicId),
    )
    .select('id', 'region_id', 'public_id', 'number', 'recorded_at')
    .select(trx.raw(`${asked}, ${decision} AS decision, ${asJson(trx, facts)} AS told`));
  return new Map(rows.map((row) => [row.public_id, row]));
}

/** The lines of these cases, by kind and key, each in its order; every year that a case was ever received in is asked. */
async function historyOf(trx: Trx, cases: ReadonlyMap<Told, CaseRow>): Promise<Map<string, HistoryLine[]>> {
  const asked = new Map<string, { name: string; counted: Counted; region_id: number; year: number; ids: number[] }>();
  for (const [{ kind, steps }, { id, region_id }] of cases) {
    const { name, counted } = kind;
    if (!counted) continue;
    for (const year of new Set(steps.map(({ values }) => Number(String(values[0]).slice(0, 4))))) {
      const key = `${region_id} ${name} ${year}`;
      const one = asked.get(key);
      if (one) one.ids.push(id);
      else asked.set(key, { name, counted, region_id, year, ids: [id] });
    }
  }
  const found = new Map<string, HistoryLine[]>();
  for (const { name, counted, region_id, year, ids } of asked.values()) {
    if (Number.isNaN(year)) continue;
    const lines: (HistoryLine & { case_id: number })[] = await trx('case_history')
      .where({ region_id, case_kind: name, year })
      .whereIn('case_id', ids)
      .select('case_id', 'recorded_at', 'until_at', 'ground')
      .select(trx.raw(`${asJson(trx, [...counted.line, 'channel', 'kind'])} AS said`))
      .select(trx.raw(`${strayIn(trx, counted.never)} AS stray`));
    for (const line of lines) {
      const key = `${name} ${line.case_id}`;
      const mine = found.get(key);
      if (mine) mine.push(line);
      else found.set(key, [line]);
    }
  }
  for (const lines of found.values())
    if (lines.length > 1) lines.sort((a, b) => (a.recorded_at < b.recorded_at ? -1 : 1));
  return found;
}

import type { AuditEventRow } from '../../db/tables/audit';
import { type Counted, REPLAYED, type ReplayedKind, type ToldEvent, type Values } from './case-facts';
import type { Broken } from './faults';

/** From `at` on the history of a case says this, in the order of `line` of its kind. */
type Step = { at: string; values: unknown[] };

/** What the events of one case tell of it, folded as they are read. */
export type Told = {
  kind: ReplayedKind;
  publicId: string;
  last: Pick<AuditEventRow, 'id' | 'chain' | 'seq'>;
  recordedAt: string;
  /** What the first entry says openly beside the facts. */
  said: Values;
  facts: Values;
  steps: Step[];
};

type Event = Pick<AuditEventRow, 'id' | 'chain' | 'seq' | 'kind' | 'recorded_at' | 'payload'>;

const KINDS = new Map<string, ReplayedKind>(REPLAYED.map((kind) => [kind.name, kind]));
const [CHANGES, DETAIL] = ['},"changes":', ',"detail":{'];

/** The kind of case that a chain belongs to; null for all others. */
export function kindOfChain(chain: string): ReplayedKind | null {
  return KINDS.get(chain.slice(0, chain.indexOf(':'))) ?? null;
}

/** Begins a case at the first entry of its chain. */
export function beginTold(kind: ReplayedKind, event: Event): Told {
  const { changes = {}, detail: said = {} } = opened(event.payload) as { changes?: Changes; detail?: Values };
  const publicId = event.chain.slice(kind.name.length + 1);
  // Made as it is written here: a copy of another object takes ten times as long to fill and to read.
  const facts: Values = { imported: 0 };
  for (const name of kind.zero) facts[name] = 0;
  const told = { kind, publicId, last: event, recordedAt: event.recorded_at, said, facts, steps: [] };
  apply(told, event, changes);
  return told;
}

/** Takes the next entry of the chain in. */
export function fold(told: Told, event: Event): void {
  told.last = event;
  apply(told, event, changesIn(event.payload));
}

type Changes = Record<string, [unknown, unknown]>;

/**
 * The changes alone: to take a whole entry apart costs more than all the rest. Quotes inside of a text are escaped, so that
 * the first of these marks is the member itself; where the piece cannot be read, the whole is.
 */
function changesIn(payload: string): Changes {
  const from = payload.indexOf(CHANGES) + CHANGES.length;
  if (from < CHANGES.length) return {};
  if (payload.startsWith('{}', from)) return {};
  try {
    return JSON.parse(payload.slice(from, payload.indexOf(DETAIL, from))) as Changes;
  } catch {
    return (opened(payload) as { changes?: Changes }).changes ?? {};
  }
}

/** What was made anew by hand may hold anything. */
function opened(json: string): Values {
  try {
    return JSON.parse(json) as Values;
  } catch {
    return {};
  }
}

function apply({ kind: { beside, counted }, facts, steps }: Told, event: Event, changes: Changes): void {
  let differs = steps.length === 0;
  for (const name in changes) {
    facts[name] = changes[name]?.[1];
    differs ||= counted?.watched.has(name) === true;
  }
  if (beside) Object.assign(facts, beside(apart(event)));
  if (counted && differs) note(steps, event.recorded_at, counted.history(facts));
}

function apart({ kind, recorded_at, payload }: Event): ToldEvent {
  const { actor = {}, detail = {} } = opened(payload) as { actor?: Values; detail?: Values };
  return { kind, recordedAt: recorded_at, actor, detail };
}

/** As the triggers keep it: what lasted for no time is not kept, and a clock that was set back moves nothing back. */
function note(steps: Step[], recordedAt: string, values: unknown[]): void {
  const last = steps.at(-1);
  if (last && same(last.values, values)) return;
  const at = last && last.at > recordedAt ? last.at : recordedAt;
  if (last?.at === at) steps.pop();
  const before = steps.at(-1);
  if (!before || !same(before.values, values)) steps.push({ at, values });
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => value === b[i]);

/** A case as it is stored: `told` is the JSON of its facts, in their order. Of a decision only what a figure needs. */
export type CaseRow = {
  id: number;
  region_id: number;
  public_id: string;
  number: string;
  recorded_at: string;
  channel: string | null;
  requester_kind: string | null;
  decision: string | null;
  told: string;
};

/**
 * A line of the history: `said` is the JSON of `line` of its kind, with channel and kind of who asked; `stray` that of the
 * columns that are always empty, where one of them is not.
 */
export type HistoryLine = {
  recorded_at: string;
  until_at: string | null;
  ground: string | null;
  said: string;
  stray: string | null;
};

/** The first column of a case, or of its history, that its events do not tell; null when all is as they say. */
export function replayFault(told: Told, row: CaseRow, lines: readonly HistoryLine[]): Broken | null {
  const reason = rowFault(told, row) ?? historyFault(told, row, lines);
  const { id, chain, seq } = told.last;
  return reason === null ? null : { id, chain, seq, reason };
}

const differs = (where: string, column: string, is: unknown, said: unknown): string =>
  `${where}: ${column} is ${JSON.stringify(is ?? null)}, the log says ${JSON.stringify(said ?? null)}`;

function rowFault({ kind, facts, said, recordedAt }: Told, row: CaseRow): string | null {
  const where = `${kind.table} ${row.number}`;
  if (row.recorded_at !== recordedAt) return differs(where, 'recorded_at', row.recorded_at, recordedAt);
  for (const name of ['number', 'channel', 'requester_kind'] as const) {
    if (name in said && row[name] !== null && row[name] !== said[name])
      return differs(where, name, row[name], said[name]);
  }
  const values = kind.facts.map((name) => facts[name] ?? null);
  if (row.told === JSON.stringify(values)) return null;
  const stored = JSON.parse(row.told) as unknown[];
  const wrong = kind.facts.findIndex(
    (name, i) => stored[i] !== values[i] && !(facts.imported === 1 && kind.untold.includes(name)),
  );
  return wrong < 0 ? null : differs(where, String(kind.facts[wrong]), stored[wrong], values[wrong]);
}

function historyFault(
  { kind: { name, counted }, steps }: Told,
  row: CaseRow,
  lines: readonly HistoryLine[],
): string | null {
  if (!counted) return null;
  const of = `case_history of ${row.number}`;
  // Lines that say the same, side by side, are one to whoever counts.
  const kept = lines.filter(
    ({ said, ground, stray }, i) => said !== lines[i - 1]?.said || ground !== lines[i - 1]?.ground || stray !== null,
  );
  for (let i = 0; i < Math.max(kept.length, steps.length); i++) {
    const [line, step] = [kept[i], steps[i]];
    if (!line || (step && step.at < line.recorded_at)) return `${of}: the line from ${step?.at} is missing`;
    if (!step || line.recorded_at < step.at) return `${of}: the line from ${line.recorded_at} is not in the log`;
    const wrong = lineFault(counted, step, row, line) ?? (name === 'request' ? groundFault(step, row, line) : null);
    if (wrong) return differs(`${of} from ${step.at}`, ...wrong);
  }
  for (const [i, line] of lines.entries()) {
    const end = lines[i + 1]?.recorded_at ?? null;
    if (line.until_at !== end) return differs(`${of} from ${line.recorded_at}`, 'until_at', line.until_at, end);
  }
  return null;
}

type Wrong = [column: string, is: unknown, said: unknown];

function lineFault(counted: Counted, { values }: Step, row: CaseRow, line: HistoryLine): Wrong | null {
  if (line.stray !== null) {
    const stored = JSON.parse(line.stray) as unknown[];
    const i = stored.findIndex((value) => value !== null);
    return [counted.never[i] as string, stored[i], null];
  }
  const expected = [...values, row.channel, row.requester_kind];
  if (line.said === JSON.stringify(expected)) return null;
  const stored = JSON.parse(line.said) as unknown[];
  const i = expected.findIndex((value, at) => stored[at] !== value);
  return i < 0 ? null : [[...counted.line, 'channel', 'kind'][i] as string, stored[i], expected[i]];
}

/** The ground of a refused request stands in its decision, which the log holds sealed: the row says what it must be. */
function groundFault({ values: [, result] }: Step, row: CaseRow, line: HistoryLine): Wrong | null {
  if (result !== 'refused') return line.ground === null ? null : ['ground', line.ground, null];
  if (line.until_at !== null || row.decision === null) return null;
  const { exemption, ground } = opened(row.decision) as { exemption?: { ground?: string }; ground?: string };
  const said = (exemption?.ground ?? ground)?.slice(0, 60) ?? null;
  return line.ground === said ? null : ['ground', line.ground, said];
}

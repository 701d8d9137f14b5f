import type { AuditEventRow } from '../../db/tables/audit';
import { REPLAYED, type ReplayedKind, type Values } from './case-facts';
import type { Broken } from './faults';

/** From `at` on the history of a case says this. */
type Step = { at: string; facts: Values };

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

type Event = Pick<AuditEventRow, 'id' | 'chain' | 'seq' | 'recorded_at' | 'payload'>;

const KINDS = new Map<string, ReplayedKind>(REPLAYED.map((kind) => [kind.name, kind]));
const CHANGES = '},"changes":{';

/** The kind of case that a chain belongs to; null for all others. */
export function kindOfChain(chain: string): ReplayedKind | null {
  return KINDS.get(chain.slice(0, chain.indexOf(':'))) ?? null;
}

/** Begins a case at the first entry of its chain. */
export function beginTold(kind: ReplayedKind, event: Event): Told {
  const { detail: said = {} } = opened(event.payload) as { detail?: Values };
  const publicId = event.chain.slice(kind.name.length + 1);
  const told = { kind, publicId, last: event, recordedAt: event.recorded_at, said, facts: { imported: 0 }, steps: [] };
  fold(told, event);
  return told;
}

/** Takes the next entry of the chain in. */
export function fold(told: Told, event: Event): void {
  told.last = event;
  // An entry that changes nothing need not be taken apart. Quotes inside of a text are escaped: this is the member itself.
  const from = event.payload.indexOf(CHANGES);
  if (from >= 0 && event.payload[from + CHANGES.length] === '}') return;
  const { changes = {} } = opened(event.payload) as { changes?: Record<string, [unknown, unknown]> };
  for (const [name, change] of Object.entries(changes)) told.facts[name] = change[1];
  note(told.steps, event.recorded_at, told.kind.history(told.facts));
}

/** What was made anew by hand may hold anything. */
function opened(json: string): Values {
  try {
    return JSON.parse(json) as Values;
  } catch {
    return {};
  }
}

/** As the triggers keep it: what lasted for no time is not kept, and a clock that was set back moves nothing back. */
function note(steps: Step[], recordedAt: string, facts: Values): void {
  const last = steps.at(-1);
  if (last && same(last.facts, facts)) return;
  const at = last && last.at > recordedAt ? last.at : recordedAt;
  if (last?.at === at) steps.pop();
  const before = steps.at(-1);
  if (!before || !same(before.facts, facts)) steps.push({ at, facts });
}

const same = (a: Values, b: Values): boolean => Object.keys(a).every((name) => a[name] === b[name]);

export type CaseRow = Values & {
  id: number;
  region_id: number;
  public_id: string;
  number: string;
  recorded_at: string;
};
export type HistoryLine = Values & { recorded_at: string; until_at: string | null };

/** The first column of a case, or of its history, that its events do not tell; null when all is as they say. */
export function replayFault(told: Told, row: CaseRow, lines: readonly HistoryLine[]): Broken | null {
  const reason = rowFault(told, row) ?? historyFault(told, row, lines);
  return reason === null ? null : { ...placeOf(told), reason };
}

const placeOf = ({ last: { id, chain, seq } }: Told) => ({ id, chain, seq });
const differs = (where: string, column: string, is: unknown, said: unknown): string =>
  `${where}: ${column} is ${JSON.stringify(is ?? null)}, the log says ${JSON.stringify(said ?? null)}`;

function rowFault({ kind, facts, said, recordedAt }: Told, row: CaseRow): string | null {
  const where = `${kind.table} ${row.number}`;
  if (row.recorded_at !== recordedAt) return differs(where, 'recorded_at', row.recorded_at, recordedAt);
  for (const name of ['number', 'channel', 'requester_kind']) {
    if (name in said && name in row && row[name] !== said[name]) return differs(where, name, row[name], said[name]);
  }
  for (const name of kind.facts) {
    if (facts.imported === 1 && kind.untold.includes(name)) continue;
    if ((row[name] ?? null) !== (facts[name] ?? null)) return differs(where, name, row[name], facts[name]);
  }
  return null;
}

function historyFault({ kind, steps }: Told, row: CaseRow, lines: readonly HistoryLine[]): string | null {
  const of = `case_history of ${row.number}`;
  const constant = { channel: row.channel ?? null, kind: row.requester_kind ?? null };
  const names = Object.keys({ ...steps[0]?.facts, ...constant, ground: null });
  // Lines that say the same, side by side, are one to whoever counts.
  const kept = lines.filter((line, i) => names.some((name) => line[name] !== lines[i - 1]?.[name]) || i === 0);
  for (let i = 0; i < Math.max(kept.length, steps.length); i++) {
    const [line, step] = [kept[i], steps[i]];
    if (!line || (step && step.at < line.recorded_at)) return `${of}: the line from ${step?.at} is missing`;
    if (!step || line.recorded_at < step.at) return `${of}: the line from ${line.recorded_at} is not in the log`;
    for (const [name, said] of Object.entries({ ...step.facts, ...constant })) {
      if ((line[name] ?? null) !== said) return differs(`${of} from ${step.at}`, name, line[name], said);
    }
    const ground = kind.name === 'request' ? groundFault(row, line) : null;
    if (ground) return differs(`${of} from ${step.at}`, 'ground', line.ground, ground.said);
  }
  for (const [i, line] of lines.entries()) {
    const end = lines[i + 1]?.recorded_at ?? null;
    if (line.until_at !== end) return differs(`${of} from ${line.recorded_at}`, 'until_at', line.until_at, end);
  }
  return null;
}

/** The ground of a refused request stands in its decision, which the log holds sealed: the row says what it must be. */
function groundFault(row: CaseRow, line: HistoryLine): { said: unknown } | null {
  if (line.result !== 'refused') return line.ground === null ? null : { said: null };
  if (line.until_at !== null || row.erased_at !== null || typeof row.decision !== 'string') return null;
  const { exemption, ground } = opened(row.decision) as { exemption?: { ground?: string }; ground?: string };
  const said = (exemption?.ground ?? ground)?.slice(0, 60) ?? null;
  return line.ground === said ? null : { said };
}

import type { Calendar } from '../../calendar/working-days';
import { baseStep } from '../../workflow/escalations';
import { ofSource, type Source } from './cell';
import type { EscalationCell } from './escalation-queries';
import { type Followed, followedOf } from './followed';
import { MONTHS, type Stats, statsOf, type YearCells } from './stats';
import { daysCounter, groupsOf, spreadOf, type Tally, tallyOf } from './tally';

/** One line of a table that compares: counts, and a rate only where enough was answered to mean anything. */
export type Line = {
  key: string;
  received: number;
  answered: number;
  on_time: number;
  late: number;
  open: number;
  overdue_open: number;
  median: number;
  /** Answered in time of all that was answered or is overdue: who does not answer at all is not the better for it. */
  rate: number | null;
  /** So few that one case more or less turns the rate. */
  small: boolean;
};

/** Everything that is shown of a year. Lists are in a fixed order; `bodies` by what was received, most first. */
export type Figures = {
  stats: Stats;
  bodies: Line[];
  kinds: Line[];
  channels: Line[];
  months: Line[];
  /** How many answers took so many working days. */
  days: { days: number; answers: number }[];
  escalations: { step: string; fired: number; stopped: number }[];
  /** What became of answers and petitions. */
  followed: Followed;
  /** The same of the cases of old registers alone; null where there are none, or nothing else. */
  imported: Figures | null;
};

/** Fewer cases than this are marked, and get no rate. */
export const SMALL = 5;

/** What the address asks for. `asOf` is the last day that counts; `bodyId` where it is about one body alone. */
export type Question = { year: number; asOf: string; source: Source | null; bodyId?: number };

/** All figures of a year from its cells; throws where a table does not add up. */
export function figuresOf(
  { year, asOf, source }: Question,
  held: YearCells & { escalations: EscalationCell[] },
  cal: Calendar,
): Figures {
  const requests = ofSource(held.requests, source);
  const cells: YearCells = {
    requests,
    objections: ofSource(held.objections, source),
    disputes: ofSource(held.disputes, source),
  };
  const between = daysCounter(cal);
  const whole = tallyOf(requests, asOf, between);
  const lines = (groups: ReadonlyMap<string, Tally>) => [...groups].map(([key, tally]) => lineOf(key, tally));
  const grouped = (keyOf: (cell: (typeof requests)[number]) => string) =>
    lines(groupsOf(requests, keyOf, asOf, between)).sort((a, b) => b.received - a.received || compare(a.key, b.key));
  const byMonth = groupsOf(requests, ({ received_on }) => received_on.slice(5, 7), asOf, between);
  const nothing = tallyOf([], asOf, between);
  const stats = statsOf(year, asOf, cells, whole);
  return {
    stats,
    bodies: grouped(({ body_id }) => String(body_id ?? '')),
    kinds: grouped(({ kind }) => kind ?? ''),
    channels: grouped(({ channel }) => channel ?? ''),
    months: MONTHS.map((month) => lineOf(month, byMonth.get(month) ?? nothing)),
    days: [...whole.days].sort(([a], [b]) => a - b).map(([days, answers]) => ({ days, answers })),
    // No clock runs for a case of an old register.
    escalations: source === 'imported' ? [] : rungsOf(held.escalations),
    followed: followedOf(cells),
    imported:
      source === null && stats.imported > 0 && stats.imported < stats.received
        ? figuresOf({ year, asOf, source: 'imported' }, { ...held, escalations: [] }, cal)
        : null,
  };
}

/** Rungs by their own name: each turn of a repeating one counts to it. Those that went out most come first. */
function rungsOf(cells: readonly EscalationCell[]): Figures['escalations'] {
  const rungs = new Map<string, { step: string; fired: number; stopped: number }>();
  for (const { step: turn, fired, stopped } of cells) {
    const step = baseStep(turn);
    const known = rungs.get(step) ?? { step, fired: 0, stopped: 0 };
    rungs.set(step, { step, fired: known.fired + fired, stopped: known.stopped + stopped });
  }
  return [...rungs.values()].sort((a, b) => b.fired - a.fired || compare(a.step, b.step));
}

function lineOf(key: string, tally: Tally): Line {
  const { received, answered, onTime, late, open, overdueOpen, days } = tally;
  const due = answered + overdueOpen;
  return {
    ...{ key, received, answered, on_time: onTime, late, open, overdue_open: overdueOpen },
    median: spreadOf(days).median,
    rate: due < SMALL ? null : onTime / due,
    small: due < SMALL,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

import { createHash } from 'node:crypto';
import type { Figures, Line } from '../statistics/figures';
import type { Stats } from '../statistics/stats';

/** How many answers took so many working days; `to` null: and more. */
export type DayClass = { from: number; to: number | null; answers: number };

/** What the superior's answers came to after they were given. */
export type Execution = { owed: number; executed: number };

/** Disputes of the year as far as they went: before the commission, in its mediation and adjudication, in court. */
export type DisputeResults = {
  petitions: number;
  registered: number;
  not_registered: number;
  agreed: number;
  rulings: Record<string, number>;
  in_court: number;
  judged: number;
  owed: number;
  executed: number;
};

/** Everything that a report says in numbers, as it was known at one instant. */
export type ReportFigures = {
  year: number;
  at: string;
  stats: Stats;
  kinds: Line[];
  channels: Line[];
  bodies: (Line & { name: string })[];
  days: DayClass[];
  objections: Execution;
  disputes: DisputeResults;
};

/** Classes of time: the term of ten working days, its seven more, and what is beyond both. */
const CLASSES: readonly [number, number | null][] = [
  [0, 3],
  [4, 5],
  [6, 10],
  [11, 17],
  [18, null],
];

export const dayClasses = (days: Figures['days']): DayClass[] =>
  CLASSES.map(([from, to]) => ({
    ...{ from, to },
    answers: days.reduce(
      (sum, one) => sum + (one.days >= from && one.days <= (to ?? Number.MAX_SAFE_INTEGER) ? one.answers : 0),
      0,
    ),
  }));

/** One group of the year's disputes that look alike. */
export type DisputeGroup = {
  state: string;
  outcome: string | null;
  registered: number;
  in_court: number;
  judged: number;
  owed: number;
  executed: number;
  n: number;
};

/** Sums up the disputes of a year that were petitioned. */
export function disputeResults(groups: readonly DisputeGroup[]): DisputeResults {
  const count = (of: (group: DisputeGroup) => boolean) => groups.reduce((sum, one) => sum + (of(one) ? one.n : 0), 0);
  const rulings: Record<string, number> = {};
  for (const { outcome, n } of groups) {
    if (outcome !== null && outcome !== 'agreed') rulings[outcome] = (rulings[outcome] ?? 0) + n;
  }
  return {
    petitions: count(() => true),
    registered: count(({ registered }) => registered === 1),
    not_registered: count(({ state }) => state === 'not_registered'),
    agreed: count(({ outcome }) => outcome === 'agreed'),
    rulings,
    in_court: count(({ in_court }) => in_court === 1),
    judged: count(({ judged }) => judged === 1),
    owed: count(({ owed }) => owed === 1),
    executed: count(({ executed }) => executed === 1),
  };
}

/** True where the year holds no case at all: a report of zeros says so. */
export const isEmptyYear = ({ stats, disputes }: ReportFigures): boolean =>
  stats.received === 0 && stats.objections.received === 0 && disputes.petitions === 0;

/** What the log keeps of frozen figures: the hash over their very bytes. */
export const hashOf = (figures: string): string => createHash('sha256').update(figures).digest('hex');

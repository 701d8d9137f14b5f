import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Figures, Line } from '../statistics/figures';
import { type Followed, RULINGS } from '../statistics/followed';
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

/** What became of the answers to objections, from what statistics count of it. */
export const executionOf = (followed: Followed): Execution => ({
  ...{ owed: followed.answers_owed ?? 0, executed: followed.answers_executed ?? 0 },
});

/** How far the disputes went, likewise. Only rulings that there were are named. */
export function disputeResults(followed: Followed): DisputeResults {
  const of = (name: string): number => followed[name] ?? 0;
  const rulings = RULINGS.map((ruling): [string, number] => [ruling, of(`ruled_${ruling}`)]);
  return {
    ...{ petitions: of('petitions'), registered: of('at_commission'), not_registered: of('turned_away') },
    agreed: of('agreed'),
    rulings: Object.fromEntries(rulings.filter(([, n]) => n > 0)),
    ...{ in_court: of('to_court'), judged: of('judged') },
    ...{ owed: of('rulings_owed'), executed: of('rulings_executed') },
  };
}

/** True where the year holds no case at all: a report of zeros says so. */
export const isEmptyYear = ({ stats, disputes }: ReportFigures): boolean =>
  stats.received === 0 && stats.objections.received === 0 && disputes.petitions === 0;

/** What the log keeps of frozen figures: the hash over their very bytes. */
export const hashOf = (figures: string): string => createHash('sha256').update(figures).digest('hex');

/** True where figures counted anew are the kept ones. Names of bodies are as they are today, and are no figure. */
export function sameFigures(kept: ReportFigures, counted: ReportFigures): boolean {
  const plain = (figures: ReportFigures) => ({
    ...figures,
    bodies: figures.bodies.map(({ name: _, ...line }) => line),
  });
  return isDeepStrictEqual(plain(kept), plain(counted));
}

import { DISPUTE_OUTCOMES } from '../../workflow/dispute-facts';
import type { Cell, LATER_FACTS } from './cell';

type Seen = Pick<Cell, 'result' | 'answered_on' | (typeof LATER_FACTS)[number]>;
type Holds = (cell: Seen) => boolean;

/** What the commission or a court may have ruled; an agreement is counted on its own. */
export const RULINGS = DISPUTE_OUTCOMES.filter((outcome) => outcome !== 'agreed');

const granted: Holds = ({ result }) => result === 'granted' || result === 'granted_partly';

/** Answers of the superior that the PPID must carry out, and those that were. */
export const AFTER_OBJECTIONS = {
  answers_owed: granted,
  answers_executed: (cell) => granted(cell) && cell.executed_on !== null,
} as const satisfies Record<string, Holds>;

/** A window that nobody used is no petition. */
const petitioned =
  (holds: Holds): Holds =>
  (cell) =>
    cell.answered_on !== null && holds(cell);

/** Disputes as far as they went: before the commission, in its mediation and adjudication, in court, and carried out. */
export const AFTER_PETITIONS: Readonly<Record<string, Holds>> = {
  petitions: petitioned(() => true),
  at_commission: petitioned((cell) => cell.registered_on !== null),
  turned_away: petitioned((cell) => cell.result === 'not_registered'),
  agreed: petitioned((cell) => cell.outcome === 'agreed'),
  ...Object.fromEntries(RULINGS.map((ruling) => [`ruled_${ruling}`, petitioned((cell) => cell.outcome === ruling)])),
  to_court: petitioned((cell) => cell.in_court_on !== null),
  judged: petitioned((cell) => cell.court_decision_on !== null),
  rulings_owed: petitioned((cell) => cell.execute_by !== null || cell.executed_on !== null),
  rulings_executed: petitioned((cell) => cell.executed_on !== null),
};

/** How many cases each of these holds for, in their order. */
export type Followed = Readonly<Record<string, number>>;

export function followedOf({ objections, disputes }: Record<'objections' | 'disputes', readonly Cell[]>): Followed {
  const count = (cells: readonly Cell[], holds: Holds) =>
    cells.reduce((sum, cell) => sum + (holds(cell) ? cell.n : 0), 0);
  const counted = (cells: readonly Cell[], of: Readonly<Record<string, Holds>>) =>
    Object.entries(of).map(([name, holds]) => [name, count(cells, holds)]);
  return Object.fromEntries([...counted(objections, AFTER_OBJECTIONS), ...counted(disputes, AFTER_PETITIONS)]);
}

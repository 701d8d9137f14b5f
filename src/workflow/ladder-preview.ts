import type { Calendar } from '../calendar/working-days';
import { type LadderCase, type PlannedRung, type Rung, rungsBetween } from './escalations';

/** A firing by its step and the date it hangs on: what was fired once is never fired again. */
export const firingKey = ({ step, due_on }: Pick<PlannedRung, 'step' | 'due_on'>): string => `${step} ${due_on}`;

/** How often a repeating rung is asked for its next turn: more turns than any case has behind it. */
const MOST_TURNS = 500;

/** The rung that fires next on a case, of those that have not been fired on it; null when none will. UTC instants. */
export function nextRung(
  f: LadderCase,
  ladder: readonly Rung[],
  at: { cal: Calendar; timezone: string; now: string; fired: ReadonlySet<string> },
): PlannedRung | null {
  let next: PlannedRung | null = null;
  for (const rung of ladder) {
    const own = nextOf(f, rung, at);
    if (own && (next === null || own.fire_at < next.fire_at)) next = own;
  }
  return next;
}

function nextOf(f: LadderCase, rung: Rung, { cal, timezone, now, fired }: Parameters<typeof nextRung>[2]) {
  let since = now > f.ladder_since ? now : f.ladder_since;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const [found] = rungsBetween(f, [rung], cal, timezone, since, null);
    if (!found || !fired.has(firingKey(found))) return found ?? null;
    since = found.fire_at;
  }
  return null;
}

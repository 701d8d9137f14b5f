import { plusHours } from '../workflow/breach-clock';
import type { BreachFacts, Tally } from '../workflow/breach-facts';
import { nextBreachFiring } from '../workflow/breach-ladder';

/** When the sweep looks at a breach again: at its next rung, and every hour while a notice waits in the outbox. */
export function nextBreachAction(facts: BreachFacts, tally: Tally, timezone: string, now: string): string | null {
  if (facts.state === 'closed') return null;
  const firing = nextBreachFiring(facts, timezone, now);
  if (tally.unsent === 0 && !tally.agency_unsent) return firing;
  const soon = plusHours(now, 1);
  return firing !== null && firing < soon ? firing : soon;
}

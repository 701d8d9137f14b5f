import type { BreachRow } from '../db/tables/breaches';
import type { BreachFacts } from '../workflow/breach-facts';

/** What the machine sees of a stored breach. */
export function breachFacts(row: BreachRow): BreachFacts {
  return {
    state: row.state,
    discovered_at: row.discovered_at,
    recorded_at: row.recorded_at,
    due_at: row.due_at,
    terms: row.terms,
    subjects_notified_at: row.subjects_notified_at,
    agency_notified_at: row.agency_notified_at,
    agency_way: row.agency_way,
    public_notified_at: row.public_notified_at,
    public_instead: row.public_instead,
    closed_at: row.closed_at,
    closed_as: row.closed_as,
    ladder_since: row.ladder_since,
  };
}

/** What the machine is given of a breach that is not recorded yet. */
export const UNRECORDED: BreachFacts = {
  state: 'none',
  discovered_at: '',
  recorded_at: '',
  due_at: '',
  terms: null,
  subjects_notified_at: null,
  agency_notified_at: null,
  agency_way: null,
  public_notified_at: null,
  public_instead: 0,
  closed_at: null,
  closed_as: null,
  ladder_since: '',
};

/** Old and new value of each fact that a step changed, as the event log keeps them. */
export function changedBreachFacts(before: BreachFacts, after: BreachFacts): Record<string, [unknown, unknown]> {
  const changes: Record<string, [unknown, unknown]> = {};
  for (const key of Object.keys(after) as (keyof BreachFacts)[]) {
    if (before[key] !== after[key]) changes[key] = [before[key] || null, after[key]];
  }
  return changes;
}

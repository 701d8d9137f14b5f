import type { DipVersionRow } from '../db/tables/dip';
import type { DipFacts } from '../workflow/dip-machine';

/** What the machine must know of a stored version. */
export function factsOf(row: DipVersionRow): DipFacts {
  return { state: row.state, proposed_by: row.proposed_by, rows: row.row_count, approved_on: row.approved_on };
}

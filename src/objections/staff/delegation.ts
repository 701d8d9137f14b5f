import type { ObjectionRow } from '../../db/tables/objections';

/** Whom it was delegated to, as kept with the objection. */
export type Delegation = {
  kind: 'head_of_body' | 'named_official';
  name: string;
  office: string;
  decision_number: string;
  decision_on: string | null;
};

/** To whom an objection was delegated; null while it is the superior's own. */
export const delegationOf = (row: Pick<ObjectionRow, 'delegation'>): Delegation | null =>
  row.delegation === null ? null : (JSON.parse(row.delegation) as Delegation);

/** A consequence test and, once it is enacted, the exemption itself: one for each item. */
export type ExemptionRow = {
  id: number;
  public_id: string;
  region_id: number;
  number: string;
  body_id: number;
  /** The request in whose work it was begun; the way back leads there. */
  request_number: string | null;
  purpose: 'exempt' | 'change' | 'open';
  replaces_id: number | null;
  state: 'draft' | 'tested' | 'decided' | 'applied' | 'changed' | 'revoked' | 'expired' | 'dropped';
  version: number;
  form_key: string | null;
  title: string;
  letter: string | null;
  item: number | null;
  partial: number;
  part: string | null;
  legal_basis: string | null;
  statute: string | null;
  if_opened: string | null;
  if_closed: string | null;
  public_interest: string | null;
  term_basis: string | null;
  until_on: string | null;
  opens_on: string | null;
  target: 'berkala' | 'serta-merta' | 'setiap-saat';
  /** JSON: name, office, unit of each. */
  testers: string;
  note: string | null;
  prepared_by: number | null;
  handed_on: string | null;
  /** The day the PPID first opened what was handed in. */
  seen_on: string | null;
  tested_on: string | null;
  tested_by: number | null;
  approval_kind: 'head' | 'delegate' | null;
  approved_on: string | null;
  approved_by: number | null;
  approval: string | null;
  decision_id: number | null;
  decided_on: string | null;
  ends_on: string | null;
  ended_on: string | null;
  ended_by: 'term' | 'decision' | 'hearing' | 'ruling' | 'changed' | null;
  document_id: number | null;
  terms: string | null;
  fired: string;
  masking_due_on: string | null;
  masked_on: string | null;
  masked_by: number | null;
  /** The instant at which the portal made the item public: its document's `published_at` then. */
  opened_at: string | null;
  mask_note: string | null;
  next_action_at: string | null;
  created_at: string;
  updated_at: string;
};

/** The decree (SK) that enacts one test or several. */
export type ExemptionDecisionRow = {
  id: number;
  public_id: string;
  region_id: number;
  number: string;
  kind: 'exempt' | 'change' | 'open';
  decided_on: string;
  place: string;
  signatory: string;
  approval: string;
  made_by: number | null;
  made_at: string;
};

/** By what the head of the public body lets somebody else approve exemptions. */
export type ExemptionDelegationRow = {
  id: number;
  public_id: string;
  region_id: number;
  user_id: number;
  office: string;
  number: string;
  from_on: string;
  until_on: string | null;
  head_name: string;
  head_office: string;
  revoked_on: string | null;
  made_by: number | null;
  made_at: string;
};

export type ExemptionFileRow = {
  id: number;
  public_id: string;
  exemption_id: number | null;
  decision_id: number | null;
  delegation_id: number | null;
  kind: 'sheet' | 'approval' | 'decree' | 'delegation';
  stored_name: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  sealed: number;
  added_by: number | null;
  added_at: string;
};

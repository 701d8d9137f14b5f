/** A version of how long a kind of record is kept; append-only. */
export type RetentionRuleRow = {
  id: number;
  region_id: number;
  kind: string;
  length: number;
  unit: 'month' | 'year';
  counted_from: 'ended' | 'received';
  /** The line of the office's archive schedule. */
  basis: string;
  reason: string;
  made_by: number;
  made_at: string;
};

/** A case that must not be destroyed for now; `until_on` null: until somebody lifts it. */
export type RetentionHoldRow = {
  id: number;
  region_id: number;
  case_kind: 'request' | 'objection' | 'breach';
  case_id: number;
  number: string;
  reason: string;
  until_on: string | null;
  made_by: number;
  made_at: string;
  lifted_at: string | null;
  lifted_by: number | null;
  lift_reason: string | null;
};

/** What is proposed for destruction: at most so many cases as a person can answer for. */
export type RetentionListRow = {
  id: number;
  region_id: number;
  number: string;
  kind: string;
  state: 'proposed' | 'approved' | 'returned' | 'withdrawn' | 'done';
  version: number;
  /** The rule it was made under, in words. */
  basis: string;
  note: string | null;
  cases: number;
  proposed_by: number;
  proposed_at: string;
  decided_by: number | null;
  decided_at: string | null;
  decision_note: string | null;
  erased: number;
  skipped: number;
  files: number;
  bytes: number;
  letters: number;
  mails: number;
  digest: string | null;
  finished_at: string | null;
};

export type RetentionItemRow = {
  list_id: number;
  case_kind: RetentionHoldRow['case_kind'];
  case_id: number;
  kind: string;
  number: string;
  base_on: string;
  due_on: string;
  state: 'listed' | 'erased' | 'skipped' | 'dropped';
  why: 'held' | 'erased' | 'not_due' | null;
  files: number;
  digest: string | null;
  done_at: string | null;
};

/** A file whose row is gone and whose bytes are still to be removed. */
export type RetentionFileRow = { stored_name: string; list_id: number; tries: number; next_try_at: string };

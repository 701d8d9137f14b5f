/** What statistics count of a case from `recorded_at` until `until_at` (null: still so). Kept by triggers. */
export type CaseHistoryRow = {
  region_id: number;
  case_kind: 'request' | 'objection' | 'dispute';
  /** The local year of receipt; of a dispute, of the day its window was recorded. */
  year: number;
  case_id: number;
  recorded_at: string;
  until_at: string | null;
  received_on: string;
  /** The outcome of a request, else `lapsed`, `withdrawn` or `open`; the outcome of an objection; the state of a dispute. */
  result: string;
  answered_on: string | null;
  due_on: string | null;
  imported: number;
  body_id: number | null;
  channel: string | null;
  kind: string | null;
  ground: string | null;
  /** What followed: of objections the two days of carrying out, of disputes all six, of requests none. */
  outcome: string | null;
  registered_on: string | null;
  in_court_on: string | null;
  court_decision_on: string | null;
  execute_by: string | null;
  executed_on: string | null;
};

/** A version of a year's report on information service; see `reports/annual`. */
export type AnnualReportRow = {
  id: number;
  public_id: string;
  region_id: number;
  year: number;
  number: number;
  state: 'draft' | 'frozen' | 'publishing' | 'published';
  version: number;
  /** Why it was corrected; null in the first. */
  correction: string | null;
  /** The narrative parts as JSON. */
  texts: string;
  /** The reasons for what does not reconcile, by its key, as JSON. */
  reasons: string;
  /** What was frozen, as JSON, and the hash over it. */
  figures: string | null;
  figures_hash: string | null;
  frozen_at: string | null;
  started_by: number | null;
  started_at: string;
  published_by: number | null;
  published_at: string | null;
  /** Whose documents it was published as. */
  body_id: number | null;
  full_document: string | null;
  summary_document: string | null;
  copied_on: string | null;
  copied_way: string | null;
  /** The commission with its address, as it was on that day. */
  copied_to: string | null;
  copied_note: string | null;
};

/** The proof that the commission has its copy. */
export type AnnualReportFileRow = {
  id: number;
  public_id: string;
  report_id: number;
  stored_name: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  added_at: string;
};

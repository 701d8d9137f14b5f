/** What kind of case a row belongs to. */
export type CaseKind = 'request' | 'objection' | 'dispute' | 'breach';

/** A file of an objection, a dispute or a data breach; those of requests stand in `request_files`. */
export type CaseFileRow = {
  id: number;
  public_id: string;
  case_kind: Exclude<CaseKind, 'request'>;
  case_id: number;
  /** Identity papers and scans are sealed on disk; `exemption` and `answer` go to the requester. */
  kind: string;
  stored_name: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  sealed: number;
  added_by: number | null;
  added_at: string;
};

export type RequestRow = {
  id: number;
  public_id: string;
  region_id: number;
  number: string;
  source: 'live' | 'imported';
  channel: 'web' | 'api' | 'walk_in' | 'letter' | 'email' | 'register';
  language: 'id' | 'en';
  state: string;
  outcome: string | null;
  version: number;
  seq: number;
  head_hash: string;
  case_key_sealed: string | null;
  requester_kind: 'individual' | 'group' | 'legal_body';
  identity_sealed: string | null;
  identity_index: string | null;
  duplicate_key: string | null;
  user_id: number | null;
  details: string;
  purpose: string;
  obtain: 'view' | 'copy';
  deliver: 'pickup' | 'email' | 'post' | 'courier' | 'fax';
  body_id: number | null;
  assigned_body_id: number | null;
  assigned_at: string | null;
  returned_on: string | null;
  received_at: string;
  received_on: string;
  recorded_at: string;
  recorded_on: string;
  late_entry_reason: string | null;
  check_from: string;
  check_due_on: string | null;
  complete_on: string | null;
  complete_by: 'declared' | 'silence' | null;
  incomplete_on: string | null;
  incomplete_reached_on: string | null;
  repair_due_on: string | null;
  due_on: string;
  due_told_on: string | null;
  perki_due_on: string | null;
  extended_on: string | null;
  extended_from: string | null;
  extension_ground: string | null;
  notified_on: string | null;
  notice_reached_on: string | null;
  promised_on: string | null;
  provide_days: number | null;
  delivered_on: string | null;
  object_by: string | null;
  object_told_on: string | null;
  open_objections: number;
  objection_ended_on: string | null;
  lapsed_on: string | null;
  withdrawn_on: string | null;
  closed_on: string | null;
  first_opened_at: string | null;
  ladder_since: string;
  terms: string | null;
  next_action_at: string | null;
  proposal_kind: 'refused' | 'granted_partly' | null;
  proposal: string | null;
  proposed_by: number | null;
  decision: string | null;
  /** 1: from an old register. Closed history: no clock runs, no letter leaves, and figures tell it from live cases. */
  imported: number;
  /** What identifies the row in its register, so that the same list twice makes no second case. */
  import_key: string | null;
  /** The number it had in that register. */
  register_no: string | null;
  /** When its personal values and papers were destroyed under the retention schedule; dates and outcome stay. */
  erased_at: string | null;
};

export type RequestAnswerRow = {
  id: number;
  request_id: number;
  body_id: number;
  user_id: number;
  text: string;
  created_at: string;
};

/**
 * `identity`-like kinds (`ktp`, `akta`, `surat_kuasa`, `ktp_grantor`) are sealed on disk and each opening is logged;
 * `answer` and `redacted` are for the requester; `original`, `material`, `exemption`, `scan` and `signed` stay with staff
 * unless the decision gives them out (`exemption` and `signed` do go to the requester).
 */
export type RequestFileKind =
  | 'ktp'
  | 'akta'
  | 'surat_kuasa'
  | 'ktp_grantor'
  | 'scan'
  | 'material'
  | 'answer'
  | 'redacted'
  | 'original'
  | 'exemption'
  | 'signed';

export type RequestFileRow = {
  id: number;
  public_id: string;
  request_id: number;
  kind: RequestFileKind;
  stored_name: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  sealed: number;
  original_id: number | null;
  letter_id: number | null;
  warning: string | null;
  added_by: number | null;
  added_at: string;
};

/** The document that the answer to a request was published as. */
export type PublishedAnswerRow = {
  request_id: number;
  document_id: number;
  published_by: number;
  published_at: string;
};

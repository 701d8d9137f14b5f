/** Row types as stored: snake_case, instants as fixed-width ISO UTC text, dates as `YYYY-MM-DD`, booleans as 0 or 1. */

export type RegionRow = { id: number; slug: string; name: string; timezone: string; created_at: string };

export type SettingRow = { region_id: number; key: string; value: string; updated_at: string };

export type BodyRow = {
  id: number;
  region_id: number;
  slug: string;
  name: string;
  short_name: string;
  kind: string;
  parent_id: number | null;
  address: string | null;
  email: string | null;
  phone: string | null;
  website: string | null;
  head_name: string | null;
  head_title: string | null;
  head_email: string | null;
  note: string | null;
  active: number;
  /** 1: what it publishes is public at once; 0: the PPID reviews it first. */
  trusted: number;
  created_at: string;
};

export type CalendarYearRow = {
  region_id: number;
  year: number;
  version: number;
  decree: string;
  confidence: string;
  updated_at: string;
};

export type HolidayRow = {
  id: number;
  region_id: number;
  date: string;
  kind: 'libur_nasional' | 'cuti_bersama' | 'local';
  name: string;
  decree: string | null;
  confidence: string;
  note: string | null;
};

export type AuditEventRow = {
  id: number;
  region_id: number;
  chain: string;
  seq: number;
  kind: string;
  occurred_at: string;
  recorded_at: string;
  payload: string;
  prev_hash: string;
  hash: string;
};

export type AuditSealRow = {
  id: number;
  first_event: number;
  last_event: number;
  root: string;
  prev_seal: string;
  seal: string;
  sealed_at: string;
};

export type OutboxRow = {
  id: number;
  region_id: number;
  dedupe_key: string;
  kind: string;
  request_id: number | null;
  letter_id: number | null;
  recipient_sealed: string;
  subject: string;
  content_sealed: string;
  /** `kept`: no SMTP server is set, the letter waits where the administrator sees it. */
  state: 'pending' | 'claimed' | 'handing_over' | 'sent' | 'failed' | 'uncertain';
  attempts: number;
  next_attempt_at: string | null;
  claimed_at: string | null;
  claim: string | null;
  message_id: string;
  last_error: string | null;
  created_at: string;
  sent_at: string | null;
  /** 0: letters of cases and accounts; the higher, the later it leaves. */
  priority: number;
};

export type UserRow = {
  id: number;
  public_id: string;
  region_id: number;
  email: string;
  name: string;
  title: string | null;
  employee_number: string | null;
  password_hash: string | null;
  failed_count: number;
  locked_until: string | null;
  disabled_at: string | null;
  session_epoch: number;
  example: number;
  last_signed_in_at: string | null;
  created_at: string;
};

export type UserRoleRow = {
  id: number;
  user_id: number;
  role: string;
  body_id: number | null;
  from_on: string | null;
  until_on: string | null;
  deputy_for: number | null;
};

export type UserTokenRow = {
  id: number;
  user_id: number;
  purpose: 'invite' | 'reset' | 'verify';
  token_hash: string;
  expires_at: string;
  used_at: string | null;
  created_at: string;
};

export type Category = 'berkala' | 'serta-merta' | 'setiap-saat' | 'dikecualikan';

export type DocumentRow = {
  id: number;
  public_id: string;
  region_id: number;
  slug: string;
  body_id: number;
  category: Category;
  title: string;
  summary: string | null;
  holder: string | null;
  publisher: string | null;
  made_on: string | null;
  made_at: string | null;
  year: number | null;
  form: string | null;
  retention: string | null;
  format: string | null;
  url: string | null;
  /** `review`: waits for the PPID; `scheduled`: goes out at `publish_at`. */
  state: 'draft' | 'review' | 'scheduled' | 'published' | 'withdrawn';
  published_at: string | null;
  withdrawn_at: string | null;
  withdrawn_reason: string | null;
  example: number;
  source: string | null;
  import_key: string | null;
  version: number;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  /** A code of `catalogue/subkinds.ts`. */
  subkind: string | null;
  publish_at: string | null;
  review_note: string | null;
  correction: string | null;
  corrected_at: string | null;
  /** 1: its files may not go out before an officer has confirmed that they are masked. */
  held_files: number;
  /** The version at which it last became public: what was before stays closed. */
  public_from: number;
};

/** What an agency proposes for a published document; `returned`: the PPID sent it back with a note. */
export type DocumentRevisionRow = {
  id: number;
  region_id: number;
  document_id: number;
  state: 'review' | 'returned';
  /** `Revision` of `catalogue/review/revision.ts` as JSON. */
  content: string;
  note: string | null;
  version: number;
  made_by: number | null;
  made_at: string;
};

export type DocumentLinkRow = {
  id: number;
  public_id: string;
  document_id: number;
  label: string | null;
  url: string;
  added_at: string;
  removed_at: string | null;
};

export type DocumentVersionRow = {
  id: number;
  document_id: number;
  version: number;
  content: string;
  changed_by: number | null;
  changed_at: string;
};

export type DocumentFileRow = {
  id: number;
  public_id: string;
  document_id: number;
  stored_name: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  added_at: string;
  removed_at: string | null;
};

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

export type EscalationRow = {
  id: number;
  region_id: number;
  case_kind: CaseKind;
  case_id: number;
  step: string;
  due_on: string;
  meant_for: string;
  sent_to: string;
  body_id: number | null;
  state: 'sent' | 'skipped';
  fired_at: string;
};

/** What kind of case a row belongs to. */
export type CaseKind = 'request' | 'objection' | 'dispute' | 'breach';

export type LetterRow = {
  id: number;
  public_id: string;
  region_id: number;
  /** The request behind the case; null for an objection without one (ground b). */
  request_id: number | null;
  case_kind: CaseKind;
  case_id: number;
  kind: string;
  number: string;
  language: 'id' | 'en';
  dated_on: string;
  content_sealed: string;
  sent_way: string | null;
  sent_on: string | null;
  reached_on: string | null;
  signed_file_id: number | null;
  created_at: string;
};

export type TermOverrideRow = {
  id: number;
  region_id: number;
  code: string;
  length: number;
  reason: string;
  in_force_on: string;
  set_by: number;
  set_at: string;
};

/** A personal-data breach. Its clock runs in hours: all its times are instants. */
export type BreachRow = {
  id: number;
  public_id: string;
  region_id: number;
  number: string;
  state: 'open' | 'notified' | 'closed';
  version: number;
  seq: number;
  head_hash: string;
  case_key_sealed: string | null;
  content_sealed: string | null;
  people_count: number | null;
  discovered_at: string;
  recorded_at: string;
  recorded_by: number | null;
  due_at: string;
  /** Overrides of terms that the case keeps, as JSON; null for the law's own. */
  terms: string | null;
  subjects_notified_at: string | null;
  agency_notified_at: string | null;
  agency_way: string | null;
  public_notified_at: string | null;
  /** The announcement stands in for single notices, because nobody could be named. */
  public_instead: number;
  closed_at: string | null;
  closed_as: 'handled' | 'no_breach' | null;
  ladder_since: string;
  next_action_at: string | null;
  erased_at: string | null;
};

/** Somebody whose data a breach disclosed. `told_at` is the instant the notice was sent by `way`. */
export type BreachAddresseeRow = {
  id: number;
  breach_id: number;
  contact_sealed: string;
  contact_index: string;
  by_email: number;
  way: 'email' | 'post' | 'courier' | 'hand' | null;
  told_at: string | null;
};

/**
 * One change of the kept calendar. `moving`: open cases are being recounted, from `after_id` of `case_kind` on; `telling`:
 * the holders are being told. `seen` and `moved` count cases; `stalled_at` is when the move last met a fault.
 */
export type CalendarChangeRow = {
  id: number;
  public_id: string;
  region_id: number;
  kind: 'add' | 'remove' | 'edit' | 'import' | 'year';
  decree: string;
  reason: string;
  made_by: number | null;
  made_at: string;
  dates: string;
  years: string;
  from_date: string;
  to_date: string;
  version: string;
  state: 'moving' | 'telling' | 'done';
  case_kind: string | null;
  after_id: number;
  seen: number;
  moved: number;
  began_at: string | null;
  stalled_at: string | null;
  finished_at: string | null;
};

/** One date of one case that a change of the calendar moved. `body_id` is who held the case then, null for the desk. */
export type CalendarMovedCaseRow = {
  id: number;
  change_id: number;
  case_kind: string;
  case_id: number;
  number: string;
  body_id: number | null;
  field: string;
  old_on: string;
  new_on: string;
};

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

export type ObjectionRow = {
  id: number;
  public_id: string;
  region_id: number;
  number: string;
  channel: RequestRow['channel'];
  language: 'id' | 'en';
  state: string;
  ground: string;
  outcome: string | null;
  version: number;
  seq: number;
  head_hash: string;
  request_id: number | null;
  request_number: string | null;
  body_id: number | null;
  /** Ground b: the published item that it is about, where there is one. */
  document_id: number | null;
  case_key_sealed: string | null;
  requester_kind: RequestRow['requester_kind'];
  identity_sealed: string | null;
  identity_index: string | null;
  duplicate_key: string | null;
  user_id: number | null;
  details: string;
  purpose: string;
  /** Kasus posisi: the course of the case in the objector's words. */
  position: string;
  received_at: string;
  received_on: string;
  recorded_at: string;
  recorded_on: string;
  late_entry_reason: string | null;
  late: number;
  due_on: string;
  window_from: string | null;
  object_by: string | null;
  due_told_on: string | null;
  settled_on: string | null;
  delegated_on: string | null;
  answered_on: string | null;
  answer_reached_on: string | null;
  execute_by: string | null;
  execute_days: number | null;
  executed_on: string | null;
  unanswered_on: string | null;
  withdrawn_on: string | null;
  closed_on: string | null;
  delegate_id: number | null;
  /** To whom it was delegated and by which decision, as JSON. */
  delegation: string | null;
  refusal_proposed_by: number | null;
  answered_by: number | null;
  /** The superior's answer, as JSON: reasons, rebuttal, exemption decision, who signs. */
  answer: string | null;
  settlement: string | null;
  /** Tanggapan pemohon (Lampiran XI). */
  response: string | null;
  first_opened_at: string | null;
  ladder_since: string;
  terms: string | null;
  next_action_at: string | null;
  erased_at: string | null;
};

export type DisputeRow = {
  id: number;
  public_id: string;
  region_id: number;
  number: string;
  language: 'id' | 'en';
  state: string;
  ground: string;
  outcome: string | null;
  version: number;
  seq: number;
  head_hash: string;
  objection_id: number;
  request_id: number | null;
  body_id: number | null;
  recorded_at: string;
  recorded_on: string;
  window_from: string;
  file_by: string;
  file_told_on: string | null;
  filed_on: string | null;
  filed_late: number;
  registered_on: string | null;
  start_by: string | null;
  decide_by: string | null;
  mediation_from: string | null;
  mediation_by: string | null;
  mediation_extended_from: string | null;
  decided_on: string | null;
  decision_received_on: string | null;
  court_by: string | null;
  court_by_working: string | null;
  in_court_on: string | null;
  court_decision_on: string | null;
  cassation_by: string | null;
  ended_on: string | null;
  execute_by: string | null;
  executed_on: string | null;
  commission: string | null;
  commission_number: string | null;
  /** What was decided, in the officer's words. */
  ruling: string | null;
  /** The item that the ruling opened, as published. */
  document_id: number | null;
  first_opened_at: string | null;
  ladder_since: string;
  terms: string | null;
  next_action_at: string | null;
  erased_at: string | null;
};

/** A version of the escalation ladder, never changed. */
export type LadderVersionRow = {
  id: number;
  public_id: string;
  region_id: number;
  /** `Rung[]` as JSON. */
  rungs: string;
  reason: string;
  made_by: number;
  made_at: string;
};

/** How far the open cases have been counted anew for a version; `overtaken` when a newer one came before the end. */
export type LadderRecountRow = {
  version_id: number;
  region_id: number;
  state: 'counting' | 'done' | 'overtaken';
  case_kind: string | null;
  after_id: number;
  seen: number;
  changed: number;
  began_at: string | null;
  stalled_at: string | null;
  finished_at: string | null;
};

/** A serta-merta announcement. In force while `from_at` <= now and `until_at` is null or later. */
export type AnnouncementRow = {
  id: number;
  public_id: string;
  region_id: number;
  body_id: number;
  /** Its item in the catalogue. */
  document_id: number | null;
  subkind: string;
  title: string;
  happening: string;
  /** The items of Perki 1/2021 Pasal 20(2) by their letter, as JSON. */
  standard: string;
  picture_alt: string | null;
  from_at: string;
  until_at: string | null;
  ended_at: string | null;
  ended_reason: string | null;
  /** When its body is asked whether it still holds; null where it has an end. */
  review_at: string | null;
  version: number;
  form_key: string;
  made_by: number | null;
  made_at: string;
  updated_at: string;
};

export type AnnouncementUpdateRow = {
  id: number;
  public_id: string;
  announcement_id: number;
  text: string;
  form_key: string;
  made_by: number | null;
  made_at: string;
};

/** One announcement, or one update of it, on its way to those who asked to hear: written to up to `after_id`. */
export type AnnouncementMailingRow = {
  id: number;
  public_id: string;
  region_id: number;
  announcement_id: number;
  update_id: number | null;
  state: 'going' | 'done';
  after_id: number;
  told: number;
  made_at: string;
  finished_at: string | null;
};

/** Alerts by e-mail for one address and one search, or for announcements. */
export type SubscriptionRow = {
  id: number;
  public_id: string;
  region_id: number;
  kind: 'announcements' | 'documents';
  email_sealed: string;
  email_index: string;
  /** `SavedSearch` as JSON. */
  search: string;
  search_key: string;
  language: 'id' | 'en';
  frequency: 'at_once' | 'daily' | 'weekly';
  /** What becomes the frequency once the newest link is confirmed. */
  asked_frequency: 'at_once' | 'daily' | 'weekly';
  state: 'waiting' | 'active';
  token_hash: string | null;
  token_expires_at: string | null;
  asked_at: string;
  created_at: string;
  confirmed_at: string | null;
  seen_until: string | null;
  next_digest_at: string | null;
};

/** A version of the register of public information. Frozen for good once it is enacted. */
export type DipVersionRow = {
  id: number;
  public_id: string;
  region_id: number;
  /** Given at the enactment. */
  number: number | null;
  state: 'compiling' | 'proposed' | 'returned' | 'approved' | 'enacted' | 'withdrawn';
  version: number;
  note: string | null;
  proposed_by: number | null;
  proposed_at: string;
  /** How far the snapshot is, as JSON; null before it began and when it is whole. */
  place: string | null;
  row_count: number;
  incomplete_count: number;
  /** The chain of hashes over its rows up to `row_count`. */
  rows_hash: string;
  stalled_at: string | null;
  compiled_at: string | null;
  decided_by: number | null;
  decided_at: string | null;
  decision_note: string | null;
  approved_on: string | null;
  withdrawn_at: string | null;
  withdrawn_reason: string | null;
  decree_number: string | null;
  decree_on: string | null;
  enacted_by: number | null;
  enacted_at: string | null;
  /** The last good day of its six months. */
  renew_by: string | null;
  /** Overrides of the term that were in force on the day of the decree, as JSON. */
  terms: string | null;
};

/** One frozen row: the columns of Lampiran I of Perki 1/2021, as they were. */
export type DipRowRow = {
  version_id: number;
  number: number;
  document_id: number;
  body_id: number;
  body_name: string;
  category: Category;
  subkind: string | null;
  slug: string;
  title: string;
  summary: string | null;
  holder: string | null;
  publisher: string | null;
  made_on: string | null;
  made_at: string | null;
  year: number | null;
  form: string | null;
  retention: string | null;
  /** 1: demonstration data of another regency. */
  example: number;
  hash: string;
};

/** Rows of one body and category: they stand one after the other. */
export type DipGroupRow = {
  version_id: number;
  first_number: number;
  body_id: number;
  body_name: string;
  category: Category;
  rows: number;
  incomplete: number;
};

export type DipFileRow = {
  id: number;
  public_id: string;
  version_id: number;
  stored_name: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  added_at: string;
};

/** A version of a text about the office's own service; without `body` somebody's word that it is still right. */
export type DutyTextRow = {
  id: number;
  region_id: number;
  code: string;
  lang: 'id' | 'en';
  version: number;
  body: string | null;
  note: string | null;
  made_by: number;
  made_at: string;
};

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

/** A list of documents that an officer brings: looked at first, loaded when he says so. */
export type DocumentImportRow = {
  id: number;
  public_id: string;
  region_id: number;
  user_id: number;
  /** How the log names who loads it, as JSON. */
  actor: string;
  /** The ids of the bodies he may load for, as JSON; null: any. */
  only_bodies: string | null;
  /** Whose a row is that names no body. */
  body_id: number | null;
  as_drafts: number;
  name: string;
  stored_name: string;
  size: number;
  sha256: string;
  state: 'checking' | 'ready' | 'loading' | 'done' | 'failed';
  failure: string | null;
  /** `{ heading, column }[]` as JSON; null before it was read. */
  headings: string | null;
  total: number;
  /** The first row that is not yet done in this state. */
  next_row: number;
  fresh: number;
  unchanged: number;
  refused: number;
  flagged: number;
  claim: string | null;
  claimed_until: string | null;
  created_at: string;
  confirmed_at: string | null;
  finished_at: string | null;
  expires_at: string;
};

/** What became, or would become, of one row of such a list. */
export type DocumentImportResultRow = {
  import_id: number;
  row: number;
  outcome: 'fresh' | 'unchanged' | 'refused' | 'part';
  title: string;
  remarks: string;
  flagged: number;
};

/** An agency's own system whose list of documents is read on a schedule. */
export type HarvestSourceRow = {
  id: number;
  public_id: string;
  region_id: number;
  body_id: number;
  name: string;
  kind: 'ckan' | 'dcat' | 'feed' | 'table';
  url: string;
  /** Of items that name none. */
  category: Category;
  subkind: string | null;
  every: 'daily' | 'weekly';
  /** Days after which a document is withdrawn that the source has no more. */
  grace_days: number;
  active: number;
  version: number;
  etag: string | null;
  last_modified: string | null;
  last_run_at: string | null;
  last_ok_at: string | null;
  next_run_at: string | null;
  failures: number;
  failure: string | null;
  question: string | null;
  loss_accepted: number;
  claim: string | null;
  claimed_until: string | null;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  ended_at: string | null;
};

export type HarvestItemRow = {
  id: number;
  source_id: number;
  external_id: string;
  document_id: number;
  hash: string;
  document_version: number;
  first_seen_at: string;
  gone_at: string | null;
  withdrawn_at: string | null;
  kept: number;
};

export type HarvestRunRow = {
  id: number;
  source_id: number;
  started_at: string;
  finished_at: string;
  outcome: 'ok' | 'same' | 'asks' | 'failed';
  found: number;
  fresh: number;
  changed: number;
  unchanged: number;
  edited: number;
  gone: number;
  refused: number;
  failure: string | null;
  refusals: string;
};

/** The text of a public document's file, as it is searched. */
export type DocumentTextRow = { file_id: number; document_id: number; text: string };

/** Whether a file's text was read, and what came of it (`catalogue/extraction/outcomes.ts`). */
export type DocumentExtractionRow = {
  file_id: number;
  document_id: number;
  state: 'idle' | 'waiting' | 'done';
  not_before: string;
  outcome: string | null;
  pages_read: number | null;
  tries: number;
};

/** How fresh and complete an agency's publishing is; `detail` is the JSON of `BodyDetail` of `src/freshness/score.ts`. */
export type BodyFreshnessRow = {
  body_id: number;
  region_id: number;
  seen_at: string | null;
  reckoned_on: string;
  reckoned_at: string;
  score: number;
  overdue: number;
  last_published_at: string | null;
  detail: string;
};

/** A rung of the publishing ladder: sent, or skipped because a higher one was due by then. */
export type FreshnessReminderRow = {
  id: number;
  region_id: number;
  body_id: number;
  subkind: string;
  due_on: string;
  step: string;
  outcome: 'sent' | 'skipped';
  made_at: string;
};

/** What the virus scanner said of a content, by its digest. */
export type FileScanRow = {
  sha256: string;
  verdict: 'clean' | 'infected';
  signature: string | null;
  scanned_at: string;
};

/** How often a published document was opened and its files downloaded: numbers, nobody's visits. */
export type DocumentCountRow = { document_id: number; opened: number; downloaded: number };

/** A small picture of a file's first page. */
export type FilePreviewRow = {
  file_id: number;
  outcome: 'drawn' | 'none' | 'too_heavy';
  stored_name: string | null;
  width: number | null;
  height: number | null;
  size: number | null;
  sha256: string | null;
  drawn_at: string;
};

/** The document that the answer to a request was published as. */
export type PublishedAnswerRow = {
  request_id: number;
  document_id: number;
  published_by: number;
  published_at: string;
};

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
};

/** The newest seal of a day, kept with its signature; see `audit/heads`. */
export type AuditHeadRow = {
  region_id: number;
  day: string;
  seal_id: number;
  seal: string;
  last_event: number;
  signature: string;
  public_key: string;
  mailed: number;
  made_at: string;
};

export type AuditSampleRow = {
  id: number;
  public_id: string;
  region_id: number;
  user_id: number;
  case_kind: 'request' | 'objection' | 'dispute';
  year: number;
  body_id: number | null;
  seed: string;
  up_to: number;
  population: number;
  /** JSON array of case numbers. */
  picked: string;
  purpose: string;
  created_at: string;
};

export type AuditFindingRow = {
  id: number;
  public_id: string;
  region_id: number;
  title: string;
  case_number: string | null;
  figure: string | null;
  body_id: number | null;
  state: 'open' | 'answered' | 'closed';
  version: number;
  answer_by: string;
  remind_on: string | null;
  created_by: number;
  created_at: string;
  updated_at: string;
};

export type AuditFindingNoteRow = {
  id: number;
  finding_id: number;
  kind: 'opened' | 'answered' | 'asked_again' | 'closed';
  text: string;
  user_id: number;
  role: string;
  made_at: string;
};

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

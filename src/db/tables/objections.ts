import type { RequestRow } from './requests';

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

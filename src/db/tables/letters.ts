import type { CaseKind } from './cases';

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

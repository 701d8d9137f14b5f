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

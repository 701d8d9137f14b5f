import type { CaseKind } from './cases';

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

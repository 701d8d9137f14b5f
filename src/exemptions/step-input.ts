import type { AuditActor } from '../audit/commands';
import type { ExemptionFileRow, ExemptionRow } from '../db/tables/exemptions';
import type { ExemptionRefusal, ExemptionStep } from '../workflow/exemption-facts';
import type { Actor } from '../workflow/facts';

/** A file in the store that a step brings along. */
export type StepFile = Pick<
  ExemptionFileRow,
  'kind' | 'stored_name' | 'name' | 'media_type' | 'size' | 'sha256' | 'sealed'
>;

/** What the data say against a step that the rules would let through; sentences under `exemptions:refused` as well. */
export type DataRefusal =
  | 'number_taken'
  | 'predecessor_ended'
  | 'opens_after_end'
  | 'document_exempt_already'
  | 'document_changed'
  | 'also_changed';

export type StepInput = {
  number: string;
  /** The version the person saw. */
  version: number;
  step: ExemptionStep;
  actor: Actor;
  /** How the log names who acted. */
  by: AuditActor;
  /** Columns beside the facts: a note, the item chosen from the catalogue. */
  columns?: Partial<Pick<ExemptionRow, 'note' | 'document_id' | 'mask_note'>>;
  /** Codes of other tests that the same decree covers. */
  also?: readonly string[];
  files?: readonly StepFile[];
  /** For the masking: the version of the document that the officer looked at. */
  documentVersion?: number;
  /** For the masking: the summary as the officer leaves it; absent leaves it as it is. */
  summary?: string | null;
  /** For the masking: what was found in summary and files, masked, and he says may be read. */
  passed?: Record<string, unknown>;
};

export type StepCode = ExemptionRefusal | DataRefusal;

export type StepResult =
  | { ok: true; row: ExemptionRow }
  | { ok: false; kind: 'refused'; code: StepCode }
  /** Somebody else changed it since the page was drawn. */
  | { ok: false; kind: 'stale' }
  | { ok: false; kind: 'not_found' };

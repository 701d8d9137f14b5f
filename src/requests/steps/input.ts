import type { AuditActor } from '../../audit/commands';
import type { RequestRow } from '../../db/tables/requests';
import type { Decision } from '../../letters/facts';
import type { Actor } from '../../workflow/facts';
import type { RefusalCode, RequestStep } from '../../workflow/steps';
import type { StoredFile } from '../filing/input';

/** Files that a step adds. `originalOf` is the place in this list of the file that a redacted copy stands beside. */
export type StepFile = StoredFile & { originalOf?: number | null; warning?: string | null };

/** One step of a case as a person takes it. */
export type StepInput = {
  requestId: number;
  /** The version the person saw; null for steps that no page was open for. */
  version: number | null;
  step: RequestStep;
  actor: Actor;
  /** How the log names who acted. */
  by: AuditActor;
  /** The day it happened when that is not now (papers handed over yesterday); an instant. */
  occurredAt?: string;
  /** What is decided: goes with grant, grant_partly, refusals, not_held, not_documented, redirect. */
  decision?: Decision;
  /** Reasons of an extension, a return, a rejection, a correction; the text of an agency's answer. */
  reason?: string;
  files?: StepFile[];
  /** For record_letter: which letter, by which way, and the scan of the signed one if there is one. */
  letter?: { id: number; way: string };
};

export type StepResult =
  | { ok: true; row: RequestRow; fileIds: number[] }
  | { ok: false; kind: 'refused'; code: RefusalCode }
  /** Somebody else changed the case since the page was drawn. */
  | { ok: false; kind: 'stale' }
  | { ok: false; kind: 'not_found' };

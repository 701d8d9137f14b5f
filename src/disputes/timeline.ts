import { isForRequester } from '../requests/timeline';
import { ENTERED_DAYS } from '../workflow/dispute-corrections';
import type { StoredEvent } from './queries';

export type CaseName = 'request' | 'objection' | 'dispute';

/** Where the words of each kind of case's events stand. */
export const EVENT_WORDS: Readonly<Record<CaseName, string>> = {
  request: 'workflow:event',
  objection: 'workflow:objection.event',
  dispute: 'workflow:dispute.event',
};

/** Where the words of each kind of case's outcomes stand. */
export const OUTCOME_WORDS: Readonly<Record<CaseName, string>> = {
  request: 'workflow:outcome',
  objection: 'workflow:objection.outcome',
  dispute: 'workflow:dispute.outcome',
};

export type MovedDay = { field: string; from: string; to: string };

/** An event as it is told: when it happened, when it was written down, and which dates it moved. */
export type CaseEvent = {
  case: CaseName;
  seq: number;
  kind: string;
  /** The day an officer or the requester named; null where the instant of the log is the instant it happened. */
  on: string | null;
  at: string;
  recorded_at: string;
  moved: MovedDay[];
  actor: { role: string; name: string | null; deputy_for: number | null };
  detail: Record<string, unknown> & { sealed?: string };
};

/** Dates that a case keeps and that may move: each has words under `disputes:date`. */
export const MOVING = [
  'received_on',
  'check_due_on',
  'repair_due_on',
  'due_on',
  'perki_due_on',
  'promised_on',
  'object_by',
  'execute_by',
  'window_from',
  'file_by',
  'start_by',
  'decide_by',
  'mediation_by',
  'court_by',
  'court_by_working',
  'cassation_by',
] as const;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a stored event. */
export function caseEvent(name: CaseName, { seq, kind, occurred_at, recorded_at, payload }: StoredEvent): CaseEvent {
  const {
    actor,
    changes = {},
    detail = {},
  } = JSON.parse(payload) as {
    actor: CaseEvent['actor'];
    changes?: Record<string, [unknown, unknown]>;
    detail?: CaseEvent['detail'];
  };
  // The day in a correction is that of the step it corrects.
  const dated = kind !== 'day_corrected';
  const on = dated && typeof detail.on === 'string' && DAY.test(detail.on) ? detail.on : null;
  const moved = movedDays(changes, kind === 'day_corrected' ? [...ENTERED_DAYS, ...MOVING] : MOVING);
  return { case: name, seq, kind, on, at: occurred_at, recorded_at, moved, actor, detail };
}

function movedDays(changes: Record<string, [unknown, unknown]>, fields: readonly string[]): MovedDay[] {
  return fields.flatMap((field) => {
    const [from, to] = changes[field] ?? [];
    return isDay(from) && isDay(to) ? [{ field, from, to }] : [];
  });
}

const isDay = (value: unknown): value is string => typeof value === 'string' && DAY.test(value);

/** Who downloaded the dispute file says nothing about the dispute: it would only make the file another one. */
const NOT_ABOUT_THE_CASE = new Set(['dossier_taken']);

/** The events that the ready file tells: those the requester may see. */
export const isTold = ({ kind }: Pick<CaseEvent, 'kind'>): boolean =>
  isForRequester(kind) && !NOT_ABOUT_THE_CASE.has(kind);

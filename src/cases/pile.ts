import type { AuditEntry } from '../audit/commands';
import type { LetterInput } from '../letters/commands';
import type { Mail } from '../mail/outbox';

/** A row of `escalations` before it has an id. */
export type EscalationValues = {
  region_id: number;
  case_kind: string;
  case_id: number;
  step: string;
  due_on: string;
  meant_for: string;
  sent_to: string;
  body_id: number | null;
  state: 'sent' | 'skipped';
  fired_at: string;
};

/** What a pass over many cases will write, gathered so that it goes out in few statements. */
export type Pile = {
  escalations: EscalationValues[];
  mails: Mail[];
  letters: LetterInput[];
  /** The entries of each case in their order, with the case's old head. */
  events: { chain: string; seq: number; hash: string; entries: AuditEntry[] }[];
  /** Rows for `updateMany`, all with the same columns once `columnsOf` has filled them. */
  updates: ({ id: number; was_version: number } & Record<string, unknown>)[];
};

export const emptyPile = (): Pile => ({ escalations: [], mails: [], letters: [], events: [], updates: [] });

import type { Calendar } from '../calendar/working-days';
import type { Trx } from '../db/connect';
import type { RequestRow } from '../db/tables/requests';
import type { Deps } from '../deps';
import type { LetterInput } from '../letters/commands';
import type { CaseName, LadderCase, Rung, SystemDue } from '../workflow/escalations';
import type { Judgement, Stated, StepContext, Stepped } from '../workflow/table';
import type { Directory } from './directory/queries';

/** What every row of a case has, whatever its kind. */
export type CaseRow = {
  id: number;
  public_id: string;
  region_id: number;
  number: string;
  language: 'id' | 'en';
  state: string;
  erased_at: string | null;
  version: number;
  seq: number;
  head_hash: string;
  request_id?: number | null;
  next_action_at: string | null;
  ladder_since: string;
};

/** Whom a case is about, as far as letters need to know; `key` is the key of the case that keeps the identity. */
export type Party = {
  identity: PartyIdentity;
  key: Buffer;
  /** Public id of the case whose code opens it for the requester. */
  publicId: string;
};

export type PartyIdentity = {
  name: string;
  address: string | null;
  email: string | null;
  proxy: { name: string } | null;
};

/** All that a pass over cases runs on: one transaction, one instant, one calendar, one ladder, one directory. */
export type World = {
  deps: Deps;
  trx: Trx;
  cal: Calendar;
  ladder: readonly Rung[];
  now: string;
  today: string;
  directory: Directory;
};

/** A letter to be written about a case: its kind, the occasion that is never told twice, and what only this step knows. */
export type LetterWish = { kind: string; dedupeKey: string; more?: Record<string, unknown> };

/**
 * One kind of case, told to the engine that moves cases by time, escalates them and counts their dates anew. The facts
 * of a case are columns of its row.
 */
export type CaseKind<R extends CaseRow, F extends Stated & { ladder_since: string }, S extends Stepped> = {
  name: CaseName;
  table: 'requests' | 'objections' | 'disputes';
  /** The cases that are not at their end, in the very words of the partial index `<table>_open`. */
  open: string;
  /** The word of its pages: `/petugas/<path>/<number>`. */
  path: 'permohonan' | 'keberatan' | 'sengketa';
  facts(row: R): F;
  ladder(facts: F): LadderCase;
  systemSteps(facts: F, timezone: string): SystemDue[];
  /** Judges a step that time takes; `calendar_changed` is one of them. */
  decide(facts: F, step: S, ctx: StepContext): Judgement<F, S>;
  /** The body that holds it now. */
  holder(facts: F): number | null;
  /** The day its binding clock began, for messages. */
  since(facts: F): string;
  /** The date that binds now, for messages that are not about another. */
  dueOn(facts: F): string;
  requestId(row: R): number | null;
  /** The parties of rows, by row id; a case whose identity was erased is missing. */
  parties(world: World, rows: readonly R[]): Promise<Map<number, Party>>;
  letter(world: World, row: R, facts: F, party: Party, wish: LetterWish): Promise<LetterInput>;
  /** True for a letter of the ladder that would only mislead the requester by now. */
  vain?(facts: F, letter: string, today: string): boolean;
  /** True while a step of time must wait (a letter that never left). */
  waits?(world: World, row: R, step: string): Promise<boolean>;
  /** Columns of free text: what a step writes there is sealed under the case's key. */
  sealed?: readonly string[];
  /** What else happens in the same transaction when time or a person moved the case. */
  follows?(world: World, row: R, before: F, after: F): Promise<void>;
};

/** What escalating and telling need of a kind: everything but the judging of its steps. */
export type ToldKind<R extends CaseRow, F extends Stated & { ladder_since: string }> = Omit<
  CaseKind<R, F, Stepped>,
  'decide'
>;

/** How the requester of a case gets letters. */
export const byEmail = (party: Party | undefined): boolean => party?.identity.email != null;

export type Channel = RequestRow['channel'];

import type { RetentionRuleRow } from '../db/tables/retention';

/** A kind of case that is listed and destroyed with all that leans on it. */
export type RootName = 'request' | 'objection' | 'breach';

export type RuleTerms = Pick<RetentionRuleRow, 'length' | 'unit' | 'counted_from'>;

/**
 * `mask`: the key of the case and its papers are destroyed, the register keeps numbers, dates, state and outcome.
 * `papers`: identity papers only. `within`: makes a request wait longer, is never listed by itself.
 */
export type RecordKind = {
  code: KindCode;
  action: 'mask' | 'papers' | 'within';
  roots: readonly RootName[];
  /** Used until the office sets its own: none of these lengths was read in a schedule. */
  fallback: RuleTerms;
};

export const KIND_CODES = ['request', 'objection', 'dispute', 'identity_papers', 'breach'] as const;
export type KindCode = (typeof KIND_CODES)[number];

const years = (length: number): RuleTerms => ({ length, unit: 'year', counted_from: 'ended' });

export const RECORD_KINDS: readonly RecordKind[] = [
  { code: 'request', action: 'mask', roots: ['request'], fallback: years(5) },
  // One of ground b has no request behind it; every other one waits with its request.
  { code: 'objection', action: 'mask', roots: ['objection'], fallback: years(5) },
  { code: 'dispute', action: 'within', roots: [], fallback: years(10) },
  { code: 'identity_papers', action: 'papers', roots: ['request', 'objection'], fallback: years(1) },
  { code: 'breach', action: 'mask', roots: ['breach'], fallback: years(5) },
];

/** What a list can be made of. */
export const LISTED_KINDS = RECORD_KINDS.filter(({ action }) => action !== 'within').map(({ code }) => code);

export const kindOf = (code: unknown): RecordKind | null => RECORD_KINDS.find((kind) => kind.code === code) ?? null;

/** What the portal deletes by itself, and what it never deletes: told beside the schedule. */
export const BY_ITSELF = ['drafts', 'sessions', 'alerts', 'log'] as const;

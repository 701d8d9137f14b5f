import { TERMS } from './terms-table';

/** What a term is counted in. Only working days know the calendar; hours run day and night. */
export type Unit = 'working_day' | 'calendar_day' | 'hour' | 'month' | 'year';

/** Who must act before a term ends. */
export type Bound = 'ppid' | 'requester' | 'superior' | 'commission' | 'parties' | 'controller' | 'body';

/**
 * One statutory term, as data: how long, in what, from which event, who is bound, what lapses, and where it says so.
 * A negative direction (`before`) counts back from the trigger.
 */
export type Term = {
  code: TermCode;
  length: number;
  unit: Unit;
  /** The event whose local date is day 0 (with hours: whose instant). */
  trigger: string;
  before?: true;
  bound: Bound;
  /** What happens when it passes. */
  lapse: string;
  article: string;
  /** True where the source was not read but remembered: a regency checks it before relying on it. */
  unverified?: true;
  /** The office's own target, in the service of the article: no text names its length. */
  office?: true;
};

export type TermCode = (typeof TERMS)[number]['code'];

/** A length that an installation set in place of the law's own: why, and from which day of receipt on. */
export type Override = { length: number; reason: string; in_force_on: string };

/** The overrides a case was received under. A case keeps them whatever is set later. */
export type KeptTerms = Partial<Record<TermCode, Override>>;

const BY_CODE = new Map<TermCode, Term>(TERMS.map((term) => [term.code, term as Term]));

/** All terms, in the order a case meets them. */
export function allTerms(): readonly Term[] {
  return TERMS as readonly Term[];
}

/** One term by its code, as the law has it. */
export function termOf(code: TermCode): Term {
  const term = BY_CODE.get(code);
  if (!term) throw new Error(`no term ${code}`);
  return term;
}

/** True for the code of a term. */
export const isTermCode = (code: string): code is TermCode => BY_CODE.has(code as TermCode);

/** Reads what a case keeps (JSON text on its row, null for none). */
export function readKept(kept: string | null | undefined): KeptTerms {
  return kept ? (JSON.parse(kept) as KeptTerms) : {};
}

/** How long a term is for a case that keeps these overrides. */
export function lengthOf(code: TermCode, kept: string | null | undefined): number {
  return (kept ? readKept(kept)[code]?.length : undefined) ?? termOf(code).length;
}

/** The overrides in force on a day of receipt, of all that were ever set: for each term the newest of the latest day. */
export function termsOn(
  overrides: readonly (Override & { id: number; code: string })[],
  receivedOn: string,
): KeptTerms | null {
  const kept: KeptTerms = {};
  const inForce = overrides
    .filter((one) => isTermCode(one.code) && one.in_force_on <= receivedOn)
    .sort((a, b) => (a.in_force_on === b.in_force_on ? a.id - b.id : a.in_force_on < b.in_force_on ? -1 : 1));
  for (const { code, length, reason, in_force_on } of inForce) {
    // A return to the law's own length is the end of an override, not another one.
    if (length === termOf(code as TermCode).length) delete kept[code as TermCode];
    else kept[code as TermCode] = { length, reason, in_force_on };
  }
  return Object.keys(kept).length > 0 ? kept : null;
}

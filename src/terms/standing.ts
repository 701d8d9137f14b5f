import { type Override, type Term, termsOn } from '../workflow/terms';

/** An override as it was set once; `id` says which of two for the same day is the newer. */
export type SetOverride = Override & { id: number; code: string };

/** How long a term is for cases received on a day, under which override (null: as the law has it), and what comes after. */
export type Standing = { length: number; override: Override | null; coming: { on: string; length: number }[] };

/** What holds for cases received on `today`, and each later day from which something else was set. */
export function standingOf(term: Term, overrides: readonly SetOverride[], today: string): Standing {
  const overrideOn = (day: string) => termsOn(overrides, day)?.[term.code] ?? null;
  const ahead = overrides.filter(({ code, in_force_on }) => code === term.code && in_force_on > today);
  const days = [...new Set(ahead.map(({ in_force_on }) => in_force_on))].sort();
  const override = overrideOn(today);
  return {
    length: override?.length ?? term.length,
    override,
    coming: days.map((on) => ({ on, length: overrideOn(on)?.length ?? term.length })),
  };
}

/** How a length falls short of what the law grants the citizen. */
export type Weaker = 'longer' | 'shorter';

const OF_THE_OFFICE = new Set(['ppid', 'superior', 'body', 'controller']);

/**
 * Whether a length gives the citizen less than the law does: the office's own term made longer, or his made shorter.
 * It may be set, since an office knows its rules, but the law binds all the same. Null for a term that counts back.
 */
export function weakerThanLaw(term: Term, length: number): Weaker | null {
  if (term.before) return null;
  if (OF_THE_OFFICE.has(term.bound) && length > term.length) return 'longer';
  return term.bound === 'requester' && length < term.length ? 'shorter' : null;
}

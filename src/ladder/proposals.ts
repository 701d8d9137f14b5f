import type { CaseName, Rung } from '../workflow/escalations';

/** The ladder with one rung more, or with a rung in another's place. */
export function withRung(ladder: readonly Rung[], rung: Rung, inPlaceOf: string | null): Rung[] {
  if (inPlaceOf === null) return [...ladder, rung];
  return ladder.map((one) => (one.case === rung.case && one.step === inPlaceOf ? rung : one));
}

/** The ladder without one of its rungs. */
export const withoutRung = (ladder: readonly Rung[], name: CaseName, step: string): Rung[] =>
  ladder.filter((one) => one.case !== name || one.step !== step);

/** One rung of a ladder; null when there is none. */
export const rungOf = (ladder: readonly Rung[], name: string, step: string): Rung | null =>
  ladder.find((one) => one.case === name && one.step === step) ?? null;

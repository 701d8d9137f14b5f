import { type CaseName, CLOCKS, type ClockName, type Rung, type RungTime } from './escalations';
import { DEFAULT_LADDER } from './ladder';
import { sameTime } from './ladder-rules';

export const CASE_NAMES = Object.keys(CLOCKS) as CaseName[];

const same = (a: Rung, b: Rung): boolean => a.case === b.case && a.step === b.step;

/** Lowest rung first, clock by clock, as a case meets them. */
export function inOrder(ladder: readonly Rung[]): Rung[] {
  const place = ({ case: name, clock }: Rung): number =>
    CASE_NAMES.indexOf(name) * 100 + (CLOCKS[name] as readonly ClockName[]).indexOf(clock);
  return [...ladder].sort((a, b) => place(a) - place(b) || rankOf(a.at) - rankOf(b.at));
}

function rankOf(at: RungTime): number {
  if ('unopened' in at) return at.unopened;
  if ('fraction' in at) return 1000 + at.fraction;
  if ('before' in at) return 3000 - at.before;
  return 'on' in at ? 4000 : 4000 + at.after;
}

/**
 * The ladder as it is kept from `now` on: a rung whose time is new begins now, so that what would have been before is
 * not sent; every other one goes on as it was.
 */
export function datedFrom(proposed: readonly Rung[], present: readonly Rung[], now: string): Rung[] {
  return inOrder(proposed).map(({ since: _, ...rung }) => {
    const old = present.find((one) => same(one, rung));
    const since = old && old.clock === rung.clock && sameTime(old.at, rung.at) ? old.since : now;
    return since === undefined ? rung : { ...rung, since };
  });
}

/** A rung that a change adds, takes out, or makes another. */
export type RungChange = { case: CaseName; step: string; before: Rung | null; after: Rung | null };

/** What lies between two ladders, in the order of a case. Empty when they say the same. */
export function changesBetween(present: readonly Rung[], proposed: readonly Rung[]): RungChange[] {
  const gone = present.filter((rung) => !proposed.some((one) => same(one, rung)));
  const rest = proposed.flatMap((rung): RungChange[] => {
    const before = present.find((one) => same(one, rung)) ?? null;
    return before && saysTheSame(before, rung) ? [] : [{ case: rung.case, step: rung.step, before, after: rung }];
  });
  return [...gone.map((rung) => ({ case: rung.case, step: rung.step, before: rung, after: null })), ...rest];
}

function saysTheSame(a: Rung, b: Rung): boolean {
  const told = (rung: Rung) => [...rung.to].sort().join(' ');
  return a.clock === b.clock && sameTime(a.at, b.at) && a.letter === b.letter && told(a) === told(b);
}

/** Clocks on which the requester is told something at first, and would not be by this ladder. */
export function silencedClocks(ladder: readonly Rung[]): { case: CaseName; clock: ClockName }[] {
  const tells = (rungs: readonly Rung[], name: CaseName, clock: ClockName) =>
    rungs.some((rung) => rung.case === name && rung.clock === clock && rung.to.includes('requester'));
  return CASE_NAMES.flatMap((name) =>
    CLOCKS[name]
      .filter((clock) => tells(DEFAULT_LADDER, name, clock) && !tells(ladder, name, clock))
      .map((clock) => ({ case: name, clock })),
  );
}

import { type Calendar, NoCalendarError } from '../calendar/working-days';
import { baseStep, type CaseName, type PlannedRung, type Rung } from '../workflow/escalations';
import { nextRung } from '../workflow/ladder-preview';
import type { OpenCase } from './kinds';

/** What fires next on a case: the rung's name and when (UTC instant); null when nothing will. */
export type Next = { step: string; fire_at: string } | null;

export type KindImpact = {
  case: CaseName;
  /** Cases that were looked at, and whether there are others. */
  seen: number;
  more: boolean;
  /** Cases on which something else fires next, or at another time. */
  changed: number;
  /** Cases whose days could not be counted. */
  uncounted: number;
  /** How many cases each rung fires next on, by the present ladder and by the proposed one; null: nothing fires. */
  counts: { step: string | null; present: number; proposed: number }[];
  sample: { number: string; present: Next; proposed: Next }[];
};

const SAMPLE = 10;

/** What a proposed ladder does to open cases of one kind, beside the present one. */
export function impactOn(
  name: CaseName,
  cases: readonly (OpenCase & { fired: ReadonlySet<string> })[],
  ladders: { present: readonly Rung[]; proposed: readonly Rung[] },
  at: { cal: Calendar; timezone: string; now: string; more: boolean },
): KindImpact {
  const counts = new Map<string | null, { present: number; proposed: number }>();
  const impact: KindImpact = {
    ...{ case: name, seen: cases.length, more: at.more, changed: 0, uncounted: 0, counts: [], sample: [] },
  };
  const add = (next: Next, ladder: 'present' | 'proposed') => {
    const step = next?.step ?? null;
    const count = counts.get(step) ?? { present: 0, proposed: 0 };
    counts.set(step, { ...count, [ladder]: count[ladder] + 1 });
  };
  for (const { number, ladder, fired } of cases) {
    const found = bothOf((rungs) => nextRung(ladder, rungs, { ...at, fired }), ladders);
    if (!found) {
      impact.uncounted += 1;
      continue;
    }
    add(found.present, 'present');
    add(found.proposed, 'proposed');
    if (found.present?.step === found.proposed?.step && found.present?.fire_at === found.proposed?.fire_at) continue;
    impact.changed += 1;
    if (impact.sample.length < SAMPLE) impact.sample.push({ number, ...found });
  }
  return { ...impact, counts: [...counts].map(([step, count]) => ({ step, ...count })) };
}

/** Null where a year on the way has no calendar. */
function bothOf(
  nextOf: (rungs: readonly Rung[]) => PlannedRung | null,
  { present, proposed }: { present: readonly Rung[]; proposed: readonly Rung[] },
): { present: Next; proposed: Next } | null {
  try {
    return { present: named(nextOf(present)), proposed: named(nextOf(proposed)) };
  } catch (error) {
    if (error instanceof NoCalendarError) return null;
    throw error;
  }
}

const named = (rung: PlannedRung | null): Next => rung && { step: baseStep(rung.step), fire_at: rung.fire_at };

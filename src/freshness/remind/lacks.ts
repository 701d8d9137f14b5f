import { type Calendar, NoCalendarError } from '../../calendar/working-days';
import { weeksBehind } from '../../workflow/freshness';
import type { BodyScore } from '../queries';
import type { ItemLine } from '../score';
import type { FreshnessSettings, PublishingRung, Told } from '../settings';
import { type DueRungs, dueRungs } from './rungs';

/** What one addressee is told of one body: items to be renewed, and how many weeks it is behind its rhythm. */
export type Lack = { told: Told; items: ItemLine[]; behind: { weeks: number; every: number } | null };

/** A rung of an item that is made now: told, or passed over for a higher one. */
export type MadeRung = { item: ItemLine; step: string; outcome: 'sent' | 'skipped' };

export type MadeSteps = ReadonlyMap<string, ReadonlySet<string>>;
export const stepKey = (code: string, dueOn: string | null): string => `${code} ${dueOn}`;

/** What is said of the mandatory items of a body today, and to whom; `made`: the steps each item had, by `stepKey`. */
export function itemLacks(
  body: BodyScore,
  { cal, rungs, made, today }: { cal: Calendar; rungs: readonly PublishingRung[]; made: MadeSteps; today: string },
): { lacks: Lack[]; steps: MadeRung[] } {
  const told = new Map<Told, ItemLine[]>();
  const steps: MadeRung[] = [];
  for (const item of body.detail.items) {
    if (item.due_on === null || item.state === 'present') continue;
    const found = rungsOf(cal, rungs, item.due_on, made.get(stepKey(item.code, item.due_on)) ?? new Set(), today);
    for (const rung of [found.send, found.besides]) {
      if (!rung) continue;
      told.set(rung.to, [...(told.get(rung.to) ?? []), item]);
      steps.push({ item, step: rung.step, outcome: 'sent' });
    }
    steps.push(...found.skip.map(({ step }) => ({ item, step, outcome: 'skipped' as const })));
  }
  return { lacks: [...told].map(([told, items]) => ({ told, items, behind: null })), steps };
}

/** In a year without a calendar nothing can be counted; that is announced elsewhere, and made up for later. */
function rungsOf(...[cal, rungs, dueOn, made, today]: Parameters<typeof dueRungs>): DueRungs {
  try {
    return dueRungs(cal, rungs, dueOn, made, today);
  } catch (error) {
    if (error instanceof NoCalendarError) return { send: null, besides: null, skip: [] };
    throw error;
  }
}

/** Who is told that a body is behind its rhythm: the agency first, its head too when it lasts. */
export function rhythmLacks(body: BodyScore, startedOn: string, { rhythm }: FreshnessSettings): Lack[] {
  const every = rhythm.own[body.slug] ?? rhythm.every;
  const weeks = weeksBehind(every, body.detail.weeks, startedOn);
  const behind = { weeks, every };
  const tell = (told: Told, from: number): Lack[] => (weeks >= from ? [{ told, items: [], behind }] : []);
  return every === 0 ? [] : [...tell('agency', rhythm.agency), ...tell('body_head', rhythm.head)];
}

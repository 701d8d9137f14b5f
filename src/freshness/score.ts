import { SUBKINDS } from '../catalogue/subkinds';
import { type ItemStanding, itemStanding } from '../workflow/freshness';
import type { FreshnessSettings } from './settings';
import { lastWeeks } from './weeks';

export const HEAT_WEEKS = 26;

/** What is known of an agency's publishing. Days are office dates. */
export type BodyFacts = {
  startedOn: string;
  /** The day each sub-kind was last published or changed. */
  lastOf: ReadonlyMap<string, string>;
  /** Publications by the Monday of their week. */
  weeks: ReadonlyMap<string, number>;
  /** Of its newest documents: how many there are, and how many have every column of the DIP. */
  newest: { all: number; whole: number };
};

export type ItemLine = ItemStanding & { code: string; last_on: string | null };

/** One reason of a score: `got` of `most` points, for `done` out of `of`. */
export type Part = { code: 'mandatory' | 'rhythm' | 'columns'; got: number; most: number; done: number; of: number };

export type BodyDetail = { items: ItemLine[]; parts: Part[]; weeks: { monday: string; published: number }[] };

export type Score = { score: number; overdue: number; detail: BodyDetail };

/**
 * How fresh and complete an agency's publishing is, from 0 to 100, with its reasons: the mandatory items of Perki 1/2021
 * Pasal 14 and 21 that are there and in time, weeks in which it published, and documents with every column of Pasal 21(2).
 */
export function scoreOf(facts: BodyFacts, { weights, weeks }: FreshnessSettings, today: string): Score {
  const items = SUBKINDS.filter(({ mandatory }) => mandatory).map(({ code, every }): ItemLine => {
    const last_on = facts.lastOf.get(code) ?? null;
    return { code, last_on, ...itemStanding(every, last_on, facts.startedOn, today) };
  });
  const inTime = items.filter(({ state }) => state === 'present' || state === 'due').length;
  const heat = lastWeeks(today, HEAT_WEEKS).map((monday) => ({ monday, published: facts.weeks.get(monday) ?? 0 }));
  const active = heat.slice(-weeks).filter(({ published }) => published > 0).length;
  const part = (code: Part['code'], most: number, done: number, of: number): Part => ({
    code,
    got: of === 0 ? 0 : Math.round((most * done) / of),
    ...{ most, done, of },
  });
  const parts = [
    part('mandatory', weights.mandatory, inTime, items.length),
    part('rhythm', weights.rhythm, active, weeks),
    part('columns', weights.columns, facts.newest.whole, facts.newest.all),
  ];
  return {
    score: parts.reduce((sum, { got }) => sum + got, 0),
    overdue: items.filter(({ state }) => state === 'overdue').length,
    detail: { items, parts, weeks: heat },
  };
}

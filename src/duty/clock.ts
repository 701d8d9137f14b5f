import { monthsBy } from '../workflow/months';

/** How a text stands: never looked at by anybody here, looked at in time, or due again. */
export type Freshness = { state: 'never' | 'fresh' | 'due'; due_on: string | null };

/**
 * Procedures and profile are periodic information: looked at again at least every six months (UU 14/2008 Pasal 9(3),
 * Perki 1/2021 Pasal 18). Whoever changes a text, or says that it is still right, starts the clock anew.
 */
export function freshness(checkedOn: string | null, today: string): Freshness {
  if (checkedOn === null) return { state: 'never', due_on: null };
  const due_on = monthsBy('periodic_information', checkedOn);
  return { state: today > due_on ? 'due' : 'fresh', due_on };
}

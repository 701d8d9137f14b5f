import type { DisputeFacts } from '../../src/workflow/dispute-facts';
import type { Actor, RequestFacts } from '../../src/workflow/facts';
import type { ObjectionFacts } from '../../src/workflow/objection-facts';
import type { ExemptionDecision } from '../../src/workflow/steps';
import type { Days } from './days';

/** Only the names of the columns are the product's; every value in them is the model's own. */
export type FactsOf = { request: RequestFacts; objection: ObjectionFacts; dispute: DisputeFacts };
export type Kind = keyof FactsOf;

/** What a step meets: the day, the instant, the calendar, who acts, and whether letters go by e-mail. */
export type At = { days: Days; today: string; now: string; actor: Actor; email: boolean };

/** A letter that must be written, and the days that it must name. */
export type Letter = { kind: string; names: (string | null)[] };

/**
 * One verb as the contract has it: who may, from which states, what stands against it, what it makes of the case, and the
 * letter it brings forth. Names in `by` and `from` are separated by blanks.
 */
export type Verb<F, S> = {
  by: string;
  from: string;
  unless?: (f: F, s: S, at: At) => (string | false)[];
  makes?: (f: F, s: S, at: At) => Partial<F>;
  writes?: (f: F, s: S, at: At, before: F) => Letter | null;
};

export type Verbs<F, S extends { do: string }> = { [N in S['do']]?: Verb<F, Extract<S, { do: N }>> };

/** All that stands against a step; empty when it is lawful. */
export function against<F extends { state: string }, S extends { do: string }>(
  verb: Verb<F, S> | undefined,
  facts: F,
  step: S,
  at: At,
): string[] {
  if (!verb) return ['role_may_not', 'not_in_this_state'];
  const reasons: (string | false)[] = [];
  if (!verb.by.split(' ').includes(at.actor.role)) reasons.push('role_may_not');
  if (verb.from === '*' || verb.from.split(' ').includes(facts.state)) {
    reasons.push(...(verb.unless?.(facts, step, at) ?? []));
  } else reasons.push('not_in_this_state');
  return reasons.filter((reason) => reason !== false);
}

/** A decision that exempts must be named, in force on the day, and attached. */
export function exemptionLacks(e: ExemptionDecision | null, today: string): (string | false)[] {
  if (e === null) return ['exemption_missing'];
  return [
    (e.decided_on > today || (e.until !== null && e.until < today)) && 'exemption_not_in_force',
    !e.attached && 'exemption_not_attached',
  ];
}

/** A count of working days that somebody promises. */
export const badCount = (n: number, code: string): string | false => (!Number.isInteger(n) || n < 0 || n > 60) && code;

/** A letter leaves on the day it was written or later, arrives after that, and both are past. */
export function sendingLacks(s: { sent_on: string; reached_on: string | null }, written: string | null, today: string) {
  const days = [s.sent_on, s.reached_on].filter((day) => day !== null);
  return [
    days.some((day) => day > today) && 'date_in_future',
    ((written ?? '') > s.sent_on || (s.reached_on ?? s.sent_on) < s.sent_on) && 'dates_out_of_order',
  ];
}

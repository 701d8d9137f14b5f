import { type ExplainView, explainView } from '../cases/explain-pages';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { DisputeFacts } from '../workflow/dispute-facts';
import type { ExplainedDue } from '../workflow/explained';
import { advisedForCourt, toldBefore } from './clocks';

export type Item = { label: string; value: Cell };
type Cell = string | null | { date: string } | { text: string; href: string } | Cell[];

/** How each clock of a dispute was counted, under the name of its term and the date the case keeps. */
export function clocksExplained(clocks: readonly ExplainedDue[], t: Translate, fmt: Format): ExplainView[] {
  return clocks.map((clock) => {
    const term = t(`workflow:term.${clock.term}`);
    return explainView(clock, t, fmt, {
      summary: t('disputes:clock.how', { term, day: fmt.day(clock.in_force_on) }),
    });
  });
}

export type CourtView = { advised: string; readings: Item[]; note: string };

/**
 * The 14 days to court as the two texts have them, both with their article, and the earlier one as advice: UU 14/2008
 * Pasal 48(1) counts working days, Perki 1/2013 Pasal 60(2) plain days.
 */
export function courtView(facts: DisputeFacts, t: Translate): CourtView | null {
  const advised = advisedForCourt(facts);
  if (advised === null) return null;
  const reading = (key: string, day: string | null): Item => ({
    label: t(`disputes:court.${key}`),
    value: day === null ? t('disputes:no_calendar') : { date: day },
  });
  return {
    advised,
    readings: [reading('plain', facts.court_by), reading('working', facts.court_by_working)],
    note: t('disputes:court.note'),
  };
}

const NAMES = [
  'window_from',
  'file_by',
  'filed_on',
  'registered_on',
  'start_by',
  'decide_by',
  'mediation_from',
  'mediation_by',
  'decided_on',
  'decision_received_on',
  'in_court_on',
  'court_decision_on',
  'cassation_by',
  'ended_on',
  'execute_by',
  'executed_on',
] as const;

/** Every date of the dispute that is known, in the order in which they come; a date that was told stands beside its move. */
export function disputeDates(facts: DisputeFacts, t: Translate, fmt: Format): Item[] {
  return NAMES.filter((name) => facts[name] !== null).map((name) => {
    const date = { date: facts[name] as string };
    const told = name === 'file_by' ? toldBefore(facts) : null;
    const value = told === null ? date : [date, t('disputes:told', { day: fmt.day(told) })];
    return { label: t(`disputes:date.${name}`), value };
  });
}

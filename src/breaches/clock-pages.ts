import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { breachClock, breachToldAt, isBreachLate } from '../workflow/breach-clock';
import type { BreachFacts } from '../workflow/breach-facts';
import { lengthOf, termOf } from '../workflow/terms';
import { clockWords } from './clock-words';

type Tone = 'info' | 'good' | 'warn' | 'bad';
export type Notice = { tone: Tone; title: string; text: string };
export type Fact = { label: string; value: string };

const SOON_HOURS = 24;

/** The clock in plain words: until when, how long that is, and when it has stopped, whether in time. */
export function clockNotice(facts: BreachFacts, now: string, t: Translate, fmt: Format): Notice {
  const due = fmt.dayTime(facts.due_at);
  if (facts.closed_as === 'no_breach') {
    return { tone: 'info', title: t('breaches:clock.none'), text: t('breaches:clock.none_text') };
  }
  const told = breachToldAt(facts);
  if (told !== null) {
    const late = isBreachLate(facts, now);
    const title = t(late ? 'breaches:clock.told_late' : 'breaches:clock.told', { at: fmt.dayTime(told) });
    const text = late
      ? t('breaches:clock.told_late_text', { due, by: clockWords(breachClock(facts.due_at, told), t) })
      : t('breaches:clock.told_text', { due });
    return { tone: late ? 'warn' : 'good', title, text };
  }
  const clock = breachClock(facts.due_at, now);
  const title = t('breaches:clock.runs', { due, clock: clockWords(clock, t) });
  if (clock.past) return { tone: 'bad', title, text: t('breaches:clock.past_text') };
  return { tone: clock.hours < SOON_HOURS ? 'warn' : 'info', title, text: t('breaches:clock.runs_text') };
}

/** How the end was counted. */
export function clockFacts({ discovered_at, due_at, terms }: BreachFacts, t: Translate, fmt: Format): Fact[] {
  const hours = lengthOf('breach_notice', terms);
  const term = termOf('breach_notice');
  return [
    { label: t('breaches:counted.from'), value: fmt.dayTime(discovered_at) },
    { label: t('breaches:counted.length'), value: t('breaches:counted.hours', { count: hours }) },
    { label: t('breaches:counted.how'), value: t('breaches:counted.clock_hours') },
    { label: t('breaches:counted.article'), value: term.article },
    ...(hours === term.length
      ? []
      : [{ label: t('breaches:counted.changed'), value: t('breaches:counted.law', { count: term.length }) }]),
    { label: t('breaches:counted.due'), value: fmt.dayTime(due_at) },
  ];
}

/** The state as words and colour; late is said beside it. */
export function stateStatuses(facts: BreachFacts, now: string, t: Translate) {
  const tone = { none: 'neutral', open: 'progress', notified: 'good', closed: 'ended' } as const;
  const name = facts.closed_as === 'no_breach' ? 'no_breach' : facts.state;
  const late = isBreachLate(facts, now) ? [{ label: t('breaches:state.late'), tone: 'bad' as const, icon: null }] : [];
  return [{ label: t(`breaches:state.${name}`), tone: tone[facts.state], icon: null }, ...late];
}

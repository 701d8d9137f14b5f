import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { NO, YES } from './answer';
import type { Evidence, Source } from './evidence';
import type { LoggedEvent } from './queries';
import type { Fault, Question } from './questionnaire';
import type { Score } from './score';

export type Words = { t: Translate; fmt: Format };
export type Status = { label: string; tone: string };

/** An answer as it is read. */
export function answerWords({ kind, steps }: Question, value: string, { t, fmt }: Words): string {
  if (kind === 'yes_no') return t(`monev:answer.${value === YES ? 'yes' : 'no'}`);
  if (kind === 'count') return fmt.number(Number(value), 0);
  const step = steps.find((one) => String(one.value) === value);
  return t('monev:answer.step', { percent: fmt.number(Number(value), 2), label: step?.label ?? '' });
}

export const choicesOf = (question: Question, words: Words): { value: string; label: string; hint: null }[] => {
  const values = question.kind === 'yes_no' ? [YES, NO] : question.steps.map(({ value }) => String(value));
  return values.map((value) => ({ value, label: answerWords(question, value, words), hint: null }));
};

/** What was found, in words: days and shares are written out. */
export function foundWords({ found: { key, vars } }: Pick<Evidence, 'found'>, { t, fmt }: Words): string {
  const said = Object.entries(vars).map(([name, value]) => {
    if (/_on$/.test(name)) return [name, fmt.day(String(value))];
    return [name, name === 'share' ? fmt.percent(Number(value)) : value];
  });
  return t(`monev:found.${key}`, Object.fromEntries(said));
}

export const sourceWords = ({ name, item }: Source, t: Translate): string =>
  t(`monev:source.${name}`, item ? { item: t(item.key) } : {});

/** Whose part is missing: some by name, the rest by number. Null where nobody is named. */
export function lackingWords({ lacking }: Pick<Evidence, 'lacking'>, { t, fmt }: Words): string | null {
  if (lacking.length === 0) return null;
  const named = lacking.slice(0, NAMED).join(', ');
  const rest = lacking.length - NAMED;
  return rest > 0
    ? t('monev:lacking_more', { names: named, count: rest, number: fmt.number(rest) })
    : t('monev:lacking', { names: named });
}

const NAMED = 8;

export const faultWords = ({ code, about, vars }: Fault, { t, fmt }: Words): string => {
  const sum = typeof vars.sum === 'number' ? { sum: fmt.number(vars.sum, 2) } : {};
  return t(`monev:wrong.${code}`, { ...vars, ...sum, about: about ?? '' });
};

/** 8,5 of 10 points. */
export const pointsWords = (got: number, most: number, { t, fmt }: Words): string =>
  t('monev:points', { got: fmt.number(got, 2), most: fmt.number(most, 2) });

/** A colour for a band: only beside its name. */
export const toneOf = ({ total }: Pick<Score, 'total'>): 'good' | 'progress' | 'bad' =>
  total >= 80 ? 'good' : total >= 60 ? 'progress' : 'bad';

export const STATE_TONE = { draft: 'progress', proposed: 'info', frozen: 'good' } as const;

export type TimelineView = {
  title: string;
  at: string;
  datetime: string;
  who: string | null;
  detail: string | null;
  tone: string;
}[];

export const timelineOf = (events: readonly LoggedEvent[], { t, fmt }: Words): TimelineView =>
  events.map(({ kind, at, who, words: detail }) => ({
    ...{ title: t(`monev:event.${kind}`), at: fmt.dayTime(at), datetime: at, who, detail },
    tone: kind === 'monev_frozen' ? 'good' : kind === 'monev_returned' ? 'bad' : 'neutral',
  }));

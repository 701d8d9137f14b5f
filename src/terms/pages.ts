import { addDays } from '../calendar/working-days';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { blankForm, type FormState } from '../web/forms';
import { allTerms, isTermCode, type Term, termOf, type Unit } from '../workflow/terms';
import { LONGEST_REASON, MOST } from './forms';
import type { OverrideEntry } from './queries';
import { type SetOverride, standingOf, type Weaker, weakerThanLaw } from './standing';

export const PATH = '/admin/tenggat';

/** What a page is told in, and which day it is. */
export type World = { t: Translate; fmt: Format; today: string };

type TermLine = {
  name: string;
  href: string;
  law: string;
  /** What holds now and what comes, when that is not the law's own. */
  own: string[];
  trigger: string;
  bound: string;
  lapse: string;
  article: string;
  unverified: boolean;
};

type HistoryLine = { at: string; who: string; term: string; length: string; from: string; reason: string };

export type TermsView = { terms: TermLine[]; weaker: string[]; history: HistoryLine[] };

/** Every statutory term with what holds here, and what was set. */
export function termsView(
  overrides: readonly SetOverride[],
  history: readonly OverrideEntry[],
  world: World,
): TermsView {
  return {
    terms: allTerms().map((term) => lineOf(term, overrides, world)),
    weaker: allTerms().flatMap((term) => warningsOf(term, overrides, world)),
    history: history.map((entry) => historyLine(entry, world)),
  };
}

export type TermView = TermLine & {
  form: FormState;
  lengthHint: string;
  reasonMost: number;
  tomorrow: string;
  /** Set once the administrator was told that the law grants the citizen more: he ticks that he knows. */
  confirm: Weaker | null;
  warnings: string[];
  history: HistoryLine[];
};

/** One term, and the form that sets another length. `told` is what the form was refused for. */
export function termView(
  term: Term,
  overrides: readonly SetOverride[],
  history: readonly OverrideEntry[],
  world: World,
  { form, told = null }: { form?: FormState; told?: Weaker | null } = {},
): TermView {
  const { t, today } = world;
  const tomorrow = addDays(today, 1);
  const law = lengthWords(term.unit, term.length, t);
  return {
    ...lineOf(term, overrides, world),
    form: form ?? blankForm({ inForceOn: tomorrow }),
    lengthHint: t('terms:form.lengthHint', { law, most: MOST, length: term.length }),
    reasonMost: LONGEST_REASON,
    tomorrow,
    confirm: told ?? (form?.values.knowingly ? weakerThanLaw(term, Number(form.values.length)) : null),
    warnings: warningsOf(term, overrides, world),
    history: history.map((entry) => historyLine(entry, world)),
  };
}

/** Why a length cannot be set, in a sentence. */
export function refusalOf(term: Term, reason: 'not_ahead' | 'no_change' | Weaker, { t, fmt, today }: World): string {
  const law = lengthWords(term.unit, term.length, t);
  return t(`terms:refused.${reason}`, { law, article: term.article, day: fmt.day(addDays(today, 1)) });
}

/** `10 hari kerja`. */
export function lengthWords(unit: Unit, length: number, t: Translate): string {
  return t(`workflow:unit.${unit}`, { count: length });
}

function lineOf(term: Term, overrides: readonly SetOverride[], { t, fmt, today }: World): TermLine {
  const { override, coming } = standingOf(term, overrides, today);
  const words = (length: number) => lengthWords(term.unit, length, t);
  const since = override && t('terms:since', { length: words(override.length), day: fmt.day(override.in_force_on) });
  const trigger = t(`workflow:trigger.${term.trigger}`);
  return {
    name: t(`workflow:term.${term.code}`),
    href: `${PATH}/${term.code}`,
    law: words(term.length),
    own: [
      ...(since ? [since] : []),
      ...coming.map(({ on, length }) => t('terms:from', { length: words(length), day: fmt.day(on) })),
    ],
    trigger: term.before ? t('terms:before', { trigger }) : trigger,
    bound: t(`workflow:bound.${term.bound}`),
    lapse: t(`workflow:lapse.${term.lapse}`),
    article: term.article,
    unverified: term.unverified ?? false,
  };
}

/** A sentence for each length in force or to come that gives the citizen less than the law. */
function warningsOf(term: Term, overrides: readonly SetOverride[], { t, today }: World): string[] {
  const { length, coming } = standingOf(term, overrides, today);
  const told = new Set([length, ...coming.map((one) => one.length)].map((own) => weakerThanLaw(term, own)));
  const name = t(`workflow:term.${term.code}`);
  const vars = { name, law: lengthWords(term.unit, term.length, t), article: term.article };
  return [...told].filter((weaker) => weaker !== null).map((weaker) => t(`terms:warning.${weaker}`, vars));
}

function historyLine(entry: OverrideEntry, { t, fmt }: World): HistoryLine {
  // A term may leave the table in a later version of the portal; what was set stays readable.
  const term = isTermCode(entry.code) ? termOf(entry.code) : null;
  const length = term ? lengthWords(term.unit, entry.length, t) : fmt.number(entry.length);
  return {
    at: fmt.shortDayTime(entry.set_at),
    who: entry.set_by_name,
    term: term ? t(`workflow:term.${term.code}`) : entry.code,
    length: term?.length === entry.length ? t('terms:backToLaw', { length }) : length,
    from: entry.in_force_on,
    reason: entry.reason,
  };
}

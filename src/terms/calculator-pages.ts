import { asksForDate, type Calculation, MOST_DAYS, OFFERED, OTHER, parseCalculator } from '../calendar/forms';
import {
  addDays,
  before,
  type Calendar,
  due,
  explainDue,
  isWorkingDay,
  NoCalendarError,
  type SkippedDay,
} from '../calendar/working-days';
import type { Translate } from '../i18n/catalogue';
import { blankForm, type FormState, withErrors } from '../web/forms';
import { type KeptTerms, type Override, termOf, termsOn } from '../workflow/terms';

export type CalculatorView = {
  form: FormState;
  options: { value: string; label: string }[];
  mostDays: number;
  firstYear: number | null;
  lastYear: number | null;
  result: ResultView | null;
};

export type ResultView = {
  due_on: string;
  late_from: string;
  from: string;
  days: number;
  /** Calendar days from the trigger to the deadline. */
  length: number;
  /** Day 1, when at least one day is counted. */
  first_on: string | null;
  from_is_day_off: boolean;
  /** Words of the event that starts the term, and its place in the law; null for a number of one's own. */
  trigger: string | null;
  article: string | null;
  /** Another length than the law's that this office set, and why; null where the law's own holds. */
  override: { length: number; statutory: number; reason: string; in_force_on: string } | null;
  advised_by: string | null;
  /** Skipped holidays under the decree that made them, since a year's days mostly share one. */
  holidays: { decree: string | null; days: SkippedDay[] }[];
  weekends: { from: string; to: string }[];
  weekendDays: number;
  provisionalYears: number[];
  calendars: { year: string; version: string }[];
};

type Known = {
  cal: Calendar;
  provisional: number[];
  /** Every length that this office ever set in place of the law's. */
  overrides: readonly (Override & { id: number; code: string })[];
  today: string;
};

/** The calculator for one address: an empty form, an answer, or the form with what is wrong with it (status 422). */
export function calculatorPage(query: Record<string, unknown>, known: Known, t: Translate) {
  const show = (form: FormState, result: ResultView | null, status: 200 | 422) => {
    const kept = termsOn(known.overrides, result?.from ?? known.today);
    return { status, view: calculatorView(form, result, known.cal, kept, t) };
  };
  if (!asksForDate(query)) return show(blankForm({ mulai: known.today, tenggat: 'answer' }), null, 200);
  const parsed = parseCalculator(query, t);
  if (!parsed.ok) return show(parsed.form, null, 422);
  try {
    return show(parsed.form, resultView(parsed.data, known, t), 200);
  } catch (error) {
    if (!(error instanceof NoCalendarError)) throw error;
    const mulai = t('calendar:form.noCalendar', { year: String(error.year) });
    return show(withErrors(parsed.form, { mulai }), null, 422);
  }
}

function calculatorView(
  form: FormState,
  result: ResultView | null,
  cal: Calendar,
  kept: KeptTerms | null,
  t: Translate,
): CalculatorView {
  const years = [...cal.years];
  const terms = OFFERED.map(({ code, length }) => ({
    value: code as string,
    label: t('calendar:form.term', { name: t(`calendar:term.${code}`), count: kept?.[code]?.length ?? length }),
  }));
  const other = { value: OTHER, label: t('calendar:form.other') };
  const [firstYear, lastYear] = [years[0] ?? null, years.at(-1) ?? null];
  return { form, options: [...terms, other], mostDays: MOST_DAYS, firstYear, lastYear, result };
}

/** Counts the term and shows every day that did not count. Throws `NoCalendarError` when a year on the way has no calendar. */
export function resultView(
  { from, term: code, days: typed }: Calculation,
  { cal, provisional, overrides }: Known,
  t: Translate,
): ResultView {
  const term = code ? termOf(code) : null;
  // A case keeps the lengths that were in force at its receipt: those of day 0 hold.
  const set = code ? (termsOn(overrides, from)?.[code] ?? null) : null;
  const days = set?.length ?? typed;
  const { due_on, skipped } = explainDue(cal, from, days);
  const weekend = skipped.filter(({ reason }) => reason === 'weekend');
  const [first, last] = [Number(from.slice(0, 4)), Number(due_on.slice(0, 4))];
  return {
    due_on,
    late_from: addDays(due_on, 1),
    from,
    days,
    length: (Date.parse(due_on) - Date.parse(from)) / 86_400_000,
    first_on: days > 0 ? due(cal, from, 1) : null,
    from_is_day_off: cal.years.has(first) && !isWorkingDay(cal, from),
    trigger: term && t(`calendar:trigger.${term.trigger}`),
    article: term?.article ?? null,
    override: term && set && { ...set, statutory: term.length },
    advised_by: term && days > 1 ? before(cal, due_on, 1) : null,
    holidays: byDecree(skipped.filter(({ reason }) => reason !== 'weekend')),
    weekends: weekendsOf(weekend.map(({ date }) => date)),
    weekendDays: weekend.length,
    provisionalYears: provisional.filter((year) => year >= first && year <= last),
    calendars: versionsOf(cal).filter(({ year }) => Number(year) >= first && Number(year) <= last),
  };
}

function byDecree(days: SkippedDay[]): ResultView['holidays'] {
  const decrees = [...new Set(days.map(({ decree }) => decree))];
  return decrees.map((decree) => ({ decree, days: days.filter((day) => day.decree === decree) }));
}

/** `2026.1 2027.3` as years with their versions. */
function versionsOf(cal: Calendar): ResultView['calendars'] {
  return cal.version.split(' ').map((each) => {
    const [year = '', version = ''] = each.split('.');
    return { year, version };
  });
}

/** Saturday and Sunday that follow one another as one weekend. */
function weekendsOf(dates: string[]): { from: string; to: string }[] {
  const weekends: { from: string; to: string }[] = [];
  for (const date of dates) {
    const last = weekends.at(-1);
    if (last && addDays(last.to, 1) === date) last.to = date;
    else weekends.push({ from: date, to: date });
  }
  return weekends;
}

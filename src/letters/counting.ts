import type { DueExplanation } from '../workflow/deadlines';
import { type CountedDue, type DateChange, type ExplainedDue, sourceOf } from '../workflow/explained';
import type { LetterSection } from './facts';
import { present, row, type Words } from './words';

/** How a date was counted; with what became of it on its case, where that is known. */
export type Counted = CountedDue & Partial<ExplainedDue>;

/** How the date a letter turns on was counted, naming each day that was skipped; nothing when the letter has no such date. */
export function countingSection({ due }: { due: Counted | null }, words: Words): LetterSection[] {
  if (!due) return [];
  const heading = words.t('count.heading', { day: words.day(due.in_force_on ?? due.due_on) });
  return [{ heading, paragraphs: countedParagraphs(due, words), rows: countedRows(due, words) }];
}

/** The same words as one text, for programs. */
export function countedText(due: Counted, words: Words): string {
  return [
    ...countedParagraphs(due, words),
    ...countedRows(due, words).map(([name, value]) => `${name}: ${value}.`),
  ].join(' ');
}

/** How a date was counted, in sentences: day 0 and the last day, what is a working day, another length, and what moved it since. */
export function countedParagraphs(due: Counted, words: Words): string[] {
  return present([
    howCounted(due, words),
    whatCounts(due, words),
    otherLength(due, words),
    ...(due.changes ?? []).map((change) => howMoved(change, due, words)),
    whyKept(due, words),
    due.told_on && words.t('count.told', { day: words.day(due.told_on) }),
  ]);
}

function howCounted({ from, days, due_on, unit, trigger }: Counted, { t, say, day }: Words): string {
  const since = trigger
    ? t('count.since', { from: day(from), trigger: say(`workflow:trigger.${trigger}`) })
    : day(from);
  return t(unit === 'calendar_day' ? 'count.how_plain' : 'count.how', { from: since, days, due: day(due_on) });
}

function whatCounts({ unit, skipped }: Counted, { t }: Words): string {
  if (unit === 'calendar_day') return t('count.every_day');
  return t(skipped.length > 0 ? 'count.working_days' : 'count.none_skipped');
}

/** An installation may set another length than the law's: both are told, and why. */
function otherLength({ override, unit }: Counted, { t, say, day }: Words): string | null {
  if (!override) return null;
  const length = (count: number) => say(`workflow:unit.${unit}`, { count });
  const { statutory, reason, in_force_on } = override;
  return t('count.override', { law: length(statutory), own: length(override.length), day: day(in_force_on), reason });
}

const EVENTS = { request: 'event', objection: 'objection.event', dispute: 'dispute.event' } as const;

function howMoved(change: DateChange, due: Counted, { t, say, day }: Words): string {
  const vars = { on: day(change.on), from: day(change.from), to: day(change.to) };
  if (change.event !== 'calendar_moved') {
    return t('count.moved', { ...vars, what: say(`workflow:${EVENTS[due.case ?? 'request']}.${change.event}`) });
  }
  // A new list of a whole year changes many days: those on the way are the ones that moved this date.
  const days = change.days
    .filter(({ date }) => date > due.from && (date <= change.from || date <= change.to))
    .map((one) => t(`count.day_${one.change}`, { day: day(one.date), name: one.name }));
  const why = days.length > 0 ? t('count.because', { days: days.join('; ') }) : '';
  return t('count.moved_by_calendar', { ...vars, decree: change.decree ?? t('count.no_decree'), why });
}

/** Why another date is in force than the calendar of today would give. */
function whyKept({ term, due_on, in_force_on, changes = [] }: Counted, { t, day }: Words): string | null {
  if (!in_force_on || in_force_on === due_on) return null;
  // An extension moved it, and is told among the changes.
  if (term === 'answer_perki' && changes.some(({ event }) => event === 'extended')) return null;
  const bound = sourceOf(term).bindsRequester ? 'requester' : 'office';
  return t(`count.kept_${bound}`, { counted: day(due_on), due: day(in_force_on) });
}

function countedRows(due: Counted, words: Words): [string, string][] {
  const { t, day } = words;
  const weekends = due.skipped.filter(({ reason }) => reason === 'weekend').map(({ date }) => date);
  const closed = due.skipped.filter(({ reason }) => reason !== 'weekend');
  return present([
    row(t('count.weekend'), datesByMonth(weekends, words)),
    ...closed.map((off) =>
      row(day(off.date), t('count.closed', { name: off.name, kind: t(`count.reason.${off.reason}`) })),
    ),
    row(t('row.basis'), due.article),
    row(t('count.decrees'), decreesOf(closed)),
    row(t('count.calendar'), t('count.version', { version: versionsFor(due) })),
  ]);
}

/** Each decree once, however many of the days it names. */
function decreesOf(days: DueExplanation['skipped']): string {
  return [...new Set(present(days.map(({ decree }) => decree)))].join('; ');
}

/** The versions of the years that the term runs through, of all that the calendar's version names. */
export function versionsFor({
  from,
  due_on,
  calendar_version,
}: Pick<Counted, 'from' | 'due_on' | 'calendar_version'>): string {
  const years = calendar_version
    .split(' ')
    .filter((part) => part >= from.slice(0, 4) && part.slice(0, 4) <= due_on.slice(0, 4));
  return years.join(', ') || calendar_version;
}

/** Dates of one month share its name: "12, 13, 19, 20 Desember 2026; 2, 3 Januari 2027". */
function datesByMonth(dates: readonly string[], { month }: Words): string {
  const months = new Map<string, number[]>();
  for (const date of dates) {
    const name = month(date);
    months.set(name, [...(months.get(name) ?? []), Number(date.slice(8))]);
  }
  return [...months].map(([name, days]) => `${days.join(', ')} ${name}`).join('; ');
}

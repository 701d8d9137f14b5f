import type { DueExplanation } from '../workflow/deadlines';
import type { LetterFacts, LetterSection } from './facts';
import { present, row, type Words } from './words';

/** How the date a letter turns on was counted, naming each day that was skipped; nothing when the letter has no such date. */
export function countingSection(facts: Pick<LetterFacts, 'due'>, words: Words): LetterSection[] {
  const { due } = facts;
  if (!due) return [];
  const { t, day } = words;
  const weekends = due.skipped.filter(({ reason }) => reason === 'weekend').map(({ date }) => date);
  const closed = due.skipped.filter(({ reason }) => reason !== 'weekend');
  return [
    {
      heading: t('count.heading', { day: day(due.due_on) }),
      paragraphs: [
        t('count.how', { from: day(due.from), days: due.days, due: day(due.due_on) }),
        t(due.skipped.length > 0 ? 'count.working_days' : 'count.none_skipped'),
      ],
      rows: present([
        row(t('count.weekend'), datesByMonth(weekends, words)),
        ...closed.map((off) =>
          row(day(off.date), t('count.closed', { name: off.name, kind: t(`count.reason.${off.reason}`) })),
        ),
        row(t('row.basis'), due.article),
        row(t('count.decrees'), decreesOf(closed)),
        row(t('count.calendar'), t('count.version', { version: versionsFor(due) })),
      ]),
    },
  ];
}

/** Each decree once, however many of the days it names. */
function decreesOf(days: DueExplanation['skipped']): string {
  return [...new Set(present(days.map(({ decree }) => decree)))].join('; ');
}

/** The versions of the years that the term runs through, of all that the calendar's version names. */
function versionsFor({ from, due_on, calendar_version }: DueExplanation): string {
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

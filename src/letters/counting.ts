import type { DueExplanation } from '../workflow/deadlines';
import type { LetterFacts, LetterSection } from './facts';
import { present, row, type Words } from './words';

/** How the date a letter turns on was counted, naming each day that was skipped; nothing when the letter has no such date. */
export function countingSection(facts: LetterFacts, words: Words): LetterSection[] {
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
        ...closed.map((off) => row(day(off.date), whyClosed(off, words))),
        row(t('row.basis'), due.article),
        row(t('count.calendar'), t('count.version', { version: due.calendar_version })),
      ]),
    },
  ];
}

function whyClosed(off: DueExplanation['skipped'][number], { t }: Words): string {
  const kind = t(`count.reason.${off.reason}`);
  const vars = { name: off.name, kind, decree: off.decree ?? '' };
  return t(off.decree ? 'count.closed_by' : 'count.closed', vars);
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

import { withOffset } from '../../calendar/working-days';
import type { Translate } from '../../i18n/catalogue';
import { countedText } from '../../letters/counting';
import { wordsIn } from '../../letters/words';
import type { ExplainedDue } from '../../workflow/explained';

/** The clocks of one case, in the language that its letters are written in. */
export type ClocksOfCase = {
  number: string;
  language: 'id' | 'en';
  clocks: readonly (ExplainedDue & { binding: boolean })[];
};

/** Every date of a request, of its objections and of their disputes, each with how it was counted and what moved it. */
export function explainJson(input: {
  number: string;
  cases: readonly ClocksOfCase[];
  calendarVersion: string;
  timezone: string;
  wordsOf: (language: 'id' | 'en') => Translate;
}) {
  const { number, cases, calendarVersion, timezone, wordsOf } = input;
  return {
    number,
    calendar_version: calendarVersion,
    clocks: cases.flatMap((one) => {
      const words = wordsIn({ language: one.language }, wordsOf(one.language));
      return one.clocks.map((due) => ({
        case: due.case,
        number: one.number,
        term: due.term,
        trigger: due.trigger,
        from: due.from,
        length: due.days,
        unit: due.unit,
        article: due.article,
        override: due.override,
        due_on: due.in_force_on,
        counted_on: due.due_on,
        told_on: due.told_on,
        binding: due.binding,
        skipped: due.skipped,
        calendar_version: due.calendar_version,
        changes: due.changes.map((change) => ({
          at: withOffset(change.at, timezone),
          event: change.event,
          from: change.from,
          to: change.to,
          decree: change.decree,
          days: change.days.map(({ date, change: how, kind, name }) => ({ date, change: how, kind, name })),
        })),
        sentence: countedText(due, words),
      }));
    }),
  };
}

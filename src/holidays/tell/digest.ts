import type { CalendarMovedCaseRow } from '../../db/tables/holidays';
import type { Translate } from '../../i18n/catalogue';
import { formatIn } from '../../web/format';
import { fieldWords } from '../fields';

/** How many moved dates one mail lists; the rest is counted. */
export const MOST_LISTED = 30;

export type DigestFacts = {
  name: string;
  decree: string;
  reason: string;
  days: readonly { date: string; name: string; change: 'added' | 'removed' }[];
  /** How many cases of this person moved, and their first moved dates. */
  cases: number;
  listed: readonly Pick<CalendarMovedCaseRow, 'case_kind' | 'number' | 'field' | 'old_on' | 'new_on'>[];
  /** Set when the mail climbed because nobody holds the office it was meant for. */
  climbed: boolean;
  url: string;
  timezone: string;
};

/** One mail that tells an officer which of his cases a change of the calendar moved, and to when. It names no requester. */
export function digestMail(t: Translate, facts: DigestFacts): { subject: string; text: string } {
  const format = formatIn('id', t, facts.timezone);
  const lines = facts.listed.slice(0, MOST_LISTED).map((one) =>
    t('holidays:mail.line', {
      number: one.number,
      field: fieldWords(t, one.case_kind, one.field),
      old: format.day(one.old_on),
      new: format.day(one.new_on),
    }),
  );
  const days = facts.days
    .slice(0, MOST_LISTED)
    .map(({ date, name, change }) => t(`holidays:mail.day.${change}`, { day: format.day(date), name }));
  const more = new Set(facts.listed.map(({ number }) => number)).size < facts.cases;
  const parts = [
    t('holidays:mail.greeting', { name: facts.name }),
    t('holidays:mail.moved', { count: facts.cases, decree: facts.decree, reason: facts.reason }),
    days.join('\n'),
    facts.climbed ? t('holidays:mail.climbed') : '',
    lines.join('\n'),
    more ? t('holidays:mail.more') : '',
    t('holidays:mail.told'),
    t('holidays:mail.open', { url: facts.url }),
  ];
  return {
    subject: t('holidays:mail.subject', { count: facts.cases }),
    text: parts.filter((part) => part !== '').join('\n\n'),
  };
}

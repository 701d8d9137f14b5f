import type { Translate } from '../../../i18n/catalogue';
import { formatIn } from '../../../web/format';
import { ANNUAL_ARTICLE } from '../../../workflow/annual-report';

export type AnnualMailFacts = {
  step: string;
  /** What is still to be done: the report itself, or its copy to the commission. */
  owed: 'report' | 'copy';
  name: string;
  year: number;
  due_by: string;
  length: number;
  /** The office it was meant for, when nobody holds it. */
  meant_for: string | null;
  url: string;
  timezone: string;
};

/** A short message on the annual report: why, by when, how that was counted, and where. */
export function annualMail(t: Translate, facts: AnnualMailFacts): { subject: string; text: string } {
  const format = formatIn('id', t, facts.timezone);
  const vars = {
    ...{ name: facts.name, year: facts.year, url: facts.url, count: facts.length, article: ANNUAL_ARTICLE },
    dueBy: format.day(facts.due_by),
  };
  const lines = [
    t('annual:mail.greeting', vars),
    t(`annual:mail.${facts.step}.text`, vars),
    t(`annual:mail.owed.${facts.owed}`, vars),
    facts.meant_for === null ? null : t('annual:mail.climbed', { office: t(`annual:office.${facts.meant_for}`) }),
    t('annual:mail.counted', vars),
    t('annual:mail.open', vars),
  ];
  return {
    subject: t(`annual:mail.${facts.step}.subject`, vars),
    text: lines.filter((line) => line !== null).join('\n\n'),
  };
}

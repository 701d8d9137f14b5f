import type { Translate } from '../i18n/catalogue';
import { formatIn } from '../web/format';

type Facts = {
  name: string;
  number: string;
  title: string;
  ends_on: string | null;
  /** The day that the message speaks of. */
  due_on: string | null;
  year: number | null;
  copy: boolean;
  url: string;
  timezone: string;
};

/** A short message to an officer. It names the item, which is public, and nothing of its content. */
export function exemptionMail(t: Translate, key: string, facts: Facts): { subject: string; text: string } {
  const fmt = formatIn('id', t, facts.timezone);
  const day = (date: string | null) => (date === null ? '–' : fmt.day(date));
  const { name, number, title, url } = facts;
  const vars = {
    ...{ name, number, title, url, ends: day(facts.ends_on), due: day(facts.due_on) },
    year: facts.year === null ? '–' : String(facts.year),
  };
  return {
    subject: t(`exemptions:mail.${key}.subject`, vars),
    text: [
      t('exemptions:mail.greeting', vars),
      t(`exemptions:mail.${key}.text`, vars),
      ...(facts.copy ? [t('exemptions:mail.copy', vars)] : []),
      t('exemptions:mail.item', vars),
      t('exemptions:mail.open', vars),
    ].join('\n\n'),
  };
}

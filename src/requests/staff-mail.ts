import type { Translate } from '../i18n/catalogue';
import { formatIn } from '../web/format';

export type StaffMailFacts = {
  name: string;
  number: string;
  due_on: string;
  received_on: string;
  days: number;
  holder: string | null;
  /** Set when the message climbed because nobody holds the office it was meant for. */
  meant_for: string | null;
  url: string;
  timezone: string;
};

/** A short message to an officer: what it is about, by when, what to do, and where. It names no requester. */
export function staffMail(t: Translate, key: string, facts: StaffMailFacts): { subject: string; text: string } {
  const format = formatIn('id', t, facts.timezone);
  const vars = {
    ...facts,
    due: format.day(facts.due_on),
    received: format.day(facts.received_on),
    holder: facts.holder ?? t('requests:staff_mail.no_holder'),
  };
  const lines = [
    t('requests:staff_mail.greeting', vars),
    t(`requests:staff_mail.${key}.text`, vars),
    facts.meant_for === null
      ? null
      : t('requests:staff_mail.climbed', { office: t(`requests:addressee.${facts.meant_for}`) }),
    t('requests:staff_mail.facts', vars),
    t('requests:staff_mail.open', vars),
  ];
  return {
    subject: t(`requests:staff_mail.${key}.subject`, vars),
    text: lines.filter((line) => line !== null).join('\n\n'),
  };
}

import type { Translate } from '../i18n/catalogue';
import { formatIn } from '../web/format';
import type { CaseName } from '../workflow/escalations';

export type StaffMailFacts = {
  case: CaseName;
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
    holder: facts.holder ?? t('cases:mail.no_holder'),
  };
  const lines = [
    t('cases:mail.greeting', vars),
    t(`cases:mail.${key}.text`, vars),
    facts.meant_for === null ? null : t('cases:mail.climbed', { office: t(`cases:addressee.${facts.meant_for}`) }),
    t(`cases:mail.facts.${facts.case}`, vars),
    t('cases:mail.open', vars),
  ];
  return { subject: t(`cases:mail.${key}.subject`, vars), text: lines.filter((line) => line !== null).join('\n\n') };
}

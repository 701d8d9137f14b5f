import type { Translate } from '../i18n/catalogue';
import { formatIn } from '../web/format';
import { breachClock } from '../workflow/breach-clock';
import { clockWords } from './clock-words';

export type BreachMailFacts = {
  name: string;
  number: string;
  discovered_at: string;
  due_at: string;
  now: string;
  subjects_told: boolean;
  agency_told: boolean;
  /** Set when the message climbed because nobody holds the office it was meant for. */
  meant_for: string | null;
  url: string;
  timezone: string;
};

/** A short message to an officer: which case, by when, what is missing, and where. It says nothing of what was disclosed. */
export function breachStaffMail(t: Translate, key: string, facts: BreachMailFacts): { subject: string; text: string } {
  const format = formatIn('id', t, facts.timezone);
  const vars = {
    number: facts.number,
    clock: clockWords(breachClock(facts.due_at, facts.now), t),
    due: format.dayTime(facts.due_at),
  };
  const told = (is: boolean) => t(`breaches:staff_mail.${is ? 'told' : 'waits'}`);
  const lines = [
    t('breaches:staff_mail.greeting', { name: facts.name }),
    t(`breaches:staff_mail.${key}.text`, vars),
    facts.meant_for === null
      ? null
      : t('breaches:staff_mail.climbed', { office: t(`breaches:office.${facts.meant_for}`) }),
    t('breaches:staff_mail.facts', {
      number: facts.number,
      discovered: format.dayTime(facts.discovered_at),
      due: vars.due,
      subjects: told(facts.subjects_told),
      agency: told(facts.agency_told),
    }),
    t('breaches:staff_mail.open', { url: facts.url }),
  ];
  return {
    subject: t(`breaches:staff_mail.${key}.subject`, vars),
    text: lines.filter((line) => line !== null).join('\n\n'),
  };
}

import type { Translate } from '../../i18n/catalogue';
import { formatIn } from '../../web/format';

export type MonevMailFacts = {
  step: string;
  name: string;
  year: number;
  commission: string;
  submit_by: string;
  /** The office it was meant for, when nobody holds it. */
  meant_for: string | null;
  url: string;
};

/** A short message that the commission waits for the answers: by when, and where. */
export function monevMail(t: Translate, facts: MonevMailFacts): { subject: string; text: string } {
  const { step, submit_by, meant_for, ...rest } = facts;
  const vars = { ...rest, year: String(facts.year), day: formatIn('id', t, 'UTC').day(submit_by) };
  const lines = [
    t('monev:mail.greeting', vars),
    t(`monev:mail.${step}.text`, vars),
    meant_for === null ? null : t('monev:mail.climbed', { office: t(`accounts:role.${meant_for}`) }),
    t('monev:mail.open', vars),
  ];
  return {
    subject: t(`monev:mail.${step}.subject`, vars),
    text: lines.filter((line) => line !== null).join('\n\n'),
  };
}

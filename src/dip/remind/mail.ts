import type { Translate } from '../../i18n/catalogue';
import { formatIn } from '../../web/format';
import { DIP_RENEWAL_ARTICLE } from '../../workflow/dip-renewal';

export type RenewalFacts = {
  step: string;
  name: string;
  decree: string;
  decree_on: string;
  renew_by: string;
  length: number;
  /** The office it was meant for, when nobody holds it. */
  meant_for: string | null;
  url: string;
  timezone: string;
};

/** A short message on the renewal of the register: why, by when, how that was counted, and where. */
export function renewalMail(t: Translate, facts: RenewalFacts): { subject: string; text: string } {
  const format = formatIn('id', t, facts.timezone);
  const vars = {
    ...{ name: facts.name, decree: facts.decree, url: facts.url, count: facts.length, article: DIP_RENEWAL_ARTICLE },
    ...{ decreeOn: format.day(facts.decree_on), renewBy: format.day(facts.renew_by) },
  };
  const lines = [
    t('dip:mail.greeting', vars),
    t(`dip:mail.${facts.step}.text`, vars),
    facts.meant_for === null ? null : t('dip:mail.climbed', { office: t(`dip:office.${facts.meant_for}`) }),
    t('dip:mail.counted', vars),
    t('dip:mail.open', vars),
  ];
  return {
    subject: t(`dip:mail.${facts.step}.subject`, vars),
    text: lines.filter((line) => line !== null).join('\n\n'),
  };
}

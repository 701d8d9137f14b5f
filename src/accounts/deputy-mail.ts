import type { Translate } from '../i18n/catalogue';
import { formatIn } from '../web/format';

export type DeputyMailFacts = {
  name: string;
  principal: string;
  roles: string[];
  fromOn: string;
  untilOn: string;
  url: string;
  timezone: string;
};

/** A short letter to somebody who was named a deputy, or is one no longer. The subject names nobody. */
export function deputyMail(t: Translate, kind: 'named' | 'ended', { timezone, ...facts }: DeputyMailFacts) {
  const { day } = formatIn('id', t, timezone);
  const vars = { ...facts, roles: facts.roles.join(', '), from: day(facts.fromOn), until: day(facts.untilOn) };
  return { subject: t(`accounts:mail.deputy_${kind}.subject`), text: t(`accounts:mail.deputy_${kind}.text`, vars) };
}

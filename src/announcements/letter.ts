import type { Config } from '../config';
import type { AnnouncementRow } from '../db/tables/announcements';
import type { Language, Translate } from '../i18n/catalogue';
import { formatIn } from '../web/format';
import { readStandard } from './standard';

export type LetterFacts = Pick<
  AnnouncementRow,
  'public_id' | 'title' | 'happening' | 'standard' | 'subkind' | 'from_at' | 'until_at'
> & { body_name: string; update: { text: string; made_at: string } | null };

type Office = Pick<Config, 'baseUrl' | 'timezone' | 'org'>;

/** The letter about an announcement, or about what has developed: the same for everybody but the link that ends it. */
export function announcementLetter(t: Translate, language: Language, facts: LetterFacts, office: Office) {
  const fmt = formatIn(language, t, office.timezone);
  const { update, body_name: body, until_at } = facts;
  const standard = readStandard(facts.standard);
  const kind = t(`catalogue:subkind.${facts.subkind}`);
  const say = (key: string, vars: Record<string, unknown> = {}) => t(`announcements:mail.${key}`, vars);
  const parts = [
    update && `${say('update', { when: fmt.dayTime(update.made_at) })}\n${update.text}`,
    `${say('happening')}\n${facts.happening}`,
    standard.d && `${say('advice')}\n${standard.d}`,
    standard.e && `${say('help')}\n${standard.e}`,
    `${say('from', { body, from: fmt.dayTime(facts.from_at) })}${until_at ? ` ${say('until', { until: fmt.dayTime(until_at) })}` : ''}`,
    say('page', { url: `${office.baseUrl}/peringatan/${facts.public_id}` }),
  ];
  const subject = say(update ? 'subjectUpdate' : 'subject', { kind, title: facts.title });
  const head = [`${kind}: ${facts.title}`, ...parts.filter(Boolean)].join('\n\n');
  return { subject, text: (stop: string) => `${head}\n\n-- \n${say('why', { office: office.org.name, stop })}\n` };
}

import type { Translate } from '../i18n/catalogue';
import type { LetterDoc, LetterSection, Office, Signatory } from '../letters/facts';
import { paragraphsOf, present } from '../letters/words';
import { formatIn } from '../web/format';
import type { Agency } from './agency';
import type { Contact } from './contact';
import type { BreachContent } from './content';

/** What both notices say. `t` must speak Indonesian: an official letter does, whatever its reader's screen does. */
export type NoticeFacts = {
  number: string;
  dated_on: string;
  discovered_at: string;
  people_count: number | null;
  content: BreachContent;
  org: Office;
  signatory: Signatory | null;
  timezone: string;
};

type Words = { t: Translate; dayTime(instant: string): string; day(date: string): string; number(n: number): string };

/** The notice to one data subject: UU 27/2022 Pasal 46 ayat (1) huruf a and ayat (2). */
export function subjectNotice(facts: NoticeFacts, contact: Contact, translate: Translate): LetterDoc {
  const words = wordsOf(facts, translate);
  const { t } = words;
  const { email, phone, address } = facts.org;
  return letter('subject', facts, words, present([contact.name, contact.address ?? contact.email]), [
    { paragraphs: [t('subject.opening', { discovered: words.dayTime(facts.discovered_at) })] },
    ...said(facts.content, t),
    { heading: t('subject.advice_heading'), list: [1, 2, 3].map((n) => t(`subject.advice_${n}`)) },
    {
      heading: t('subject.contact_heading'),
      paragraphs: [t('subject.contact', { office: facts.org.name })],
      rows: present([
        phone !== '' && ([t('row.phone'), phone] as [string, string]),
        email !== '' && ([t('row.email'), email] as [string, string]),
        address !== '' && ([t('row.address'), address] as [string, string]),
      ]),
    },
  ]);
}

/** How far the single notices have come when the agency is told. */
export type SubjectsSoFar = { told: number; all: number; told_at: string | null; instead: boolean };

/** The notice to the agency: Pasal 46 ayat (1) huruf b and ayat (2). */
export function agencyNotice(facts: NoticeFacts, agency: Agency, so: SubjectsSoFar, translate: Translate): LetterDoc {
  const words = wordsOf(facts, translate);
  const { t, dayTime } = words;
  const people =
    facts.people_count === null ? t('agency.people_unknown') : t('agency.people', { count: facts.people_count });
  return letter('agency', facts, words, present([agency.name, agency.address || agency.email]), [
    {
      paragraphs: [t('agency.opening', { office: facts.org.name })],
      rows: [
        [t('row.number'), facts.number],
        [t('row.discovered'), dayTime(facts.discovered_at)],
        [t('row.people'), people],
        [t('row.subjects'), subjectsWords(so, words)],
      ],
    },
    ...said(facts.content, t),
    { paragraphs: [t('agency.closing')] },
  ]);
}

function subjectsWords(so: SubjectsSoFar, { t, dayTime, number }: Words): string {
  if (so.instead) return t('agency.subjects_public');
  if (so.told_at) return t('agency.subjects_told', { told: number(so.told), at: dayTime(so.told_at) });
  return so.told > 0
    ? t('agency.subjects_partly', { told: number(so.told), all: number(so.all) })
    : t('agency.subjects_waiting');
}

/** Pasal 46 ayat (2) huruf a, b and c, in the office's own words. */
function said({ data_kinds, happened, handling }: BreachContent, t: Translate): LetterSection[] {
  return [
    { heading: t('said.data_kinds'), paragraphs: paragraphsOf(data_kinds) },
    { heading: t('said.happened'), paragraphs: paragraphsOf(happened) },
    { heading: t('said.handling'), paragraphs: paragraphsOf(handling) },
  ];
}

function wordsOf({ timezone }: NoticeFacts, translate: Translate): Words {
  const format = formatIn('id', translate, timezone);
  return {
    t: (key, vars) => translate(`breaches:letter.${key}`, vars),
    dayTime: format.dayTime,
    day: format.day,
    number: (n) => format.number(n, 0),
  };
}

function letter(
  kind: 'subject' | 'agency',
  facts: NoticeFacts,
  { t, day }: Words,
  to: string[],
  sections: LetterSection[],
): LetterDoc {
  const { name, region, address, email, phone } = facts.org;
  const place = region.replace(/^(kabupaten|kota|kab\.)\s+/i, '');
  return {
    kind: `breach_${kind}`,
    language: 'id',
    letterhead: { government: t('label.government', { region }), office: name, address, email, phone },
    title: t(`${kind}.title`),
    number: facts.number,
    dated_on: facts.dated_on,
    place,
    place_and_date: `${place}, ${day(facts.dated_on)}`,
    to,
    about: t(`${kind}.about`),
    sections,
    code: null,
    signatory: facts.signatory,
    footer: t('footer', { number: facts.number, office: name }),
    labels: {
      number: t('label.number'),
      about: t('label.about'),
      to: t('label.to'),
      code: '',
      code_hidden: '',
      employee_number: t('label.employee_number'),
    },
  };
}

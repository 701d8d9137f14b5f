import { OBJECTION_GROUNDS, type ObjectionGround } from '../workflow/objection-facts';
import type { Decision, LetterFacts, LetterSection, Office } from './facts';
import { present, row, type Words } from './words';

/** The grounds of UU 14/2008 Pasal 35(1), in the words of the catalogue under `ground.<letter>`. */
export { OBJECTION_GROUNDS, type ObjectionGround };

/** The grounds a notice may give rise to, by what was decided. The requester may use any other: these are named as examples. */
export function groundsOf({ kind, because }: Decision): ObjectionGround[] {
  if (kind === 'refused') return ['a'];
  if (kind === 'granted') return ['d', 'f', 'g'];
  if (kind === 'granted_partly') return because === 'exempt' ? ['a', 'd', 'e', 'f', 'g'] : ['d', 'e', 'f', 'g'];
  return ['d', 'e'];
}

/** Where an objection is made online: the request's number is filled in, its code is not. */
export function objectOnlineUrl(facts: Pick<LetterFacts, 'tracking_url' | 'request'>): string {
  return new URL(`/keberatan/baru?nomor=${encodeURIComponent(facts.request.number)}`, facts.tracking_url).href;
}

/** Where the blank form of Lampiran X lies, with the request's number filled in. */
export function objectionFormUrl(facts: Pick<LetterFacts, 'tracking_url' | 'request'>): string {
  return new URL(`/keberatan/formulir?nomor=${encodeURIComponent(facts.request.number)}`, facts.tracking_url).href;
}

/** Address, e-mail and telephone of the desk, as far as they are known. */
export function deskOf(org: Office, { t }: Pick<Words, 't'>): string {
  return [
    org.address,
    org.email && t('desk.email', { email: org.email }),
    org.phone && t('desk.phone', { phone: org.phone }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/**
 * The right to object and how to use it, online or on paper: UU 14/2008 Pasal 35–37, Perki 1/2021 Pasal 39–41. `grounds` are the
 * letters that this very notice may give rise to. The last day is named only when its day 0 is known.
 */
export function objectionSection(
  facts: LetterFacts,
  words: Words,
  grounds: readonly ObjectionGround[],
  lastDay: string | null,
  whenUnknown = words.t('object.from_receipt'),
): LetterSection {
  const { t, day } = words;
  return {
    heading: t('object.heading'),
    paragraphs: present([
      t('object.right'),
      lastDay ? t('object.until', { day: day(lastDay) }) : whenUnknown,
      t('object.grounds'),
    ]),
    rows: present([
      ...grounds.map((ground) => row(t('object.ground', { letter: ground }), t(`ground.${ground}`))),
      row(t('object.online'), objectOnlineUrl(facts)),
      row(t('object.form'), objectionFormUrl(facts)),
      row(t('object.where'), t('object.desk', { office: facts.org.name, desk: deskOf(facts.org, words) })),
      row(t('object.then'), t('object.answer')),
    ]),
  };
}

/**
 * The last day to object that a notice may name: only when it is counted from the day the notice reaches the requester,
 * since a date counted from an earlier event would be too early for a letter that is still under way.
 */
export function lastDayFromNotice(facts: LetterFacts): string | null {
  return facts.reached_by_email ? facts.request.object_by : null;
}

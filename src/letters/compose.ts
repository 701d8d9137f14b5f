import type { Translate } from '../i18n/catalogue';
import type { LetterDoc, LetterFacts, LetterSection } from './facts';
import { codeAgain, incomplete, lapsed, receipt, repairReminder, withdrawn } from './filing';
import type { LetterKind } from './kinds';
import { granted, grantedPartly, notDocumented, notHeld, redirected, refused } from './notices';
import { dateMoved, delivered, extension, overdue, windowReminder } from './progress';
import { present, type SectionsOf, type Words, wordsIn } from './words';

const SECTIONS: Readonly<Record<LetterKind, SectionsOf>> = {
  receipt,
  incomplete,
  lapsed,
  extension,
  granted,
  granted_partly: grantedPartly,
  refused,
  not_held: notHeld,
  not_documented: notDocumented,
  redirected,
  delivered,
  withdrawn,
  overdue,
  window_reminder: windowReminder,
  repair_reminder: repairReminder,
  code_again: codeAgain,
  date_moved: dateMoved,
};

/** Kinds that hand the requester the code. */
const WITH_CODE: ReadonlySet<LetterKind> = new Set(['receipt', 'code_again']);

/**
 * Writes a letter from its facts. `t` must speak `facts.language`. Throws when the facts lack what the kind must say by
 * law: that is a caller's bug, since forms check what people type.
 */
export function composeLetter(kind: LetterKind, facts: LetterFacts, t: Translate): LetterDoc {
  const words = wordsIn(facts, t);
  const code = WITH_CODE.has(kind) ? (facts.code ?? null) : null;
  return letterFrame(kind, { ...facts, case_number: facts.request.number }, words, {
    sections: SECTIONS[kind](facts, words),
    code,
  });
}

/** What is alike in every letter: head, number, addressee, signature, foot. Its title and subject are words of its kind. */
export function letterFrame(
  kind: string,
  facts: FrameFacts,
  words: Words,
  { sections, code }: { sections: readonly LetterSection[]; code: string | null },
): LetterDoc {
  const { name, region, address, email, phone } = facts.org;
  const place = region.replace(/^(kabupaten|kota|kab\.)\s+/i, '');
  return {
    kind,
    language: facts.language,
    letterhead: { government: words.t('label.government', { region }), office: name, address, email, phone },
    title: words.t(`kind.${kind}.title`),
    number: facts.number,
    dated_on: facts.dated_on,
    place,
    place_and_date: `${place}, ${words.day(facts.dated_on)}`,
    to: addressee(facts, words),
    about: words.t(`kind.${kind}.about`, { number: facts.case_number }),
    sections: sections.filter(hasContent),
    code,
    signatory: facts.signatory,
    footer: words.t('footer', { office: name, number: facts.number, url: facts.tracking_url }),
    labels: {
      number: words.t('label.number'),
      about: words.t('label.about'),
      to: words.t('label.to'),
      code: words.t('label.code'),
      code_hidden: words.t('label.code_hidden'),
      employee_number: words.t('label.employee_number'),
    },
  };
}

/** What the frame of a letter needs, whatever it is about. */
export type FrameFacts = Pick<
  LetterFacts,
  'language' | 'number' | 'dated_on' | 'org' | 'signatory' | 'requester' | 'tracking_url'
> & { case_number: string };

function addressee({ requester }: Pick<LetterFacts, 'requester'>, { t }: Words): string[] {
  return present([
    t('to.name', { name: requester.name }),
    requester.proxy_name ? t('to.proxy', { name: requester.proxy_name }) : null,
    requester.address ?? requester.email,
  ]);
}

const hasContent = (section: LetterSection): boolean =>
  [section.paragraphs, section.list, section.rows].some((part) => part !== undefined && part.length > 0);

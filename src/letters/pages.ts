import type { Language, Translate } from '../i18n/catalogue';
import type { LetterDoc, LetterSection, Office } from './facts';
import { deskOf, OBJECTION_GROUNDS, type ObjectionGround } from './objecting';
import { letterWords, present } from './words';

export type Link = { href: string; label: string };

/** The page of one letter: where it leads back to, the address of its PDF, and the signed scan when there is one. */
export type LetterPage = { letter: LetterView; back: Link | null; pdf: string | null; signed: Link | null };

export type LetterBlock =
  | { p: string }
  | { heading: string }
  | { list: string[]; numerals: 'roman' | null }
  | { facts: { label: string; value: string }[] };

/** A letter as the kit's partial prints it, in the letter's own language whatever the page's is. */
export type LetterView = {
  lang: Language;
  title: string;
  letterhead: { government: string; office: string; contact: string };
  placeAndDate: string;
  number: string;
  subject: string;
  to: string[];
  blocks: LetterBlock[];
  /** Without a person it is the office alone. */
  signatory: { office: string; name: string | null; employeeNumber: string | null };
  footer: string;
  words: { number: string; subject: string; to: string; employeeNumber: string };
};

/**
 * The view of a letter for `/partials/letter` and the mail. The code that opens the case is left out unless `withCode`:
 * only the requester, and the desk that hands a receipt over the counter, may see it.
 */
export function letterView(doc: LetterDoc, { withCode = false }: { withCode?: boolean } = {}): LetterView {
  const { letterhead, labels, signatory } = doc;
  const [first, ...rest] = doc.sections.map(blocksOf);
  return {
    lang: doc.language,
    title: doc.title,
    letterhead: {
      government: letterhead.government,
      office: letterhead.office,
      contact: [letterhead.address, letterhead.phone, letterhead.email].filter((part) => part !== '').join(' · '),
    },
    placeAndDate: doc.place_and_date,
    number: doc.number,
    subject: doc.about,
    to: doc.to,
    blocks: [...(first ?? []), ...codeBlock(doc, withCode), ...rest.flat()],
    signatory: {
      office: signatory?.title ?? letterhead.office,
      name: signatory?.name ?? null,
      employeeNumber: signatory?.employee_number ?? null,
    },
    footer: doc.footer,
    words: { number: labels.number, subject: labels.about, to: labels.to, employeeNumber: labels.employee_number },
  };
}

function codeBlock({ code, labels }: LetterDoc, withCode: boolean): LetterBlock[] {
  if (!code) return [];
  return [{ facts: [{ label: labels.code, value: withCode ? code : labels.code_hidden }] }];
}

/** One section as the blocks that a page prints. */
export function blocksOf({ heading, paragraphs = [], list = [], numerals, rows = [] }: LetterSection): LetterBlock[] {
  return present<LetterBlock>([
    heading ? { heading } : null,
    ...paragraphs.map((p) => ({ p })),
    list.length > 0 && { list, numerals: numerals ?? null },
    rows.length > 0 && { facts: rows.map(([label, value]) => ({ label, value })) },
  ]);
}

/** The blank objection form: the request's number when it is known, and where to hand it in. */
export type ObjectionFormView = {
  number: string;
  office: string;
  desk: string;
  grounds: readonly ObjectionGround[];
  online: string;
};

/** The view of the form of Lampiran X. */
export function objectionFormView(org: Office, number: string, t: Translate): ObjectionFormView {
  const desk = deskOf(org, { t: letterWords(t) });
  return {
    number,
    office: org.name,
    desk: [org.name, desk].filter((part) => part !== '').join(', '),
    grounds: OBJECTION_GROUNDS,
    online: number ? `/keberatan/baru?nomor=${encodeURIComponent(number)}` : '/keberatan/baru',
  };
}

import { countingSection } from './counting';
import type { LetterFacts, LetterSection } from './facts';
import { deskOf } from './objecting';
import { needed, present, row, type SectionsOf, type Words } from './words';

const PAPERS: ReadonlySet<string> = new Set(['ktp', 'akta', 'surat_kuasa', 'ktp_grantor']);
const RIGHTS = ['ask', 'receipt', 'notice', 'fee', 'object', 'dispute'];

/** Which request a letter is about: number, day of receipt, subject and purpose. */
export function requestRows({ request, body }: LetterFacts, { t, day }: Words): [string, string][] {
  return present([
    row(t('row.request_number'), request.number),
    row(t('row.received'), day(request.received_on)),
    request.recorded_on !== request.received_on && row(t('row.recorded'), day(request.recorded_on)),
    row(t('row.body'), body?.name),
    row(t('row.details'), request.details),
    row(t('row.purpose'), request.purpose),
  ]);
}

/** How the requester wants to have it: the format and the way of UU 14/2008 Pasal 22(2). */
export function wishRows({ request }: LetterFacts, { t }: Words): [string, string][] {
  return present([
    row(t('row.obtain'), t(`obtain.${request.obtain}`)),
    request.obtain === 'copy' && row(t('row.deliver'), t(`deliver.${request.deliver}`)),
  ]);
}

function missingList(missing: readonly string[], { t }: Words): string[] {
  return missing.map((paper) => (PAPERS.has(paper) ? t(`paper.${paper}`) : paper));
}

/** UU 14/2008 Pasal 22(4): proof of receipt, with the rights that Lampiran VI prints on the back of the form. */
export const receipt: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const { request, missing = [] } = facts;
  return [
    { paragraphs: [t('receipt.opening')], rows: [...requestRows(facts, words), ...wishRows(facts, words)] },
    {
      heading: t('receipt.follow_heading'),
      paragraphs: [t('receipt.follow')],
      rows: [[t('row.tracking'), facts.tracking_url]],
    },
    {
      heading: t('receipt.missing_heading'),
      paragraphs: [t(missing.length > 0 ? 'receipt.missing' : 'receipt.nothing_missing')],
      list: missingList(missing, words),
    },
    { paragraphs: present([request.check_due_on && t('receipt.check', { day: day(request.check_due_on) })]) },
    {
      heading: t('receipt.answer_heading'),
      paragraphs: [t('receipt.answer', { day: day(request.due_on) }), t('receipt.may_extend')],
    },
    ...countingSection(facts, words),
    { heading: t('rights.heading'), numerals: 'roman', list: RIGHTS.map((right) => t(`rights.${right}`)) },
  ];
};

/** Perki 1/2021 Pasal 33 and Lampiran IX: what lacks, and three working days from the day this letter arrives. */
export const incomplete: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const missing = needed(facts.missing, 'incomplete', 'missing');
  return [
    { paragraphs: [t('incomplete.opening')], rows: requestRows(facts, words) },
    {
      heading: t('incomplete.missing_heading'),
      paragraphs: [t('incomplete.missing')],
      list: missingList(missing, words),
    },
    {
      heading: t('incomplete.until_heading'),
      paragraphs: present([
        t('incomplete.three_days'),
        facts.repair_due_on ? t('incomplete.until', { day: day(facts.repair_due_on) }) : t('incomplete.from_receipt'),
      ]),
    },
    ...countingSection(facts, words),
    howToComplete(facts, words),
    {
      heading: t('incomplete.otherwise_heading'),
      paragraphs: [t('incomplete.otherwise'), t('incomplete.after', { day: day(facts.request.due_on) })],
    },
  ];
};

/** A last day of the requester's own is near. */
export const repairReminder: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const until = needed(facts.repair_due_on, 'repair_reminder', 'repair_due_on');
  const count = needed(facts.days_left, 'repair_reminder', 'days_left');
  const { missing = [], request } = facts;
  return [
    {
      paragraphs: [
        t('repair_reminder.opening', { number: request.number, day: day(until), count }),
        t(missing.length > 0 ? 'incomplete.missing' : 'repair_reminder.see_letter'),
      ],
      list: missingList(missing, words),
    },
    howToComplete(facts, words),
    { heading: t('incomplete.otherwise_heading'), paragraphs: [t('incomplete.otherwise')] },
  ];
};

function howToComplete(facts: LetterFacts, words: Words): LetterSection {
  const { t } = words;
  return {
    heading: t('incomplete.how_heading'),
    paragraphs: [
      t('incomplete.online'),
      t('incomplete.desk', { office: facts.org.name, desk: deskOf(facts.org, words) }),
    ],
    rows: [[t('row.tracking'), facts.tracking_url]],
  };
}

/** Perki 1/2021 Pasal 33(4): noted in the register and not followed up. That is no refusal. */
export const lapsed: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const { repair_due_on: until, missing = [] } = facts;
  return [
    {
      paragraphs: [until ? t('lapsed.opening', { day: day(until) }) : t('lapsed.opening_undated')],
      list: missingList(missing, words),
    },
    { rows: requestRows(facts, words) },
    {
      heading: t('lapsed.meaning_heading'),
      paragraphs: [t('lapsed.meaning'), t('lapsed.anew')],
      rows: [[t('row.file_anew'), new URL('/permohonan/baru', facts.tracking_url).href]],
    },
  ];
};

/** The requester took the request back. */
export const withdrawn: SectionsOf = (facts, words) => {
  const { t, day } = words;
  return [
    { paragraphs: [t('withdrawn.opening', { day: day(facts.dated_on) })], rows: requestRows(facts, words) },
    {
      paragraphs: [t('withdrawn.meaning')],
      rows: [[t('row.file_anew'), new URL('/permohonan/baru', facts.tracking_url).href]],
    },
  ];
};

/** The code was asked for again: to the address on file only. */
export const codeAgain: SectionsOf = (facts, words) => {
  const { t } = words;
  needed(facts.code, 'code_again', 'code');
  return [
    {
      paragraphs: [t('code_again.opening')],
      rows: [
        [t('row.request_number'), facts.request.number],
        [t('row.tracking'), facts.tracking_url],
      ],
    },
    { paragraphs: [t('code_again.keep'), t('code_again.not_you')] },
  ];
};

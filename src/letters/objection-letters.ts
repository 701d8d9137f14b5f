import type { Translate } from '../i18n/catalogue';
import { letterFrame } from './compose';
import { countingSection } from './counting';
import type { LetterDoc, LetterSection } from './facts';
import type { ObjectionLetterFacts } from './objection-facts';
import { needed, paragraphsOf, present, row, type Words, wordsIn } from './words';

/** Every letter that an objection and its dispute bring forth. Pure data. */
export const OBJECTION_LETTERS = [
  'objection_receipt',
  'objection_settled',
  'objection_granted',
  'objection_granted_partly',
  'objection_upheld',
  'objection_unanswered',
  'objection_withdrawn',
  'objection_executed',
  'objection_date_moved',
  'dispute_reminder',
  'dispute_filed',
  'ruling_carried_out',
  'objection_code_again',
] as const;
export type ObjectionLetterKind = (typeof OBJECTION_LETTERS)[number];

/** True for a kind of letter that an objection or a dispute brings forth. */
export const isObjectionLetter = (kind: string): kind is ObjectionLetterKind =>
  (OBJECTION_LETTERS as readonly string[]).includes(kind);

type SectionsOf = (facts: ObjectionLetterFacts, words: Words) => LetterSection[];

/** Which objection a letter is about: the columns of Lampiran XI that the objector may read. */
function objectionRows({ objection, body }: ObjectionLetterFacts, { t, day }: Words): [string, string][] {
  return present([
    row(t('row.objection_number'), objection.number),
    row(t('row.request_number'), objection.request_number),
    row(t('row.objection_received'), day(objection.received_on)),
    row(t('row.objection_ground'), `${objection.ground}. ${t(`ground.${objection.ground}`)}`),
    row(t('row.body'), body?.name),
    row(t('row.details'), objection.details),
    row(t('row.purpose'), objection.purpose),
    row(t('row.position'), objection.position),
  ]);
}

/** The way to the commission: UU 14/2008 Pasal 37, Perki 1/2013 Pasal 6, 11–13. Without a known last day, from receipt of this letter. */
function disputeSection(facts: ObjectionLetterFacts, { t, day }: Words): LetterSection {
  const { commission, dispute, reached_by_email } = facts;
  const known = dispute !== null && (reached_by_email || dispute.window_from < facts.dated_on);
  return {
    heading: t('dispute.heading'),
    paragraphs: [
      t('dispute.right'),
      known ? t('dispute.until', { day: day(dispute.file_by) }) : t('dispute.from_receipt'),
      t('dispute.papers'),
    ],
    rows: present([
      row(t('dispute.where'), commission.name),
      row(t('dispute.address'), commission.address),
      row(t('dispute.contact'), [commission.email, commission.phone, commission.website].filter(Boolean).join(', ')),
      row(t('dispute.file'), facts.tracking_url),
    ]),
  };
}

const whole = (facts: ObjectionLetterFacts, words: Words): LetterSection => ({
  heading: words.t('objection.heading'),
  rows: objectionRows(facts, words),
});

/** Perki 1/2021 Pasal 41(5)–(6), Lampiran X: number, ground, and the day the answer will be given. */
const receipt: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const { objection, missing = [] } = facts;
  return [
    {
      paragraphs: present([
        t('objection_receipt.opening', { number: objection.number, day: day(objection.received_on) }),
        objection.late && t('objection_receipt.late'),
      ]),
      rows: objectionRows(facts, words),
    },
    {
      heading: t('objection_receipt.answer_heading'),
      paragraphs: [t('objection_receipt.answer', { day: day(objection.due_on) })],
    },
    {
      paragraphs: missing.length > 0 ? [t('objection_receipt.missing')] : [],
      list: missing.map((m) => t(`paper.${m}`)),
    },
    {
      heading: t('objection_receipt.follow_heading'),
      paragraphs: [t('objection_receipt.follow')],
      rows: [[t('row.tracking'), facts.tracking_url]],
    },
    ...countingSection(facts, words),
    { heading: t('objection_receipt.then_heading'), paragraphs: [t('objection_receipt.then')] },
  ];
};

/** Perki 1/2021 Pasal 44(2)–(3): date, number, rebuttal of the grounds; the decision that exempts where that is the ground. */
const answered =
  (kind: 'granted' | 'granted_partly' | 'upheld'): SectionsOf =>
  (facts, words) => {
    const { t, day } = words;
    const answer = needed(facts.answer, `objection_${kind}`, 'answer');
    const { objection } = facts;
    const exemption = answer.exemption;
    return [
      { paragraphs: [t(`objection_answer.${kind}`, { number: objection.number, day: day(objection.received_on) })] },
      {
        heading: t('objection_answer.decision_heading'),
        rows: present([
          row(t('row.decision'), t(`objection_outcome.${kind}`)),
          row(t('objection_answer.order'), answer.order),
          row(t('objection_answer.execute_by'), objection.execute_by && day(objection.execute_by)),
          exemption &&
            row(
              t('objection_answer.exemption'),
              t('exempt.numbered', { number: exemption.number, day: day(exemption.decided_on) }),
            ),
          row(t('objection_answer.by'), `${answer.by.name}, ${answer.by.office}`),
          answer.by.delegated && row(t('row.basis'), t('objection_answer.delegated')),
        ]),
      },
      { heading: t('objection_answer.reasons_heading'), paragraphs: paragraphsOf(answer.reasons) },
      whole(facts, words),
      disputeSection(facts, words),
      ...(facts.dispute && facts.reached_by_email ? countingSection(facts, words) : []),
    ];
  };

const unanswered: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const { objection } = facts;
  return [
    {
      paragraphs: [t('objection_unanswered.opening', { number: objection.number, day: day(objection.due_on) })],
      rows: objectionRows(facts, words),
    },
    disputeSection(facts, words),
    ...countingSection(facts, words),
  ];
};

const plain =
  (kind: 'objection_settled' | 'objection_withdrawn' | 'objection_executed'): SectionsOf =>
  (facts, words) => {
    const { t, day } = words;
    const { objection, settlement } = facts;
    const vars = { number: objection.number, day: day(objection.executed_on ?? facts.dated_on) };
    return [
      { paragraphs: [t(`${kind}.opening`, vars), t(`${kind}.then`)] },
      ...(kind === 'objection_settled' && settlement ? [{ paragraphs: paragraphsOf(settlement) }] : []),
      whole(facts, words),
    ];
  };

const dateMoved: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const { objection, dispute } = facts;
  return [
    {
      paragraphs: [t('objection_date_moved.opening', { number: objection.number })],
      rows: present([
        dispute
          ? row(t('objection_date_moved.file_by'), day(dispute.file_by))
          : objection.execute_by === null
            ? row(t('objection_date_moved.answer'), day(objection.due_on))
            : row(t('objection_answer.execute_by'), day(objection.execute_by)),
      ]),
    },
    ...countingSection(facts, words),
    whole(facts, words),
  ];
};

const disputeReminder: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const dispute = needed(facts.dispute, 'dispute_reminder', 'dispute');
  const count = needed(facts.days_left, 'dispute_reminder', 'days_left');
  const { number } = facts.objection;
  return [
    {
      paragraphs: [
        t('dispute_reminder.opening', { number, day: day(dispute.file_by), count }),
        t('dispute_reminder.no_need'),
      ],
    },
    disputeSection(facts, words),
    ...countingSection(facts, words),
  ];
};

const disputeFiled: SectionsOf = (facts, words) => {
  const { t, day } = words;
  const dispute = needed(facts.dispute, 'dispute_filed', 'dispute');
  const filed = needed(dispute.filed_on, 'dispute_filed', 'filed_on');
  return [
    {
      paragraphs: present([
        t('dispute_filed.opening', { day: day(filed), commission: facts.commission.name }),
        dispute.filed_late && t('dispute_filed.late', { day: day(dispute.file_by) }),
        t('dispute_filed.then'),
      ]),
    },
    whole(facts, words),
  ];
};

const rulingCarriedOut: SectionsOf = (facts, words) => [
  { paragraphs: [words.t('ruling_carried_out.opening', { number: facts.objection.number })] },
  whole(facts, words),
];

const codeAgain: SectionsOf = (facts, words) => [
  {
    paragraphs: [words.t('objection_code_again.opening', { number: facts.objection.number })],
    rows: [[words.t('row.tracking'), facts.tracking_url]],
  },
];

const SECTIONS: Readonly<Record<ObjectionLetterKind, SectionsOf>> = {
  objection_receipt: receipt,
  objection_settled: plain('objection_settled'),
  objection_granted: answered('granted'),
  objection_granted_partly: answered('granted_partly'),
  objection_upheld: answered('upheld'),
  objection_unanswered: unanswered,
  objection_withdrawn: plain('objection_withdrawn'),
  objection_executed: plain('objection_executed'),
  objection_date_moved: dateMoved,
  dispute_reminder: disputeReminder,
  dispute_filed: disputeFiled,
  ruling_carried_out: rulingCarriedOut,
  objection_code_again: codeAgain,
};

const WITH_CODE: ReadonlySet<ObjectionLetterKind> = new Set(['objection_receipt', 'objection_code_again']);

/** Writes a letter about an objection or its dispute. Throws when the facts lack what its kind must say by law. */
export function composeObjectionLetter(
  kind: ObjectionLetterKind,
  facts: ObjectionLetterFacts,
  t: Translate,
): LetterDoc {
  const words = wordsIn(facts, t);
  const code = WITH_CODE.has(kind) ? (facts.code ?? null) : null;
  const doc = letterFrame(kind, facts, words, { sections: SECTIONS[kind](facts, words), code });
  const footer = words.t('objection.footer', { office: facts.org.name, number: facts.number, url: facts.tracking_url });
  return { ...doc, footer, labels: { ...doc.labels, code: words.t('objection.code') } };
}

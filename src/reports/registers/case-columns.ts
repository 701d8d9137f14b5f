import type { DisputeRow } from '../../db/tables/disputes';
import type { ExemptionRow } from '../../db/tables/exemptions';
import type { LetterRow } from '../../db/tables/letters';
import type { ObjectionRow } from '../../db/tables/objections';
import { answerOf, responseOf } from '../../objections/words';
import { OBJECTION_GROUNDS } from '../../workflow/objection-facts';
import { personColumns } from './person-columns';
import type { Column, Register } from './register';

export type ObjectionLine = ObjectionRow & { body_name: string | null };

const ticks: Column<ObjectionLine>[] = OBJECTION_GROUNDS.map((letter) => ({
  ...{ key: `ground_${letter}`, width: 4, open: true },
  value: (row) => (row.ground === letter ? '✓' : null),
}));

/** The register of objections: Perki 1/2021 Pasal 43(2) a to i in the form of Lampiran XI. */
export const OBJECTION_REGISTER: Register<ObjectionLine> = {
  ...{ name: 'keberatan', imported: false, byBody: true, person: true, public: true },
  states: ['registered', 'granted', 'granted_partly', 'upheld', 'unanswered', 'withdrawn', 'closed'],
  columns: [
    { key: 'number', width: 18, open: true, value: (row) => row.number },
    { key: 'received_on', width: 12, open: true, day: true, value: (row) => row.received_on },
    ...personColumns<ObjectionLine>(),
    // Ground b has no request behind it: the field stays empty.
    { key: 'request', width: 18, open: true, value: (row) => row.request_number },
    { key: 'details', width: 50, value: (row) => row.details },
    { key: 'purpose', width: 34, value: (row) => row.purpose },
    ...ticks,
    { key: 'position', width: 40, value: (row) => row.position },
    {
      ...{ key: 'decision', width: 22, open: true },
      value: (row, { t }) =>
        row.outcome ? t(`workflow:objection.outcome.${row.outcome}`) : t(`workflow:objection.state.${row.state}`),
    },
    { key: 'reason', width: 40, value: (row, { keys }) => answerOf(keys, row)?.reasons ?? null },
    { key: 'answered_on', width: 12, open: true, day: true, value: (row) => row.answered_on },
    { key: 'due_on', width: 12, open: true, day: true, value: (row) => row.due_on },
    {
      ...{ key: 'superior', width: 30 },
      value: (row, { keys }) => {
        const answer = answerOf(keys, row);
        return answer && [answer.by.name, answer.by.office].filter(Boolean).join(', ');
      },
    },
    { key: 'response', width: 30, value: (row, { keys }) => responseOf(keys, row) },
    { key: 'body', width: 32, open: true, value: (row) => row.body_name },
  ],
  print: [
    { key: 'number', width: 84, of: ['number', 'received_on', 'request'], bare: true },
    {
      key: 'who',
      width: 110,
      of: ['name', 'identity_number', 'address', 'contact', 'occupation', 'proxy', 'requester_kind'],
      bare: true,
    },
    { key: 'details', width: 110, of: ['details', 'purpose'], bare: true },
    { key: 'grounds', width: 50, of: OBJECTION_GROUNDS.map((letter) => `ground_${letter}`) },
    { key: 'position', width: 96, of: ['position'], bare: true },
    { key: 'decision', width: 110, of: ['decision', 'reason', 'body'], bare: true },
    { key: 'dates', width: 84, of: ['answered_on', 'due_on'] },
    { key: 'superior', width: 100, of: ['superior', 'response'], bare: true },
  ],
};

export type DisputeLine = DisputeRow & {
  objection_number: string;
  request_number: string | null;
  body_name: string | null;
};

const disputeDay = (key: keyof DisputeRow & `${string}_${string}`): Column<DisputeLine> => ({
  ...{ key, width: 12, open: true, day: true },
  value: (row) => row[key] as string | null,
});

/** Disputes before the Information Commission, with their course to the end (Perki 1/2013). */
export const DISPUTE_REGISTER: Register<DisputeLine> = {
  ...{ name: 'sengketa', imported: false, byBody: true, person: false, public: true },
  states: [
    ...[
      'filed',
      'not_registered',
      'registered',
      'mediation',
      'adjudication',
      'settled',
      'decided',
      'in_court',
      'final',
    ],
    ...['withdrawn', 'lapsed'],
  ],
  columns: [
    { key: 'number', width: 18, open: true, value: (row) => row.number },
    disputeDay('filed_on'),
    { key: 'objection', width: 18, open: true, value: (row) => row.objection_number },
    { key: 'request', width: 18, open: true, value: (row) => row.request_number },
    { key: 'ground_letter', width: 8, open: true, value: (row) => row.ground },
    { key: 'body', width: 32, open: true, value: (row) => row.body_name },
    { key: 'commission', width: 26, open: true, value: (row) => row.commission },
    { key: 'commission_number', width: 20, open: true, value: (row) => row.commission_number },
    disputeDay('registered_on'),
    disputeDay('mediation_from'),
    { key: 'state', width: 26, open: true, value: (row, { t }) => t(`workflow:dispute.state.${row.state}`) },
    disputeDay('decided_on'),
    { key: 'ruling', width: 40, value: (row) => row.ruling },
    disputeDay('decision_received_on'),
    disputeDay('in_court_on'),
    disputeDay('court_decision_on'),
    disputeDay('ended_on'),
    disputeDay('execute_by'),
    disputeDay('executed_on'),
  ],
  print: [
    { key: 'number', width: 84, of: ['number', 'filed_on'], bare: true },
    { key: 'behind', width: 90, of: ['objection', 'request', 'ground_letter'] },
    { key: 'body', width: 100, of: ['body'], bare: true },
    { key: 'commission', width: 110, of: ['commission', 'commission_number', 'registered_on', 'mediation_from'] },
    { key: 'decision', width: 150, of: ['state', 'decided_on', 'ruling', 'decision_received_on'], bare: true },
    { key: 'court', width: 90, of: ['in_court_on', 'court_decision_on', 'ended_on'] },
    { key: 'execution', width: 90, of: ['execute_by', 'executed_on'] },
  ],
};

export type ExemptionLine = Pick<
  ExemptionRow,
  | 'id'
  | 'number'
  | 'title'
  | 'letter'
  | 'item'
  | 'partial'
  | 'legal_basis'
  | 'statute'
  | 'decided_on'
  | 'ends_on'
  | 'ended_on'
> & { state: ExemptionRow['state']; body_name: string; decision_number: string };

/** Exempt items: that they exist and why they are closed, never what they say (UU 14/2008 Pasal 17, 19). */
export const EXEMPTION_REGISTER: Register<ExemptionLine> = {
  ...{ name: 'pengecualian', imported: false, byBody: true, person: false, public: false },
  states: ['decided', 'applied', 'changed', 'revoked', 'expired'],
  columns: [
    { key: 'number', width: 16, value: (row) => row.number },
    { key: 'title', width: 50, value: (row) => row.title },
    { key: 'body', width: 32, value: (row) => row.body_name },
    {
      ...{ key: 'ground', width: 22 },
      value: ({ letter, item }, { t }) =>
        letter === null
          ? null
          : [t('register:ground', { letter }), item === null ? null : item].filter(Boolean).join('.'),
    },
    { key: 'scope', width: 18, value: (row, { t }) => t(`exemptions:scope.${row.partial === 1 ? 'part' : 'whole'}`) },
    { key: 'legal_basis', width: 40, value: (row) => row.legal_basis ?? row.statute },
    { key: 'decree', width: 24, value: (row) => row.decision_number },
    { key: 'decided_on', width: 12, day: true, value: (row) => row.decided_on },
    { key: 'ends_on', width: 12, day: true, value: (row) => row.ends_on },
    { key: 'ended_on', width: 12, day: true, value: (row) => row.ended_on },
    { key: 'state', width: 18, value: (row, { t }) => t(`register:status.pengecualian.${row.state}`) },
  ],
  print: [
    { key: 'number', width: 80, of: ['number'], bare: true },
    { key: 'title', width: 190, of: ['title', 'body'], bare: true },
    { key: 'ground', width: 150, of: ['ground', 'scope', 'legal_basis'], bare: true },
    { key: 'decree', width: 110, of: ['decree', 'decided_on'], bare: true },
    { key: 'dates', width: 90, of: ['ends_on', 'ended_on'] },
    { key: 'state', width: 90, of: ['state'] },
  ],
};

export type LetterLine = Pick<
  LetterRow,
  'id' | 'number' | 'kind' | 'dated_on' | 'sent_way' | 'sent_on' | 'reached_on'
> & {
  case_number: string | null;
};

/** Letters that left the office, by number and day; what they say is in their case. */
export const LETTER_REGISTER: Register<LetterLine> = {
  ...{ name: 'surat', imported: false, byBody: false, person: false, public: false, states: [] },
  columns: [
    { key: 'number', width: 24, value: (row) => row.number },
    { key: 'dated_on', width: 12, day: true, value: (row) => row.dated_on },
    { key: 'letter_kind', width: 34, value: (row, { t }) => t(`letters:kind.${row.kind}.title`) },
    { key: 'case', width: 18, value: (row) => row.case_number },
    { key: 'way', width: 18, value: (row, { t }) => (row.sent_way ? t(`workflow:deliver.${row.sent_way}`) : null) },
    { key: 'sent_on', width: 12, day: true, value: (row) => row.sent_on },
    { key: 'reached_on', width: 12, day: true, value: (row) => row.reached_on },
  ],
  print: [
    { key: 'number', width: 120, of: ['number'], bare: true },
    { key: 'dated_on', width: 90, of: ['dated_on'] },
    { key: 'letter_kind', width: 180, of: ['letter_kind'] },
    { key: 'case', width: 100, of: ['case'] },
    { key: 'way', width: 90, of: ['way'] },
    { key: 'dates', width: 120, of: ['sent_on', 'reached_on'] },
  ],
};

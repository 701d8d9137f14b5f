import type { RequestRow } from '../../db/tables/requests';
import type { Decision } from '../../letters/facts';
import { personColumns } from './person-columns';
import type { Column, Register, Words } from './register';

/** What the register reads of a request. */
export const REQUEST_FIELDS = [
  'id',
  'public_id',
  'number',
  'register_no',
  'imported',
  'received_on',
  'requester_kind',
  'details',
  'purpose',
  'obtain',
  'state',
  'outcome',
  'notified_on',
  'delivered_on',
  'due_on',
] as const;

/** `decision` is opened from its text, `ground` is the letter of Pasal 17 that an old register names. */
export type RequestLine = Pick<RequestRow, (typeof REQUEST_FIELDS)[number]> & {
  body_name: string | null;
  decision: (Decision & { ground?: string | null }) | null;
};

type RequestColumn = Column<RequestLine>;

/** The day of answer is the written notice; of an old register, where it prints the day of receipt as that, the giving. */
const answeredOn = (row: RequestLine): string | null =>
  row.imported === 1 ? (row.delivered_on ?? row.notified_on) : row.notified_on;

/** `h.3` as "Pasal 17 huruf h". */
function groundOf({ decision }: RequestLine, { t }: Words): string | null {
  const ground = decision?.exemption?.ground ?? decision?.ground ?? decision?.redactions?.[0]?.ground;
  return ground ? t('register:ground', { letter: ground.slice(0, 1) }) : null;
}

/** Perki 1/2021 Pasal 32(1) j: whether the information is held, by whom else, or not yet documented. */
function heldOf({ outcome, decision }: RequestLine, { t }: Words): string | null {
  // Who is sent on has asked for no information: there is nothing to hold.
  if (outcome === null || outcome === 'redirected') return null;
  if (outcome === 'not_documented') return t('register:held.undocumented');
  if (outcome === 'not_held' || decision?.under_control === false)
    return [t('register:held.no'), decision?.holder].filter(Boolean).join(': ');
  return t('register:held.yes');
}

const decided = (row: RequestLine, { t }: Words): string =>
  row.outcome ? t(`workflow:outcome.${row.outcome}`) : t(`workflow:state.${row.state}.name`);

const number: RequestColumn = { key: 'number', width: 18, open: true, value: (row) => row.number };
const received: RequestColumn = {
  key: 'received_on',
  width: 12,
  open: true,
  day: true,
  value: (row) => row.received_on,
};
const notified: RequestColumn = {
  key: 'notified_on',
  width: 12,
  open: true,
  day: true,
  value: (row) => row.notified_on,
};
const delivered: RequestColumn = {
  key: 'delivered_on',
  width: 12,
  open: true,
  day: true,
  value: (row) => row.delivered_on,
};
const body: RequestColumn = { key: 'body', width: 32, open: true, value: (row) => row.body_name };
const total: RequestColumn = {
  key: 'cost',
  width: 12,
  numeric: true,
  value: ({ decision }) => decision?.cost?.total ?? null,
};
const payment: RequestColumn = { key: 'payment', width: 24, value: ({ decision }) => decision?.cost?.payment ?? null };

/** The register of requests: Perki 1/2021 Pasal 32(1) a to o in the form of Lampiran VIII, then what the portal adds. */
export const REQUEST_REGISTER: Register<RequestLine> = {
  ...{ name: 'permohonan', imported: true, byBody: true, person: true, public: true },
  states: [
    'open',
    'granted',
    'granted_partly',
    'refused',
    'not_held',
    'not_documented',
    'redirected',
    'withdrawn',
    'lapsed',
  ],
  columns: [
    number,
    received,
    ...personColumns<RequestLine>(),
    { key: 'details', width: 50, value: (row) => row.details },
    { key: 'purpose', width: 34, value: (row) => row.purpose },
    { key: 'held', width: 22, value: heldOf },
    {
      ...{ key: 'format', width: 18 },
      value: ({ decision }, { t }) => (decision?.format ? t(`desk:format.${decision.format}`) : null),
    },
    // No old register is asked how it was to be had: the column would only guess.
    {
      ...{ key: 'obtain', width: 22 },
      value: (row, { t }) => (row.imported === 1 ? null : t(`workflow:obtain.${row.obtain}`)),
    },
    { key: 'decision', width: 22, open: true, value: decided },
    { key: 'ground', width: 20, open: true, value: groundOf },
    {
      ...{ key: 'reason', width: 40 },
      value: ({ decision, outcome }) => (outcome === 'granted' ? null : (decision?.considerations ?? null)),
    },
    notified,
    delivered,
    total,
    payment,
    body,
    { key: 'due_on', width: 12, open: true, day: true, value: (row) => row.due_on },
    {
      ...{ key: 'working_days', width: 10, open: true, numeric: true },
      value: (row, { days }) => {
        const answered = answeredOn(row);
        return answered === null ? null : days(row.received_on, answered);
      },
    },
    {
      ...{ key: 'source', width: 16, open: true },
      value: (row, { t }) => t(row.imported === 1 ? 'register:source.impor' : 'register:source.langsung'),
    },
    { key: 'register_no', width: 12, value: (row) => row.register_no },
  ],
  print: [
    { key: 'number', width: 84, of: ['number', 'register_no', 'received_on', 'source'], bare: true },
    {
      key: 'who',
      width: 112,
      of: ['name', 'identity_number', 'address', 'contact', 'occupation', 'proxy', 'requester_kind'],
      bare: true,
    },
    { key: 'details', width: 132, of: ['details'], bare: true },
    { key: 'purpose', width: 84, of: ['purpose'] },
    { key: 'held', width: 82, of: ['held', 'format', 'obtain'] },
    { key: 'decision', width: 104, of: ['decision', 'ground', 'reason', 'body'], bare: true },
    { key: 'dates', width: 92, of: ['notified_on', 'delivered_on', 'due_on', 'working_days'] },
    { key: 'cost', width: 60, of: ['cost', 'payment'], bare: true },
  ],
};

/** What a notice charges for copying and sending (UU 14/2008 Pasal 22(7) g, Perki 1/2021 Pasal 32(1) o). */
export const FEE_REGISTER: Register<RequestLine> = {
  ...{ name: 'biaya', imported: false, byBody: true, person: false, public: false, states: [] },
  columns: [
    number,
    received,
    body,
    notified,
    { key: 'sheets', width: 10, numeric: true, value: ({ decision }) => decision?.cost?.sheets ?? null },
    { key: 'per_sheet', width: 12, numeric: true, value: ({ decision }) => decision?.cost?.copy_per_sheet ?? null },
    { key: 'sending', width: 12, numeric: true, value: ({ decision }) => decision?.cost?.sending ?? null },
    { key: 'other_cost', width: 12, numeric: true, value: ({ decision }) => decision?.cost?.other ?? null },
    total,
    payment,
    delivered,
  ],
  print: [
    { key: 'number', width: 90, of: ['number', 'received_on'], bare: true },
    { key: 'body', width: 140, of: ['body'], bare: true },
    { key: 'notified_on', width: 80, of: ['notified_on'] },
    { key: 'parts', width: 140, of: ['sheets', 'per_sheet', 'sending', 'other_cost'] },
    { key: 'cost', width: 80, of: ['cost'], bare: true },
    { key: 'payment', width: 120, of: ['payment'] },
    { key: 'delivered_on', width: 80, of: ['delivered_on'] },
  ],
};

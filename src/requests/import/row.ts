import { type Calendar, isWorkingDay, NoCalendarError } from '../../calendar/working-days';
import type { Cell } from '../../catalogue/import/table';
import { UNREAD } from '../../catalogue/import/unread';
import type { RequestRow } from '../../db/tables/requests';
import { dueBy } from '../../workflow/deadlines';
import type { Identity } from '../identity';
import { LIMITS } from '../limits';
import { type ReadDay, readDay, readDays } from './days';
import type { Column } from './heading-words';
import type { Columns } from './headings';
import { type OldEnd, readEnd, readKind, readYes } from './words';

/** A case as a register tells it. Days are office-local; `identity` is null when the register names nobody. */
export type OldCase = {
  no: string | null;
  received_on: string;
  /** The written notice; where the register has only the day of giving, that day. */
  notified_on: string | null;
  given_on: string | null;
  due_on: string;
  terms: string | null;
  end: OldEnd;
  requester_kind: RequestRow['requester_kind'];
  details: string;
  purpose: string;
  refusal_ground: string | null;
  body: string;
  identity: Identity | null;
};

export type RefusalCode =
  | 'date_missing'
  | 'date_unreadable'
  | 'date_in_future'
  | 'answered_before_received'
  | 'notice_before_received'
  | 'decision_missing'
  | 'decision_unknown'
  | 'no_calendar'
  | 'unknown_body';
export type FlagCode = 'late' | 'day_off' | 'date_repaired';

/** `reason` is a key of `register:import`, with what it tells. */
export type Remark<C> = { code: C; reason: string; vars: Record<string, string> };

export type ReadCase = { ok: true; row: OldCase; flags: Remark<FlagCode>[] } | ({ ok: false } & Remark<RefusalCode>);

/** What rows are judged by. `terms` gives what an installation had set on a day of receipt. */
export type RegisterCourt = { cal: Calendar; today: string; terms(receivedOn: string): string | null };

/** Reads one row of a register and judges it: refused with one reason, or a case with what is odd about it. */
export function readCase(cells: readonly Cell[], columns: Columns, court: RegisterCourt): ReadCase {
  const cell = (column: Column): Cell => readable(cells[columns.get(column) ?? -1] ?? null);
  const text = (column: Column, most: number = LIMITS.name): string => said(cell(column)).slice(0, most);
  const refuse = (code: RefusalCode, reason: string = code, vars: Record<string, string> = {}): ReadCase => ({
    ...{ ok: false, code, reason, vars },
  });

  const both = columns.has('dates') ? readDays(cell('dates')) : null;
  const days = {
    received: readDay(cell('received')),
    notified: readDay(both ? both.notified : cell('notified')),
    given: readDay(both ? both.given : cell('given')),
  };
  const day = (name: keyof typeof days): string | null => (typeof days[name] === 'object' ? days[name].day : null);
  for (const name of ['received', 'notified', 'given'] as const)
    if (days[name] === 'unreadable')
      return refuse('date_unreadable', `unreadable_${name}`, {
        value: said(both && name !== 'received' ? cell('dates') : cell(name)),
      });
  const received = day('received');
  if (received === null) return refuse('date_missing', 'missing_received');
  const [notified, given] = [day('notified'), day('given')];
  const end = endOf(text('decision'), readYes(cell('granted')), given, text('refusal_ground'));
  if (typeof end === 'object') return refuse(end.code, end.code, { value: end.value });
  const missing = missingDay(end, notified, given);
  if (missing) return refuse('date_missing', missing);
  if (given !== null && given < received) return refuse('answered_before_received', undefined, { given, received });
  if (notified !== null && notified < received)
    return refuse('notice_before_received', undefined, { notified, received });
  for (const one of [received, notified, given])
    if (one !== null && one > court.today) return refuse('date_in_future', undefined, { day: one });

  const flags = (Object.entries(days) as [keyof typeof days, ReadDay][]).flatMap(([name, read]): Remark<FlagCode>[] =>
    typeof read === 'object' && read.repaired
      ? [{ code: 'date_repaired', reason: `repaired_${name}`, vars: { value: said(cell(name)), day: read.day } }]
      : [],
  );
  const terms = court.terms(received);
  let due_on: string;
  try {
    due_on = dueBy('answer', court.cal, received, terms);
    if (!isWorkingDay(court.cal, received)) flags.push({ code: 'day_off', reason: 'day_off', vars: { received } });
  } catch (error) {
    if (error instanceof NoCalendarError) return refuse('no_calendar', undefined, { year: String(error.year) });
    throw error;
  }
  // Old registers print the day of receipt as the notice's: what was given says when the answer was there.
  const answered = end === 'withdrawn' || end === 'lapsed' ? null : (given ?? notified);
  if (answered !== null && answered > due_on)
    flags.unshift({ code: 'late', reason: 'late', vars: { answered, due_on } });
  const refusal_ground = text('refusal_ground', LIMITS.details) || null;
  return {
    ok: true,
    flags,
    row: {
      ...{ no: text('no') || null, received_on: received, notified_on: notified ?? given, given_on: given },
      ...{ due_on, terms, end, refusal_ground, body: text('body', 200) },
      requester_kind: readKind(text('requester_kind')),
      details: text('subject', LIMITS.details),
      purpose: text('purpose', LIMITS.purpose),
      identity: identityIn(text),
    },
  };
}

/** A formula without a saved result says nothing; where a day should stand it is none that can be read. */
const readable = (cell: Cell): Cell => (cell === UNREAD ? '?' : cell);

const said = (cell: Cell): string => {
  const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '');
  return /^\s*[-–—?]\s*$/.test(text) ? '' : text.replace(/[\t ]+/g, ' ').trim();
};

type Unknown = { code: 'decision_missing' | 'decision_unknown'; value: string };

/** What is written counts, then the tick; a register without either tells it by what was given, or why not. */
function endOf(decision: string, granted: boolean | null, given: string | null, ground: string): OldEnd | Unknown {
  if (decision !== '') {
    const yes = readYes(decision);
    const end = yes === null ? readEnd(decision) : yes ? 'granted' : 'refused';
    return end ?? { code: 'decision_unknown', value: decision.slice(0, 100) };
  }
  if (granted !== null) return granted ? 'granted' : 'refused';
  if (ground !== '') return 'refused';
  return given !== null ? 'granted' : { code: 'decision_missing', value: '' };
}

/** Granted without the day of giving, refused or otherwise answered without the day of the notice. */
function missingDay(end: OldEnd, notified: string | null, given: string | null): string | null {
  if (end === 'withdrawn' || end === 'lapsed') return null;
  if (end === 'granted' || end === 'granted_partly') return given === null ? 'missing_given' : null;
  return (end === 'refused' ? notified : (notified ?? given)) === null ? 'missing_notified' : null;
}

function identityIn(text: (column: Column) => string): Identity | null {
  const kept = {
    name: text('name'),
    identity_number: text('identity_number'),
    address: text('address') || null,
    email: text('email') || null,
    phone: text('phone') || null,
    occupation: text('occupation') || null,
    proxy: null,
  };
  return Object.values(kept).some((value) => value) ? kept : null;
}

import {
  ADDRESSEES,
  type Addressee,
  type CaseName,
  CLOCKS,
  type ClockName,
  type Rung,
  type RungTime,
} from './escalations';
import { DEFAULT_LADDER } from './ladder';
import { fitsTime, type Message, REQUESTER_LETTERS, STAFF_MESSAGES } from './ladder-messages';
import { type TermCode, termOf } from './terms';

/** Why a ladder cannot be kept; each code has its sentence in the catalogue. */
export type LadderFaultCode =
  | 'step_malformed'
  | 'step_twice'
  | 'name_says_other_time'
  | 'unknown_clock'
  | 'not_a_count'
  | 'before_the_term'
  | 'only_afterwards'
  | 'unopened_elsewhere'
  | 'nobody'
  | 'unknown_addressee'
  | 'unknown_message'
  | 'message_says_otherwise'
  | 'no_letter_to_requester'
  | 'requester_again_and_again'
  | 'clock_without_end'
  | 'too_many';

/** `most` is the largest count that would do. */
export type LadderFault = {
  code: LadderFaultCode;
  case: CaseName | null;
  clock: ClockName | null;
  step: string | null;
  most?: number;
};

export const MOST_RUNGS = 120;
const MOST_DAYS = 60;
const LONGEST_STEP = 40;

/** The term that a clock runs for; null where the office itself promised the day. */
const TERM_OF: Readonly<Record<ClockName, TermCode | null>> = {
  answer: 'answer',
  repair: 'repair',
  arrival: null,
  delivery: null,
  objection_window: 'objection_window',
  objection_answer: 'objection_answer',
  execution: null,
  dispute_window: 'dispute_window',
  dispute_start: 'dispute_start',
  mediation: 'mediation',
  dispute_decision: 'dispute_decision',
  court: 'court_objection',
  cassation: 'cassation',
};

/** Clocks that begin with the recording of their case, which is when somebody should open it. */
export const OPENED_CLOCKS: readonly ClockName[] = ['answer', 'objection_answer'];

/** How many working days ahead a rung may be: less than the whole term, which begins with its day 0. */
export function mostBefore(clock: ClockName): number {
  const term = TERM_OF[clock];
  if (term === null) return MOST_DAYS;
  const { unit, length } = termOf(term);
  return (unit === 'calendar_day' ? Math.floor((length * 5) / 7) : length) - 1;
}

/** Every reason why a ladder cannot be kept; empty when it can. */
export function ladderFaults(ladder: readonly Rung[]): LadderFault[] {
  const faults = ladder.flatMap((rung) => {
    const code = rungFault(rung);
    return code ? [faultOf(rung, code)] : [];
  });
  for (const [i, rung] of ladder.entries()) {
    const first = ladder.findIndex((one) => one.case === rung.case && one.step === rung.step);
    if (first < i) faults.push(faultOf(rung, 'step_twice'));
  }
  for (const { case: name, clock } of endlessClocks(DEFAULT_LADDER)) {
    const goesOn = endlessClocks(ladder).some((one) => one.case === name && one.clock === clock);
    if (!goesOn) faults.push({ code: 'clock_without_end', case: name, clock, step: null });
  }
  if (ladder.length > MOST_RUNGS) {
    faults.push({ code: 'too_many', case: null, clock: null, step: null, most: MOST_RUNGS });
  }
  return faults;
}

function faultOf(rung: Rung, code: LadderFaultCode): LadderFault {
  const { case: name, clock, step } = rung;
  const most = code === 'before_the_term' ? { most: mostBefore(clock) } : {};
  return { code, case: name, clock, step, ...most };
}

/** Clocks on which a rung goes on until somebody acts: without one a case could be left alone for ever. */
const endlessClocks = (ladder: readonly Rung[]): readonly Rung[] =>
  ladder.filter(({ at }) => 'after' in at && at.every);

function rungFault(rung: Rung): LadderFaultCode | null {
  const { case: name, clock, at } = rung;
  if (!(CLOCKS[name] as readonly string[] | undefined)?.includes(clock)) return 'unknown_clock';
  return nameFault(rung) ?? timeFault(clock, at) ?? addresseeFault(rung) ?? messageFault(rung);
}

/** The steps of the ladder that every installation starts with have names in words, which say when they are. */
const SHIPPED = new Map(DEFAULT_LADDER.map((rung) => [`${rung.case} ${rung.step}`, rung]));

function nameFault({ case: name, step, clock, at }: Rung): LadderFaultCode | null {
  // A repeating rung's turn is a number behind its name.
  const wellFormed = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(step) && !/_d?\d+$/.test(step);
  if (!wellFormed || step.length < 3 || step.length > LONGEST_STEP) return 'step_malformed';
  const shipped = SHIPPED.get(`${name} ${step}`);
  return !shipped || (shipped.clock === clock && sameTime(shipped.at, at)) ? null : 'name_says_other_time';
}

/** True for two times that are the same. */
export const sameTime = (a: RungTime, b: RungTime): boolean => timeKey(a) === timeKey(b);

const timeKey = (at: RungTime): string => JSON.stringify(Object.entries(at).sort());

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_DAYS;

function timeFault(clock: ClockName, at: RungTime): LadderFaultCode | null {
  if (clock === 'arrival' && !('after' in at)) return 'only_afterwards';
  if ('unopened' in at) {
    if (!OPENED_CLOCKS.includes(clock)) return 'unopened_elsewhere';
    return isCount(at.unopened) ? null : 'not_a_count';
  }
  if ('fraction' in at) return at.fraction > 0 && at.fraction < 1 ? null : 'not_a_count';
  if ('on' in at) return null;
  if ('before' in at) {
    if (!isCount(at.before)) return 'not_a_count';
    return at.before > mostBefore(clock) ? 'before_the_term' : null;
  }
  return isCount(at.after) && (at.every === undefined || isCount(at.every)) ? null : 'not_a_count';
}

function addresseeFault({ to, at }: Rung): LadderFaultCode | null {
  if (to.length === 0) return 'nobody';
  if (new Set(to).size < to.length || to.some((one) => !REACHABLE.includes(one))) return 'unknown_addressee';
  return to.includes('requester') && 'after' in at && at.every ? 'requester_again_and_again' : null;
}

/** Whom a rung may be meant for. Administrators decide no case: they only get what reaches nobody else. */
export const REACHABLE: readonly Addressee[] = ADDRESSEES.filter((one) => one !== 'admin');

/** What a rung may say: to officers, to the requester, or to both with one word for both. */
export function messagesFor(rung: Pick<Rung, 'case' | 'clock' | 'at' | 'to'>): string[] {
  const fitting = (messages: readonly Message[]) =>
    messages
      .filter((one) => one.case === rung.case && one.clocks.includes(rung.clock) && fitsTime(one.says, rung.at))
      .map(({ letter }) => letter);
  const toStaff = fitting(STAFF_MESSAGES);
  if (!rung.to.includes('requester')) return toStaff;
  const letters = fitting(REQUESTER_LETTERS);
  return rung.to.length === 1 ? letters : letters.filter((letter) => toStaff.includes(letter));
}

function messageFault(rung: Rung): LadderFaultCode | null {
  const fitting = messagesFor(rung);
  if (fitting.includes(rung.letter)) return null;
  if (rung.to.includes('requester')) return 'no_letter_to_requester';
  return STAFF_MESSAGES.some(({ letter }) => letter === rung.letter) ? 'message_says_otherwise' : 'unknown_message';
}

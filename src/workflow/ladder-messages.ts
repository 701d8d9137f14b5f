import type { CaseName, ClockName, RungTime } from './escalations';

/** What a message says of the time; it is only sent when that is so. */
export type Tense = 'unopened' | 'half' | 'left' | 'one_left' | 'today' | 'late';

/** A message of the ladder: to officers under `cases:mail.escalation`, to the requester a kind of letter. */
export type Message = { letter: string; case: CaseName; clocks: readonly ClockName[]; says: Tense };

const of = (name: CaseName, clocks: readonly ClockName[], messages: Partial<Record<string, Tense>>): Message[] =>
  Object.entries(messages).map(([letter, says]) => ({ letter, case: name, clocks, says: says as Tense }));

/** What officers can be told. */
export const STAFF_MESSAGES: readonly Message[] = [
  ...of('request', ['answer'], {
    unopened: 'unopened',
    half_term: 'half',
    three_days_left: 'left',
    one_day_left: 'one_left',
    due_today: 'today',
    overdue: 'late',
    still_overdue: 'late',
  }),
  ...of('request', ['arrival'], { letter_under_way: 'late' }),
  ...of('request', ['delivery'], {
    delivery_one_day_left: 'one_left',
    delivery_due_today: 'today',
    delivery_late: 'late',
  }),
  ...of('request', ['answer', 'repair', 'delivery', 'objection_window'], { time_left: 'left' }),
  ...of('objection', ['objection_answer'], {
    objection_unopened: 'unopened',
    objection_half_term: 'half',
    objection_five_days_left: 'left',
    objection_one_day_left: 'one_left',
    objection_due_today: 'today',
  }),
  ...of('objection', ['arrival'], { objection_letter_under_way: 'late' }),
  ...of('objection', ['execution'], {
    execution_three_days_left: 'left',
    execution_due_today: 'today',
    execution_late: 'late',
  }),
  ...of('objection', ['objection_answer', 'execution'], { objection_time_left: 'left' }),
  ...of('dispute', ['dispute_start', 'mediation', 'dispute_decision', 'court', 'cassation'], {
    dispute_record: 'late',
  }),
  ...of('dispute', ['mediation'], { mediation_three_days_left: 'left' }),
  ...of('dispute', ['court'], { court_five_days_left: 'left' }),
  ...of('dispute', ['cassation'], { cassation_five_days_left: 'left' }),
  ...of('dispute', ['execution'], {
    ruling_three_days_left: 'left',
    ruling_due_today: 'today',
    ruling_late: 'late',
  }),
  ...of(
    'dispute',
    ['dispute_window', 'dispute_start', 'mediation', 'dispute_decision', 'court', 'cassation', 'execution'],
    { dispute_time_left: 'left' },
  ),
];

/** What the ladder can write to the requester. */
export const REQUESTER_LETTERS: readonly Message[] = [
  ...of('request', ['answer'], { overdue: 'late' }),
  ...of('request', ['repair'], { repair_reminder: 'left' }),
  ...of('request', ['objection_window'], { window_reminder: 'left' }),
  ...of('dispute', ['dispute_window'], { dispute_reminder: 'left' }),
];

/** True when what a message says of the time is so at the time of a rung. */
export function fitsTime(says: Tense, at: RungTime): boolean {
  if (says === 'unopened') return 'unopened' in at;
  if (says === 'half') return 'fraction' in at && at.fraction === 0.5;
  if (says === 'left') return 'before' in at || 'fraction' in at;
  if (says === 'one_left') return 'before' in at && at.before === 1;
  return says === 'today' ? 'on' in at : 'after' in at;
}

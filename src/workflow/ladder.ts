import type { CaseName, ClockName, Rung, RungTime } from './escalations';

type Plain = Omit<Rung, 'case' | 'letter'> & { letter?: string };

const rungs = (name: CaseName, list: readonly Plain[]): Rung[] =>
  list.map((rung) => ({ case: name, letter: rung.step, ...rung }));

const every = (after: number, days: number): RungTime => ({ after, every: days });
const clock = <C extends ClockName>(name: C) => ({ clock: name });

/**
 * The ladder a regency starts with, lowest rung first of each clock. It is data: an administrator keeps the one in force
 * at `/admin/eskalasi`. A repeating rung goes on until somebody acts, so that no case is ever without a next clock.
 */
export const DEFAULT_LADDER: readonly Rung[] = [
  ...rungs('request', [
    { step: 'unopened', ...clock('answer'), at: { unopened: 1 }, to: ['desk'] },
    { step: 'half_term', ...clock('answer'), at: { fraction: 0.5 }, to: ['holder'] },
    { step: 'three_days_left', ...clock('answer'), at: { before: 3 }, to: ['body_head'] },
    { step: 'one_day_left', ...clock('answer'), at: { before: 1 }, to: ['ppid'] },
    { step: 'due_today', ...clock('answer'), at: { on: 'due' }, to: ['superior'] },
    { step: 'overdue', ...clock('answer'), at: { after: 1 }, to: ['superior', 'auditor', 'requester'] },
    { step: 'still_overdue', ...clock('answer'), at: every(6, 5), to: ['superior'] },
    {
      step: 'repair_one_day_left',
      ...clock('repair'),
      at: { before: 1 },
      to: ['requester'],
      letter: 'repair_reminder',
    },
    { step: 'letter_under_way', ...clock('arrival'), at: every(5, 5), to: ['desk'] },
    { step: 'delivery_one_day_left', ...clock('delivery'), at: { before: 1 }, to: ['holder'] },
    { step: 'delivery_due_today', ...clock('delivery'), at: { on: 'due' }, to: ['desk'] },
    { step: 'delivery_late', ...clock('delivery'), at: every(1, 5), to: ['ppid', 'superior'] },
    {
      step: 'window_five_days_left',
      ...clock('objection_window'),
      at: { before: 5 },
      to: ['requester'],
      letter: 'window_reminder',
    },
    {
      step: 'window_one_day_left',
      ...clock('objection_window'),
      at: { before: 1 },
      to: ['requester'],
      letter: 'window_reminder',
    },
  ]),
  ...rungs('objection', [
    { step: 'objection_unopened', ...clock('objection_answer'), at: { unopened: 1 }, to: ['superior'] },
    { step: 'objection_half_term', ...clock('objection_answer'), at: { fraction: 0.5 }, to: ['superior', 'ppid'] },
    { step: 'objection_five_days_left', ...clock('objection_answer'), at: { before: 5 }, to: ['superior'] },
    { step: 'objection_one_day_left', ...clock('objection_answer'), at: { before: 1 }, to: ['superior', 'ppid'] },
    { step: 'objection_due_today', ...clock('objection_answer'), at: { on: 'due' }, to: ['superior', 'auditor'] },
    { step: 'objection_letter_under_way', ...clock('arrival'), at: every(5, 5), to: ['desk'] },
    { step: 'execution_three_days_left', ...clock('execution'), at: { before: 3 }, to: ['holder', 'ppid'] },
    { step: 'execution_due_today', ...clock('execution'), at: { on: 'due' }, to: ['ppid'] },
    { step: 'execution_late', ...clock('execution'), at: every(1, 5), to: ['superior', 'auditor'] },
  ]),
  ...rungs('dispute', [
    {
      step: 'dispute_five_days_left',
      ...clock('dispute_window'),
      at: { before: 5 },
      to: ['requester'],
      letter: 'dispute_reminder',
    },
    {
      step: 'dispute_one_day_left',
      ...clock('dispute_window'),
      at: { before: 1 },
      to: ['requester'],
      letter: 'dispute_reminder',
    },
    { step: 'start_due', ...clock('dispute_start'), at: every(1, 5), to: ['ppid'], letter: 'dispute_record' },
    { step: 'mediation_three_days_left', ...clock('mediation'), at: { before: 3 }, to: ['superior', 'ppid'] },
    { step: 'mediation_over', ...clock('mediation'), at: every(1, 5), to: ['ppid'], letter: 'dispute_record' },
    { step: 'decision_due', ...clock('dispute_decision'), at: every(1, 10), to: ['ppid'], letter: 'dispute_record' },
    { step: 'court_five_days_left', ...clock('court'), at: { before: 5 }, to: ['superior', 'ppid'] },
    { step: 'court_over', ...clock('court'), at: every(1, 5), to: ['ppid'], letter: 'dispute_record' },
    { step: 'cassation_five_days_left', ...clock('cassation'), at: { before: 5 }, to: ['superior', 'ppid'] },
    { step: 'cassation_over', ...clock('cassation'), at: every(1, 5), to: ['ppid'], letter: 'dispute_record' },
    { step: 'ruling_three_days_left', ...clock('execution'), at: { before: 3 }, to: ['holder', 'ppid'] },
    { step: 'ruling_due_today', ...clock('execution'), at: { on: 'due' }, to: ['ppid'] },
    { step: 'ruling_late', ...clock('execution'), at: every(1, 5), to: ['superior', 'auditor'] },
  ]),
];

import { play } from '../../src/jobs/simulate/play';
import { readScenario } from '../../src/jobs/simulate/scenario';

type Step = Record<string, unknown> & { at: string; do: string };

const at = (day: string, time = '10:00') => `${day}T${time}:00+07:00`;
const submit = (day = '2026-12-11') => ({ at: at(day, '09:00'), do: 'submit' });

async function run(steps: Step[], until: string) {
  const start = steps[0]?.at ?? at('2026-12-11', '09:00');
  return play(readScenario(JSON.stringify({ start, body: 'dinkominfo', steps, until: at(until, '23:59') })));
}

type Ledger = Awaited<ReturnType<typeof run>>;
const refused = (ledger: Ledger) =>
  ledger.entries.filter((e) => e.kind === 'refused').map((e) => `${e.code}: ${e.detail}`);
const told = (ledger: Ledger, name: string) =>
  ledger.entries
    .filter((e) => e.kind === 'escalation' && (e.detail as { case: string }).case === name)
    .map((e) => `${e.at.slice(0, 16)} ${e.code} ${e.to}`);

test('chain B of the domain: an objection, thirty working days of silence, and fourteen to the commission', async () => {
  const steps = [
    submit('2026-11-27'),
    { at: at('2026-11-30'), do: 'declare_complete' },
    { at: at('2026-12-28'), do: 'object', ground: 'c' },
  ];
  const ledger = await run(steps, '2027-03-04');
  expect(refused(ledger)).toEqual([]);
  expect(ledger.final.objection).toEqual({ state: 'unanswered', due_on: '2027-02-11', file_by: '2027-03-03' });
  expect(ledger.final.dispute).toEqual({ state: 'window_missed', file_by: '2027-03-03' });
  expect(told(ledger, 'objection')).toEqual([
    '2026-12-29T08:00 objection_unopened superior',
    '2027-01-20T08:00 objection_half_term superior',
    '2027-01-20T08:00 objection_half_term ppid',
    '2027-02-03T08:00 objection_five_days_left superior',
    '2027-02-10T08:00 objection_one_day_left superior',
    '2027-02-10T08:00 objection_one_day_left ppid',
    '2027-02-11T08:00 objection_due_today superior',
    '2027-02-11T08:00 objection_due_today auditor',
  ]);
  expect(told(ledger, 'dispute')).toEqual([
    '2027-02-24T08:00 dispute_five_days_left requester',
    '2027-03-02T08:00 dispute_one_day_left requester',
  ]);
  const letters = ledger.entries.filter((e) => e.kind === 'letter').map((e) => e.code);
  expect(letters).toEqual([
    'receipt',
    'overdue',
    'objection_receipt',
    'objection_unanswered',
    'dispute_reminder',
    'dispute_reminder',
  ]);
});

test('what each ground needs', async () => {
  const object = (ground: string, day: string) => ({ at: at(day), do: 'object', ground });
  const silent = await run(
    [
      submit(),
      object('c', '2026-12-29'),
      object('d', '2026-12-29'),
      object('g', '2026-12-29'),
      object('c', '2026-12-30'),
      object('c', '2026-12-30'),
      object('g', '2026-12-30'),
      object('z', '2026-12-30'),
      object('b', '2026-12-30'),
    ],
    '2026-12-30',
  );
  expect(refused(silent)).toEqual([
    'object: answer_term_still_runs',
    'object: no_notice_yet',
    'object: delivery_not_late',
    'object: same_ground_open',
    'object: ground_unknown',
  ]);
  const answered = await run(
    [
      submit(),
      { at: at('2026-12-14'), do: 'grant' },
      object('c', '2026-12-30'),
      object('g', '2026-12-17'),
      object('g', '2026-12-18'),
      object('f', '2026-12-18'),
      { at: at('2026-12-18'), do: 'withdraw' },
    ].sort((a, b) => (a.at < b.at ? -1 : 1)),
    '2026-12-30',
  );
  expect(refused(answered)).toEqual([
    'object: delivery_not_late',
    'withdraw: not_in_this_state',
    'object: answered_already',
  ]);
});

test('a late answer to the request ends no objection, and the request stays open until the objection has ended', async () => {
  const ledger = await run(
    [submit(), { at: at('2026-12-30'), do: 'object', ground: 'c' }, { at: at('2027-01-04'), do: 'not_held' }],
    '2027-02-17',
  );
  expect(ledger.final.objection).toMatchObject({ state: 'unanswered', due_on: '2027-02-15' });
  const closed = ledger.entries.filter((e) => e.kind === 'event' && e.code === 'closed');
  expect([ledger.final.request?.state, closed.length]).toEqual(['not_held', 0]);
});

test('ground a: no mediation, adjudication at once, two readings of the days to court, and final', async () => {
  const to = (day: string, state: string) => ({ at: at(day), do: 'dispute_step', to: state });
  const ledger = await run(
    [
      submit(),
      { at: at('2026-12-14'), do: 'propose_refusal' },
      { at: at('2026-12-15'), do: 'approve_refusal' },
      { at: at('2026-12-16'), do: 'file_dispute' },
      { at: at('2026-12-17'), do: 'object', ground: 'a' },
      { at: at('2026-12-18'), do: 'answer_objection', outcome: 'entah' },
      { at: at('2026-12-21'), do: 'answer_objection', outcome: 'upheld' },
      { at: at('2027-01-13'), do: 'file_dispute' },
      to('2027-01-14', 'mediation'),
      to('2027-01-14', 'registered'),
      to('2027-01-15', 'mediation'),
      to('2027-01-15', 'entah'),
      to('2027-01-15', 'adjudication'),
      to('2027-03-01', 'decided'),
      to('2027-03-02', 'in_court'),
      to('2027-04-01', 'final'),
    ],
    '2027-04-02',
  );
  expect(refused(ledger)).toEqual([
    'file_dispute: no_dispute',
    'answer_objection: objection_outcome_unknown',
    'dispute_step: not_in_this_state',
    'dispute_step: mediation_not_for_ground_a',
    'dispute_step: dispute_state_unknown',
  ]);
  expect(ledger.final).toMatchObject({
    objection: { state: 'upheld', file_by: '2027-01-14' },
    dispute: { state: 'final', file_by: '2027-01-14' },
  });
  const decided = ledger.entries.find((e) => e.code === 'dispute_decided')?.detail;
  expect(decided).toMatchObject({
    changes: { court_by: [null, '2027-03-15'], court_by_working: [null, '2027-03-31'] },
  });
});

test('a holiday moves the open terms: the body’s both ways, the requester’s only to a later day', async () => {
  const holiday = (at_: string, date: string, kind = 'local') => ({
    at: at_,
    do: 'add_holiday',
    date,
    kind,
    name: 'Banjir',
  });
  const ledger = await run(
    [
      submit(),
      holiday(at('2026-12-14'), '2026-12-15'),
      holiday(at('2026-12-14'), '2026-12-26'),
      holiday(at('2026-12-14'), '2026-12-15'),
      holiday(at('2026-12-14'), '2035-01-02'),
      holiday(at('2026-12-14'), '2026-12-16', 'entah'),
    ],
    '2026-12-14',
  );
  expect(ledger.final.request).toMatchObject({ due_on: '2026-12-30' });
  expect(refused(ledger)).toEqual([
    'add_holiday: weekend',
    'add_holiday: already_there',
    'add_holiday: no_calendar',
    'add_holiday: unknown_kind',
  ]);
  const moved = ledger.entries.filter((e) => e.code === 'calendar_moved');
  expect(moved).toHaveLength(1);
  expect(moved[0]?.detail).toMatchObject({
    changes: { due_on: ['2026-12-29', '2026-12-30'], due_told_on: [null, '2026-12-29'] },
  });
  expect(ledger.entries.some((e) => e.kind === 'letter' && e.code === 'date_moved')).toBe(true);
});

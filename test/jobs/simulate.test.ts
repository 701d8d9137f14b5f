import { play } from '../../src/jobs/simulate/play';
import { readScenario, ScenarioError } from '../../src/jobs/simulate/scenario';

type Step = Record<string, unknown> & { at: string; do: string };

const at = (day: string, time = '10:00') => `${day}T${time}:00+07:00`;

async function run(steps: Step[], until: string, start = at('2026-12-11', '09:00')) {
  const scenario = { start, body: 'dinkominfo', requester: { kind: 'individual' }, steps, until: at(until, '23:59') };
  return play(readScenario(JSON.stringify(scenario)));
}

type Ledger = Awaited<ReturnType<typeof run>>;
const of = (ledger: Ledger, kind: string) =>
  ledger.entries.filter((e) => e.kind === kind).map((e) => `${e.at.slice(0, 16)} ${e.code}${e.to ? ` ${e.to}` : ''}`);

const submit = { at: at('2026-12-11', '09:00'), do: 'submit' };

test('a silent office: every date of the chain, by the legal clock', async () => {
  const ledger = await run([submit], '2026-12-30');
  expect(of(ledger, 'escalation')).toEqual([
    '2026-12-14T08:00 unopened desk',
    '2026-12-18T08:00 half_term holder:dinkominfo',
    '2026-12-22T08:00 three_days_left body_head:dinkominfo',
    '2026-12-28T08:00 one_day_left ppid',
    '2026-12-29T08:00 due_today superior',
    '2026-12-30T08:00 overdue superior',
    '2026-12-30T08:00 overdue auditor',
    '2026-12-30T08:00 overdue requester',
  ]);
  expect(of(ledger, 'event')).toEqual([
    '2026-12-11T09:00 submitted registered',
    '2026-12-16T23:59 completed_by_silence in_process',
    '2026-12-29T23:59 term_passed',
  ]);
  expect(ledger.final).toEqual({
    request: {
      state: 'in_process',
      outcome: null,
      due_on: '2026-12-29',
      perki_due_on: '2027-01-04',
      object_by: '2027-02-12',
      overdue: true,
    },
    objection: null,
    dispute: null,
  });
});

test('chain A of the domain: extension by both clocks, and the window of ground c from the legal date', async () => {
  const steps = [
    { at: at('2026-11-23', '09:00'), do: 'submit' },
    { at: at('2026-11-26'), do: 'declare_complete' },
    { at: at('2026-12-07'), do: 'extend', ground: 'status_undecided' },
  ];
  const ledger = await run(steps, '2026-12-17', at('2026-11-23', '09:00'));
  expect(ledger.final.request).toMatchObject({
    due_on: '2026-12-16',
    perki_due_on: '2026-12-21',
    object_by: '2027-02-02',
    overdue: true,
  });
});

test('a refused step changes nothing and stands in the ledger with its reason', async () => {
  const steps = [
    { at: at('2026-12-11', '08:59'), do: 'grant' },
    submit,
    { at: at('2026-12-11'), do: 'extend', ground: 'sibuk' },
    { at: at('2026-12-11'), do: 'approve_refusal' },
    { at: at('2026-12-11'), do: 'deliver' },
    { at: at('2026-12-17'), do: 'declare_incomplete' },
    { at: at('2026-12-17'), do: 'return' },
  ];
  const ledger = await run(steps, '2026-12-17', at('2026-12-11', '08:00'));
  expect(ledger.entries.filter((e) => e.kind === 'refused').map((e) => [e.code, e.detail])).toEqual([
    ['grant', 'no_request'],
    ['extend', 'extension_ground_unknown'],
    ['approve_refusal', 'not_in_this_state'],
    ['deliver', 'not_in_this_state'],
    ['declare_incomplete', 'not_in_this_state'],
    ['return', 'not_assigned'],
  ]);
});

test('every verb of a request is played through the real commands', async () => {
  const refusal = await run(
    [
      submit,
      { at: at('2026-12-11'), do: 'declare_incomplete' },
      { at: at('2026-12-14'), do: 'complete_papers' },
      { at: at('2026-12-14'), do: 'declare_complete' },
      { at: at('2026-12-14'), do: 'assign' },
      { at: at('2026-12-15'), do: 'return' },
      { at: at('2026-12-16'), do: 'propose_refusal' },
      { at: at('2026-12-17'), do: 'reject_refusal' },
      { at: at('2026-12-17'), do: 'propose_refusal' },
      { at: at('2026-12-18'), do: 'approve_refusal' },
    ],
    '2026-12-20',
  );
  expect(of(refusal, 'refused')).toEqual([]);
  expect(refusal.final.request).toMatchObject({ state: 'refused', outcome: 'refused', object_by: '2027-02-04' });
  for (const [verb, state] of [
    ['grant', 'granted'],
    ['grant_partly', 'granted_partly'],
    ['not_held', 'not_held'],
    ['not_documented', 'not_documented'],
    ['redirect', 'redirected'],
    ['withdraw', 'withdrawn'],
  ] as const) {
    const ledger = await run([submit, { at: at('2026-12-14'), do: verb }], '2026-12-14');
    expect([verb, ledger.final.request?.state, of(ledger, 'letter').length]).toEqual([verb, state, 2]);
  }
  const delivered = await run(
    [submit, { at: at('2026-12-14'), do: 'grant' }, { at: at('2026-12-16'), do: 'deliver' }],
    '2027-03-30',
  );
  expect(delivered.final.request).toMatchObject({ state: 'closed', outcome: 'granted', object_by: '2027-01-29' });
  expect(of(delivered, 'event').at(-1)).toBe('2027-01-29T23:59 closed closed');
  const exempt = [
    submit,
    { at: at('2026-12-14'), do: 'grant_partly', because: 'exempt' },
    { at: at('2026-12-15'), do: 'approve_refusal' },
  ];
  expect((await run(exempt, '2026-12-15')).final.request).toMatchObject({ state: 'granted_partly' });
});

test.each([
  ['text that is no JSON', '{'],
  ['no until', JSON.stringify({ start: at('2026-12-11'), steps: [] })],
  [
    'a step before the last one',
    JSON.stringify({
      start: at('2026-12-11'),
      steps: [{ at: at('2026-12-10'), do: 'submit' }],
      until: at('2026-12-12'),
    }),
  ],
  ['an end before the start', JSON.stringify({ start: at('2026-12-11'), steps: [], until: at('2026-12-01') })],
  [
    'a verb that does not exist',
    JSON.stringify({ start: at('2026-12-11'), steps: [{ at: at('2026-12-11'), do: 'fly' }], until: at('2026-12-12') }),
  ],
])('a file with %s cannot be played', (_what, text) => {
  expect(() => readScenario(text)).toThrow(ScenarioError);
});

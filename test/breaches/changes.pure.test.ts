import type { BreachFacts, BreachStep, BreachStepName, Tally } from '../../src/workflow/breach-facts';
import { allowedBreachSteps, decideBreach } from '../../src/workflow/breach-machine';
import { DISCOVERED, IN_STATE, LAWFUL, NOW, OPEN, on, TALLY } from './facts';

const DAY = '2026-12-11T10:00:00.000Z';

/** What a step changes; throws when it is refused. */
function changes(facts: BreachFacts, step: BreachStep, ctx = on('ppid')): Partial<BreachFacts> {
  const decision = decideBreach(facts, step, ctx);
  if (!decision.ok) throw new Error(decision.code);
  const after = Object.entries(decision.after).filter(([key, value]) => facts[key as keyof BreachFacts] !== value);
  return Object.fromEntries(after) as Partial<BreachFacts>;
}

describe('what a step changes, and nothing besides', () => {
  const others = { waiting: 1, last_told_at: DAY };
  const nobody = { waiting: 0, last_told_at: null };
  const terms = JSON.stringify({ breach_notice: { length: 24, reason: 'x', in_force_on: '2026-12-01' } });
  const half = { ...OPEN, agency_notified_at: DAY, agency_way: 'portal' };
  const cases: [string, BreachFacts, BreachStep, Partial<BreachFacts>, object?][] = [
    [
      'record',
      { ...IN_STATE.none, discovered_at: '', due_at: '', recorded_at: '', ladder_since: '' },
      LAWFUL.record,
      {
        ...{ state: 'open', discovered_at: DISCOVERED, recorded_at: NOW, due_at: '2026-12-14T02:00:00.000Z' },
        ladder_since: NOW,
      },
    ],
    [
      'record under a shorter term',
      IN_STATE.none,
      LAWFUL.record,
      { state: 'open', recorded_at: NOW, due_at: '2026-12-12T02:00:00.000Z', terms, ladder_since: NOW },
      { terms },
    ],
    ['describe', OPEN, LAWFUL.describe, {}],
    [
      'add people to an open one',
      { ...OPEN, subjects_notified_at: DAY },
      LAWFUL.add_addressees,
      { subjects_notified_at: null },
    ],
    [
      'add people to one that was told',
      { ...IN_STATE.notified, public_instead: 1 },
      LAWFUL.add_addressees,
      { state: 'open', subjects_notified_at: null, public_instead: 0, ladder_since: NOW },
    ],
    ['drop people while others wait', OPEN, { do: 'drop_addressees', count: 1, told: 0, rest: others }, {}],
    [
      'drop the last who waited',
      half,
      { do: 'drop_addressees', count: 1, told: 0, rest: { waiting: 0, last_told_at: DAY } },
      { state: 'notified', subjects_notified_at: DAY },
    ],
    ['drop the only one', half, { do: 'drop_addressees', count: 1, told: 0, rest: nobody }, {}],
    ['mail the people', OPEN, LAWFUL.notify_subjects, { subjects_notified_at: NOW }],
    [
      'mail the people, the agency told',
      half,
      LAWFUL.notify_subjects,
      { state: 'notified', subjects_notified_at: NOW },
    ],
    [
      'record a sending after everybody was told',
      IN_STATE.notified,
      { do: 'record_sending', count: 1, gone: 0, sent_at: NOW, rest: nobody },
      { subjects_notified_at: NOW },
    ],
    ['tell the agency', OPEN, LAWFUL.notify_agency, { agency_notified_at: NOW, agency_way: 'email' }],
    [
      'tell the agency last',
      { ...OPEN, subjects_notified_at: DAY },
      LAWFUL.notify_agency,
      { state: 'notified', agency_notified_at: NOW, agency_way: 'email' },
    ],
    ['announce it as well', OPEN, LAWFUL.notify_public, { public_notified_at: NOW }],
    [
      'announce it instead',
      OPEN,
      { do: 'notify_public', sent_at: NOW, instead: true },
      { subjects_notified_at: NOW, public_notified_at: NOW, public_instead: 1 },
      { tally: { ...TALLY, addressees: 0 } },
    ],
    [
      'announce it instead, announced before',
      { ...OPEN, public_notified_at: DAY },
      { do: 'notify_public', sent_at: NOW, instead: true },
      { subjects_notified_at: NOW, public_instead: 1 },
      { tally: { ...TALLY, addressees: 0 } },
    ],
    [
      'correct the discovery',
      OPEN,
      LAWFUL.correct_discovery,
      { discovered_at: '2026-12-11T01:00:00.000Z', due_at: '2026-12-14T01:00:00.000Z', ladder_since: NOW },
    ],
    ['dismiss', OPEN, LAWFUL.dismiss, { state: 'closed', closed_at: NOW, closed_as: 'no_breach' }],
    ['close', IN_STATE.notified, LAWFUL.close, { state: 'closed', closed_at: NOW, closed_as: 'handled' }],
  ];

  test.each(cases)('%s', (_what, facts, step, wanted, over = {}) => {
    expect(changes(facts, step, on('ppid', over))).toEqual(wanted);
  });
});

test('that there was no breach is told to the superior and the auditor; no other step tells an office', () => {
  const told = (facts: BreachFacts, step: BreachStep) => {
    const decision = decideBreach(facts, step, on('ppid'));
    if (!decision.ok) throw new Error(decision.code);
    return decision.row.tells;
  };
  expect(told(OPEN, LAWFUL.dismiss)).toEqual(['superior', 'auditor']);
  for (const step of [LAWFUL.describe, LAWFUL.notify_agency, LAWFUL.notify_public])
    expect(told(OPEN, step)).toEqual([]);
});

describe('the buttons', () => {
  const tally = (over: Partial<Tally>) => ({ tally: { ...TALLY, ...over } });
  const steps = (facts: BreachFacts, over: object = {}, role: 'ppid' | 'admin' = 'ppid') =>
    allowedBreachSteps(facts, on(role, over));
  const hidden = (name: BreachStepName, facts: BreachFacts, over: object) => !steps(facts, over).includes(name);

  test('of an open breach, and of one that was told', () => {
    expect(steps(OPEN)).toEqual([
      ...['describe', 'add_addressees', 'drop_addressees', 'notify_subjects', 'record_sending', 'notify_agency'],
      ...['notify_public', 'correct_discovery', 'dismiss'],
    ]);
    expect(steps(OPEN, {}, 'admin')).not.toContain('dismiss');
    expect(steps(IN_STATE.notified)).toEqual([
      ...['describe', 'add_addressees', 'record_sending', 'notify_public', 'correct_discovery', 'close'],
    ]);
  });

  test('are hidden where no input could help', () => {
    const helpless: [BreachStepName, BreachFacts, object][] = [
      ['notify_subjects', OPEN, tally({ addressees: 0 })],
      ['notify_subjects', OPEN, tally({ waiting_email: 0, waiting_post: 1 })],
      ['notify_subjects', OPEN, tally({ waiting_email: 0, waiting_post: 0 })],
      ['notify_subjects', OPEN, { described: false }],
      ['notify_agency', { ...OPEN, agency_notified_at: DAY }, {}],
      ['notify_agency', OPEN, { described: false }],
      ['notify_public', { ...OPEN, public_notified_at: DAY }, {}],
      ['dismiss', { ...OPEN, subjects_notified_at: DAY }, {}],
      ['dismiss', OPEN, tally({ last_told_at: DAY })],
      ['close', IN_STATE.notified, tally({ unsent: 1 })],
      ['close', IN_STATE.notified, tally({ agency_unsent: true })],
    ];
    for (const [name, facts, over] of helpless) expect([name, hidden(name, facts, over)]).toEqual([name, true]);
    // Where nobody is known an announcement may stand in, though it was announced before.
    expect(hidden('notify_public', { ...OPEN, public_notified_at: DAY }, tally({ addressees: 0 }))).toBe(false);
  });
});

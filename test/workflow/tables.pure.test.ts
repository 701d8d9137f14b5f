import { DISPUTE_FINAL, DISPUTE_STATES } from '../../src/workflow/dispute-facts';
import { DISPUTE_MACHINE } from '../../src/workflow/dispute-machine';
import { CLOCKS } from '../../src/workflow/escalations';
import { FINAL_STATES, REQUEST_STATES } from '../../src/workflow/facts';
import { DEFAULT_LADDER } from '../../src/workflow/ladder';
import { OBJECTION_FINAL, OBJECTION_STATES } from '../../src/workflow/objection-facts';
import { OBJECTION_MACHINE } from '../../src/workflow/objection-machine';
import { REQUEST_MACHINE } from '../../src/workflow/request-machine';
import { allTerms } from '../../src/workflow/terms';

type AnyRow = { step: string; from: readonly string[]; to: string; event: string; letter: string | null };

const MACHINES: [string, readonly AnyRow[], readonly string[], readonly string[], string][] = [
  ['request', REQUEST_MACHINE, REQUEST_STATES, FINAL_STATES, 'registered'],
  ['objection', OBJECTION_MACHINE, OBJECTION_STATES, OBJECTION_FINAL, 'registered'],
  ['dispute', DISPUTE_MACHINE, DISPUTE_STATES, DISPUTE_FINAL, 'window_open'],
];

describe.each(MACHINES)('%s', (_name, machine, states, final, first) => {
  test('every state can be reached from the first one', () => {
    const reached = new Set([first]);
    for (let before = 0; before < reached.size; ) {
      before = reached.size;
      for (const row of machine) {
        if (row.to !== 'same' && row.from.some((state) => reached.has(state))) reached.add(row.to);
      }
    }
    expect([...reached].sort()).toEqual([...states].sort());
  });

  test('what nothing leaves is final, and what is final is left by a late filing or a carrying-out alone', () => {
    const leaves = (state: string) =>
      machine.filter((row) => row.to !== 'same' && row.to !== state && row.from.includes(state));
    expect(states.filter((state) => leaves(state).length === 0 && !final.includes(state))).toEqual([]);
    const late = final.flatMap((state) => leaves(state).map((row) => `${state} ${row.step}`));
    expect(late.filter((one) => one !== 'window_missed file_dispute')).toEqual([]);
  });

  test('from every state a final one can be reached', () => {
    const ends = new Set(final);
    for (let before = 0; before < ends.size; ) {
      before = ends.size;
      for (const row of machine) if (ends.has(row.to)) for (const state of row.from) ends.add(state);
    }
    expect([...states].filter((state) => !ends.has(state))).toEqual([]);
  });

  test('every row leaves an event', () => {
    for (const row of machine) expect(row.event).toMatch(/^[a-z_]+$/);
  });
});

test('whatever tells the requester that his case turned brings a letter', () => {
  const letters = (machine: readonly AnyRow[], turns: readonly string[]) =>
    turns.map((to) => [to, machine.filter((row) => row.to === to).every((row) => row.letter !== null)]);
  const all = (turns: readonly string[]) => turns.map((to) => [to, true]);
  const notices = ['incomplete', 'granted', 'granted_partly', 'refused', 'not_held', 'not_documented', 'redirected'];
  const turned = [...notices.filter((to) => to !== 'refused'), 'refused', 'delivered', 'lapsed', 'withdrawn'];
  expect(letters(REQUEST_MACHINE, turned)).toEqual(all(turned));
  const objections = ['granted', 'granted_partly', 'upheld', 'unanswered', 'withdrawn', 'closed'];
  expect(letters(OBJECTION_MACHINE, objections)).toEqual(all(objections));
  expect(letters(DISPUTE_MACHINE, ['filed'])).toEqual(all(['filed']));
});

test('every term cites its article, binds somebody and says what lapses', () => {
  for (const term of allTerms()) {
    expect(term).toMatchObject({
      article: expect.stringMatching(/Pasal \d+/),
      length: expect.any(Number),
      bound: expect.stringMatching(/^[a-z]+$/),
      trigger: expect.stringMatching(/^[a-z_]+$/),
      lapse: expect.stringMatching(/^[a-z_]+$/),
    });
  }
  const codes = allTerms().map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
});

/** A clock that ends by a step of time, or whose case goes on to another clock by itself. */
const ENDS_BY_ITSELF = ['repair', 'objection_window', 'objection_answer', 'dispute_window'];

test('every clock that only a person ends has a rung that goes on until somebody acts', () => {
  for (const [name, clocks] of Object.entries(CLOCKS)) {
    for (const clock of clocks.filter((one) => !ENDS_BY_ITSELF.includes(one))) {
      const rungs = DEFAULT_LADDER.filter((rung) => rung.case === name && rung.clock === clock);
      expect([name, clock, rungs.some(({ at }) => 'every' in at)]).toEqual([name, clock, true]);
    }
  }
  const steps = DEFAULT_LADDER.map((rung) => `${rung.case} ${rung.step}`);
  expect(new Set(steps).size).toBe(steps.length);
});

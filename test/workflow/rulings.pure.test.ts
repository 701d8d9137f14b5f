import { DISPUTE_OUTCOMES, DISPUTE_STATES, isWindowState, rulingsOn } from '../../src/workflow/dispute-facts';
import { OBJECTION_GROUNDS } from '../../src/workflow/objection-facts';

test('a ruling speaks in the words of Pasal 46: ayat (1) on ground a, ayat (2) on the others', () => {
  expect(rulingsOn('a')).toEqual(['opened', 'opened_partly', 'upheld']);
  for (const ground of OBJECTION_GROUNDS.filter((one) => one !== 'a')) {
    expect([ground, rulingsOn(ground)]).toEqual([ground, ['duty_ordered', 'term_ordered', 'upheld', 'fee_set']]);
  }
  const entered = new Set([...rulingsOn('a'), ...rulingsOn('b'), 'agreed']);
  expect([...DISPUTE_OUTCOMES].sort()).toEqual([...entered].sort());
});

test('there is no dispute yet while only its window runs, or has been missed', () => {
  expect(DISPUTE_STATES.filter(isWindowState)).toEqual(['window_open', 'window_missed']);
});

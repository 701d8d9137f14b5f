import { standingOf, weakerThanLaw } from '../../src/terms/standing';
import { termOf } from '../../src/workflow/terms';

const answer = termOf('answer');
const set = (id: number, length: number, in_force_on: string, code = 'answer') => {
  return { id, code, length, reason: 'SK Bupati', in_force_on };
};

test('as the law has it until something else was set', () => {
  expect(standingOf(answer, [], '2026-12-11')).toEqual({ length: 10, override: null, coming: [] });
  expect(standingOf(answer, [set(1, 5, '2026-12-11', 'repair')], '2026-12-11').override).toBeNull();
});

test('what holds, and each later day once with the newest of it', () => {
  const overrides = [
    set(1, 8, '2026-12-11'),
    set(2, 7, '2027-02-01'),
    set(3, 9, '2027-01-04'),
    set(4, 6, '2027-02-01'),
    set(5, 10, '2027-03-01'),
  ];
  expect(standingOf(answer, overrides, '2026-12-11')).toEqual({
    length: 8,
    override: { length: 8, reason: 'SK Bupati', in_force_on: '2026-12-11' },
    coming: [
      { on: '2027-01-04', length: 9 },
      { on: '2027-02-01', length: 6 },
      { on: '2027-03-01', length: 10 },
    ],
  });
  expect(standingOf(answer, overrides, '2027-03-01')).toEqual({ length: 10, override: null, coming: [] });
});

test.each([
  ['answer', 11, 'longer'],
  ['answer', 10, null],
  ['answer', 5, null],
  ['objection_answer', 31, 'longer'],
  ['periodic_information', 12, 'longer'],
  ['breach_notice', 73, 'longer'],
  ['objection_window', 29, 'shorter'],
  ['objection_window', 40, null],
  ['repair', 2, 'shorter'],
  ['dispute_decision', 200, null],
  ['mediation', 1, null],
  ['exemption_renewal', 60, null],
] as const)('%s of %i is weaker than the law: %s', (code, length, weaker) => {
  expect(weakerThanLaw(termOf(code), length)).toBe(weaker);
});

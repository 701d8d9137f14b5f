import { addMonths, monthsBy } from '../../src/workflow/months';

test.each([
  ['2026-01-15', 6, '2026-07-15'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2026-12-31', 12, '2027-12-31'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-01', -1, '2025-12-01'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-05-31', 0, '2026-05-31'],
])('%s and %i months is %s', (day, n, expected) => {
  expect(addMonths(day, n)).toBe(expected);
});

test('a term of months and one of years end on the same day of a later month; others have no such end', () => {
  expect(monthsBy('dip_renewal', '2026-11-26')).toBe('2027-05-26');
  expect(monthsBy('exemption_enforcement', '2026-11-26')).toBe('2056-11-26');
  expect(() => monthsBy('answer', '2026-11-26')).toThrow('answer');
});

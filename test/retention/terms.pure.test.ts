import { destroyFrom, keptSince } from '../../src/workflow/retention';

test.each([
  ['2027-02-28', 5, 'year', '2032-02-28'],
  ['2028-02-29', 1, 'year', '2029-02-28'],
  ['2026-08-31', 6, 'month', '2027-02-28'],
] as const)('what ended on %s and is kept for %i %s may go from %s', (ended, length, unit, from) => {
  expect(destroyFrom(ended, { length, unit })).toBe(from);
});

test('what is reached backward is never too young', () => {
  for (let month = 1; month <= 12; month++) {
    for (const day of ['28', '30', '31']) {
      const today = new Date(`2028-${String(month).padStart(2, '0')}-01T00:00:00Z`);
      today.setUTCDate(Number(day));
      const on = today.toISOString().slice(0, 10);
      for (const length of [1, 6, 13]) {
        const keeping = { length, unit: 'month' } as const;
        expect(destroyFrom(keptSince(on, keeping), keeping) <= on).toBe(true);
      }
    }
  }
});

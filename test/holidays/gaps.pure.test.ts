import { gapsOn } from '../../src/calendar/gaps';

const known = [
  { year: 2026, confidence: 'high' },
  { year: 2027, confidence: 'provisional' },
];

test.each([
  ['2026-09-30', known, []],
  ['2026-10-01', known, [{ year: 2027, state: 'provisional' }]],
  ['2026-12-31', known.slice(0, 1), [{ year: 2027, state: 'missing' }]],
  ['2026-09-30', [], [{ year: 2026, state: 'missing' }]],
  ['2027-01-01', known, [{ year: 2027, state: 'provisional' }]],
  [
    '2027-10-01',
    known,
    [
      { year: 2027, state: 'provisional' },
      { year: 2028, state: 'missing' },
    ],
  ],
])('on %s', (today, years, gaps) => {
  expect(gapsOn(today, years)).toEqual(gaps);
});

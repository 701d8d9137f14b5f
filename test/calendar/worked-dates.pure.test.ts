import { addDays, before, between, due, explainDue } from '../../src/calendar/working-days';
import { shippedCalendar } from './calendar-data';

const cal = shippedCalendar();

/** The 24 worked dates: trigger, working days, deadline. */
const WORKED: [number, string, number, string][] = [
  [1, '2026-11-23', 3, '2026-11-26'],
  [2, '2026-11-23', 10, '2026-12-07'],
  [3, '2026-11-21', 10, '2026-12-04'],
  [4, '2026-11-22', 10, '2026-12-04'],
  [5, '2026-12-11', 10, '2026-12-29'],
  [6, '2026-12-11', 17, '2027-01-11'],
  [7, '2026-12-21', 3, '2026-12-28'],
  [8, '2026-03-13', 10, '2026-04-06'],
  [9, '2026-03-13', 3, '2026-03-25'],
  [10, '2026-03-20', 10, '2026-04-08'],
  [11, '2026-05-13', 10, '2026-06-03'],
  [12, '2026-02-13', 10, '2026-03-03'],
  [13, '2026-08-14', 10, '2026-09-01'],
  [14, '2025-03-26', 10, '2025-04-21'],
  [15, '2025-08-15', 10, '2025-09-01'],
  [16, '2023-04-14', 10, '2023-05-08'],
  [17, '2022-04-28', 10, '2022-05-23'],
  [18, '2020-12-08', 10, '2020-12-23'],
  [19, '2024-11-26', 10, '2024-12-11'],
  [20, '2026-04-01', 30, '2026-05-19'],
  [21, '2026-12-01', 30, '2027-01-18'],
  [22, '2026-11-30', 14, '2026-12-18'],
  [23, '2027-03-05', 10, '2027-03-31'],
  [24, '2026-12-11', 100, '2027-05-26'],
];

test.each(WORKED)('worked date %i: %s and %i working days end on %s', (_no, from, days, expected) => {
  expect(due(cal, from, days)).toBe(expected);
  expect(between(cal, from, expected)).toBe(days);
  expect(between(cal, expected, from)).toBe(-days);
});

/** Days off on weekdays that the worked dates name. */
test.each([
  ['2026-12-11', 10, ['2026-12-24', '2026-12-25']],
  ['2026-12-11', 17, ['2026-12-24', '2026-12-25', '2027-01-01', '2027-01-05']],
  ['2026-03-13', 10, ['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-23', '2026-03-24', '2026-04-03']],
  ['2026-05-13', 10, ['2026-05-14', '2026-05-15', '2026-05-27', '2026-05-28', '2026-06-01']],
  ['2026-08-14', 10, ['2026-08-17', '2026-08-25']],
  ['2025-08-15', 10, ['2025-08-18']],
  ['2020-12-08', 10, ['2020-12-09']],
  ['2024-11-26', 10, ['2024-11-27']],
  [
    '2027-03-05',
    10,
    ['2027-03-08', '2027-03-09', '2027-03-10', '2027-03-11', '2027-03-12', '2027-03-15', '2027-03-25', '2027-03-26'],
  ],
])('from %s, %i days skip the named days off', (from, days, dates) => {
  const skipped = explainDue(cal, from, days).skipped.filter(({ reason }) => reason !== 'weekend');
  expect(skipped.map(({ date }) => date)).toEqual(dates);
});

test('an extension counts from the end of the first term, so 10 and then 7 is 17', () => {
  expect(due(cal, due(cal, '2026-12-11', 10), 7)).toBe('2027-01-11');
});

test('chain A: the slow request by the clock of Perki and by that of the law', () => {
  const complete = due(cal, '2026-11-23', 3);
  expect(complete).toBe('2026-11-26');
  const perki = due(cal, complete, 10);
  expect(perki).toBe('2026-12-10');
  const perkiExtended = due(cal, perki, 7);
  expect(perkiExtended).toBe('2026-12-21');
  expect(due(cal, perkiExtended, 30)).toBe('2027-02-08');

  const legal = due(cal, '2026-11-23', 10);
  expect(legal).toBe('2026-12-07');
  const legalExtended = due(cal, legal, 7);
  expect(legalExtended).toBe('2026-12-16');
  expect(due(cal, legalExtended, 30)).toBe('2027-02-02');
});

test('chain B: the objection, its answer, and the window to the commission', () => {
  const answer = due(cal, '2026-12-28', 30);
  expect(answer).toBe('2027-02-11');
  expect(due(cal, answer, 14)).toBe('2027-03-03');
});

test('repair of papers and mediation', () => {
  expect(due(cal, '2026-11-25', 3)).toBe('2026-11-30');
  const mediation = due(cal, '2026-11-23', 14);
  expect(mediation).toBe('2026-12-11');
  expect(due(cal, mediation, 7)).toBe('2026-12-22');
});

test('a citizen is told 5 and 1 working days ahead, on working days', () => {
  expect(before(cal, '2026-12-29', 1)).toBe('2026-12-28');
  expect(before(cal, '2026-12-29', 2)).toBe('2026-12-23');
  expect(before(cal, '2026-12-29', 5)).toBe('2026-12-18');
  expect(before(cal, '2027-03-03', 5)).toBe('2027-02-24');
  expect(before(cal, '2026-12-26', 0)).toBe('2026-12-23');
});

test('the shipped calendar knows every year from 2019 to 2027 and cites a decree for each day off', () => {
  expect([...cal.years]).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]);
  expect(cal.daysOff.size).toBe(214);
  for (const day of cal.daysOff.values()) expect(day.decree).toMatch(/SKB 3 Menteri|Keputusan Presiden/);
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
});

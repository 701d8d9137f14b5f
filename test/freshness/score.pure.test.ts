import { SUBKINDS } from '../../src/catalogue/subkinds';
import { dueRungs, rungDay } from '../../src/freshness/remind/rungs';
import { type BodyFacts, scoreOf } from '../../src/freshness/score';
import { DEFAULT_SETTINGS } from '../../src/freshness/settings';
import { lastWeeks, mondayOf } from '../../src/freshness/weeks';
import { csvLine } from '../../src/web/csv';
import { weeksBehind } from '../../src/workflow/freshness';
import { DEFAULT_CALENDAR } from './calendar';

const TODAY = '2026-12-11';
const nothing: BodyFacts = {
  startedOn: '2026-01-01',
  lastOf: new Map(),
  weeks: new Map(),
  newest: { all: 0, whole: 0 },
};
const mandatory = SUBKINDS.filter((one) => one.mandatory);

test('an agency that publishes nothing has no points, and every item late once its time is over', () => {
  const { score, overdue, detail } = scoreOf(nothing, DEFAULT_SETTINGS, TODAY);
  expect(score).toBe(0);
  // Six months after 1 January are over, twelve are not.
  expect(overdue).toBe(mandatory.filter(({ every }) => every !== 12).length);
  expect(detail.weeks).toHaveLength(26);
});

test('an agency that does everything has a hundred, and each reason adds up', () => {
  const all: BodyFacts = {
    startedOn: '2026-01-01',
    lastOf: new Map(mandatory.map(({ code }) => [code, '2026-12-01'])),
    weeks: new Map(lastWeeks(TODAY, 12).map((monday) => [monday, 1])),
    newest: { all: 5, whole: 5 },
  };
  const { score, overdue, detail } = scoreOf(all, DEFAULT_SETTINGS, TODAY);
  expect([score, overdue]).toEqual([100, 0]);
  expect(detail.parts.map(({ got }) => got)).toEqual([60, 25, 15]);
});

test('half of each gives half of the points; the rhythm looks at its own weeks only', () => {
  const half: BodyFacts = {
    startedOn: TODAY,
    lastOf: new Map(mandatory.slice(0, 5).map(({ code }) => [code, TODAY])),
    weeks: new Map([...lastWeeks(TODAY, 6).map((monday): [string, number] => [monday, 3]), ['2026-06-22', 9]]),
    newest: { all: 4, whole: 2 },
  };
  const { detail, overdue } = scoreOf(half, DEFAULT_SETTINGS, TODAY);
  expect(overdue).toBe(0);
  expect(detail.parts).toEqual([
    { code: 'mandatory', got: Math.round((60 * 5) / mandatory.length), most: 60, done: 5, of: mandatory.length },
    { code: 'rhythm', got: 13, most: 25, done: 6, of: 12 },
    { code: 'columns', got: 8, most: 15, done: 2, of: 4 },
  ]);
});

test.each([
  ['2026-12-07', '2026-12-07'],
  ['2026-12-11', '2026-12-07'],
  ['2026-12-13', '2026-12-07'],
  ['2026-12-14', '2026-12-14'],
])('the week of %s begins on %s', (day, monday) => {
  expect(mondayOf(day)).toBe(monday);
});

test('rungs fire on working days around the last good day', () => {
  // Friday 25 December is a holiday, Thursday 24 joint leave.
  expect(rungDay(DEFAULT_CALENDAR, '2026-12-23', 1)).toBe('2026-12-28');
  expect(rungDay(DEFAULT_CALENDAR, '2026-12-28', -1)).toBe('2026-12-23');
  // A last good day that is a Sunday: the working day before it.
  expect(rungDay(DEFAULT_CALENDAR, '2026-12-20', 0)).toBe('2026-12-18');
});

test('of rungs that lie behind the highest is sent and those below are skipped; none twice', () => {
  const { rungs } = DEFAULT_SETTINGS;
  const at = (today: string, made: string[] = []) =>
    dueRungs(DEFAULT_CALENDAR, rungs, '2026-12-11', new Set(made), today);
  expect(at('2026-11-26').send).toBeNull();
  expect(at('2026-11-27').send?.step).toBe('soon');
  expect(at('2026-12-10', ['soon']).send).toBeNull();
  expect(at('2026-12-11', ['soon'])).toEqual({ send: rungs[1], besides: null, skip: [] });
  const late = at('2026-12-18');
  expect(late.send?.step).toBe('late_head');
  // The agency's own last rung is made good beside it: who must publish is told too.
  expect(late.besides?.step).toBe('last_day');
  expect(late.skip.map(({ step }) => step)).toEqual(['soon']);
  expect(at('2026-12-18', ['soon', 'last_day', 'late_head'])).toEqual({ send: null, besides: null, skip: [] });
});

test('a cell that a spreadsheet would run is a text, and what needs quotes has them', () => {
  const line = csvLine(['=1+1', 'a,b', 'kata "x"', ' ada', 3, null]);
  expect(line).toBe(`'=1+1,"a,b","kata ""x"""," ada",3,\r\n`);
});

test.each([
  ['every week, three whole weeks without', 1, [1, 0, 0, 0, 0], 3],
  ['the present week puts it right', 1, [1, 0, 0, 0, 1], 0],
  ['the present week is not over', 1, [0, 0, 0, 1, 0], 0],
  ['every two weeks, one of them is allowed', 2, [1, 0, 0, 0, 0], 2],
  ['every four weeks, three without', 4, [1, 0, 0, 0, 0], 0],
  ['never published', 1, [0, 0, 0, 0, 0], 4],
])('weeks behind a rhythm: %s', (_, every, published, behind) => {
  const mondays = ['2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07'];
  const weeks = mondays.map((monday, i) => ({ monday, published: published[i] as number }));
  expect(weeksBehind(every, weeks, '2026-01-01')).toBe(behind);
});

test('weeks that began before the agency came into the portal are not held against it', () => {
  const weeks = ['2026-11-09', '2026-11-16', '2026-11-23'].map((monday) => ({ monday, published: 0 }));
  expect(weeksBehind(1, weeks, '2026-11-10')).toBe(1);
  expect(weeksBehind(1, weeks, '2026-11-09')).toBe(2);
});

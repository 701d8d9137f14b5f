import { makeCalendar } from '../../src/calendar/working-days';
import { type RiskFacts, riskFacts, riskOf } from '../../src/workflow/risk';

const FACTS: RiskFacts = {
  ...{ case: 'objection', overdue: true, days: 3, unopened: true, extended: true, incomplete: true, settled: true },
  ...{ other_objections: 2, request_unanswered: true, idle_days: 9, record: { answered: 10, late: 7 } },
};
const said = (facts: RiskFacts) => Object.fromEntries(riskOf(facts).reasons.map(({ reason, says }) => [reason, says]));

test('each reason names the numbers that its sentence needs, and no other', () => {
  expect(said(FACTS)).toEqual({
    ...{ objection: {}, overdue: {}, unopened: {}, extended: {}, incomplete: {}, settled: {}, request_unanswered: {} },
    ...{
      days_over: { count: 3 },
      other_objections: { count: 2 },
      idle: { count: 9 },
      record: { answered: 10, late: 7 },
    },
  });
  expect(said({ ...FACTS, overdue: false, days: 4 })).toMatchObject({ days_left: { count: 4 } });
  expect(said({ ...FACTS, overdue: false, days: 0 })).toMatchObject({ days_left: { count: 0 } });
});

test('a fault that is no missing calendar is one', () => {
  const cal = makeCalendar({ years: [2026], daysOff: [], version: 'v' });
  const known = {
    ...{ case: 'request' as const, due_on: '2026-12-28', unopened: false, extended: false, incomplete: false },
    ...{ other_objections: 0, request_unanswered: false, settled: false, last_act_on: '2026-12-11' },
  };
  expect(() => riskFacts({ ...known, last_act_on: '' }, null, { cal, today: '2026-12-14' })).toThrow(RangeError);
});

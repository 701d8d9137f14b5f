import { type DayOff, makeCalendar } from '../../src/calendar/working-days';
import type { DisputeFacts } from '../../src/workflow/dispute-facts';
import { recountDispute } from '../../src/workflow/dispute-terms';
import type { RequestFacts } from '../../src/workflow/facts';
import type { ObjectionFacts } from '../../src/workflow/objection-facts';
import { recountObjection } from '../../src/workflow/objection-recount';
import { changesOf, movedForBody, movedForRequester, recountRequest } from '../../src/workflow/recount';
import { at, CAL, IN_STATE, request } from './facts';
import { DISPUTE_IN, dispute, OBJECTION_IN, objection } from './later-facts';

const years = [...CAL.years];
const known = [...CAL.daysOff.values()];
const dayOff = (date: string): DayOff => ({ date, kind: 'local', name: 'Hari jadi', decree: 'Perbup 1' });

/** The calendar with more days off, or without some. */
const withOff = (...dates: string[]) =>
  makeCalendar({ years, daysOff: [...known, ...dates.map(dayOff)], version: 'longer' });
const without = (...dates: string[]) =>
  makeCalendar({ years, daysOff: known.filter(({ date }) => !dates.includes(date)), version: 'shorter' });

const TODAY = '2026-12-14';
const LONGER = { cal: withOff('2026-12-15', '2027-01-11'), today: TODAY, now: at(TODAY) };
const SHORTER = { cal: without('2026-12-24', '2026-12-25'), today: TODAY, now: at(TODAY) };
const SAME = { cal: CAL, today: TODAY, now: at(TODAY) };
const since = { ladder_since: at(TODAY) };

describe('the rules of a move', () => {
  const body = (old: string, fresh: string, today = TODAY) => movedForBody({ cal: CAL, today }, old, fresh);
  const his = (old: string, fresh: string, today = TODAY) => movedForRequester({ cal: CAL, today }, old, fresh);

  test('a term of the body moves both ways, but never to before the next working day', () => {
    expect(body('2026-12-29', '2026-12-30')).toBe('2026-12-30');
    expect(body('2026-12-29', '2026-12-23')).toBe('2026-12-23');
    expect(body('2026-12-29', '2026-12-15')).toBe('2026-12-15');
    expect(body('2026-12-29', '2026-12-14')).toBe('2026-12-15');
    expect(body('2026-12-29', '2026-12-10')).toBe('2026-12-15');
    expect(body('2026-12-29', '2026-12-24', '2026-12-23')).toBe('2026-12-28');
  });

  test('and where its old date is nearer than that it stays', () => {
    expect(body('2026-12-14', '2026-12-11')).toBe('2026-12-14');
    expect(body('2026-12-15', '2026-12-11')).toBe('2026-12-15');
  });

  test('a window of the requester only lengthens', () => {
    expect(his('2026-12-29', '2026-12-30')).toBe('2026-12-30');
    expect(his('2026-12-29', '2026-12-28')).toBe('2026-12-29');
    expect(his('2026-12-29', '2026-12-29')).toBe('2026-12-29');
  });

  test('what ended stays ended; what ends today still moves', () => {
    expect([body('2026-12-13', '2026-12-30'), his('2026-12-13', '2026-12-30')]).toEqual(['2026-12-13', '2026-12-13']);
    expect([body('2026-12-14', '2026-12-30'), his('2026-12-14', '2026-12-30')]).toEqual(['2026-12-30', '2026-12-30']);
  });

  test('only what differs is a change', () => {
    expect(changesOf({ a: 1, b: null, c: 'x' }, { a: 1, b: null, c: 'y' })).toEqual({ c: 'y' });
  });
});

describe('a request', () => {
  const recount = (facts: RequestFacts, moving = LONGER) => recountRequest(facts, moving);

  test('where nothing moves nothing changes, not even the ladder', () => {
    for (const facts of Object.values(IN_STATE)) expect(recount(facts, SAME)).toEqual({});
  });

  test('the answer and the check move, and the date that was told is kept', () => {
    expect(recount(request())).toEqual({
      ...{ due_on: '2026-12-30', due_told_on: '2026-12-29', check_due_on: '2026-12-17', ...since },
    });
    const told = request({ due_told_on: '2026-12-28' });
    expect(recount(told)).toMatchObject({ due_on: '2026-12-30', due_told_on: '2026-12-28' });
    expect(recount(request(), SHORTER)).toEqual({ due_on: '2026-12-25', due_told_on: '2026-12-29', ...since });
  });

  test('the outer date moves with it once the request is complete, and the check is over', () => {
    const complete = { ...IN_STATE.in_process, perki_due_on: '2026-12-29' };
    expect(recount(complete)).toEqual({
      ...{ due_on: '2026-12-30', due_told_on: '2026-12-29', perki_due_on: '2026-12-30', ...since },
    });
    expect(recount({ ...complete, complete_on: null })).not.toHaveProperty('perki_due_on');
    expect(recount({ ...complete, perki_due_on: null })).not.toHaveProperty('perki_due_on');
  });

  test('an extension follows the end of the first term, wherever that is now', () => {
    const extended = request({
      ...{ extended_on: '2026-12-14', extended_from: '2026-12-29', due_on: '2027-01-11' },
      ...{ complete_on: '2026-12-11', perki_due_on: '2027-01-11' },
    });
    expect(recount(extended)).toEqual({
      ...{ extended_from: '2026-12-30', due_on: '2027-01-13', due_told_on: '2027-01-11' },
      ...{ perki_due_on: '2027-01-13', ...since },
    });
  });

  test('the day to repair is the requester’s: it only lengthens', () => {
    const incomplete = request({
      ...{ state: 'incomplete', incomplete_on: '2026-12-11', incomplete_reached_on: '2026-12-11' },
      ...{ repair_due_on: '2026-12-16' },
    });
    expect(recount(incomplete)).toMatchObject({ repair_due_on: '2026-12-17', due_on: '2026-12-30' });
    expect(recount(incomplete)).not.toHaveProperty('check_due_on');
    const cal = without('2026-12-24', '2026-12-25');
    const later = { ...incomplete, incomplete_reached_on: '2026-12-23', repair_due_on: '2026-12-30' };
    expect(recount(later, { cal, today: '2026-12-23', now: at('2026-12-23') })).not.toHaveProperty('repair_due_on');
    expect(recount({ ...incomplete, incomplete_reached_on: null })).not.toHaveProperty('repair_due_on');
    expect(recount({ ...incomplete, state: 'registered' })).not.toHaveProperty('repair_due_on');
  });

  test('what was promised moves until it is delivered; the window to object only lengthens', () => {
    const granted = { ...IN_STATE.granted, provide_days: 3 };
    expect(recount(granted)).toEqual({
      ...{ promised_on: '2026-12-18', object_by: '2027-02-02', object_told_on: '2027-01-29', ...since },
    });
    expect(recount({ ...granted, object_told_on: '2027-01-28' })).toMatchObject({ object_told_on: '2027-01-28' });
    expect(recount({ ...granted, provide_days: null })).not.toHaveProperty('promised_on');
    expect(recount({ ...granted, delivered_on: '2026-12-14' })).not.toHaveProperty('promised_on');
    expect(recount({ ...granted, notified_on: null })).not.toHaveProperty('promised_on');
    expect(recount({ ...granted, promised_on: null })).not.toHaveProperty('promised_on');
    expect(recount(granted, SHORTER)).toEqual({});
  });

  test('what is closed, lapsed or withdrawn moves no more', () => {
    for (const state of ['closed', 'lapsed', 'withdrawn'] as const) expect(recount(IN_STATE[state])).toEqual({});
    const window = { ...IN_STATE.refused, notice_reached_on: null, object_by: null };
    expect(recount(window)).toEqual({});
    // A window of silence beside a notice that is still under way: it has no day 0 to count from.
    expect(recount({ ...window, object_by: '2027-02-12' })).toEqual({});
  });

  test('a case keeps the lengths it was received under', () => {
    const terms = JSON.stringify({ answer: { length: 5, reason: 'Perbup', in_force_on: '2026-12-01' } });
    expect(recount(request({ terms, due_on: '2026-12-18' }))).toMatchObject({ due_on: '2026-12-21' });
  });
});

describe('an objection', () => {
  const recount = (facts: ObjectionFacts, moving = LONGER) => recountObjection(facts, moving);

  test('the superior’s thirty days move while it is open', () => {
    expect(recount(objection())).toEqual({ due_on: '2027-02-04', due_told_on: '2027-02-03', ...since });
    expect(recount(objection({ due_told_on: '2027-02-01' }))).toMatchObject({ due_told_on: '2027-02-01' });
    expect(recount(objection(), SAME)).toEqual({});
    expect(recount(objection(), SHORTER)).toEqual({ due_on: '2027-02-01', due_told_on: '2027-02-03', ...since });
  });

  test('the day it is carried out by moves while it waits for that', () => {
    const moving = { ...LONGER, cal: withOff('2026-12-21') };
    for (const state of ['granted', 'granted_partly'] as const) {
      expect(recount(OBJECTION_IN[state], moving)).toEqual({ execute_by: '2026-12-30', ...since });
      expect(recount({ ...OBJECTION_IN[state], execute_days: null }, moving)).toEqual({});
      expect(recount({ ...OBJECTION_IN[state], execute_by: null }, moving)).toEqual({});
      expect(recount({ ...OBJECTION_IN[state], answered_on: null }, moving)).toEqual({});
    }
    for (const state of ['upheld', 'unanswered', 'withdrawn', 'closed'] as const) {
      expect(recount(OBJECTION_IN[state], moving)).toEqual({});
    }
  });
});

describe('a dispute', () => {
  const today = '2027-01-13';
  const moving = { cal: withOff('2027-01-14', '2027-01-20'), today, now: at(today) };
  const moved = { ladder_since: at(today) };
  const recount = (facts: DisputeFacts, how = moving) => recountDispute(facts, how);

  test('the requester’s window only lengthens, and the day that was told is kept', () => {
    expect(recount(dispute())).toEqual({ file_by: '2027-01-15', file_told_on: '2027-01-14', ...moved });
    expect(recount(dispute({ file_told_on: '2027-01-13' }))).toMatchObject({ file_told_on: '2027-01-13' });
    expect(recount(dispute(), SHORTER)).toEqual({});
  });

  test('the commission’s terms move both ways while it is there', () => {
    expect(recount(DISPUTE_IN.filed)).toEqual({ start_by: '2027-02-04', decide_by: '2027-06-25', ...moved });
    for (const state of ['registered', 'adjudication'] as const) {
      expect(recount(DISPUTE_IN[state])).toEqual({ decide_by: '2027-06-25', ...moved });
    }
    expect(recount({ ...DISPUTE_IN.filed, filed_on: null })).toEqual({});
    const back = { ...moving, cal: without('2027-02-06', '2027-02-08', '2027-03-08') };
    expect((recount(DISPUTE_IN.registered, back).decide_by ?? '') < '2027-06-23').toBe(true);
  });

  test('mediation moves with its beginning, or with its extension', () => {
    expect(recount(DISPUTE_IN.mediation)).toEqual({ mediation_by: '2027-02-09', decide_by: '2027-06-25', ...moved });
    const extended = { ...DISPUTE_IN.mediation, mediation_extended_from: '2027-02-09', mediation_by: '2027-02-17' };
    expect(recount(extended)).toMatchObject({ mediation_by: '2027-02-18' });
    const over = { ...DISPUTE_IN.adjudication, mediation_from: '2027-01-18', mediation_by: '2027-02-08' };
    expect(recount(over)).not.toHaveProperty('mediation_by');
    expect(recount({ ...DISPUTE_IN.mediation, mediation_from: null, mediation_by: null })).toEqual({
      ...{ decide_by: '2027-06-25', ...moved },
    });
  });

  test('a term that no calendar reached is counted once one does, and what is counted stays', () => {
    expect(recount({ ...DISPUTE_IN.registered, decide_by: null })).toMatchObject({ decide_by: '2027-06-25' });
    const short = makeCalendar({ years: [2026], daysOff: known, version: 'short' });
    expect(recount({ ...DISPUTE_IN.registered, decide_by: null }, { ...moving, cal: short })).toEqual({});
    expect(recount(DISPUTE_IN.registered, { ...moving, cal: short })).toEqual({});
  });

  test('of the two readings of the 14 days only the one in working days moves, and only lengthens', () => {
    const decided = {
      ...DISPUTE_IN.decided,
      ...{ decision_received_on: '2027-01-13', court_by: '2027-01-27', court_by_working: '2027-02-02' },
    };
    expect(recount(decided)).toEqual({ court_by_working: '2027-02-04', ...moved });
    expect(recount({ ...decided, court_by_working: '2027-02-10' })).toEqual({});
    expect(recount({ ...decided, court_by_working: null })).toEqual({ court_by_working: '2027-02-04', ...moved });
    expect(recount({ ...decided, decision_received_on: null, court_by_working: null })).toEqual({});
    expect(recount({ ...decided, state: 'in_court' })).toEqual({});
  });

  test('what has ended moves no more', () => {
    for (const state of ['window_missed', 'not_registered', 'settled', 'final', 'withdrawn', 'lapsed'] as const) {
      expect([state, recount(DISPUTE_IN[state])]).toEqual([state, {}]);
    }
  });
});

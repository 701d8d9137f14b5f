import { NoCalendarError } from '../../src/calendar/working-days';
import type { RequestFacts } from '../../src/workflow/facts';
import { groundBegins, judgeGrounds, REQUEST_GROUNDS } from '../../src/workflow/objection-grounds';
import { objectionWindow } from '../../src/workflow/objection-window';
import { CAL, IN_STATE, request } from './facts';

type Asked = Parameters<typeof objectionWindow>[1];

/** What becomes of an objection on this ground, received on this day, against this request. */
function asked(ground: string, receivedOn: string, facts: RequestFacts | null, more: Partial<Asked> = {}) {
  const judged = objectionWindow(CAL, {
    ...{ ground, receivedOn, request: facts, foundOn: null, openGrounds: [] },
    ...more,
  });
  return judged.ok ? judged.window : judged.code;
}

/** Received on 11 December, due on the 29th. */
const SILENT = request();
const ANSWERED = request({ state: 'refused', notified_on: '2026-12-21', notice_reached_on: '2026-12-23' });
const GRANTED = request({
  state: 'granted',
  notified_on: '2026-12-21',
  notice_reached_on: '2026-12-21',
  promised_on: '2026-12-28',
});

describe('a notice opens the window of grounds a, d, e and f', () => {
  test.each(['a', 'd', 'e', 'f'])('%s: thirty working days from the day it reached him', (ground) => {
    expect(asked(ground, '2026-12-23', ANSWERED)).toEqual({
      window_from: '2026-12-23',
      object_by: '2027-02-10',
      late: 0,
    });
    expect(asked(ground, '2027-02-10', ANSWERED)).toMatchObject({ late: 0 });
    expect(asked(ground, '2027-02-11', ANSWERED)).toMatchObject({ object_by: '2027-02-10', late: 1 });
  });

  test('there is none before the notice is given', () => {
    expect(asked('a', '2026-12-20', ANSWERED)).toBe('no_notice_yet');
    expect(asked('a', '2026-12-21', ANSWERED)).toMatchObject({ late: 0 });
    expect(asked('d', '2027-01-20', SILENT)).toBe('no_notice_yet');
  });

  test('while the notice is on its way on paper the window has no last day, and nothing is late', () => {
    const posted = { ...ANSWERED, notice_reached_on: null };
    expect(asked('e', '2027-06-30', posted)).toEqual({ window_from: null, object_by: null, late: 0 });
  });
});

describe('silence opens the window of ground c', () => {
  test('from the end of the term, and not on its last day', () => {
    expect(asked('c', '2026-12-29', SILENT)).toBe('answer_term_still_runs');
    expect(asked('c', '2026-12-30', SILENT)).toEqual({ window_from: '2026-12-29', object_by: '2027-02-12', late: 0 });
    expect(asked('c', '2027-02-12', SILENT)).toMatchObject({ late: 0 });
    expect(asked('c', '2027-02-15', SILENT)).toMatchObject({ late: 1 });
  });

  test('it is not late by the later clock of the Perki, but its last day is the law’s', () => {
    const complete = { ...SILENT, perki_due_on: '2027-01-04' };
    expect(asked('c', '2027-02-17', complete)).toEqual({ window_from: '2026-12-29', object_by: '2027-02-12', late: 0 });
    expect(asked('c', '2027-02-18', complete)).toMatchObject({ object_by: '2027-02-12', late: 1 });
    const early = { ...SILENT, perki_due_on: '2026-12-28' };
    expect(asked('c', '2027-02-12', early)).toMatchObject({ late: 0 });
    expect(asked('c', '2027-02-15', early)).toMatchObject({ late: 1 });
  });

  test('the clock of the Perki helps nobody who objects to a notice', () => {
    const complete = { ...ANSWERED, perki_due_on: '2027-01-04' };
    expect(asked('a', '2027-02-11', complete)).toMatchObject({ object_by: '2027-02-10', late: 1 });
  });

  test('a notice that was given by then ends it, one given later does not', () => {
    const late = { ...SILENT, notified_on: '2027-01-11', notice_reached_on: '2027-01-11' };
    expect(asked('c', '2027-01-10', late)).toMatchObject({ window_from: '2026-12-29' });
    expect(asked('c', '2027-01-11', late)).toBe('answered_already');
  });
});

describe('ground g: what was promised comes late or not at all', () => {
  test('without any notice it is the term of the answer that was missed', () => {
    expect(asked('g', '2026-12-29', SILENT)).toBe('delivery_not_late');
    expect(asked('g', '2026-12-30', SILENT)).toMatchObject({ window_from: '2026-12-29', object_by: '2027-02-12' });
    const complete = { ...SILENT, perki_due_on: '2027-01-04' };
    expect(asked('g', '2027-02-17', complete)).toMatchObject({ late: 0 });
  });

  test('from the promised day while nothing came, and again from the day it came', () => {
    expect(asked('g', '2026-12-28', GRANTED)).toBe('delivery_not_late');
    expect(asked('g', '2026-12-29', GRANTED)).toEqual({ window_from: '2026-12-28', object_by: '2027-02-11', late: 0 });
    const came = { ...GRANTED, state: 'delivered' as const, delivered_on: '2027-01-04' };
    expect(asked('g', '2027-01-04', came)).toMatchObject({ window_from: '2027-01-04', object_by: '2027-02-17' });
    // On the day before it came it was still not there.
    expect(asked('g', '2026-12-30', came)).toMatchObject({ window_from: '2026-12-28' });
  });

  test('what came on the promised day came in time', () => {
    const came = { ...GRANTED, state: 'delivered' as const, delivered_on: '2026-12-28' };
    expect(asked('g', '2027-01-11', came)).toBe('delivery_not_late');
  });

  test('an answer after the term is late itself: from the item, else from the notice', () => {
    const notice = { notified_on: '2027-01-11', notice_reached_on: '2027-01-13' };
    const late = request({ state: 'granted', ...notice, promised_on: '2027-01-20' });
    expect(asked('g', '2027-01-14', late)).toMatchObject({ window_from: '2027-01-13' });
    const came = { ...late, state: 'delivered' as const, delivered_on: '2027-01-15' };
    expect(asked('g', '2027-01-18', came)).toMatchObject({ window_from: '2027-01-15' });
    expect(asked('g', '2027-01-14', { ...late, promised_on: null })).toMatchObject({ window_from: '2027-01-13' });
    const lastDay = { ...late, notified_on: '2026-12-29', notice_reached_on: '2026-12-29' };
    expect(asked('g', '2027-01-14', lastDay)).toBe('delivery_not_late');
  });

  test('what was delivered without a promised day is not late by it', () => {
    const came = { ...GRANTED, promised_on: null, delivered_on: '2027-01-04' };
    expect(asked('g', '2027-01-11', came)).toBe('delivery_not_late');
    expect(asked('g', '2027-01-11', { ...GRANTED, promised_on: null })).toBe('delivery_not_late');
  });
});

describe('ground b needs no request', () => {
  test('from the day he says he found it, which lies behind him', () => {
    const found = { foundOn: '2026-12-14' };
    expect(asked('b', '2026-12-14', null, found)).toEqual({
      window_from: '2026-12-14',
      object_by: '2027-01-29',
      late: 0,
    });
    expect(asked('b', '2027-02-01', null, found)).toMatchObject({ late: 1 });
    expect(asked('b', '2026-12-13', null, found)).toBe('date_in_future');
    expect(asked('b', '2026-12-14', null)).toBe('found_day_missing');
  });
});

describe('what is no objection', () => {
  test('an unknown ground, and a ground without the request it needs', () => {
    expect(asked('h', '2026-12-30', SILENT)).toBe('ground_unknown');
    for (const ground of REQUEST_GROUNDS) expect(asked(ground, '2026-12-30', null)).toBe('request_needed');
    expect(REQUEST_GROUNDS).toEqual(['a', 'c', 'd', 'e', 'f', 'g']);
  });

  test.each(['lapsed', 'withdrawn'] as const)('a request that is %s leaves nothing to object to', (state) => {
    expect(asked('c', '2027-01-20', IN_STATE[state])).toBe('nothing_to_object_to');
  });

  test('an objection is not older than its request', () => {
    expect(asked('c', '2026-12-10', SILENT)).toBe('objection_before_request');
    expect(asked('c', '2026-12-11', SILENT)).toBe('answer_term_still_runs');
  });

  test('the same ground is not objected to twice while one is open; another is', () => {
    expect(asked('c', '2026-12-30', SILENT, { openGrounds: ['c'] })).toBe('same_ground_open');
    expect(asked('c', '2026-12-30', SILENT, { openGrounds: ['g'] })).toMatchObject({ late: 0 });
    expect(asked('b', '2026-12-30', null, { openGrounds: ['b'], foundOn: '2026-12-14' })).toBe('same_ground_open');
  });
});

test('a case keeps the window it was received under', () => {
  const terms = JSON.stringify({ objection_window: { length: 40, reason: 'Perbup', in_force_on: '2026-12-01' } });
  expect(asked('c', '2026-12-30', { ...SILENT, terms })).toMatchObject({ object_by: '2027-02-26' });
});

describe('every ground of a request on a day', () => {
  test('in the order of the law, each with its window or why not', () => {
    expect(judgeGrounds(CAL, SILENT, ['g'], '2026-12-30')).toEqual([
      { ground: 'a', ok: false, code: 'no_notice_yet' },
      { ground: 'c', ok: true, window: { window_from: '2026-12-29', object_by: '2027-02-12', late: 0 } },
      { ground: 'd', ok: false, code: 'no_notice_yet' },
      { ground: 'e', ok: false, code: 'no_notice_yet' },
      { ground: 'f', ok: false, code: 'no_notice_yet' },
      { ground: 'g', ok: false, code: 'same_ground_open' },
    ]);
  });

  test('a year without a calendar leaves the window uncounted, and any other fault is one', () => {
    const late = request({ due_on: '2027-12-20' });
    expect(() => asked('c', '2027-12-21', late)).toThrow(NoCalendarError);
    expect(judgeGrounds(CAL, late, [], '2027-12-21')[1]).toEqual({ ground: 'c', ok: true, window: null });
    expect(() => judgeGrounds(CAL, { ...SILENT, due_on: '' }, [], '2027-12-21')).toThrow(RangeError);
  });
});

test('the first day on which a ground is not premature', () => {
  const days = (facts: RequestFacts) => REQUEST_GROUNDS.map((ground) => groundBegins(ground, facts));
  expect(days(SILENT)).toEqual([null, '2026-12-30', null, null, null, '2026-12-30']);
  expect(days(GRANTED)).toEqual([null, null, null, null, null, '2026-12-29']);
  expect(days({ ...GRANTED, delivered_on: '2026-12-23' })).toEqual([null, null, null, null, null, null]);
  expect(days({ ...GRANTED, promised_on: null })).toEqual([null, null, null, null, null, null]);
  expect(groundBegins('b', SILENT)).toBeNull();
  for (const state of ['lapsed', 'withdrawn'] as const) {
    expect(days(IN_STATE[state])).toEqual([null, null, null, null, null, null]);
  }
});

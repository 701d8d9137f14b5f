import { makeCalendar } from '../../src/calendar/working-days';
import {
  endingRungs,
  maskingDueOn,
  maskingRungs,
  nextExemptionAction,
  renewalDueOn,
  rungsToFire,
} from '../../src/workflow/exemption-clocks';
import { GROUNDS, groundCode, groundOf, LETTERS, latestEnd, namesStatute } from '../../src/workflow/exemption-grounds';
import { at, CAL, TZ } from './facts';

describe('before an exemption ends', () => {
  const rungs = (ends_on: string | null, terms: string | null = null) =>
    endingRungs(CAL, { ends_on, terms }).map(({ step, on }) => `${step} ${on}`);

  test('the PPID is told 60 and 35 working days ahead, on the last day for the decision, and the day after', () => {
    expect(renewalDueOn(CAL, { ends_on: '2026-07-30', terms: null })).toBe('2026-06-18');
    expect(rungs('2026-07-30')).toEqual([
      'exemption_alert 2026-04-28',
      'exemption_last_alert 2026-06-10',
      'renewal_due 2026-06-18',
      'renewal_overdue 2026-06-19',
    ]);
  });

  test('messages go out on working days, though the decision may still be made on the Sunday', () => {
    expect(renewalDueOn(CAL, { ends_on: '2026-07-31', terms: null })).toBe('2026-06-21');
    expect(rungs('2026-07-31')).toEqual([
      'exemption_alert 2026-04-29',
      'exemption_last_alert 2026-06-11',
      'renewal_due 2026-06-19',
      'renewal_overdue 2026-06-22',
    ]);
  });

  test('an office may have set other lengths', () => {
    const set = (length: number) => ({ length, reason: 'x', in_force_on: '2026-01-01' });
    const kept = JSON.stringify({ exemption_alert: set(10), exemption_last_alert: set(5), exemption_renewal: set(1) });
    expect(rungs('2026-07-31', kept)).toEqual([
      'exemption_alert 2026-07-17',
      'exemption_last_alert 2026-07-24',
      'renewal_due 2026-07-30',
      'renewal_overdue 2026-07-31',
    ]);
  });

  test('nothing is said where no end is stated', () => {
    expect(rungs(null)).toEqual([]);
    expect(renewalDueOn(CAL, { ends_on: null, terms: null })).toBeNull();
  });

  test('of several that lie behind only the newest is sent, each once', () => {
    const list = ['2026-04-29', '2026-06-11', '2026-06-19'].map((on, i) => ({ step: `s${i}`, on }));
    expect(rungsToFire(list, [], '2026-04-28')).toEqual({ send: null, skip: [] });
    expect(rungsToFire(list, [], '2026-04-29')).toEqual({ send: list[0], skip: [] });
    expect(rungsToFire(list, ['s0'], '2026-04-30')).toEqual({ send: null, skip: [] });
    expect(rungsToFire(list, [], '2026-12-31')).toEqual({ send: list[2], skip: [list[0], list[1]] });
    expect(rungsToFire(list, ['s0'], '2026-12-31')).toEqual({ send: list[2], skip: [list[1]] });
  });
});

describe('masking what has become public', () => {
  test('is due five working days after the end; unknown where a year has no calendar', () => {
    expect(maskingDueOn(CAL, '2026-12-11', null)).toBe('2026-12-18');
    const kept = JSON.stringify({ masking_confirmation: { length: 1, reason: 'x', in_force_on: '2026-01-01' } });
    expect(maskingDueOn(CAL, '2026-12-11', kept)).toBe('2026-12-14');
    expect(maskingDueOn(makeCalendar({ years: [2026], daysOff: [], version: 'v' }), '2026-12-30', null)).toBeNull();
    expect(() => maskingDueOn(CAL, 'kemarin', null)).toThrow(RangeError);
  });

  test('is asked for on its day, then every five working days', () => {
    const asked = (today: string) => maskingRungs(CAL, '2026-12-11', today);
    expect(asked('2026-12-10')).toEqual([]);
    expect(asked('2026-12-11')).toEqual([{ step: 'masking_due', on: '2026-12-11' }]);
    expect(asked('2026-12-17')).toEqual([{ step: 'masking_due', on: '2026-12-11' }]);
    expect(asked('2026-12-18')).toEqual([{ step: 'masking_overdue_1', on: '2026-12-18' }]);
    expect(asked('2026-12-29')).toEqual([{ step: 'masking_overdue_2', on: '2026-12-29' }]);
  });
});

describe('when an exemption is looked at next', () => {
  const next = (over: object, now: string) =>
    nextExemptionAction({ state: 'decided', ends_on: '2026-12-31', masked_on: null, ...over }, now, TZ);

  test('200 days before its end, then each morning, then the midnight it is over', () => {
    expect(next({}, at('2026-01-05'))).toBe(at('2026-06-14', '08:00'));
    expect(next({}, at('2026-06-14', '08:00'))).toBe(at('2026-06-15', '08:00'));
    expect(next({}, at('2026-12-11', '07:59'))).toBe(at('2026-12-11', '08:00'));
    expect(next({}, at('2026-12-11', '00:30'))).toBe(at('2026-12-11', '08:00'));
    expect(next({}, at('2026-12-31'))).toBe(at('2027-01-01', '00:00'));
    // Late as the sweep may be: the end lies behind and is still what comes first.
    expect(next({}, at('2027-01-09'))).toBe(at('2027-01-01', '00:00'));
  });

  test('each morning while its files wait for their masking', () => {
    for (const state of ['expired', 'revoked']) {
      expect([state, next({ state }, at('2027-01-01'))]).toEqual([state, at('2027-01-02', '08:00')]);
      expect([state, next({ state, masked_on: '2027-01-01' }, at('2027-01-01'))]).toEqual([state, null]);
    }
  });

  test('never where time does nothing to it', () => {
    expect(next({ ends_on: null }, at('2026-12-11'))).toBeNull();
    for (const state of ['draft', 'tested', 'applied', 'changed', 'dropped']) {
      expect([state, next({ state }, at('2026-12-11'))]).toEqual([state, null]);
    }
  });
});

describe('the grounds of Pasal 17', () => {
  test('their items, how long each lasts, whether it must name its end, and where that is written', () => {
    const brief = GROUNDS.map(({ letter, items, term, dated, article }) =>
      [letter, items, term, dated ? 'dated' : 'open', article].join(' | '),
    );
    expect(brief).toEqual([
      'a | 5 | thirty_years | dated | PP 61/2010 Pasal 5',
      'b | 0 | sector_law | dated | PP 61/2010 Pasal 6',
      'c | 7 | head | dated | PP 61/2010 Pasal 7',
      'd | 0 | head | dated | PP 61/2010 Pasal 7',
      'e | 7 | head | dated | PP 61/2010 Pasal 7',
      'f | 4 | head | dated | PP 61/2010 Pasal 7',
      'g | 0 | sector_law | open | PP 61/2010 Pasal 8 ayat (1)',
      'h | 5 | secret | open | PP 61/2010 Pasal 8 ayat (2)',
      'i | 0 | sector_law | open | PP 61/2010 Pasal 9',
      'j | 0 | statute | open | UU 14/2008 Pasal 17 huruf j',
    ]);
    expect(GROUNDS.map(({ letter }) => letter)).toEqual([...LETTERS]);
    expect([groundOf('a')?.letter, groundOf('A'), groundOf(null)]).toEqual(['a', undefined, undefined]);
  });

  test('thirty calendar years bind letter a alone', () => {
    expect(latestEnd('a', '2026-12-11')).toBe('2056-12-11');
    expect(latestEnd('a', '2024-02-29')).toBe('2054-02-28');
    expect(LETTERS.filter((letter) => latestEnd(letter, '2026-12-11') !== null)).toEqual(['a']);
    expect(latestEnd(null, '2026-12-11')).toBeNull();
  });

  test('are written with their item', () => {
    expect([groundCode('h', 3), groundCode('i', null)]).toEqual(['h.3', 'i']);
  });

  test.each([
    'Undang-Undang Nomor 23 Tahun 2006',
    'undang undang no. 23 tahun 2006',
    'UU 23/2006',
    'UU No 8 / 1999 Pasal 3',
    'Pasal 84 UU Nomor 24 Tahun 2013',
    'uu  30/2014',
  ])('letter j: %s is a statute', (text) => {
    expect(namesStatute(text)).toBe(true);
  });

  test.each([
    'Perbup 3 Tahun 2024',
    'PP 61/2010',
    'Undang-Undang',
    'UU 2006',
    'UU 23/206',
    'UU 23/2106',
    'UU 2345/2006',
    'UU 23/20061',
    'BUUU 23/2006',
    'UU23/2006',
    '',
    null,
  ])('letter j: %s is none', (text) => {
    expect(namesStatute(text)).toBe(false);
  });
});

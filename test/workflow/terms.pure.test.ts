import { findProjectRoot } from '../../src/config';
import { LANGUAGES, loadCatalogue } from '../../src/i18n/catalogue';
import { allTerms, isTermCode, lengthOf, readKept, termOf, termsOn } from '../../src/workflow/terms';

const set = (id: number, code: string, length: number, in_force_on: string, reason = `alasan ${id}`) => {
  return { id, code, length, reason, in_force_on };
};

describe('the table of terms', () => {
  test('each has a code of its own, a whole length, a trigger, and an article', () => {
    const codes = allTerms().map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const term of allTerms()) {
      expect(Number.isInteger(term.length) && term.length > 0).toBe(true);
      expect(term.trigger).toMatch(/^[a-z_]+$/);
      expect(term.article).toMatch(/^(UU|PP|Perki) \d+\/\d{4} Pasal \d+/);
      expect(termOf(term.code)).toBe(term);
    }
    expect(isTermCode('answer')).toBe(true);
    expect(isTermCode('toString')).toBe(false);
    expect(() => termOf('seratus' as never)).toThrow('no term seratus');
  });

  test.each(LANGUAGES)('each has its words in %s', (lang) => {
    const t = loadCatalogue(findProjectRoot(__dirname), { strict: true }).for(lang);
    for (const { code, trigger, unit, bound, lapse, length } of allTerms()) {
      for (const key of [`term.${code}`, `trigger.${trigger}`, `bound.${bound}`, `lapse.${lapse}`, `unit.${unit}`]) {
        expect(t(`workflow:${key}`)).toMatch(/^[A-Za-z][^{}]+$/);
      }
      expect(t(`workflow:unit.${unit}`, { count: length })).toMatch(new RegExp(`^${length} [a-z ]+$`));
    }
  });

  test('the lengths of the law', () => {
    const lengths = Object.fromEntries(allTerms().map(({ code, length, unit }) => [code, [length, unit]]));
    expect(lengths).toMatchObject({
      answer: [10, 'working_day'],
      extension: [7, 'working_day'],
      completeness_check: [3, 'working_day'],
      repair: [3, 'working_day'],
      objection_window: [30, 'working_day'],
      objection_answer: [30, 'working_day'],
      dispute_window: [14, 'working_day'],
      mediation: [14, 'working_day'],
      mediation_extension: [7, 'working_day'],
      dispute_decision: [100, 'working_day'],
      court_objection: [14, 'calendar_day'],
      court_objection_working: [14, 'working_day'],
      cassation: [14, 'calendar_day'],
      exemption_enforcement: [30, 'year'],
      breach_notice: [72, 'hour'],
    });
  });
});

describe('what a case keeps', () => {
  test('nothing set, nothing kept: the law’s own lengths', () => {
    expect(termsOn([], '2026-12-11')).toBeNull();
    expect(readKept(null)).toEqual({});
    expect(readKept(undefined)).toEqual({});
    expect(lengthOf('answer', null)).toBe(10);
    expect(lengthOf('answer', '{}')).toBe(10);
  });

  test('an override holds from its day on, for its own term only', () => {
    const overrides = [set(1, 'answer', 8, '2026-12-14')];
    expect(termsOn(overrides, '2026-12-13')).toBeNull();
    const kept = termsOn(overrides, '2026-12-14');
    expect(kept).toEqual({ answer: { length: 8, reason: 'alasan 1', in_force_on: '2026-12-14' } });
    expect(termsOn(overrides, '2030-01-01')).toEqual(kept);
    const row = JSON.stringify(kept);
    expect(lengthOf('answer', row)).toBe(8);
    expect(lengthOf('extension', row)).toBe(7);
  });

  test('the latest day wins, and on one day the newest; the order of the rows says nothing', () => {
    const rows = [
      set(1, 'answer', 8, '2026-12-14'),
      set(2, 'answer', 6, '2027-01-01'),
      set(3, 'answer', 9, '2026-12-14'),
      set(4, 'repair', 5, '2026-12-20'),
    ];
    for (const overrides of [rows, [...rows].reverse()]) {
      expect(termsOn(overrides, '2026-12-31')).toMatchObject({ answer: { length: 9 }, repair: { length: 5 } });
      expect(termsOn(overrides, '2027-01-01')?.answer).toEqual({
        length: 6,
        reason: 'alasan 2',
        in_force_on: '2027-01-01',
      });
    }
    expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  test('the law’s own length ends an override', () => {
    const overrides = [set(1, 'answer', 8, '2026-12-14'), set(2, 'answer', 10, '2027-01-01')];
    expect(termsOn(overrides, '2026-12-31')?.answer?.length).toBe(8);
    expect(termsOn(overrides, '2027-01-01')).toBeNull();
    expect(termsOn([...overrides, set(3, 'repair', 4, '2026-12-14')], '2027-01-01')).toEqual({
      repair: { length: 4, reason: 'alasan 3', in_force_on: '2026-12-14' },
    });
  });

  test('a term that left the table is passed over', () => {
    expect(termsOn([set(1, 'gone', 8, '2026-12-14'), set(2, '__proto__', 8, '2026-12-14')], '2026-12-14')).toBeNull();
  });
});

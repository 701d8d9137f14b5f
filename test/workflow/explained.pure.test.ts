import type { DueExplanation } from '../../src/workflow/deadlines';
import { explainTerm } from '../../src/workflow/deadlines';
import { explainDispute } from '../../src/workflow/dispute-terms';
import type { CaseName } from '../../src/workflow/escalations';
import { type DateMove, explained, explainPromise, sourceOf } from '../../src/workflow/explained';
import type { TermCode } from '../../src/workflow/terms';
import { at, CAL, IN_STATE, request } from './facts';
import { DISPUTE_IN, dispute, objection } from './later-facts';

const term = (code: TermCode, from = '2026-12-11'): DueExplanation => explainTerm(code, CAL, from);

/** What a case keeps, as far as this test goes. */
const keeps = (facts: object) => facts;

/** One entry of the log that moved a date. */
const move = (field: string, from: string | null, to: string | null, event = 'calendar_moved', on = '2026-12-14') => {
  const days = [{ date: '2026-12-15', change: 'added' as const, kind: 'local', name: 'Hari jadi' }];
  return { event, at: at(on), on, field, from, to, decree: 'Perbup 1', days } satisfies DateMove;
};
const change = ({ field: _, ...rest }: DateMove) => rest;

describe('the date in force', () => {
  test.each<[CaseName, TermCode, object, string]>([
    ['request', 'answer', { due_on: '2027-02-01' }, '2027-02-01'],
    ['request', 'answer', { due_on: '2027-02-01', extended_from: '2027-01-20' }, '2027-01-20'],
    ['request', 'extension', { due_on: '2027-02-01', extended_from: '2027-01-20' }, '2027-02-01'],
    ['request', 'answer_perki', { perki_due_on: '2027-02-02' }, '2027-02-02'],
    ['request', 'completeness_check', { check_due_on: '2027-02-03' }, '2027-02-03'],
    ['request', 'repair', { repair_due_on: '2027-02-04' }, '2027-02-04'],
    ['request', 'objection_window', { object_by: '2027-02-05' }, '2027-02-05'],
    ['objection', 'objection_window', { object_by: '2027-02-06' }, '2027-02-06'],
    ['objection', 'objection_answer', { due_on: '2027-02-07' }, '2027-02-07'],
    ['dispute', 'dispute_window', { file_by: '2027-02-08' }, '2027-02-08'],
    ['dispute', 'dispute_start', { start_by: '2027-02-09' }, '2027-02-09'],
    ['dispute', 'dispute_decision', { decide_by: '2027-02-10' }, '2027-02-10'],
    ['dispute', 'mediation', { mediation_by: '2027-02-11' }, '2027-02-11'],
    ['dispute', 'mediation', { mediation_by: '2027-02-11', mediation_extended_from: '2027-02-03' }, '2027-02-03'],
    [
      'dispute',
      'mediation_extension',
      { mediation_by: '2027-02-11', mediation_extended_from: '2027-02-03' },
      '2027-02-11',
    ],
    ['dispute', 'court_objection', { court_by: '2027-02-12' }, '2027-02-12'],
    ['dispute', 'court_objection_working', { court_by_working: '2027-02-13' }, '2027-02-13'],
    ['dispute', 'cassation', { cassation_by: '2027-02-14' }, '2027-02-14'],
  ])('of a %s: %s %j', (name, code, facts, inForce) => {
    const due = term(code);
    const wanted = { ...due, case: name, in_force_on: inForce, told_on: null, changes: [] };
    expect(explained(name, due, facts, [])).toMatchObject(wanted);
  });

  test('is the one that was counted where the case keeps none', () => {
    const due = term('answer');
    expect(explained('request', due, {}, [])).toMatchObject({ in_force_on: due.due_on, told_on: null, changes: [] });
    // A term that this kind of case has no date for.
    const repair = term('repair');
    const elsewhere = explained('dispute', repair, keeps({ repair_due_on: '2027-02-04', due_on: '2027-02-05' }), [
      move('due_on', '2026-12-29', '2026-12-30'),
    ]);
    expect(elsewhere).toMatchObject({ in_force_on: repair.due_on, told_on: null, changes: [] });
  });
});

describe('the date that was told', () => {
  test.each<[CaseName, TermCode, object, string]>([
    ['request', 'answer', { due_on: '2026-12-30', due_told_on: '2026-12-29' }, '2026-12-29'],
    ['request', 'objection_window', { object_by: '2027-02-02', object_told_on: '2027-01-29' }, '2027-01-29'],
    ['objection', 'objection_answer', { due_on: '2027-02-04', due_told_on: '2027-02-03' }, '2027-02-03'],
    ['dispute', 'dispute_window', { file_by: '2027-01-15', file_told_on: '2027-01-14' }, '2027-01-14'],
  ])('of a %s: %s', (name, code, facts, told) => {
    expect(explained(name, term(code), facts, []).told_on).toBe(told);
  });

  test('stands beside it only where it is another', () => {
    const same = { due_on: '2026-12-29', due_told_on: '2026-12-29' };
    expect(explained('request', term('answer'), same, []).told_on).toBeNull();
    expect(explained('request', term('answer_perki'), keeps({ perki_due_on: '2026-12-29' }), []).told_on).toBeNull();
  });
});

describe('what day 0 was', () => {
  const trigger = (name: CaseName, due: DueExplanation, facts: object) => explained(name, due, facts, []).trigger;

  test('the trigger of the law', () => {
    expect(trigger('request', term('answer'), request())).toBe('received');
    expect(explainDispute(CAL, DISPUTE_IN.filed).map((due) => trigger('dispute', due, dispute()))).toEqual([
      ...['objection_answered', 'petition_received', 'petition_received'],
    ]);
  });

  test('of the window: the notice, the late delivery, or the end of a term that passed in silence', () => {
    const window = term('objection_window', '2026-12-21');
    expect(trigger('request', window, { notice_reached_on: '2026-12-21' })).toBe('notice_reached');
    const both = { notice_reached_on: '2026-12-21', delivered_on: '2026-12-21' };
    expect(trigger('request', window, both)).toBe('notice_reached');
    expect(trigger('request', window, { notice_reached_on: '2026-12-14', delivered_on: '2026-12-21' })).toBe(
      'delivery',
    );
    expect(trigger('request', window, IN_STATE.refused)).toBe('answer_due');
  });

  test('of the window of an objection: as its ground says', () => {
    const grounds = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
    const window = term('objection_window');
    expect(grounds.map((ground) => trigger('objection', window, objection({ ground })))).toEqual([
      ...['notice_reached', 'found', 'answer_due', 'notice_reached', 'notice_reached', 'notice_reached', 'delivery'],
    ]);
    expect(trigger('objection', window, {})).toBe('notice_reached');
    expect(trigger('objection', term('objection_answer'), objection())).toBe('objection_received');
  });
});

describe('what changed since it was first counted', () => {
  const changes = (code: TermCode, facts: object, moves: DateMove[]) =>
    explained('request', term(code), facts, moves).changes;
  const due = { due_on: '2026-12-31' };

  test('each move of its own date, with event, day, decree and days; no other’s', () => {
    const own = move('due_on', '2026-12-29', '2026-12-30');
    const again = move('due_on', '2026-12-30', '2026-12-31', 'receipt_corrected', '2026-12-15');
    const other = move('perki_due_on', '2026-12-29', '2026-12-30');
    expect(changes('answer', due, [own, other, again])).toEqual([change(own), change(again)]);
    expect(changes('answer_perki', { perki_due_on: '2026-12-30' }, [own, other])).toEqual([change(other)]);
    expect(changes('answer', due, [])).toEqual([]);
  });

  test('the first count is no change, nor is a date that stays', () => {
    const first = move('due_on', null, '2026-12-29', 'submitted');
    const same = move('due_on', '2026-12-29', '2026-12-29');
    expect(changes('answer', due, [first, same])).toEqual([]);
  });

  test('a date that was away in between is compared with what it was before', () => {
    const window = { object_by: '2027-02-15' };
    const opened = move('object_by', null, '2027-02-12', 'term_passed');
    const away = move('object_by', '2027-02-12', null, 'receipt_corrected');
    const back = move('object_by', null, '2027-02-15', 'term_passed');
    expect(changes('objection_window', window, [opened, away, back])).toEqual([
      { ...change(back), from: '2027-02-12', to: '2027-02-15' },
    ]);
    const sameAgain = move('object_by', null, '2027-02-12', 'term_passed');
    expect(changes('objection_window', window, [opened, away, sameAgain])).toEqual([]);
    // Away twice: what it was before is still known.
    const gone = move('object_by', null, null, 'withdrawn');
    expect(changes('objection_window', window, [opened, away, gone, back])).toHaveLength(1);
  });

  describe('by an extension, whose date stands where the first term’s stood', () => {
    const extended = { due_on: '2027-01-13', extended_from: '2026-12-31' };
    const before = move('due_on', '2026-12-29', '2026-12-30');
    const noise = move('check_due_on', '2026-12-16', '2026-12-17');
    const extension = move('due_on', '2026-12-30', '2027-01-12', 'extended');
    const kept = move('extended_from', null, '2026-12-30', 'extended');
    const after = move('due_on', '2027-01-12', '2027-01-13');
    const first = move('extended_from', '2026-12-30', '2026-12-31');
    const all = [noise, before, kept, extension, after, first];

    test('the first term tells what moved it before and since, not the extension', () => {
      expect(changes('answer', extended, all)).toEqual([change(before), change(first)]);
    });

    test('the extension tells its own move and what came after', () => {
      expect(changes('extension', extended, all)).toEqual([change(extension), change(after)]);
      expect(changes('extension', extended, [after])).toEqual([change(after)]);
      const again = move('due_on', '2027-01-13', '2027-01-14');
      expect(changes('extension', extended, [after, again])).toEqual([after, again].map(change));
    });

    test('where the log does not tell of it, nothing is taken for it', () => {
      expect(changes('answer', extended, [before, first])).toEqual([change(first)]);
      const other = move('perki_due_on', '2026-12-30', '2027-01-12', 'extended');
      expect(changes('answer', extended, [before, other, first])).toEqual([change(first)]);
      expect(changes('answer', due, all)).toEqual([before, extension, after].map(change));
    });
  });
});

describe('what the office promised', () => {
  test('is counted in working days, binds, and has an article without a length', () => {
    expect(explainPromise('delivery', CAL, '2026-12-23', 1)).toEqual({
      ...{ term: 'delivery', article: 'Perki 1/2021 Pasal 31 ayat (4) huruf f', from: '2026-12-23', days: 1 },
      ...{ unit: 'working_day', override: null, due_on: '2026-12-28', calendar_version: 'test', binding: true },
      skipped: ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27'].map((date) =>
        expect.objectContaining({ date }),
      ),
    });
    expect(explainPromise('execution', CAL, '2026-12-14', 5)).toMatchObject({
      ...{ article: 'Perki 1/2021 Pasal 8 ayat (2) huruf c', due_on: '2026-12-21' },
    });
  });

  test('has a date in force on its case, and begins with the notice or the answer', () => {
    const delivery = explainPromise('delivery', CAL, '2026-12-14', 3);
    expect(explained('request', delivery, keeps({ promised_on: '2026-12-18' }), [])).toMatchObject({
      ...{ in_force_on: '2026-12-18', trigger: 'notice_given' },
    });
    const execution = explainPromise('execution', CAL, '2026-12-14', 3);
    expect(explained('objection', execution, keeps({ execute_by: '2026-12-18' }), [])).toMatchObject({
      ...{ in_force_on: '2026-12-18', trigger: 'objection_answer_given' },
    });
  });

  test('binds the office, as a window binds the requester', () => {
    expect(sourceOf('delivery')).toEqual({ trigger: 'notice_given', bindsRequester: false });
    expect(sourceOf('execution')).toEqual({ trigger: 'objection_answer_given', bindsRequester: false });
    expect(sourceOf('answer')).toEqual({ trigger: 'received', bindsRequester: false });
    expect(sourceOf('objection_window')).toEqual({ trigger: 'notice_reached', bindsRequester: true });
  });
});

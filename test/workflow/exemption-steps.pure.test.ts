import type { ExemptionFacts, ExemptionStep, TestSheet } from '../../src/workflow/exemption-facts';
import { LETTERS } from '../../src/workflow/exemption-grounds';
import { allowedExemptionSteps, decideExemption, inForceOn } from '../../src/workflow/exemption-machine';
import { type ExemptionContext, sheetLacks } from '../../src/workflow/exemption-rules';
import type { Role } from '../../src/workflow/facts';
import {
  APPROVAL,
  by,
  DELEGATION,
  EXEMPTION_IN,
  EXEMPTION_LAWFUL as LAWFUL,
  refusalOf,
  SHEET,
  TODAY,
} from './exemption-facts';

const { draft, tested, decided, expired, revoked } = EXEMPTION_IN;
const APPROVED = { ...tested, approval_kind: 'delegate', approved_on: '2026-12-05', approved_by: 9 } as const;
const OPENING = { ...tested, purpose: 'open', opens_on: '2026-12-20' } as const;

describe('a consequence test', () => {
  const complete = (over: Partial<ExemptionFacts>) =>
    refusalOf({ ...draft, ...over }, LAWFUL.complete_test, by('ppid'));

  test.each<[string, Partial<ExemptionFacts>]>([
    ['ground_missing', { letter: null }],
    ['ground_missing', { letter: 'z' }],
    ['item_unknown', { item: null }],
    ['item_unknown', { item: 0 }],
    ['item_unknown', { item: 6 }],
    ['item_unknown', { letter: 'i', item: 1 }],
    ['part_missing', { partial: 1, part: ' ' }],
    ['basis_missing', { legal_basis: null }],
    ['statute_missing', { letter: 'j', item: null }],
    ['statute_missing', { letter: 'j', item: null, statute: 'Perbup 3 Tahun 2024' }],
    ['opened_missing', { if_opened: '' }],
    ['closed_missing', { if_closed: ' ' }],
    ['interest_missing', { public_interest: null }],
    ['term_basis_missing', { term_basis: null }],
    ['testers_missing', { testers: [] }],
    ['end_missing', { letter: 'b', item: null }],
    ['end_not_ahead', { until_on: TODAY }],
    ['end_not_ahead', { until_on: '2027-02-30' }],
    ['end_too_late', { letter: 'a', item: 1, until_on: '2056-12-12' }],
    ['opens_missing', { purpose: 'open' }],
    ['opens_missing', { purpose: 'open', opens_on: '2027-02-30' }],
    ['opens_past', { purpose: 'open', opens_on: '2026-12-10' }],
  ])('is not complete: %s %j', (code, over) => {
    expect(complete(over)).toBe(code);
  });

  test.each<[string, Partial<ExemptionFacts>]>([
    ['the first and the last item of a letter', { item: 5 }],
    ['the first item', { item: 1 }],
    ['a letter without items', { letter: 'i', item: null }],
    ['a named part', { partial: 1, part: 'Kolom NIK' }],
    ['a statute', { letter: 'j', item: null, statute: 'UU 23/2006' }],
    ['an end from tomorrow on', { until_on: '2026-12-12' }],
    ['thirty years', { letter: 'a', item: 1, until_on: '2056-12-11' }],
    [
      'longer than thirty years, where the law of its field says so',
      { letter: 'b', item: null, until_on: '2060-01-01' },
    ],
    ['an opening, which needs no basis of a term', { purpose: 'open', opens_on: TODAY, term_basis: null }],
    ['an opening of what had to name its end', { purpose: 'open', opens_on: TODAY, letter: 'b', item: null }],
  ])('is complete with %s', (_what, over) => {
    expect(complete(over)).toBeNull();
  });

  test.each<[string | null, Partial<ExemptionFacts>, Partial<TestSheet>]>([
    [null, {}, { until_on: null }],
    ['end_past', {}, { until_on: TODAY }],
    ['end_past', {}, { until_on: '2026-12-10' }],
    [null, {}, { until_on: '2026-12-12' }],
    ['opens_past', { purpose: 'open' }, { opens_on: '2026-12-10' }],
    [null, { purpose: 'open' }, { opens_on: TODAY }],
    [null, { purpose: 'open' }, { until_on: '2026-12-10' }],
  ])('is saved with its last day ahead: %s %j %j', (code, over, given) => {
    const facts = { ...draft, ...over };
    expect(refusalOf(facts, { do: 'save_test', sheet: { ...SHEET, ...given } }, by('ppid'))).toBe(code);
    // What is typed decides: the button is there all the same.
    expect(allowedExemptionSteps(facts, by('ppid'))).toContain('save_test');
  });

  test('an office may have shortened the thirty years', () => {
    const terms = JSON.stringify({ exemption_enforcement: { length: 2, reason: 'x', in_force_on: '2026-01-01' } });
    const until = (until_on: string) => complete({ letter: 'a', item: 1, until_on, terms });
    expect([until('2028-12-11'), until('2028-12-12')]).toEqual([null, 'end_too_late']);
  });

  test('an agency works on its own, until it hands it in; the PPID on any', () => {
    const save = (over: Partial<ExemptionFacts>, ctx: ExemptionContext) =>
      refusalOf({ ...draft, ...over }, LAWFUL.save_test, ctx);
    expect(save({}, by('opd', { bodyId: 8 }))).toBe('not_your_body');
    expect(save({ handed_on: TODAY }, by('opd'))).toBe('handed_in_already');
    expect(save({ handed_on: TODAY, body_id: 8 }, by('ppid'))).toBeNull();
    const drop = (over: Partial<ExemptionFacts>, ctx: ExemptionContext) =>
      refusalOf({ ...draft, ...over }, LAWFUL.drop_test, ctx);
    expect(drop({}, by('opd', { bodyId: 8 }))).toBe('not_your_body');
    expect(drop({ handed_on: TODAY }, by('opd'))).toBe('handed_in_already');
    expect(refusalOf(draft, LAWFUL.hand_in, by('opd', { bodyId: 8 }))).toBe('not_your_body');
    expect(refusalOf({ ...draft, handed_on: TODAY }, LAWFUL.hand_in, by('opd'))).toBe('handed_in_already');
    expect(refusalOf(draft, LAWFUL.return_test, by('ppid'))).toBe('not_handed_in');
    expect(refusalOf(draft, LAWFUL.take_back, by('opd'))).toBe('not_handed_in');
    const seen = { ...draft, handed_on: TODAY, seen_on: TODAY };
    expect(refusalOf(seen, LAWFUL.take_back, by('opd'))).toBe('seen_already');
    expect(refusalOf({ ...draft, handed_on: TODAY }, LAWFUL.take_back, by('opd'))).toBeNull();
  });

  test('what is handed in is whole, and everything that lacks is named at once', () => {
    const bare = { ...draft, letter: null, item: null, if_opened: ' ', testers: [] };
    expect(refusalOf(bare, LAWFUL.hand_in, by('opd'))).toBe('ground_missing');
    expect(sheetLacks(bare, by('opd'))).toEqual(['ground_missing', 'opened_missing', 'testers_missing']);
    const undated = { ...draft, letter: 'b', item: null };
    expect(refusalOf(undated, LAWFUL.hand_in, by('opd'))).toBe('end_missing');
    expect(sheetLacks({ ...undated, term_basis: null }, by('opd'))).toEqual(['term_basis_missing', 'end_missing']);
    expect([sheetLacks(draft, by('opd')), refusalOf(draft, LAWFUL.hand_in, by('opd'))]).toEqual([[], null]);
  });
});

describe('the approval', () => {
  const approve = (
    delegation: typeof DELEGATION | null,
    over: Partial<ExemptionFacts> = {},
    userId: number | null = 1,
  ) => refusalOf({ ...tested, ...over }, { do: 'approve', delegation }, by('atasan', { userId }));

  test('by a delegate needs a delegation that names him and is in force', () => {
    expect(approve(null)).toBe('delegation_missing');
    expect(approve({ ...DELEGATION, userId: 3 })).toBe('delegation_missing');
    expect(approve({ ...DELEGATION, from_on: '2026-12-12' })).toBe('delegation_missing');
    expect(approve({ ...DELEGATION, until_on: '2026-12-10' })).toBe('delegation_missing');
    expect(approve({ userId: 1, from_on: TODAY, until_on: TODAY })).toBeNull();
    expect(refusalOf(tested, { do: 'decline', delegation: null }, by('atasan'))).toBe('delegation_missing');
  });

  test('for letters c to f is the head’s own', () => {
    const heads = LETTERS.filter((letter) => approve(DELEGATION, { letter }) === 'head_fixes_term');
    expect(heads).toEqual(['c', 'd', 'e', 'f']);
    expect(refusalOf({ ...tested, letter: 'c' }, LAWFUL.decline, by('atasan'))).toBe('head_fixes_term');
  });

  test('is another person’s than the test', () => {
    expect(approve(DELEGATION, { tested_by: 1 })).toBe('tester_may_not_approve');
  });

  test('is given once', () => {
    expect(refusalOf(APPROVED, LAWFUL.approve, by('atasan'))).toBe('not_in_this_state');
    expect(refusalOf(APPROVED, LAWFUL.decline, by('atasan'))).toBe('not_in_this_state');
  });
});

describe('the decision', () => {
  const decide = (over: Partial<typeof LAWFUL.decide>, facts: ExemptionFacts = tested, userId: number | null = 1) =>
    refusalOf(facts, { ...LAWFUL.decide, ...over }, by('ppid', { userId }));

  test('needs the head’s approval, whole, or the delegate’s, who does not decide himself', () => {
    expect(decide({ approval: null })).toBe('approval_missing');
    for (const part of ['name', 'office', 'number'] as const) {
      expect([part, decide({ approval: { ...APPROVAL, [part]: ' ' } })]).toEqual([part, 'approval_missing']);
    }
    expect(decide({ approval: { ...APPROVAL, on: 'kemarin' } })).toBe('approval_missing');
    const later = { approval: null, decided_on: '2026-12-05' };
    expect(decide(later, APPROVED)).toBeNull();
    expect(decide(later, { ...APPROVED, approved_by: 1 })).toBe('approver_may_not_decide');
    expect(decide(later, { ...APPROVED, approved_by: null }, null)).toBeNull();
  });

  test('has a number, and a day after the test and the approval, not ahead', () => {
    expect(decide({ number: ' ' })).toBe('number_missing');
    expect(decide({ decided_on: '2026-02-30' })).toBe('day_wrong');
    expect(decide({ decided_on: '2026-12-12' })).toBe('day_in_future');
    expect(decide({ approval: { ...APPROVAL, on: '2026-12-12' } })).toBe('day_in_future');
    expect(decide({ decided_on: TODAY, approval: { ...APPROVAL, on: TODAY } })).toBeNull();
    expect(decide({ decided_on: '2026-11-30', approval: { ...APPROVAL, on: '2026-11-30' } })).toBe('before_test');
    expect(decide({ decided_on: '2026-12-01', approval: { ...APPROVAL, on: '2026-12-01' } })).toBeNull();
    expect(
      decide({ decided_on: '2026-11-30', approval: { ...APPROVAL, on: '2026-11-30' } }, { ...tested, tested_on: null }),
    ).toBeNull();
    expect(decide({ decided_on: '2026-12-01' })).toBe('before_approval');
    expect(decide({ decided_on: '2026-12-04', approval: null }, APPROVED)).toBe('before_approval');
  });

  test('states an end after its day and after today, at most thirty years on', () => {
    const until = (until_on: string | null, letter = 'h', decided_on = '2026-12-03') =>
      decide({ decided_on }, { ...tested, letter, until_on });
    expect([until('2026-12-03'), until('2026-12-10'), until(TODAY)]).toEqual(['end_not_ahead', 'end_not_ahead', null]);
    expect([until('2056-12-03', 'a'), until('2056-12-04', 'a')]).toEqual([null, 'end_too_late']);
    expect(LETTERS.filter((letter) => until(null, letter) === 'end_missing')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    // The lengths that are in force on the day of the decision, not those of the test.
    const terms = JSON.stringify({ exemption_enforcement: { length: 1, reason: 'x', in_force_on: '2026-12-01' } });
    expect(decide({ terms }, { ...tested, letter: 'a', until_on: '2027-12-04' })).toBe('end_too_late');
  });

  test('that opens, opens from today on', () => {
    const opens = (opens_on: string | null) => decide({}, { ...OPENING, opens_on });
    expect([opens(null), opens('2026-12-10'), opens(TODAY)]).toEqual(['opens_missing', 'opens_past', null]);
  });
});

test('a ruling opens any exemption, a public hearing one of letter a', () => {
  const open = (over: object, facts = decided) => refusalOf(facts, { ...LAWFUL.open_by_ruling, ...over }, by('ppid'));
  expect(open({ by: 'surat' })).toBe('ruling_unknown');
  expect(open({ by: 'hearing' })).toBe('hearing_only_for_a');
  expect(open({ by: 'hearing' }, { ...decided, letter: 'a' })).toBeNull();
  expect(open({ by: 'ruling' }, { ...decided, letter: 'a' })).toBeNull();
  expect(open({ number: '' })).toBe('number_missing');
  expect(open({ on: '2026-13-01' })).toBe('day_wrong');
  expect([open({ on: '2026-12-12' }), open({ on: TODAY })]).toEqual(['day_in_future', null]);
});

test('an exemption is over the day after its last day, and never without one', () => {
  const expire = (ends_on: string | null) => refusalOf({ ...decided, ends_on }, LAWFUL.expire, by('system'));
  expect([expire('2026-12-10'), expire(TODAY), expire(null)]).toEqual([null, 'not_due_yet', 'not_due_yet']);
  const opening = { ...decided, ends_on: TODAY, ended_by: 'decision' } as const;
  expect(refusalOf(opening, LAWFUL.expire, by('system'))).toBe('not_due_yet');
});

test('masking is confirmed once', () => {
  expect(refusalOf({ ...expired, masked_on: TODAY }, LAWFUL.confirm_masking, by('ppid'))).toBe('masked_already');
});

describe('what a step changes, and nothing besides', () => {
  const NONE = { tested_on: null, tested_by: null };
  const opensLater = { ...decided, ends_on: '2027-12-31' };
  const cases: [string, ExemptionFacts, ExemptionStep, Role, Partial<ExemptionFacts>][] = [
    ['save', draft, LAWFUL.save_test, 'opd', { title: 'Data penerima hibah' }],
    ['hand in', draft, LAWFUL.hand_in, 'opd', { handed_on: TODAY }],
    ['return', { ...draft, handed_on: '2026-12-01' }, LAWFUL.return_test, 'ppid', { handed_on: null }],
    ['complete', draft, LAWFUL.complete_test, 'ppid', { state: 'tested', tested_on: TODAY, tested_by: 1 }],
    [
      'complete again',
      { ...APPROVED, state: 'draft' },
      LAWFUL.complete_test,
      'ppid',
      { state: 'tested', tested_on: TODAY, tested_by: 1, approval_kind: null, approved_on: null, approved_by: null },
    ],
    [
      'reopen',
      APPROVED,
      LAWFUL.reopen_test,
      'ppid',
      { state: 'draft', ...NONE, approval_kind: null, approved_on: null, approved_by: null },
    ],
    ['drop', tested, LAWFUL.drop_test, 'ppid', { state: 'dropped' }],
    ['approve', tested, LAWFUL.approve, 'atasan', { approval_kind: 'delegate', approved_on: TODAY, approved_by: 1 }],
    ['decline', tested, LAWFUL.decline, 'atasan', { state: 'draft', ...NONE }],
    [
      'decide by the head',
      { ...tested, until_on: '2027-12-31' },
      { ...LAWFUL.decide, terms: '{}' },
      'ppid',
      {
        ...{ state: 'decided', decided_on: '2026-12-03', ends_on: '2027-12-31', terms: '{}' },
        ...{ approval_kind: 'head', approved_on: '2026-12-02' },
      },
    ],
    [
      'decide after the delegate',
      APPROVED,
      { ...LAWFUL.decide, decided_on: '2026-12-06' },
      'ppid',
      { state: 'decided', decided_on: '2026-12-06' },
    ],
    [
      'decide to open',
      OPENING,
      LAWFUL.decide,
      'ppid',
      { state: 'applied', decided_on: '2026-12-03', approval_kind: 'head', approved_on: '2026-12-02' },
    ],
    [
      'decide to open after the delegate',
      { ...APPROVED, purpose: 'open', opens_on: TODAY },
      { ...LAWFUL.decide, decided_on: '2026-12-06' },
      'ppid',
      { state: 'applied', decided_on: '2026-12-06' },
    ],
    ['change', decided, LAWFUL.supersede, 'system', { state: 'changed', ended_by: 'changed', ended_on: TODAY }],
    ['set an opening', opensLater, LAWFUL.end_early, 'system', { ends_on: '2026-12-19', ended_by: 'decision' }],
    [
      'open by a ruling',
      decided,
      LAWFUL.open_by_ruling,
      'ppid',
      { state: 'revoked', ended_by: 'ruling', ended_on: TODAY },
    ],
    ['expire', decided, LAWFUL.expire, 'system', { state: 'expired', ended_by: 'term', ended_on: '2026-12-11' }],
    [
      'reach the set opening',
      { ...decided, ended_by: 'decision' },
      LAWFUL.expire,
      'system',
      { state: 'revoked', ended_on: '2026-12-11' },
    ],
    ['confirm the masking', revoked, LAWFUL.confirm_masking, 'ppid', { masked_on: TODAY }],
  ];

  test.each(cases)('%s', (_what, facts, step, role, wanted) => {
    const found = decideExemption(facts, step, by(role));
    if (!found.ok) throw new Error(found.code);
    const after = Object.entries(found.after).filter(([key, value]) => facts[key as keyof ExemptionFacts] !== value);
    expect(Object.fromEntries(after)).toEqual(wanted);
  });
});

test('in force from the day of the decision to the last day, whether or not the sweep came by', () => {
  const on = (day: string, over: Partial<ExemptionFacts> = {}) => inForceOn({ ...decided, ...over }, day);
  expect(['2026-12-02', '2026-12-03', '2026-12-10', '2026-12-11'].map((day) => on(day))).toEqual([
    ...[false, true, true, false],
  ]);
  expect(on('2090-01-01', { ends_on: null })).toBe(true);
  expect(on('2026-12-05', { decided_on: null })).toBe(false);
  expect(on('2026-12-05', { state: 'revoked' })).toBe(false);
});

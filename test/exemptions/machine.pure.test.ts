import type { ExemptionFacts, ExemptionStep, ExemptionStepName } from '../../src/workflow/exemption-facts';
import { GROUNDS, groundOf, latestEnd, namesStatute } from '../../src/workflow/exemption-grounds';
import {
  allowedExemptionSteps,
  decideExemption,
  EXEMPTION_MACHINE,
  inForceOn,
} from '../../src/workflow/exemption-machine';
import type { Role } from '../../src/workflow/facts';
import { SHEET } from './given';

const TODAY = '2026-12-11';
const facts = (over: Partial<ExemptionFacts> = {}): ExemptionFacts => ({
  ...SHEET,
  ...{ state: 'draft', purpose: 'exempt', body_id: 7, handed_on: null, tested_on: null, tested_by: null },
  ...{ approval_kind: null, approved_on: null, approved_by: null, decided_on: null, ends_on: null, ended_on: null },
  ...{ ended_by: null, masking_due_on: null, masked_on: null, terms: null },
  ...over,
});
const by = (role: Role, userId: number | null = 1, bodyId: number | null = null) => ({
  today: TODAY,
  actor: { role, userId, bodyId },
});
const ppid = by('ppid');
const APPROVAL = { kind: 'head' as const, on: TODAY, name: 'Bupati', office: 'Bupati', number: '1' };
const DECIDE: ExemptionStep = { do: 'decide', number: 'SK-1', decided_on: TODAY, approval: APPROVAL, terms: null };
const TESTED = facts({ state: 'tested', tested_on: TODAY, tested_by: 1 });
const code = (f: ExemptionFacts, step: ExemptionStep, ctx = ppid) => {
  const done = decideExemption(f, step, ctx);
  return done.ok ? null : done.code;
};

test('the grounds: items, whether a last day is needed, and thirty years for letter a only', () => {
  const items = Object.fromEntries(GROUNDS.map(({ letter, items: n, dated }) => [letter, [n, dated]]));
  expect(items).toEqual({
    ...{ a: [5, true], b: [0, true], c: [7, true], d: [0, true], e: [7, true], f: [4, true] },
    ...{ g: [0, false], h: [5, false], i: [0, false], j: [0, false] },
  });
  expect(latestEnd('a', '2026-12-11')).toBe('2056-12-11');
  expect(latestEnd('a', '2024-02-29')).toBe('2054-02-28');
  for (const letter of ['b', 'c', 'h', 'j', null]) expect(latestEnd(letter, TODAY)).toBeNull();
  expect(groundOf('k')).toBeUndefined();
});

test.each([
  ['Undang-Undang Nomor 23 Tahun 2006 Pasal 84', true],
  ['UU 23/2006', true],
  ['UU No. 43 Tahun 2009', true],
  ['Peraturan Pemerintah Nomor 61 Tahun 2010', false],
  ['Perbup 12/2020', false],
  ['', false],
])('letter j: %s is an act: %s', (text, is) => {
  expect(namesStatute(text)).toBe(is);
});

test.each<[Partial<ExemptionFacts>, string | null]>([
  [{}, null],
  [{ letter: null, item: null }, 'ground_missing'],
  [{ item: null }, 'item_unknown'],
  [{ item: 6 }, 'item_unknown'],
  [{ letter: 'g', item: 1 }, 'item_unknown'],
  [{ partial: 1 }, 'part_missing'],
  [{ partial: 1, part: 'NIK' }, null],
  [{ legal_basis: ' ' }, 'basis_missing'],
  [{ letter: 'j', item: null }, 'statute_missing'],
  [{ letter: 'j', item: null, statute: 'Perda 3/2020' }, 'statute_missing'],
  [{ letter: 'j', item: null, statute: 'UU 23/2006 Pasal 84' }, null],
  [{ if_opened: null }, 'opened_missing'],
  [{ if_closed: null }, 'closed_missing'],
  [{ public_interest: null }, 'interest_missing'],
  [{ term_basis: null }, 'term_basis_missing'],
  [{ testers: [] }, 'testers_missing'],
  ...(['a', 'b', 'c', 'd', 'e', 'f'] as const).map((letter): [Partial<ExemptionFacts>, string] => [
    { letter, item: ['b', 'd'].includes(letter) ? null : 1 },
    'end_missing',
  ]),
  [{ letter: 'b', item: null, until_on: TODAY }, 'end_not_ahead'],
  [{ letter: 'b', item: null, until_on: '2026-12-12' }, null],
  [{ letter: 'a', item: 1, until_on: '2056-12-11' }, null],
  [{ letter: 'a', item: 1, until_on: '2056-12-12' }, 'end_too_late'],
  [{ letter: 'c', item: 1, until_on: '2099-01-01' }, null],
  [{ purpose: 'open', opens_on: null }, 'opens_missing'],
  [{ purpose: 'open', opens_on: '2026-12-10' }, 'opens_past'],
  [{ purpose: 'open', opens_on: TODAY, term_basis: null }, null],
])('a sheet with %j is completed: %s', (over, expected) => {
  expect(code(facts(over), { do: 'complete_test' })).toBe(expected);
});

test.each<[Partial<ExemptionFacts>, Partial<typeof SHEET>, string | null]>([
  [{}, { until_on: null }, null],
  [{}, { until_on: TODAY }, 'end_past'],
  [{}, { until_on: '2026-12-10' }, 'end_past'],
  [{}, { until_on: '2026-12-12' }, null],
  [{ purpose: 'open' }, { opens_on: '2026-12-10' }, 'opens_past'],
  [{ purpose: 'open' }, { opens_on: TODAY }, null],
  [{ purpose: 'open' }, { until_on: '2026-12-10' }, null],
])('a sheet of %j with %j is saved: %s', (over, given, expected) => {
  expect(code(facts(over), { do: 'save_test', sheet: { ...SHEET, ...given } })).toBe(expected);
  expect(allowedExemptionSteps(facts(over), ppid)).toContain('save_test');
});

test('a decision needs the head’s approval in full, its number, and days in their order', () => {
  const decide = (over: object) => code(TESTED, { ...DECIDE, ...over } as ExemptionStep);
  expect(decide({})).toBeNull();
  expect(decide({ approval: null })).toBe('approval_missing');
  for (const name of ['name', 'office', 'number']) {
    expect(decide({ approval: { ...APPROVAL, [name]: ' ' } })).toBe('approval_missing');
  }
  expect(decide({ approval: { ...APPROVAL, on: 'kemarin' } })).toBe('approval_missing');
  expect(decide({ number: '' })).toBe('number_missing');
  expect(decide({ decided_on: '2026-12-12' })).toBe('day_in_future');
  expect(decide({ decided_on: '2026-12-10' })).toBe('before_test');
  const early = facts({ state: 'tested', tested_on: '2026-12-01' });
  expect(code(early, { ...DECIDE, decided_on: '2026-12-10' } as ExemptionStep)).toBe('before_approval');
  expect(code(TESTED, DECIDE, by('opd', 1, 7))).toBe('role_may_not');
});

test('a delegate approves by a delegation in his name and in force, not for c to f, not what he tested himself', () => {
  const held = { userId: 5, from_on: '2026-01-01', until_on: null };
  const approve = (over: object | null, f = TESTED, userId = 5) =>
    code(f, { do: 'approve', delegation: over && { ...held, ...over } }, by('atasan', userId));
  expect(approve({})).toBeNull();
  expect(approve(null)).toBe('delegation_missing');
  expect(approve({ userId: 6 })).toBe('delegation_missing');
  expect(approve({ until_on: '2026-12-10' })).toBe('delegation_missing');
  expect(approve({ until_on: TODAY })).toBeNull();
  expect(approve({ from_on: '2026-12-12' })).toBe('delegation_missing');
  expect(approve({}, { ...TESTED, letter: 'c', item: 1 })).toBe('head_fixes_term');
  expect(approve({ userId: 1 }, TESTED, 1)).toBe('tester_may_not_approve');
  const given = { ...TESTED, approval_kind: 'delegate' as const, approved_on: TODAY, approved_by: 5 };
  expect(code(given, { ...DECIDE, approval: null } as ExemptionStep)).toBeNull();
  expect(code(given, { ...DECIDE, approval: null } as ExemptionStep, by('ppid', 5))).toBe('approver_may_not_decide');
});

test('a public hearing ends letter a only, a ruling any; time only what has a last day that is past', () => {
  const ruling = (letter: string, how: string, on = TODAY) =>
    code(facts({ state: 'decided', letter, item: 1 }), { do: 'open_by_ruling', by: how, number: '7/Pid', on });
  expect(ruling('a', 'hearing')).toBeNull();
  expect(ruling('h', 'hearing')).toBe('hearing_only_for_a');
  expect(ruling('h', 'ruling')).toBeNull();
  expect(ruling('h', 'ruling', '2026-12-12')).toBe('day_in_future');
  expect(ruling('h', 'x')).toBe('ruling_unknown');
  const expire = (ends_on: string | null) =>
    code(facts({ state: 'decided', ends_on }), { do: 'expire' }, by('system', null));
  expect(expire(null)).toBe('not_due_yet');
  expect(expire(TODAY)).toBe('not_due_yet');
  expect(expire('2026-12-10')).toBeNull();
});

test('in force from its day to the end of its last day, whether or not the sweep came by', () => {
  const on = (day: string, over: Partial<ExemptionFacts> = {}) =>
    inForceOn(facts({ state: 'decided', decided_on: '2026-12-01', ends_on: '2026-12-31', ...over }), day);
  expect([on('2026-11-30'), on('2026-12-01'), on('2026-12-31'), on('2027-01-01')]).toEqual([false, true, true, false]);
  expect(on('2099-01-01', { ends_on: null })).toBe(true);
  expect(on('2026-12-15', { state: 'revoked' })).toBe(false);
});

/** Who may do what from where, written from the law: all else is refused. */
const LAWFUL: Record<ExemptionStepName, Partial<Record<Role, readonly string[]>>> = {
  save_test: { opd: ['draft'], ppid: ['draft'] },
  hand_in: { opd: ['draft'] },
  return_test: { ppid: ['draft'] },
  complete_test: { ppid: ['draft'] },
  reopen_test: { ppid: ['tested'] },
  drop_test: { opd: ['draft'], ppid: ['draft', 'tested'] },
  approve: { atasan: ['tested'] },
  decline: { atasan: ['tested'] },
  decide: { ppid: ['tested'] },
  open_by_ruling: { ppid: ['decided'] },
  supersede: { system: ['decided'] },
  end_early: { system: ['decided'] },
  expire: { system: ['decided'] },
  confirm_masking: { ppid: ['expired', 'revoked'] },
};
const STATES = ['draft', 'tested', 'decided', 'applied', 'changed', 'revoked', 'expired', 'dropped'] as const;
const ROLES: readonly Role[] = ['requester', 'petugas', 'ppid', 'opd', 'atasan', 'auditor', 'admin', 'system'];

test('every step × state × role: what the law does not name is refused', () => {
  const blank = {
    ...{ sheet: SHEET, delegation: { userId: 9, from_on: '2026-01-01', until_on: null }, opens_on: TODAY },
    ...{ by: 'ruling', on: TODAY, number: 'x', decided_on: TODAY, approval: APPROVAL, terms: null },
  };
  for (const step of Object.keys(LAWFUL) as ExemptionStepName[]) {
    for (const role of ROLES) {
      for (const state of STATES) {
        const handed_on = step === 'return_test' ? TODAY : null;
        const f = facts({ state, handed_on, tested_by: 1, ends_on: '2026-12-01' });
        const done = decideExemption(f, { do: step, ...blank } as ExemptionStep, by(role, 9, 7));
        const lawful = LAWFUL[step][role]?.includes(state) ?? false;
        expect([step, role, state, done.ok]).toEqual([step, role, state, lawful]);
      }
    }
  }
  expect(new Set(EXEMPTION_MACHINE.map(({ step }) => step))).toEqual(new Set(Object.keys(LAWFUL)));
});

test('buttons: an agency sees its own drafts until they are handed in; nobody sees what cannot work', () => {
  const own = by('opd', 2, 7);
  expect(allowedExemptionSteps(facts(), own)).toEqual(['save_test', 'hand_in', 'drop_test']);
  expect(allowedExemptionSteps(facts(), by('opd', 2, 8))).toEqual([]);
  expect(allowedExemptionSteps(facts({ handed_on: TODAY }), own)).toEqual([]);
  expect(allowedExemptionSteps(facts(), ppid)).toEqual(['save_test', 'complete_test', 'drop_test']);
  const dated = { ...TESTED, letter: 'a', item: 1, until_on: '2030-12-31' };
  for (const f of [TESTED, dated])
    expect(allowedExemptionSteps(f, ppid)).toEqual(['reopen_test', 'drop_test', 'decide']);
  expect(code(dated, { ...DECIDE, decided_on: '' } as ExemptionStep)).toBe('day_wrong');
  expect(allowedExemptionSteps(TESTED, by('atasan', 5))).toEqual([]);
  const held = { userId: 5, from_on: '2026-01-01', until_on: null };
  expect(allowedExemptionSteps(TESTED, by('atasan', 5), held)).toEqual(['approve', 'decline']);
});

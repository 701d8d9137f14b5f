import { findProjectRoot } from '../../src/config';
import { LANGUAGES, loadCatalogue } from '../../src/i18n/catalogue';
import { CLOCKS, type Rung } from '../../src/workflow/escalations';
import { DEFAULT_LADDER } from '../../src/workflow/ladder';
import { changesBetween, datedFrom, inOrder, silencedClocks } from '../../src/workflow/ladder-changes';
import { REQUESTER_LETTERS, STAFF_MESSAGES } from '../../src/workflow/ladder-messages';
import { type LadderFaultCode, ladderFaults, MOST_RUNGS } from '../../src/workflow/ladder-rules';

const NEW: Rung = {
  case: 'request',
  step: 'sisa_dua_hari',
  clock: 'answer',
  at: { before: 2 },
  to: ['holder', 'ppid'],
  letter: 'time_left',
};

const codes = (ladder: readonly Rung[]) => ladderFaults(ladder).map(({ code }) => code);
const withNew = (over: Partial<Rung>): Rung[] => [...DEFAULT_LADDER, { ...NEW, ...over } as Rung];
const without = (step: string) => DEFAULT_LADDER.filter((rung) => rung.step !== step);
const changed = (step: string, over: Partial<Rung>) =>
  DEFAULT_LADDER.map((rung) => (rung.step === step ? { ...rung, ...over } : rung));

test('the ladder of the beginning keeps all rules and stands in its order', () => {
  expect(ladderFaults(DEFAULT_LADDER)).toEqual([]);
  expect(inOrder(DEFAULT_LADDER)).toEqual(DEFAULT_LADDER);
  expect(silencedClocks(DEFAULT_LADDER)).toEqual([]);
});

test('a new rung that says what is so is taken', () => {
  expect(codes(withNew({}))).toEqual([]);
  expect(codes(withNew({ at: { fraction: 0.25 } }))).toEqual([]);
  expect(codes(withNew({ at: { after: 2 }, letter: 'still_overdue' }))).toEqual([]);
  expect(
    codes(withNew({ at: { before: 4 }, clock: 'objection_window', to: ['requester'], letter: 'window_reminder' })),
  ).toEqual([]);
});

test.each<[string, Partial<Rung>, LadderFaultCode]>([
  ['a name with a blank', { step: 'sisa dua' }, 'step_malformed'],
  ['a name of two letters', { step: 'ab' }, 'step_malformed'],
  ['a name of 41 letters', { step: 'a'.repeat(41) }, 'step_malformed'],
  ['a name that begins with a number', { step: '2_hari' }, 'step_malformed'],
  ['a name that ends like the turn of a repeating rung', { step: 'sisa_2' }, 'step_malformed'],
  ['a name that ends like a day of one', { step: 'sisa_d2' }, 'step_malformed'],
  ['a name that is there', { step: 'sisa_tiga', at: { before: 3 } }, 'step_twice'],
  ['an unknown clock', { clock: 'lunch' as never }, 'unknown_clock'],
  ['a clock of another kind of case', { clock: 'mediation' }, 'unknown_clock'],
  ['an unknown kind of case', { case: 'complaint' as never }, 'unknown_clock'],
  ['no days before', { at: { before: 0 } }, 'not_a_count'],
  ['half a day before', { at: { before: 1.5 } }, 'not_a_count'],
  ['61 days after', { at: { after: 61 }, letter: 'overdue' }, 'not_a_count'],
  ['a turn every 0 days', { at: { after: 1, every: 0 }, letter: 'overdue' }, 'not_a_count'],
  ['the whole term', { at: { fraction: 1 } }, 'not_a_count'],
  ['as long before as the term is', { at: { before: 10 } }, 'before_the_term'],
  ['before a letter is sent', { clock: 'arrival', letter: 'letter_under_way' }, 'only_afterwards'],
  ['unopened on a clock that begins later', { clock: 'delivery', at: { unopened: 2 } }, 'unopened_elsewhere'],
  ['nobody', { to: [] }, 'nobody'],
  ['an unknown office', { to: ['mayor' as never] }, 'unknown_addressee'],
  ['the administrator', { to: ['admin'] }, 'unknown_addressee'],
  ['the same office twice', { to: ['ppid', 'ppid'] }, 'unknown_addressee'],
  ['an unknown message', { letter: 'birthday' }, 'unknown_message'],
  ['a message that says something else', { letter: 'due_today' }, 'message_says_otherwise'],
  ['one day left, two days before', { letter: 'one_day_left' }, 'message_says_otherwise'],
  ['half the term, at a quarter', { letter: 'half_term', at: { fraction: 0.25 } }, 'message_says_otherwise'],
  ['a message of another clock', { letter: 'delivery_due_today', at: { on: 'due' } }, 'message_says_otherwise'],
  ['no letter to the requester of this kind', { to: ['requester'] }, 'no_letter_to_requester'],
  [
    'the requester and officers with one word that fits one',
    { to: ['requester', 'ppid'], clock: 'repair', at: { before: 1 }, letter: 'repair_reminder' },
    'no_letter_to_requester',
  ],
  ['a letter of lateness before the end', { to: ['requester'], letter: 'overdue' }, 'no_letter_to_requester'],
  [
    'the requester again and again',
    { to: ['requester'], at: { after: 2, every: 2 }, letter: 'overdue' },
    'requester_again_and_again',
  ],
])('refuses %s', (_what, over, code) => {
  const ladder = code === 'step_twice' ? [...withNew(over), { ...NEW, ...over } as Rung] : withNew(over);
  const found = codes(ladder);
  expect(found).toContain(code);
  // One rung, one reason.
  expect(new Set(found).size).toBe(1);
});

test('a shipped name says its time: the time changes only with the name', () => {
  expect(codes(changed('three_days_left', { at: { before: 4 } }))).toEqual(['name_says_other_time']);
  expect(codes(changed('three_days_left', { at: { before: 4 }, step: 'sisa_empat_hari' }))).toEqual([]);
  expect(codes(changed('three_days_left', { to: ['ppid'], letter: 'time_left' }))).toEqual([]);
});

test('a rung that goes on until somebody acts stays, where there was one', () => {
  const endless = DEFAULT_LADDER.filter(({ at }) => 'after' in at && at.every);
  expect(endless.length).toBeGreaterThan(8);
  for (const rung of endless) {
    const faults = ladderFaults(without(rung.step));
    const shared = endless.filter((one) => one.case === rung.case && one.clock === rung.clock).length > 1;
    expect([rung.step, faults.map(({ code, clock }) => `${code} ${clock}`)]).toEqual([
      rung.step,
      shared ? [] : [`clock_without_end ${rung.clock}`],
    ]);
  }
  expect(codes(without('half_term'))).toEqual([]);
  const many = Array.from({ length: MOST_RUNGS }, (_, i): Rung => ({ ...NEW, step: `langkah_${i}_lagi` }));
  expect(codes([...DEFAULT_LADDER, ...many])).toEqual(['too_many']);
});

test('every clock of the ladder of the beginning has an end or a rung without one', () => {
  const ending = new Set(['repair', 'objection_window', 'objection_answer', 'dispute_window']);
  for (const [name, clocks] of Object.entries(CLOCKS)) {
    for (const clock of clocks) {
      const goesOn = DEFAULT_LADDER.some(
        (rung) => rung.case === name && rung.clock === clock && 'after' in rung.at && rung.at.every,
      );
      expect([name, clock, goesOn || ending.has(clock)]).toEqual([name, clock, true]);
    }
  }
});

test('a rung begins when its time was changed; every other goes on as it was', () => {
  const [first, second] = ['2026-12-11T02:00:00.000Z', '2026-12-14T02:00:00.000Z'];
  const once = datedFrom(withNew({}), DEFAULT_LADDER, first);
  expect(once.find((rung) => rung.step === NEW.step)).toEqual({ ...NEW, since: first });
  expect(once.filter((rung) => 'since' in rung)).toHaveLength(1);
  const told = once.map((rung) => (rung.step === NEW.step ? { ...rung, to: ['ppid'] as const } : rung));
  expect(datedFrom(told, once, second).find((rung) => rung.step === NEW.step)).toMatchObject({ since: first });
  const moved = once.map((rung) => (rung.step === NEW.step ? { ...rung, at: { before: 4 } } : rung));
  expect(datedFrom(moved, once, second).find((rung) => rung.step === NEW.step)).toMatchObject({ since: second });
  // What was taken out and comes back begins anew.
  const back = datedFrom(DEFAULT_LADDER, without('half_term'), second);
  expect(back.find((rung) => rung.step === 'half_term')).toMatchObject({ since: second });
});

test('what lies between two ladders', () => {
  expect(changesBetween(DEFAULT_LADDER, datedFrom(DEFAULT_LADDER, DEFAULT_LADDER, '2026-12-11T02:00:00.000Z'))).toEqual(
    [],
  );
  const proposed = [...changed('half_term', { to: ['holder', 'ppid'] }), NEW].filter(
    (rung) => rung.step !== 'unopened',
  );
  expect(changesBetween(DEFAULT_LADDER, proposed).map(({ step, before, after }) => [step, !!before, !!after])).toEqual([
    ['unopened', true, false],
    ['half_term', true, true],
    [NEW.step, false, true],
  ]);
  expect(silencedClocks(changed('overdue', { to: ['superior'] }))).toEqual([{ case: 'request', clock: 'answer' }]);
});

test.each(LANGUAGES)('every message has its words (%s)', (lang) => {
  const t = loadCatalogue(findProjectRoot(), { strict: true }).for(lang);
  const vars = { number: 'P-1', days: 3, due: 'x', received: 'y' };
  for (const { letter } of STAFF_MESSAGES) {
    expect(t(`cases:mail.escalation.${letter}.subject`, vars)).toContain('P-1');
    expect(t(`cases:mail.escalation.${letter}.text`, vars).length).toBeGreaterThan(20);
  }
  for (const { letter } of REQUESTER_LETTERS) expect(t(`letters:kind.${letter}.title`).length).toBeGreaterThan(3);
});

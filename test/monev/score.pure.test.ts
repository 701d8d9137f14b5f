import fc from 'fast-check';
import { creditOf, isAnswer, proposalOf } from '../../src/monev/answer';
import { type Question, type Questionnaire, questionsOf } from '../../src/monev/questionnaire';
import { bandOf, rounded, scoreOf } from '../../src/monev/score';
import { startingQuestionnaire } from '../../src/monev/starting';

const BANDS = startingQuestionnaire('pusat').bands;

const question = (code: string, rest: Partial<Question> = {}): Question => ({
  ...{ code, text: 'Apakah?', basis: '', kind: 'yes_no', weight: 1, steps: [], target: null, source: null, pass: 100 },
  ...rest,
});
const SCALE = [100, 75, 50, 25, 0].map((value) => ({ value, label: `${value}` }));

test('a hand-worked score: sections by their weights, questions by theirs within', () => {
  const questionnaire: Questionnaire = {
    ...{ bands: BANDS, share: 80 },
    sections: [
      {
        ...{ code: 'a', name: 'A', weight: 60 },
        questions: [question('a1', { weight: 3 }), question('a2', { kind: 'scale', steps: SCALE })],
      },
      {
        ...{ code: 'b', name: 'B', weight: 40 },
        questions: [question('b1', { kind: 'count', target: 4 }), question('b2')],
      },
    ],
  };
  // A: (3 × 1 + 1 × 0.5) / 4 = 0.875 of 60 = 52.5. B: (3/4 + 0) / 2 = 0.375 of 40 = 15.
  const score = scoreOf(
    questionnaire,
    new Map([
      ['a1', 'ya'],
      ['a2', '50'],
      ['b1', '3'],
      ['b2', 'tidak'],
    ]),
  );
  expect(score).toMatchObject({ total: 67.5, band: { name: 'Cukup Informatif' }, answered: 4, of: 4 });
  expect(score.sections.map(({ got }) => got)).toEqual([52.5, 15]);
  expect(score.sections[0]?.questions).toEqual([
    { code: 'a1', credit: 1, got: 45, most: 45 },
    { code: 'a2', credit: 0.5, got: 7.5, most: 15 },
  ]);
  // Not answered is not "no": it gives nothing, and is told apart.
  const open = scoreOf(questionnaire, new Map([['a1', 'ya']]));
  expect(open).toMatchObject({ total: 45, answered: 1, of: 4, band: { name: 'Kurang Informatif' } });
});

test.each([
  [100, 'Informatif'],
  [90, 'Informatif'],
  [89.99, 'Menuju Informatif'],
  [89.95, 'Menuju Informatif'],
  [80, 'Menuju Informatif'],
  [79.99, 'Cukup Informatif'],
  [60, 'Cukup Informatif'],
  [59.99, 'Kurang Informatif'],
  [40, 'Kurang Informatif'],
  [39.95, 'Tidak Informatif'],
  [0, 'Tidak Informatif'],
])('%d is %s: no figure falls between two bands', (total, name) => {
  expect(bandOf({ bands: BANDS }, total).name).toBe(name);
});

test.each([
  [question('q'), { share: 1, count: null }, 'ya'],
  [question('q'), { share: 0.99, count: null }, 'tidak'],
  [question('q', { pass: 75 }), { share: 0.75, count: null }, 'ya'],
  [question('q'), { share: null, count: 3 }, null],
  [question('q', { kind: 'scale', steps: SCALE }), { share: 0.74, count: null }, '50'],
  [question('q', { kind: 'scale', steps: SCALE }), { share: 0.75, count: null }, '75'],
  [question('q', { kind: 'scale', steps: SCALE.slice(0, 3) }), { share: 0.1, count: null }, '50'],
  [question('q', { kind: 'count', target: 4 }), { share: 1, count: 7 }, '7'],
  [question('q', { kind: 'count', target: 4 }), { share: 1, count: null }, null],
  [question('q'), null, null],
])('what evidence decides %#', (asked, evidence, proposed) => {
  expect(proposalOf(asked, evidence)).toBe(proposed);
});

const questions = fc
  .record({
    kind: fc.constantFrom('yes_no' as const, 'scale' as const, 'count' as const),
    weight: fc.integer({ min: 0, max: 1_000 }).map((n) => n / 10),
    target: fc.integer({ min: 1, max: 50 }),
    value: fc.constantFrom(null, 'ya', 'tidak', '0', '3', '25', '50', '100', 'lain'),
  })
  .map((given) => ({ ...given, steps: SCALE, target: given.kind === 'count' ? given.target : null }));

/** Sections of hundredths that add up to a hundred. */
const world = fc
  .array(
    fc.record({
      part: fc.integer({ min: 1, max: 50 }),
      questions: fc.array(questions, { minLength: 1, maxLength: 8 }),
    }),
    {
      ...{ minLength: 1, maxLength: 6 },
    },
  )
  .map((parts) => {
    const sum = parts.reduce((n, { part }) => n + part, 0);
    let rest = 10_000;
    const answers = new Map<string, string>();
    const sections = parts.map(({ part, questions: own }, i) => {
      const weight = i === parts.length - 1 ? rest : Math.floor((part * 10_000) / sum);
      rest -= weight;
      const asked = own.map(({ value, ...each }, j) => {
        if (value !== null) answers.set(`${i}-${j}`, value);
        return question(`${i}-${j}`, { ...each, weight: j === 0 ? each.weight + 1 : each.weight });
      });
      return { code: `s${i}`, name: `S${i}`, weight: weight / 100, questions: asked };
    });
    return { questionnaire: { sections, bands: BANDS, share: 80 } satisfies Questionnaire, answers };
  });

/** The same sum the other way round: over all questions at once, in plain fractions. */
function naive({ sections }: Questionnaire, answers: ReadonlyMap<string, string>): number {
  let total = 0;
  for (const section of sections) {
    let above = 0;
    let below = 0;
    for (const one of section.questions) {
      const value = answers.get(one.code);
      below += one.weight;
      if (value === undefined) continue;
      if (one.kind === 'yes_no' && value === 'ya') above += one.weight;
      if (one.kind === 'scale' && ['0', '25', '50', '75', '100'].includes(value))
        above += (one.weight * Number(value)) / 100;
      if (one.kind === 'count' && /^\d+$/.test(value))
        above += one.weight * Math.min(1, Number(value) / (one.target ?? 1));
    }
    total += (section.weight * above) / below;
  }
  return total;
}

test('any questionnaire that adds up, however answered: the score agrees with a naive sum, keeps its bounds, and its parts make it', () => {
  fc.assert(
    fc.property(world, ({ questionnaire, answers }) => {
      const score = scoreOf(questionnaire, answers);
      expect(Math.abs(score.total - naive(questionnaire, answers))).toBeLessThanOrEqual(0.0051);
      expect(score.total).toBeGreaterThanOrEqual(0);
      expect(score.total).toBeLessThanOrEqual(100);
      expect(rounded(score.sections.reduce((sum, { got }) => sum + got, 0))).toBe(score.total);
      expect(rounded(score.sections.flatMap((one) => one.questions).reduce((sum, { most }) => sum + most, 0))).toBe(
        100,
      );
      expect(score.band.from).toBeLessThanOrEqual(score.total);
      // The order in which anything stands is of no weight.
      const turned = {
        ...questionnaire,
        sections: [...questionnaire.sections]
          .reverse()
          .map((one) => ({ ...one, questions: [...one.questions].reverse() })),
      };
      expect(Math.abs(scoreOf(turned, answers).total - score.total)).toBeLessThanOrEqual(0.01);
      // A better answer never lowers it; the best answers make a hundred, none make nothing.
      const best = new Map(
        questionsOf(questionnaire).map((one) => [one.code, { yes_no: 'ya', scale: '100', count: '50' }[one.kind]]),
      );
      for (const one of questionsOf(questionnaire)) {
        const better = new Map(answers).set(one.code, best.get(one.code) as string);
        expect(scoreOf(questionnaire, better).total).toBeGreaterThanOrEqual(score.total);
      }
      expect(scoreOf(questionnaire, best).total).toBe(100);
      expect(scoreOf(questionnaire, new Map()).total).toBe(0);
      for (const one of questionsOf(questionnaire)) {
        const value = answers.get(one.code) ?? null;
        const credit = creditOf(one, value);
        expect(credit === null).toBe(value === null || !isAnswer(one, value));
        if (credit !== null) expect(credit >= 0 && credit <= 1).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

import { creditOf } from './answer';
import { type Band, bandsDown, type Questionnaire } from './questionnaire';

/** One question's part of the score: `got` of `most` points of a hundred. `credit` null: not answered, which gives none. */
export type QuestionScore = { code: string; credit: number | null; got: number; most: number };

export type SectionScore = {
  code: string;
  name: string;
  got: number;
  most: number;
  answered: number;
  of: number;
  questions: QuestionScore[];
};

export type Score = { total: number; band: Band; answered: number; of: number; sections: SectionScore[] };

/**
 * The self-score of a questionnaire, 0 to 100, and the whole way to it: a section gives its weight times the mean of its
 * answers by their weights. Parts are exact; only the whole is rounded, to two decimals, and the band is that of the
 * rounded figure, so that what is shown is what is judged (89,95 lies in no printed band of the commission).
 */
export function scoreOf(questionnaire: Questionnaire, answers: ReadonlyMap<string, string>): Score {
  const sections = questionnaire.sections.map((section): SectionScore => {
    const whole = section.questions.reduce((sum, { weight }) => sum + weight, 0);
    const questions = section.questions.map((question): QuestionScore => {
      const most = whole === 0 ? 0 : (section.weight * question.weight) / whole;
      const credit = creditOf(question, answers.get(question.code) ?? null);
      return { code: question.code, credit, got: most * (credit ?? 0), most };
    });
    const { code, name, weight } = section;
    return {
      ...{ code, name, most: weight, questions, of: questions.length },
      got: questions.reduce((sum, { got }) => sum + got, 0),
      answered: questions.filter(({ credit }) => credit !== null).length,
    };
  });
  const total = rounded(sections.reduce((sum, { got }) => sum + got, 0));
  return {
    ...{ total, sections, band: bandOf(questionnaire, total) },
    answered: sections.reduce((sum, { answered }) => sum + answered, 0),
    of: sections.reduce((sum, { of }) => sum + of, 0),
  };
}

/** The band that a score lies in: the best whose floor it reaches. */
export function bandOf(questionnaire: Pick<Questionnaire, 'bands'>, total: number): Band {
  const down = bandsDown(questionnaire);
  const found = down.find(({ from }) => total >= from) ?? down.at(-1);
  if (!found) throw new Error('A questionnaire without bands');
  return found;
}

/** Two decimals, never beyond 0 and 100. A sum of parts may miss a round figure by the last bit. */
export const rounded = (points: number): number => Math.min(100, Math.max(0, Math.round((points + 1e-9) * 100) / 100));

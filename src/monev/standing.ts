import type { MonevAnswerRow } from '../db/tables/monev';
import { creditOf, isAnswer, proposalOf } from './answer';
import type { Evidence } from './evidence';
import type { Question, Questionnaire, Section } from './questionnaire';
import { type Score, scoreOf } from './score';

type Given = Pick<MonevAnswerRow, 'value' | 'proposed' | 'reason' | 'note' | 'link' | 'version' | 'answered_at'> & {
  name: string | null;
};

/** A question with what is known of it now. */
export type Line = {
  section: Section;
  question: Question;
  evidence: Evidence | null;
  /** What the evidence decides today. */
  proposed: string | null;
  /** What the office answered; an answer to another question of this name counts as none. */
  answer: Given | null;
  /** The evidence decides something else today than when it was answered. */
  turned: boolean;
  got: number;
  most: number;
};

/** A round as it stands: the score of what was answered, and what it would be if every proposal were taken. */
export type Standing = { lines: Line[]; score: Score; projected: Score };

export function standingOf(
  questionnaire: Questionnaire,
  answers: ReadonlyMap<string, Given>,
  evidence: ReadonlyMap<string, Evidence>,
): Standing {
  const found = questionnaire.sections.flatMap((section) =>
    section.questions.map((question) => {
      const proof = question.source === null ? null : (evidence.get(question.source) ?? null);
      const given = answers.get(question.code);
      const answer = given && isAnswer(question, given.value) ? given : null;
      const proposed = proposalOf(question, proof);
      const turned = answer !== null && proposed !== null && answer.proposed !== proposed && answer.value !== proposed;
      return { section, question, evidence: proof, proposed, answer, turned };
    }),
  );
  const values = (of: (line: (typeof found)[number]) => string | null | undefined) =>
    new Map(
      found.flatMap((line): [string, string][] => {
        const value = of(line);
        return value == null ? [] : [[line.question.code, value]];
      }),
    );
  const score = scoreOf(
    questionnaire,
    values(({ answer }) => answer?.value),
  );
  const points = new Map(score.sections.flatMap(({ questions }) => questions.map((one) => [one.code, one] as const)));
  return {
    score,
    projected: scoreOf(
      questionnaire,
      values(({ answer, proposed }) => answer?.value ?? proposed),
    ),
    lines: found.map((line) => {
      const { got, most } = points.get(line.question.code) ?? { got: 0, most: 0 };
      return { ...line, got, most };
    }),
  };
}

/** Why points are missing: nobody answered, the evidence turned against the answer, the portal shows a lack, or the office said so. */
export type Lack = 'unanswered' | 'turned' | 'evidence' | 'answer';

export type Missing = { line: Line; lack: Lack; points: number };

/** Everything that keeps the score from a hundred, the most points first; what turned comes with it though it still counts. */
export function missingOf({ lines }: Standing): Missing[] {
  const missing = lines.flatMap((line): Missing[] => {
    const lack = lackOf(line);
    return lack ? [{ line, lack, points: line.most - line.got }] : [];
  });
  return missing.sort((a, b) => b.points - a.points);
}

function lackOf({ answer, turned, question, evidence, proposed }: Line): Lack | null {
  if (!answer) return 'unanswered';
  if (turned) return 'turned';
  if (creditOf(question, answer.value) === 1) return null;
  return evidence !== null && proposed === answer.value ? 'evidence' : 'answer';
}

import type { Evidence } from './evidence';
import type { Question } from './questionnaire';

export const YES = 'ya';
export const NO = 'tidak';

const WHOLE = /^(0|[1-9]\d{0,5})$/;

/** True when a text is an answer to this question. */
export function isAnswer({ kind, steps }: Question, value: string): boolean {
  if (kind === 'yes_no') return value === YES || value === NO;
  if (kind === 'count') return WHOLE.test(value);
  return steps.some((step) => String(step.value) === value);
}

/** What an answer gives of a question's points, from 0 to 1; null while there is no answer, or none to this question. */
export function creditOf(question: Question, value: string | null): number | null {
  if (value === null || !isAnswer(question, value)) return null;
  if (question.kind === 'yes_no') return value === YES ? 1 : 0;
  if (question.kind === 'scale') return Number(value) / 100;
  return Math.min(1, Number(value) / (question.target ?? 1));
}

/** The answer that the evidence decides: the highest step that is wholly reached. Null where it decides nothing. */
export function proposalOf(question: Question, evidence: Pick<Evidence, 'share' | 'count'> | null): string | null {
  if (!evidence) return null;
  const { share, count } = evidence;
  if (question.kind === 'count') return count === null ? null : String(Math.min(count, 999_999));
  if (share === null) return null;
  const reached = share * 100;
  if (question.kind === 'yes_no') return reached >= question.pass ? YES : NO;
  const steps = question.steps.map(({ value }) => value).sort((a, b) => b - a);
  const step = steps.find((value) => value <= reached) ?? steps.at(-1);
  return step === undefined ? null : String(step);
}

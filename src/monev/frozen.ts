import { createHash } from 'node:crypto';
import type { MonevFreezeRow, MonevRoundRow } from '../db/tables/monev';
import type { Evidence } from './evidence';
import type { Questionnaire } from './questionnaire';
import type { Score } from './score';
import type { Standing } from './standing';

export type FrozenAnswer = {
  code: string;
  value: string;
  proposed: string | null;
  reason: string | null;
  note: string | null;
  link: string | null;
  by: string | null;
  at: string;
  evidence: Evidence | null;
};

/** Everything a round said when it was approved, the whole questionnaire included: it can be read without anything else. */
export type Frozen = {
  round: Pick<MonevRoundRow, 'year' | 'commission' | 'commission_name' | 'service_year' | 'basis'>;
  at: string;
  questionnaire: Questionnaire;
  answers: FrozenAnswer[];
  score: Score;
};

export function frozenOf(
  round: MonevRoundRow,
  questionnaire: Questionnaire,
  { lines, score }: Standing,
  at: string,
): Frozen {
  const { year, commission, commission_name, service_year, basis } = round;
  return {
    ...{ round: { year, commission, commission_name, service_year, basis }, at, questionnaire, score },
    answers: lines.flatMap(({ question, answer, proposed, evidence }) =>
      answer
        ? {
            ...{ code: question.code, value: answer.value, proposed, evidence },
            ...{ reason: answer.reason, note: answer.note, link: answer.link, by: answer.name, at: answer.answered_at },
          }
        : [],
    ),
  };
}

export const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

export const readFrozen = ({ content }: Pick<MonevFreezeRow, 'content'>): Frozen => JSON.parse(content) as Frozen;

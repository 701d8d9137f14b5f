import type { MonevRoundRow } from '../db/tables/monev';
import { creditOf } from './answer';
import { nameOf } from './index-pages';
import { mendCell } from './question-pages';
import { answerCell } from './round-pages';
import { questionPath, roundPath } from './rounds';
import { type Missing, missingOf, type Standing } from './standing';
import { foundWords, lackingWords, type Words } from './words';

export type MissingView = {
  title: string;
  back: { label: string; href: string }[];
  lead: string;
  rows: Record<string, unknown>[];
};

const TONE = { unanswered: 'neutral', turned: 'bad', evidence: 'progress', answer: 'progress' } as const;

/** What is missing, what it costs, and who mends it where: the most points first. */
export function missingView(round: MonevRoundRow, standing: Standing, words: Words): MissingView {
  const { t, fmt } = words;
  const missing = missingOf(standing);
  const points = missing.reduce((sum, one) => sum + one.points, 0);
  return {
    title: t('monev:missing.title'),
    back: [
      { label: t('monev:title'), href: '/monev' },
      { label: nameOf(round), href: roundPath(round) },
    ],
    lead:
      missing.length === 0
        ? t('monev:missing.none')
        : t('monev:missing.lead', { count: missing.length, points: fmt.number(points, 2) }),
    rows: missing.map((one) => rowOf(round, one, words)),
  };
}

function rowOf(round: MonevRoundRow, { line, lack, points }: Missing, words: Words): Record<string, unknown> {
  const { t, fmt } = words;
  const { question, evidence, proposed } = line;
  const lacks = proposed !== null && (creditOf(question, proposed) ?? 0) < 1;
  const href = questionPath(round, question.code);
  return {
    question: { text: `${question.code}. ${question.text}`, href },
    why: [
      { status: { label: t(`monev:lack.${lack}`), tone: TONE[lack] } },
      line.answer === null && proposed === null ? null : answerCell(line, words),
      evidence && foundWords(evidence, words),
      evidence && lackingWords(evidence, words),
    ].filter((cell) => cell !== null),
    // Where the portal shows no lack, it is the PPID who has only to answer.
    who: mendCell(evidence && lacks ? evidence.mend : { role: 'ppid', href }, t),
    points: points > 0 ? t('monev:missing.gain', { points: fmt.number(points, 2) }) : null,
  };
}

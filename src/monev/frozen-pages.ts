import type { MonevRoundRow } from '../db/tables/monev';
import type { Frozen } from './frozen';
import { nameOf } from './index-pages';
import type { NamedFreeze } from './queries';
import { questionOf } from './questionnaire';
import { roundPath } from './rounds';
import { answerWords, foundWords, pointsWords, type Words } from './words';

export type FrozenView = {
  title: string;
  back: { label: string; href: string }[];
  facts: { label: string; value: string | null }[];
  sections: { name: string; summary: string; rows: Record<string, unknown>[] }[];
};

/** What was approved once: the questions as they were then, the answers with their evidence of that moment, the score. */
export function frozenView(round: MonevRoundRow, row: NamedFreeze, frozen: Frozen, words: Words): FrozenView {
  const { t, fmt } = words;
  const { score, answers } = frozen;
  return {
    title: t('monev:freeze.title', { year: String(round.year), number: row.number }),
    back: [
      { label: t('monev:title'), href: '/monev' },
      { label: nameOf(round), href: roundPath(round) },
    ],
    facts: [
      { label: t('monev:field.komisi'), value: frozen.round.commission_name },
      { label: t('monev:freeze.at'), value: t('monev:by', { name: row.name ?? '–', at: fmt.dayTime(row.frozen_at) }) },
      {
        label: t('monev:index.score'),
        value: t('monev:index.frozen', { score: fmt.number(score.total, 2), band: score.band.name }),
      },
      { label: t('monev:freeze.hash'), value: row.hash },
    ],
    sections: score.sections.map((section) => ({
      name: section.name,
      summary: pointsWords(section.got, section.most, words),
      rows: section.questions.flatMap((one) => {
        const question = questionOf(frozen.questionnaire, one.code)?.question;
        const answer = answers.find(({ code }) => code === one.code);
        if (!question || !answer) return [];
        return {
          question: `${one.code}. ${question.text}`,
          answer: [answerWords(question, answer.value, words), answer.reason, answer.note, answer.link].filter(
            (cell) => cell,
          ),
          evidence: answer.evidence ? { text: foundWords(answer.evidence, words), href: answer.evidence.href } : null,
          points: pointsWords(one.got, one.most, words),
        };
      }),
    })),
  };
}

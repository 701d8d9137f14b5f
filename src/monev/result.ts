import type { MonevResultRow } from '../db/tables/monev';
import type { Questionnaire } from './questionnaire';
import { bandOf, type Score } from './score';

/** What a commission announced: points of a hundred, and of each indicator where it gave them, by the code of its section. */
export type Official = { score: number; band: string; sections: Readonly<Record<string, number>> };

export const officialOf = ({
  score,
  band,
  sections,
}: Pick<MonevResultRow, 'score' | 'band' | 'sections'>): Official => ({
  ...{ score: score / 100, band },
  sections: JSON.parse(sections) as Record<string, number>,
});

/** One indicator beside the office's own score of it; `own` null for one that the office's questionnaire has not. */
export type Part = { code: string; name: string; own: number | null; official: number; difference: number };

/**
 * How far the official score is from the office's own, and how much of it lies in each indicator; `rest` is what no
 * indicator explains: those that the commission gave no points of, and what it judged beside the questionnaire.
 */
export type Apart = { difference: number; parts: Part[]; rest: number };

export function apartOf(own: Score, { score, sections }: Official): Apart {
  const known = new Map(own.sections.map((one) => [one.code, one]));
  const parts = Object.entries(sections).map(([code, official]): Part => {
    const mine = known.get(code);
    const points = mine ? exact(mine.got) : null;
    return { code, name: mine?.name ?? code, own: points, official, difference: exact(official - (points ?? 0)) };
  });
  const difference = exact(score - own.total);
  return { difference, parts, rest: exact(difference - parts.reduce((sum, part) => sum + part.difference, 0)) };
}

/** Two decimals: what is shown adds up. */
const exact = (points: number): number => Math.round((points + 1e-9) * 100) / 100;

/** The band that the thresholds of the round give for the official score; null where it is the announced one. */
export function otherBand(questionnaire: Pick<Questionnaire, 'bands'>, { score, band }: Official): string | null {
  const { name } = bandOf(questionnaire, score);
  return name === band ? null : name;
}

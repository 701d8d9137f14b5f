import type { MonevRoundRow } from '../db/tables/monev';
import { type Questionnaire, questionnaireSchema } from './questionnaire';

export const PATH = '/monev';
export const COMMISSIONS = ['pusat', 'provinsi'] as const satisfies readonly MonevRoundRow['commission'][];

/** Where the questionnaire of a new year comes from. */
export const ORIGINS = ['copy', 'starting'] as const;

type Named = Pick<MonevRoundRow, 'year' | 'commission'>;

/** The address of a round; stays the same. */
export const roundPath = ({ year, commission }: Named): string => `${PATH}/${year}/${commission}`;

export const questionPath = (round: Named, code: string): string => `${roundPath(round)}/soal/${code}`;

/** The chain of everything that happens to one round. */
export const chainOf = ({ region_id, year, commission }: Named & Pick<MonevRoundRow, 'region_id'>): string =>
  `monev:${region_id}-${year}-${commission}`;

export const readQuestionnaire = ({ questionnaire }: Pick<MonevRoundRow, 'questionnaire'>): Questionnaire =>
  questionnaireSchema.parse(JSON.parse(questionnaire));

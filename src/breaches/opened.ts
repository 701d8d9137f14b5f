import type { BreachRow } from '../db/tables/breaches';
import type { BreachFacts, BreachStepName, Tally } from '../workflow/breach-facts';
import type { Agency } from './agency';
import type { BreachContent } from './content';

/** A breach as somebody may see it, with what every page of it is judged by. */
export type OpenedBreach = {
  row: BreachRow;
  facts: BreachFacts;
  content: BreachContent | null;
  tally: Tally;
  agency: Agency;
  steps: BreachStepName[];
  /** False for an auditor: people are shown masked. */
  names: boolean;
  now: string;
};

export const BREACHES_PATH = '/pelanggaran-data';
export const breachPath = (number: string): string => `${BREACHES_PATH}/${number}`;

import type { MonevRoundRow } from '../db/tables/monev';
import starting from './data/starting.json';
import { type Questionnaire, questionnaireSchema } from './questionnaire';

/**
 * The weights of the six indicators. Those of the central commission are as one of its members told them for 2025; of a
 * provincial commission only the two sums 40 and 60 were read (DKI Jakarta 2024), the split is ours. Both are a beginning:
 * the office corrects them by the commission's letter of the year.
 */
const WEIGHTS: Readonly<Record<MonevRoundRow['commission'], Record<string, number>>> = {
  pusat: { kualitas: 10, jenis: 40, pelayanan: 10, komitmen: 10, digital: 20, sarana: 10 },
  provinsi: { kualitas: 10, jenis: 20, pelayanan: 20, komitmen: 20, digital: 20, sarana: 10 },
};

/**
 * The questionnaire an office begins with, written for this portal from the law itself. It is no commission's form: that is
 * loaded as a file, or written on the page.
 */
export function startingQuestionnaire(commission: MonevRoundRow['commission']): Questionnaire {
  const { sections, ...rest } = questionnaireSchema.parse(starting);
  const weights = WEIGHTS[commission];
  return { ...rest, sections: sections.map((section) => ({ ...section, weight: weights[section.code] ?? 0 })) };
}

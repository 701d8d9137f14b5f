import { dateMoves } from '../../cases/date-moves';
import { ifCounted } from '../../cases/explain-pages';
import { countingSection } from '../../letters/counting';
import type { LetterSection } from '../../letters/facts';
import type { Sheet } from '../../letters/pdf/sheet';
import { wordsFrom } from '../../letters/words';
import { explainedRequest } from '../../requests/explained';
import { type ExplainedDue, explained } from '../../workflow/explained';
import { explainObjection } from '../../workflow/objection-clocks';
import { explainedDispute } from '../explained';
import type { Dossier } from './dossier';
import { sheetOf } from './sheets';

/** Every term of the three cases that has a date, as it was counted, with the date in force and what moved it. */
export function countedTerms({ facts, log, cal, timezone }: Dossier): ExplainedDue[] {
  const { request, objection, dispute } = facts;
  const moves = dateMoves(log.objection, timezone);
  const objected = ifCounted(() => explainObjection(cal, objection)) ?? [];
  return [
    ...(request ? explainedRequest(request, log.request, cal, timezone) : []),
    ...objected.map((due) => explained('objection', due, objection, moves)),
    ...(dispute ? explainedDispute(dispute, log.dispute, cal, timezone) : []),
  ];
}

/**
 * The proof of dates: each term with its trigger, article and length, each skipped day with its reason and decree, the
 * version of the calendar, and what changed since.
 */
export function countedSheet(dossier: Dossier): Sheet {
  const { t, fmt } = dossier;
  const words = wordsFrom(t, fmt);
  const sections = countedTerms(dossier).flatMap((due): LetterSection[] => {
    const vars = { case: t(`disputes:case.${due.case}`), term: t(`workflow:term.${due.term}`) };
    const heading = t('disputes:bundle.counted.term', { ...vars, day: fmt.day(due.in_force_on) });
    return countingSection({ due }, words).map((section) => ({ ...section, heading }));
  });
  return sheetOf(dossier, 'counted', { sections: [{ paragraphs: [t('disputes:bundle.counted.lead')] }, ...sections] });
}

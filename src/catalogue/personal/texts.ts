import { createHash } from 'node:crypto';
import type { DocumentRow } from '../../db/tables/catalogue';
import type { DocumentFacts } from '../document-facts';
import type { Scanned } from './ask';
import { type Finding, personalData } from './find';

type Texts = readonly (string | null | undefined)[];

/** The facts that are typed as texts, and that anyone reads. */
export const TEXT_FACTS = ['title', 'summary', 'holder', 'publisher', 'made_at', 'form', 'retention'] as const;

/** What of these facts anyone reads; of an exempt item that is its title alone. */
export function textsOf(facts: Pick<DocumentFacts, 'category' | (typeof TEXT_FACTS)[number]>): Texts {
  return facts.category === 'dikecualikan' ? [facts.title] : TEXT_FACTS.map((name) => facts[name]);
}

/** What an edit would tell anew: the texts that it changes, and the correction where that is another. */
export function textsChanged(
  row: Pick<DocumentRow, 'correction' | keyof DocumentFacts>,
  facts: Partial<DocumentFacts>,
  correction: string | null,
): Texts {
  const names = facts.category === 'dikecualikan' ? (['title'] as const) : TEXT_FACTS;
  const texts = names.map((name) => (name in facts && facts[name] !== row[name] ? facts[name] : null));
  return [...texts, correction === row.correction ? null : correction];
}

const joined = (texts: Texts): string => texts.filter(Boolean).join('\n');

/** What may be personal data in texts. */
export const findingsIn = (texts: Texts): readonly Finding[] => personalData([joined(texts)], { paged: false });

/** Looks through texts as through one more file; `name` is what they are called in a form. */
export function textScan(texts: Texts, name: string): Scanned {
  const key = createHash('sha256').update(joined(texts)).digest('hex').slice(0, 16);
  return { key, name, outcome: 'read', findings: findingsIn(texts) };
}

import { createHash } from 'node:crypto';
import type { DocumentRow } from '../../db/tables/catalogue';
import type { DocumentFacts } from '../document-facts';
import type { Scanned } from './ask';
import { type Finding, personalData } from './find';

type Texts = readonly (string | null | undefined)[];

/** The facts that are typed as texts, and that anyone reads. */
export const TEXT_FACTS = ['title', 'summary', 'holder', 'publisher', 'made_at', 'form', 'retention'] as const;

/** An address where somebody's NIK stands in it: what else looks like a number there mostly is none of anybody's. */
export const tellingUrl = (url: string | null | undefined): string | null => (url && namesIdentity(url) ? url : null);

/** What of these facts anyone reads; of an exempt item that is its title alone. */
export function textsOf(facts: Pick<DocumentFacts, 'category' | 'url' | (typeof TEXT_FACTS)[number]>): Texts {
  if (facts.category === 'dikecualikan') return [facts.title];
  return [...TEXT_FACTS.map((name) => facts[name]), tellingUrl(facts.url)];
}

/** What an edit would tell anew: the texts that it changes, and the correction where that is another. */
export function textsChanged(
  row: Pick<DocumentRow, 'correction' | keyof DocumentFacts>,
  facts: Partial<DocumentFacts>,
  correction: string | null,
): Texts {
  const names = facts.category === 'dikecualikan' ? (['title'] as const) : TEXT_FACTS;
  const texts = names.map((name) => (name in facts && facts[name] !== row[name] ? facts[name] : null));
  const url = facts.category === 'dikecualikan' || facts.url === row.url ? null : tellingUrl(facts.url);
  return [...texts, url, correction === row.correction ? null : correction];
}

const joined = (texts: Texts): string => texts.filter(Boolean).join('\n');

/** What may be personal data in texts. */
export const findingsIn = (texts: Texts): readonly Finding[] => personalData([joined(texts)], { paged: false });

/** True where the number of an identity card or of a family card stands in a text. What may be called or paid into is another matter. */
export const namesIdentity = (text: string): boolean =>
  findingsIn([text]).some(({ kind }) => kind === 'nik' || kind === 'kk');

/** Looks through texts as through one more file; `name` is what they are called in a form. */
export function textScan(texts: Texts, name: string): Scanned {
  const key = createHash('sha256').update(joined(texts)).digest('hex').slice(0, 16);
  return { key, name, outcome: 'read', findings: findingsIn(texts) };
}

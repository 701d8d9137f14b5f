import type { Category } from '../../db/tables/catalogue';
import { type DocumentFacts, factsOf } from '../document-facts';
import { subkind } from '../subkinds';

export const BULK_ACTIONS = ['category', 'subkind', 'year', 'holder', 'retention', 'publish', 'withdraw'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** How many documents one form may change. */
export const MOST_AT_ONCE = 100;

/** What is done to each of the chosen documents. */
export type BulkChange =
  | { action: 'category'; category: Category; subkind: string | null }
  | { action: 'subkind'; subkind: string }
  | { action: 'year'; year: number | null }
  | { action: 'holder'; holder: string | null }
  | { action: 'retention'; retention: string | null }
  | { action: 'publish' }
  | { action: 'withdraw'; reason: string };

export type FactChange = Exclude<BulkChange, { action: 'publish' | 'withdraw' }>;

/** The facts of a document afterwards; null where the sub-kind belongs to another category. */
export function factsAfter(row: DocumentFacts, change: FactChange): DocumentFacts | null {
  const facts = factsOf(row);
  switch (change.action) {
    case 'category': {
      const kept = change.subkind ?? subkind(change.category, facts.subkind)?.code ?? null;
      return { ...facts, category: change.category, subkind: kept };
    }
    case 'subkind':
      return subkind(facts.category, change.subkind) ? { ...facts, subkind: change.subkind } : null;
    case 'year':
      return { ...facts, year: change.year };
    case 'holder':
      return { ...facts, holder: change.holder };
    case 'retention':
      return { ...facts, retention: change.retention };
  }
}

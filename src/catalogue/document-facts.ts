import type { DocumentFileRow, DocumentRow } from '../db/tables';

/** What an editor, or a list that is imported, says about a document. */
export type DocumentFacts = Pick<
  DocumentRow,
  | 'title'
  | 'category'
  | 'summary'
  | 'holder'
  | 'publisher'
  | 'made_on'
  | 'made_at'
  | 'year'
  | 'form'
  | 'retention'
  | 'url'
>;

export const FACT_NAMES: readonly (keyof DocumentFacts)[] = [
  ...([
    'title',
    'category',
    'summary',
    'holder',
    'publisher',
    'made_on',
    'made_at',
    'year',
    'form',
    'retention',
    'url',
  ] as const),
];

/** The facts among the columns of a row. */
export function factsOf(row: DocumentFacts): DocumentFacts {
  return Object.fromEntries(FACT_NAMES.map((name) => [name, row[name]])) as DocumentFacts;
}

/** Old and new value of each fact that differs; null when none does. */
export function factChanges(before: DocumentFacts, after: DocumentFacts): Record<string, [unknown, unknown]> | null {
  const changed = FACT_NAMES.filter((name) => before[name] !== after[name]);
  return changed.length === 0 ? null : Object.fromEntries(changed.map((name) => [name, [before[name], after[name]]]));
}

/** What a version keeps: the facts, the state, and which files it had. */
export function versionContent(
  row: DocumentRow,
  files: readonly Pick<DocumentFileRow, 'public_id' | 'name' | 'sha256'>[],
): string {
  const kept = files.map(({ public_id, name, sha256 }) => ({ id: public_id, name, sha256 }));
  return JSON.stringify({ ...factsOf(row), body_id: row.body_id, state: row.state, slug: row.slug, files: kept });
}

/** The DIP columns that a document leaves empty (Perki 1/2021 Pasal 21(2)); an editor is shown them before publishing. */
export function missingColumns(row: DocumentFacts): (keyof DocumentFacts)[] {
  return (['summary', 'holder', 'publisher', 'made_on', 'form', 'retention'] as const).filter((name) => !row[name]);
}

import type { DocumentFileRow, DocumentLinkRow, DocumentRow } from '../db/tables/catalogue';

/** What an editor, or a list that is imported, says about a document. */
export type DocumentFacts = Pick<
  DocumentRow,
  | 'title'
  | 'category'
  | 'subkind'
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
    'subkind',
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

/** What a version keeps: the facts, the state, which files and links it had, and the correction it carried. */
export function versionContent(
  row: DocumentRow,
  files: readonly Pick<DocumentFileRow, 'public_id' | 'name' | 'sha256'>[],
  links: readonly Pick<DocumentLinkRow, 'label' | 'url'>[] = [],
): string {
  const { body_id, state, slug, correction = null, corrected_at = null, held_files = 0, publish_at = null } = row;
  return JSON.stringify({
    ...factsOf(row),
    body_id,
    state,
    slug,
    files: files.map(({ public_id, name, sha256 }) => ({ id: public_id, name, sha256 })),
    links: links.map(({ label, url }) => ({ label, url })),
    correction,
    corrected_at,
    held_files,
    publish_at,
  });
}

/** The DIP columns that a document leaves empty (Perki 1/2021 Pasal 21(2)); an editor is shown them before publishing. */
export function missingColumns(row: DocumentFacts): (keyof DocumentFacts)[] {
  return (['summary', 'holder', 'publisher', 'made_on', 'form', 'retention'] as const).filter((name) => !row[name]);
}

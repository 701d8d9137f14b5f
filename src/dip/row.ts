import { createHash } from 'node:crypto';
import type { RegisterDocument } from '../catalogue/register-queries';
import type { Category } from '../db/tables/catalogue';
import type { DipRowRow } from '../db/tables/dip';

/** What a row of the register says, apart from its number. */
export type DipContent = Omit<DipRowRow, 'version_id' | 'number' | 'document_id' | 'hash'>;

/** The order of the register within a body: UU 14/2008 Pasal 9, 10, 11. */
export const REGISTER_CATEGORIES = ['berkala', 'serta-merta', 'setiap-saat'] as const satisfies readonly Category[];

/** Its fields in the order in which they are hashed; the order is part of the proof and never changes. */
export const CONTENT = [
  ...(['body_id', 'body_name', 'category', 'subkind', 'slug', 'title', 'summary', 'holder', 'publisher'] as const),
  ...(['made_on', 'made_at', 'year', 'form', 'retention', 'example'] as const),
] satisfies (keyof DipContent)[];

/** The columns (Perki 1/2021 Pasal 21 ayat (2)) that must not be empty. */
const COLUMNS = ['summary', 'holder', 'publisher', 'made_on', 'form', 'retention'] as const;

/** What stands in an empty register, before its first row. */
export const NO_ROWS = '0'.repeat(64);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The content of a document as a row keeps it. */
export function contentOf(document: RegisterDocument): DipContent {
  return Object.fromEntries(CONTENT.map((name) => [name, document[name]])) as DipContent;
}

/** The hash of what a row says. Two versions whose rows have one hash say the same. */
export function contentHash(row: DipContent): string {
  return sha256(JSON.stringify(CONTENT.map((name) => row[name] ?? null)));
}

/** The chain over the rows: each link holds everything before it, so that no row can be changed, left out or moved. */
export function chained(before: string, row: { number: number; document_id: number; hash: string }): string {
  return sha256(`${before}\n${row.number}\n${row.document_id}\n${row.hash}`);
}

/** The columns a row leaves empty. */
export function missingColumns(row: Pick<DipContent, (typeof COLUMNS)[number]>): (typeof COLUMNS)[number][] {
  return COLUMNS.filter((name) => !row[name]);
}

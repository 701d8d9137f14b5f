import type { DbOrTrx } from '../../db/connect';
import type { DocumentLinkRow, DocumentRow } from '../../db/tables/catalogue';
import type { Revision } from '../review/revision';

/** What would leave: a file or link by its public id, or the first link by its address. */
type Going = { id: string } | { url: string };

/**
 * True when a published document would stand with neither file nor link: publishing asks for one (Perki 1/2021 Pasal 20
 * and 21 are about information that can be read). What is proposed counts as if it were approved.
 */
export async function standsEmpty(db: DbOrTrx, row: DocumentRow, proposed: Revision, going: Going): Promise<boolean> {
  if (row.state !== 'published' || row.category === 'dikecualikan') return false;
  const own = (table: string, added: readonly string[]) =>
    db(table)
      .where('document_id', row.id)
      .where((there) => there.whereNull('removed_at').orWhereIn('public_id', [...added]));
  const gone = new Set([...proposed.files_removed, ...proposed.links_removed, ...('id' in going ? [going.id] : [])]);
  const files: string[] = await own('document_files', proposed.files_added).pluck('public_id');
  if (files.some((id) => !gone.has(id))) return false;
  const links: DocumentLinkRow[] = await own('document_links', proposed.links_added);
  const leaves = ({ public_id, url }: DocumentLinkRow) => gone.has(public_id) || ('url' in going && url === going.url);
  if (links.some((link) => !leaves(link))) return false;
  const said = 'url' in proposed.changes ? (proposed.changes.url ?? null) : row.url;
  const url = 'url' in going && said === going.url ? null : said;
  // The first link may have no row of its own.
  return url === null || links.some((link) => link.url === url);
}

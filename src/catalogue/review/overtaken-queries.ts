import type { DbOrTrx } from '../../db/connect';
import type { DocumentRow } from '../../db/tables/catalogue';
import { standsEmpty } from '../files/source-queries';
import { type Overtaken, overtaken, type Revision } from './revision';

/** Why a proposal is not approved as it is: `closed`: the item is exempt by now; `empties`: nothing to open would be left. */
export type Outdated = 'overtaken' | 'closed' | 'empties';

/** What moved on under a proposal: its columns, and files that it replaces and that have left meanwhile (their names). */
export type Moved = { columns: Overtaken[]; files: string[] };

type Proposed = { content: string; made_at: string };

export async function movedOn(db: DbOrTrx, row: DocumentRow, { content, made_at }: Proposed): Promise<Moved> {
  const revision: Revision = JSON.parse(content);
  const files: string[] = await db('document_files as f')
    .join('document_files as o', 'o.id', 'f.replaces')
    .where('f.document_id', row.id)
    .whereIn('f.public_id', revision.files_added)
    .whereNotNull('o.removed_at')
    .orderBy('o.id')
    .pluck('o.name');
  return { columns: overtaken(row, revision, row.updated_at > made_at), files };
}

/** Why a proposal must not be taken over as it is; null where it may. `compared`: the PPID has seen what moved on. */
export async function outdated(
  db: DbOrTrx,
  row: DocumentRow,
  proposed: Proposed,
  compared: boolean,
): Promise<Outdated | null> {
  const revision: Revision = JSON.parse(proposed.content);
  // A proposal was never about an exempt item: what it says was written while the item was open, and may open it again.
  if (row.category === 'dikecualikan' && Object.keys(revision.changes).length > 0) return 'closed';
  const takes =
    revision.files_removed.length > 0 ||
    revision.links_removed.length > 0 ||
    ('url' in revision.changes && revision.changes.url === null);
  if (takes && (await standsEmpty(db, row, revision, { id: '' }))) return 'empties';
  if (compared) return null;
  const { columns, files } = await movedOn(db, row, proposed);
  return columns.length + files.length > 0 ? 'overtaken' : null;
}

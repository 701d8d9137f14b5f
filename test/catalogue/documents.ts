import { appendEvent } from '../../src/audit/commands';
import { type Db, type Trx, writing } from '../../src/db/connect';
import type { DocumentFileRow, DocumentRow } from '../../src/db/tables/catalogue';
import type { Deps } from '../../src/deps';

let made = 0;

/** Inserts a document as it would be stored, published by Dinkominfo unless told otherwise; gives its row. */
export async function givenDocument(
  db: Db,
  facts: Partial<DocumentRow> & { body?: string } = {},
): Promise<DocumentRow> {
  made += 1;
  const { body = 'dinkominfo', ...given } = facts;
  const owner = await db('bodies').where('slug', body).first('id', 'region_id');
  const at = new Date(Date.UTC(2026, 10, 1) + made * 60_000).toISOString();
  const state = given.state ?? 'published';
  const row = {
    public_id: `doc${String(made).padStart(6, '0')}`,
    region_id: owner.region_id,
    body_id: owner.id,
    slug: `dokumen-${made}`,
    category: 'berkala',
    title: `Dokumen ${made}`,
    state,
    published_at: state === 'draft' ? null : at,
    withdrawn_at: state === 'withdrawn' ? at : null,
    example: 0,
    version: 1,
    created_at: at,
    updated_at: at,
    ...given,
  };
  return writing(db, async (trx) => {
    const [stored] = await trx('documents').insert(row).returning('*');
    await leaveEvent(trx, stored);
    return stored;
  });
}

/** Whatever is written leaves an event, and what is kept in memory goes by the events. */
function leaveEvent(trx: Trx, { id, region_id, updated_at }: DocumentRow): Promise<void> {
  const times = { occurredAt: updated_at, recordedAt: updated_at };
  return appendEvent(trx, `document:${id}`, {
    regionId: region_id,
    kind: 'document_created',
    ...times,
    actor: { role: 'system' },
  });
}

/** Stores a small PDF for a document; gives its row. */
export async function givenFile(
  deps: Pick<Deps, 'db' | 'files'>,
  document: DocumentRow,
  name = 'laporan.pdf',
): Promise<DocumentFileRow> {
  made += 1;
  const kept = await deps.files.put(Buffer.from(`%PDF-1.4\n% berkas ${made}\n%%EOF\n`));
  const row = {
    public_id: `berkas${String(made).padStart(6, '0')}`,
    document_id: document.id,
    stored_name: kept.storedName,
    name,
    media_type: 'application/pdf',
    size: kept.size,
    sha256: kept.sha256,
    added_at: document.updated_at,
  };
  const [stored] = await deps.db('document_files').insert(row).returning('*');
  return stored;
}

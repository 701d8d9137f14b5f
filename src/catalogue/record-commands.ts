import { type AuditActor, appendEvent } from '../audit/commands';
import type { Trx } from '../db/connect';
import type { DocumentFileRow, DocumentRow } from '../db/tables';
import { versionContent } from './document-facts';

export type DocumentEvent = {
  kind:
    | 'document_created'
    | 'document_imported'
    | 'document_edited'
    | 'document_published'
    | 'document_withdrawn'
    | 'document_files_added'
    | 'document_file_removed';
  by: { userId: number | null; actor: AuditActor };
  /** The instant of the change, ISO UTC. */
  at: string;
  changes?: Record<string, [unknown, unknown]>;
  detail?: Record<string, unknown>;
};

/** Keeps the present version of a document and adds its event to the chain `document:<id>`. Belongs into every change. */
export async function recordVersion(trx: Trx, row: DocumentRow, event: DocumentEvent): Promise<void> {
  const files: DocumentFileRow[] = await trx('document_files')
    .where({ document_id: row.id, removed_at: null })
    .orderBy('id');
  await trx('document_versions').insert({
    document_id: row.id,
    version: row.version,
    content: versionContent(row, files),
    changed_by: event.by.userId,
    changed_at: event.at,
  });
  await appendEvent(trx, `document:${row.id}`, {
    regionId: row.region_id,
    kind: event.kind,
    occurredAt: event.at,
    recordedAt: event.at,
    actor: event.by.actor,
    changes: event.changes ?? {},
    detail: { document: row.public_id, version: row.version, ...event.detail },
  });
}

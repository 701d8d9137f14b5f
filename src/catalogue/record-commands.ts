import { type AuditActor, appendEvent } from '../audit/commands';
import type { Trx } from '../db/connect';
import type { DocumentFileRow, DocumentLinkRow, DocumentRow } from '../db/tables/catalogue';
import { versionContent } from './document-facts';
import { linksShown } from './links/links';

export type DocumentEvent = {
  kind:
    | 'document_created'
    | 'document_imported'
    | 'document_edited'
    | 'document_published'
    | 'document_withdrawn'
    | 'document_files_added'
    | 'document_file_removed'
    | 'document_file_replaced'
    | 'document_file_erased'
    | 'document_link_added'
    | 'document_link_removed'
    | 'document_scheduled'
    | 'document_sent_for_review'
    | 'document_waiting_cancelled'
    | 'document_sent_back'
    | 'document_change_proposed'
    | 'document_change_approved'
    | 'document_change_sent_back'
    | 'document_change_dropped'
    | 'document_exempted'
    | 'document_opened'
    | 'document_masked';
  by: { userId: number | null; actor: AuditActor };
  /** The instant of the change, ISO UTC. */
  at: string;
  changes?: Record<string, [unknown, unknown]>;
  detail?: Record<string, unknown>;
};

/** Keeps the present version of a document and adds its event to the chain `document:<id>`. Belongs into every change. */
export async function recordVersion(trx: Trx, row: DocumentRow, event: DocumentEvent): Promise<void> {
  const now = { document_id: row.id, removed_at: null };
  const files: DocumentFileRow[] = await trx('document_files').where(now).orderBy('id');
  const links: DocumentLinkRow[] = await trx('document_links').where(now).orderBy('id');
  await trx('document_versions').insert({
    document_id: row.id,
    version: row.version,
    content: versionContent(row, files, linksShown(row.url, links)),
    changed_by: event.by.userId,
    changed_at: event.at,
  });
  await recordEvent(trx, row, event);
}

/** Adds an event to the chain of a document that changes nothing of the document itself. */
export async function recordEvent(trx: Trx, row: DocumentRow, event: DocumentEvent): Promise<void> {
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

import { type Trx, writing } from '../db/connect';
import type { DocumentRevisionRow, DocumentRow } from '../db/tables/catalogue';
import type { Deps } from '../deps';
import { actingFor, type Editor, mayPublishFor } from './editors';
import { type DocumentEvent, recordEvent, recordVersion } from './record-commands';
import { isEmptyRevision, NO_REVISION, type Revision, sameRevision, withWas } from './review/revision';
import { withdrawUrgent } from './urgent-commands';

export type CatalogueDeps = Pick<Deps, 'db' | 'clock' | 'regionId'>;

/** `last_source`: it would stand published with neither file nor link. */
type RefusedCode = 'exempt_needs_ppid' | 'exempt_by_decision' | 'last_source';

/**
 * `stale`: someone changed it since; the row as it is now comes with it. `proposed`: the published document stands as it
 * was, and the change waits for the PPID.
 */
export type Changed =
  | { ok: true; document: DocumentRow; proposed?: true }
  | { ok: false; code: 'not_found' | RefusedCode }
  | { ok: false; code: 'stale'; document: DocumentRow };

/**
 * A document by its public id and the version the editor saw; null takes whatever is there (adding a file hides nothing).
 * `revision` is the version of what is proposed for it, 0 for none.
 */
export type Version = { publicId: string; version: number | null; revision?: number };

export type Change = {
  update: Partial<DocumentRow>;
  event: Pick<DocumentEvent, 'kind' | 'changes' | 'detail'>;
};

/** A change of a published document that the PPID reviews first. */
export type Proposal = { propose: Revision; event: Pick<DocumentEvent, 'changes' | 'detail'> };

type Decision = Change | Proposal | 'unchanged' | RefusedCode;

/** `trusted`: what this editor changes is public at once. `proposed`: what waits for the PPID already. */
export type Lane = { trusted: boolean; proposed: Revision };
type Decide = (row: DocumentRow, trx: Trx, now: string, lane: Lane) => Promise<Decision> | Decision;

/**
 * One change of one document in one transaction: the row this editor may write, guarded by its version, the new version
 * kept and the event written. The search index follows by its triggers.
 */
export async function changing(deps: CatalogueDeps, editor: Editor, at: Version, decide: Decide): Promise<Changed> {
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx): Promise<Changed> => {
    const row = await lockedDocument(trx, deps.regionId, at.publicId);
    if (!row || !mayPublishFor(editor, row.body_id)) return { ok: false, code: 'not_found' };
    const trusted = await isTrusted(trx, editor, row.body_id);
    const waiting = trusted ? undefined : await openRevision(trx, row.id);
    const proposed = waiting ? (JSON.parse(waiting.content) as Revision) : NO_REVISION;
    const decided = await decide(row, trx, now, { trusted, proposed });
    if (decided === 'unchanged') return { ok: true, document: row };
    const stale =
      (at.version !== null && row.version !== at.version) ||
      (!trusted && at.revision !== undefined && at.revision !== (waiting?.version ?? 0));
    if (stale) return { ok: false, code: 'stale', document: row };
    if (typeof decided === 'string') return { ok: false, code: decided };
    const by = actingFor(editor, row.body_id);
    if ('propose' in decided) {
      if (sameRevision(decided.propose, proposed) && waiting?.state !== 'returned') return { ok: true, document: row };
      await storeRevision(trx, row, waiting, decided.propose, { by: by.userId, at: now });
      await recordEvent(trx, row, { kind: 'document_change_proposed', ...decided.event, by, at: now });
      return { ok: true, document: row, proposed: true };
    }
    return { ok: true, document: await storeChange(trx, row, decided, { by, at: now }) };
  });
}

/** Writes a change that was decided on a locked row: the next version, its content and its event. */
export async function storeChange(
  trx: Trx,
  row: DocumentRow,
  { update, event }: Change,
  { by, at }: Pick<DocumentEvent, 'by' | 'at'>,
): Promise<DocumentRow> {
  const next = { ...update, version: row.version + 1, updated_at: at };
  await trx('documents').where('id', row.id).update(next);
  const document = { ...row, ...next };
  await recordVersion(trx, document, { ...event, by, at });
  if (document.category === 'dikecualikan' && row.category !== 'dikecualikan')
    await withdrawUrgent(trx, document, by.actor, at);
  return document;
}

/** A document by its public id. The lock makes a second writer wait on PostgreSQL; on SQLite there is only one. */
export async function lockedDocument(trx: Trx, regionId: number, publicId: string): Promise<DocumentRow | undefined> {
  return trx('documents').where({ region_id: regionId, public_id: publicId }).forUpdate().first();
}

/** The PPID answers for every body; what a body publishes by itself is public at once when it is trusted. */
export async function isTrusted(trx: Trx, editor: Editor, bodyId: number): Promise<boolean> {
  if (editor.bodyIds === null) return true;
  const body: { trusted: number } | undefined = await trx('bodies').where('id', bodyId).first('trusted');
  return body?.trusted === 1;
}

/** Names of a document's files, oldest first. */
export async function fileNames(trx: Trx, documentId: number): Promise<string[]> {
  return trx('document_files').where({ document_id: documentId, removed_at: null }).orderBy('id').pluck('name');
}

/** What is proposed for a document, or undefined. */
export async function openRevision(trx: Trx, documentId: number): Promise<DocumentRevisionRow | undefined> {
  return trx('document_revisions').where('document_id', documentId).first();
}

/** What was approved for a set day and is changed since by somebody who is not trusted is reviewed once more. */
export function sentAgain(row: DocumentRow, trusted: boolean): { state?: 'review' } {
  return row.state === 'scheduled' && !trusted ? { state: 'review' } : {};
}

/** Keeps what is proposed for a document, for the PPID to review; an empty proposal is none. */
export async function storeRevision(
  trx: Trx,
  row: DocumentRow,
  waiting: DocumentRevisionRow | undefined,
  revision: Revision,
  { by, at }: { by: number | null; at: string },
): Promise<void> {
  if (isEmptyRevision(revision)) return void (await trx('document_revisions').where('document_id', row.id).delete());
  const before: Revision = waiting ? JSON.parse(waiting.content) : NO_REVISION;
  const content = JSON.stringify(withWas(row, before, revision));
  const next = { state: 'review', content, note: null, made_by: by, made_at: at };
  if (waiting) {
    const version = waiting.version + 1;
    await trx('document_revisions')
      .where('id', waiting.id)
      .update({ ...next, version });
  } else await trx('document_revisions').insert({ ...next, region_id: row.region_id, document_id: row.id });
}

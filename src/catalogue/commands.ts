import { isUniqueViolation, type Trx, writing } from '../db/connect';
import type { DocumentRow } from '../db/tables';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import { type DocumentFacts, factChanges } from './document-facts';
import { actingFor, type Editor, mayPublishExempt, mayPublishFor } from './editors';
import { formatOf } from './formats';
import { type DocumentEvent, recordVersion } from './record-commands';
import { slugOf } from './slugs';

type CatalogueDeps = Pick<Deps, 'db' | 'clock' | 'regionId'>;

/** `stale`: someone changed it since; the row as it is now comes with it. */
export type Changed =
  | { ok: true; document: DocumentRow }
  | { ok: false; code: 'not_found' | 'exempt_needs_ppid' }
  | { ok: false; code: 'stale'; document: DocumentRow };

/**
 * Makes a draft for a body. `formKey` names the page it was typed on: sent twice, the first draft is the answer.
 * `not_found`: the editor may not publish for this body.
 */
export async function createDocument(
  deps: CatalogueDeps,
  editor: Editor,
  { bodyId, formKey, facts }: { bodyId: number; formKey: string; facts: DocumentFacts },
): Promise<Changed> {
  if (!mayPublishFor(editor, bodyId)) return { ok: false, code: 'not_found' };
  const now = deps.clock.now();
  const at = now.toISOString();
  const public_id = newPublicId(now);
  const import_key = `form:${editor.userId}:${formKey}`;
  const row = {
    ...facts,
    public_id,
    import_key,
    region_id: deps.regionId,
    body_id: bodyId,
    // The public address is made of the title at the first publication; until then nobody has it.
    slug: `draf-${public_id}`,
    format: formatOf([], facts.url),
    state: 'draft',
    created_by: editor.userId,
    created_at: at,
    updated_at: at,
  };
  return writing(deps.db, async (trx): Promise<Changed> => {
    const [made]: DocumentRow[] = await trx('documents')
      .insert(row)
      .onConflict(['region_id', 'import_key'])
      .ignore()
      .returning('*');
    if (!made)
      return { ok: true, document: await trx('documents').where({ region_id: deps.regionId, import_key }).first() };
    await recordVersion(trx, made, {
      kind: 'document_created',
      by: actingFor(editor, bodyId),
      at,
      changes: factChanges(NOTHING, facts) ?? {},
    });
    return { ok: true, document: made };
  });
}

/** Changes what a document says. The same values again change nothing, so that a second click is no conflict. */
export async function editDocument(
  deps: CatalogueDeps,
  editor: Editor,
  at: Version,
  facts: DocumentFacts,
): Promise<Changed> {
  return changing(deps, editor, at, async (row, trx) => {
    const changes = factChanges(row, facts);
    if (!changes) return 'unchanged';
    if (touchesExemption(row, facts) && !mayPublishExempt(editor)) return 'exempt_needs_ppid';
    const format = formatOf(await fileNames(trx, row.id), facts.url);
    return { update: { ...facts, format }, event: { kind: 'document_edited', changes } };
  });
}

/** True when the edit would touch a public exempt item, make a public one exempt, or open what was public as exempt. */
function touchesExemption(row: DocumentRow, { category }: DocumentFacts): boolean {
  if (category === 'dikecualikan') return row.state === 'published';
  return row.category === 'dikecualikan' && row.published_at !== null;
}

/** Makes a draft or withdrawn document public at once. Its address is made at the first time and never changes. */
export async function publishDocument(deps: CatalogueDeps, editor: Editor, at: Version): Promise<Changed> {
  const publish = (slug: (row: DocumentRow, trx: Trx) => Promise<string> | string) =>
    changing(deps, editor, at, async (row, trx, now) => {
      if (row.state === 'published') return 'unchanged';
      if (row.category === 'dikecualikan' && !mayPublishExempt(editor)) return 'exempt_needs_ppid';
      const address = row.published_at ? row.slug : await slug(row, trx);
      const update = {
        state: 'published' as const,
        slug: address,
        published_at: now,
        withdrawn_at: null,
        withdrawn_reason: null,
      };
      return {
        update,
        event: { kind: 'document_published', changes: { state: [row.state, 'published'] }, detail: { slug: address } },
      };
    });
  const withMark = (row: DocumentRow) => `${slugOf(row.title)}-${row.public_id.slice(-6)}`;
  try {
    return await publish(async (row, trx) => ((await slugTaken(trx, row)) ? withMark(row) : slugOf(row.title)));
  } catch (error) {
    // Another document took the same address between the look and the write.
    if (!isUniqueViolation(error)) throw error;
    return publish(withMark);
  }
}

/** Takes a published document back, or puts a draft away; the reason stays on record. */
export async function withdrawDocument(
  deps: CatalogueDeps,
  editor: Editor,
  at: Version,
  reason: string,
): Promise<Changed> {
  return changing(deps, editor, at, (row, _trx, now) => {
    if (row.state === 'withdrawn') return 'unchanged';
    const update = { state: 'withdrawn' as const, withdrawn_at: now, withdrawn_reason: reason };
    return {
      update,
      event: { kind: 'document_withdrawn', changes: { state: [row.state, 'withdrawn'] }, detail: { reason } },
    };
  });
}

/** A document by its public id and the version the editor saw; null takes whatever is there (adding a file hides nothing). */
export type Version = { publicId: string; version: number | null };

type Change = {
  update: Partial<DocumentRow>;
  event: Pick<DocumentEvent, 'kind' | 'changes' | 'detail'>;
};

type Decision = Change | 'unchanged' | 'exempt_needs_ppid';
type Decide = (row: DocumentRow, trx: Trx, now: string) => Promise<Decision> | Decision;

/**
 * One change of one document in one transaction: the row this editor may write, guarded by its version, the new version
 * kept and the event written. The search index follows by its triggers.
 */
export async function changing(deps: CatalogueDeps, editor: Editor, at: Version, decide: Decide): Promise<Changed> {
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx): Promise<Changed> => {
    // The lock makes a second writer wait on PostgreSQL; on SQLite there is only one.
    const row: DocumentRow | undefined = await trx('documents')
      .where({ region_id: deps.regionId, public_id: at.publicId })
      .forUpdate()
      .first();
    if (!row || !mayPublishFor(editor, row.body_id)) return { ok: false, code: 'not_found' };
    const decided = await decide(row, trx, now);
    if (decided === 'unchanged') return { ok: true, document: row };
    if (at.version !== null && row.version !== at.version) return { ok: false, code: 'stale', document: row };
    if (typeof decided === 'string') return { ok: false, code: decided };
    const next = { ...decided.update, version: row.version + 1, updated_at: now };
    await trx('documents').where('id', row.id).update(next);
    const document = { ...row, ...next };
    await recordVersion(trx, document, { ...decided.event, by: actingFor(editor, row.body_id), at: now });
    return { ok: true, document };
  });
}

/** Names of a document's files, oldest first. */
export async function fileNames(trx: Trx, documentId: number): Promise<string[]> {
  return trx('document_files').where({ document_id: documentId, removed_at: null }).orderBy('id').pluck('name');
}

async function slugTaken(trx: Trx, row: DocumentRow): Promise<boolean> {
  const taken = await trx('documents')
    .where({ region_id: row.region_id, slug: slugOf(row.title) })
    .whereNot('id', row.id)
    .first('id');
  return taken !== undefined;
}

const NOTHING: DocumentFacts = {
  title: '',
  category: '' as DocumentFacts['category'],
  summary: null,
  holder: null,
  publisher: null,
  made_on: null,
  made_at: null,
  year: null,
  form: null,
  retention: null,
  url: null,
};

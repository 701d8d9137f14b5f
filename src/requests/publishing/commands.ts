import { appendEvent } from '../../audit/commands';
import { createDocument, publishDocument } from '../../catalogue/commands';
import type { DocumentFacts } from '../../catalogue/document-facts';
import { actingFor, type Editor } from '../../catalogue/editors';
import { attachKept, type KeptFile } from '../../catalogue/file-commands';
import { writing } from '../../db/connect';
import type { RequestFileRow, RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { textUnderBoxes } from '../../storage/redaction';

export type Published =
  | { ok: true; publicId: string; slug: string }
  /** `live_text`: text still lies under a black box of the files named. */
  | { ok: false; code: 'live_text'; names: string[] }
  | { ok: false; code: 'not_found' };

type PublishDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>;

export type AnswerDocument = {
  bodyId: number;
  facts: DocumentFacts;
  files: readonly RequestFileRow[];
  knowingly: boolean;
};

/**
 * Makes a published document of the answer to a request, with copies of its files. Each step is keyed by the request, so
 * that a second click, or a try after a broken line, ends in the same one document. A blackened PDF is looked into first
 * for text that is still there (Perki 1/2021 Pasal 50); `knowingly` goes on all the same.
 */
export async function publishAnswer(
  deps: PublishDeps,
  editor: Editor,
  request: Pick<RequestRow, 'id' | 'number' | 'public_id'>,
  { bodyId, facts, files, knowingly }: AnswerDocument,
): Promise<Published> {
  const names = knowingly ? [] : await withLiveText(deps, files);
  if (names.length > 0) return { ok: false, code: 'live_text', names };
  const made = await createDocument(deps, editor, { bodyId, formKey: `answer-${request.public_id}`, facts });
  if (!made.ok) return { ok: false, code: 'not_found' };
  const publicId = made.document.public_id;
  await attachCopies(deps, editor, publicId, files);
  const done = await publishDocument(deps, editor, { publicId, version: null });
  if (!done.ok) return { ok: false, code: 'not_found' };
  const at = deps.clock.now().toISOString();
  await writing(deps.db, async (trx) => {
    const row = {
      request_id: request.id,
      document_id: done.document.id,
      published_by: editor.userId,
      published_at: at,
    };
    const kept = await trx('published_answers').insert(row).onConflict('request_id').ignore().returning('request_id');
    if (kept.length === 0) return;
    await appendEvent(trx, `document:${done.document.id}`, {
      regionId: deps.regionId,
      kind: 'answer_published',
      occurredAt: at,
      recordedAt: at,
      actor: actingFor(editor, bodyId).actor,
      changes: {},
      detail: { document: publicId, request: request.number },
    });
  });
  return { ok: true, publicId, slug: done.document.slug };
}

async function withLiveText({ files: store }: PublishDeps, files: readonly RequestFileRow[]): Promise<string[]> {
  const names: string[] = [];
  for (const { name, stored_name } of files.filter(({ media_type }) => media_type === 'application/pdf')) {
    const found = await textUnderBoxes(await store.read(stored_name));
    if (found !== 'unreadable' && found.length > 0) names.push(name);
  }
  return names;
}

/** The document has bytes of its own: what happens to the case's file later is another matter. */
async function attachCopies(
  deps: PublishDeps,
  editor: Editor,
  publicId: string,
  files: readonly RequestFileRow[],
): Promise<void> {
  const used = new Set<string>();
  const kept: KeptFile[] = [];
  try {
    for (const { name, media_type, stored_name } of files) {
      kept.push({ name, mediaType: media_type, ...(await deps.files.put(deps.files.stream(stored_name))) });
    }
    if (kept.length > 0) await attachKept(deps, editor, publicId, kept, used);
  } catch (error) {
    used.clear();
    throw error;
  } finally {
    const left = kept.filter(({ storedName }) => !used.has(storedName));
    await Promise.all(left.map(({ storedName }) => deps.files.remove(storedName)));
  }
}

import { appendEvent } from '../../audit/commands';
import { changing, fileNames } from '../../catalogue/changing-commands';
import { createDocument, publishDocument } from '../../catalogue/commands';
import type { DocumentFacts } from '../../catalogue/document-facts';
import { actingFor, type Editor } from '../../catalogue/editors';
import { attachKept, type KeptFile } from '../../catalogue/file-commands';
import { formatOf } from '../../catalogue/formats';
import { letPass, type Scanned } from '../../catalogue/personal/ask';
import { type FileScan, scanFiles } from '../../catalogue/personal/scan-disk';
import { writing } from '../../db/connect';
import type { DocumentFileRow, DocumentRow } from '../../db/tables/catalogue';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { textUnderBoxes } from '../../storage/redaction';
import type { Outgoing } from './outgoing-commands';

export type Published =
  | { ok: true; publicId: string; slug: string }
  /** `live_text`: text still lies under a black box of the files named. */
  | { ok: false; code: 'live_text'; names: string[] }
  /** `personal`: what may be personal data stands in the files, and nobody has said that it may be read. */
  | { ok: false; code: 'personal' }
  | { ok: false; code: 'not_found' };

type PublishDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>;

export type AnswerDocument = {
  bodyId: number;
  facts: DocumentFacts;
  files: readonly Outgoing[];
  knowingly: boolean;
  /** What was found in its texts. */
  said: Scanned;
  /** What the officer said about what was found in the files, and in the texts. */
  answered: (scans: readonly FileScan[]) => boolean;
};

// The officer waits for it; what was not looked through by then counts as unread.
const LOOK_MS = 60_000;

/**
 * Makes a published document of the answer to a request, with copies of its files. Each step is keyed by the request, so
 * that a second click, or a try after a broken line, ends in the same one document. A blackened PDF is looked into first
 * for text that is still there, and every file for numbers and addresses that are somebody's own (Perki 1/2021 Pasal 50;
 * UU 27/2022 Pasal 4); `knowingly` and `answered` go on all the same.
 */
export async function publishAnswer(
  deps: PublishDeps,
  editor: Editor,
  request: Pick<RequestRow, 'id' | 'number' | 'public_id'>,
  { bodyId, facts, files, knowingly, said, answered }: AnswerDocument,
): Promise<Published> {
  const scans = await outgoingScans(files, LOOK_MS);
  const names = knowingly ? [] : await withLiveText(files);
  if (names.length > 0) return { ok: false, code: 'live_text', names };
  if (!answered(scans)) return { ok: false, code: 'personal' };
  const made = await createDocument(deps, editor, { bodyId, formKey: `answer-${request.public_id}`, facts });
  if (!made.ok) return { ok: false, code: 'not_found' };
  const publicId = made.document.public_id;
  if (made.document.state !== 'published') await attachCopies(deps, editor, made.document, files);
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
    const replaced = files.flatMap(({ name, sha256, replaces }) =>
      replaces ? [{ file: replaces.public_id, by: { name, sha256 } }] : [],
    );
    await appendEvent(trx, `document:${done.document.id}`, {
      regionId: deps.regionId,
      kind: 'answer_published',
      occurredAt: at,
      recordedAt: at,
      actor: actingFor(editor, bodyId).actor,
      changes: {},
      detail: {
        ...{ document: publicId, request: request.number },
        ...(replaced.length > 0 ? { replaced } : {}),
        ...letPass([...scans, said]),
      },
    });
  });
  return { ok: true, publicId, slug: done.document.slug };
}

/** What is in the files, each of them looked at or counted as unread. */
export async function outgoingScans(files: readonly Outgoing[], ms: number): Promise<FileScan[]> {
  const scans = await scanFiles(files, ms);
  return files.map(
    ({ name, sha256 }, i) => scans[i] ?? { key: sha256.slice(0, 16), name, outcome: 'unread' as const, findings: [] },
  );
}

async function withLiveText(files: readonly Outgoing[]): Promise<string[]> {
  const names: string[] = [];
  for (const { name, load } of files.filter(({ mediaType }) => mediaType === 'application/pdf')) {
    const found = await textUnderBoxes(await load());
    if (found !== 'unreadable' && found.length > 0) names.push(name);
  }
  return names;
}

/**
 * The document has bytes of its own: what happens to the case's file later is another matter. A draft that was left behind
 * by a try before keeps no file but these: the original of a masked copy must not go out with it.
 */
async function attachCopies(
  deps: PublishDeps,
  editor: Editor,
  { public_id }: Pick<DocumentRow, 'public_id'>,
  files: readonly Outgoing[],
): Promise<void> {
  const used = new Set<string>();
  const kept: KeptFile[] = [];
  try {
    for (const { keep } of files) kept.push(await keep());
    if (kept.length > 0) await attachKept(deps, editor, public_id, kept, used);
  } catch (error) {
    used.clear();
    throw error;
  } finally {
    const left = kept.filter(({ storedName }) => !used.has(storedName));
    await Promise.all(left.map(({ storedName }) => deps.files.remove(storedName)));
  }
  const wanted = new Set(kept.map(({ sha256 }) => sha256));
  await changing(deps, editor, { publicId: public_id, version: null }, async (row, trx, now) => {
    const there: DocumentFileRow[] = await trx('document_files').where({ document_id: row.id, removed_at: null });
    const left = there.filter(({ sha256 }) => !wanted.has(sha256));
    if (left.length === 0) return 'unchanged';
    const ids = left.map(({ id }) => id);
    await trx('document_files').whereIn('id', ids).update({ removed_at: now });
    const format = formatOf(await fileNames(trx, row.id), row.url);
    const detail = { files: left.map(({ public_id: id, name, sha256 }) => ({ id, name, sha256 })) };
    return { update: { format }, event: { kind: 'document_file_removed', detail } };
  });
}

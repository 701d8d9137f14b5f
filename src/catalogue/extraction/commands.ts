import { type Db, isPostgres, type Trx, writing } from '../../db/connect';
import type { DocumentExtractionRow, DocumentFileRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import { examine } from '../../storage/scan/commands';
import { publishedFiles } from '../queries';
import type { Extracted } from './outcomes';
import { readText } from './read-disk';

type ExtractionDeps = Pick<Deps, 'db' | 'clock' | 'files' | 'log' | 'config' | 'regionId'>;

// Longer than the longest reading: a claim that lapses is of a process that was killed.
const CLAIM_MS = 180_000;
// A file that ended the portal or its reader so often is left alone.
const MOST_TRIES = 3;
// A file that may not go out (its document is closed, or the scanner has not called it clean) is looked at again then.
const LATER_MS = 600_000;

/**
 * Reads the text of files that wait for it, one after the other, for about `ms`; gives how many. Only files that anyone
 * may open are read, and none before the scanner has called it clean: a passage of it would leave too. Safe on several machines at once: a file belongs to the one that claimed it, and to the next one
 * when that has been killed.
 */
export async function workExtractions(deps: ExtractionDeps, ms: number, ending?: AbortSignal): Promise<number> {
  const until = performance.now() + ms;
  let done = 0;
  while (performance.now() < until && !ending?.aborted) {
    const claimed = await claim(deps);
    if (!claimed) break;
    const file = await openFile(deps.db, claimed);
    if (claimed.tries > MOST_TRIES) await store(deps, claimed, { outcome: 'too_heavy', text: '', pages: null });
    else if (!file || (await examine(deps, file)) !== 'clean') await putBack(deps, claimed, LATER_MS);
    else {
      const read = await extracted(deps, file, ending);
      // What was broken off tells nothing of the file.
      await (ending?.aborted ? putBack(deps, claimed, 0) : store(deps, claimed, read));
    }
    done += 1;
  }
  return done;
}

async function claim({ db, clock }: ExtractionDeps): Promise<DocumentExtractionRow | undefined> {
  const now = clock.real();
  const waiting = () =>
    db('document_extractions').where('state', 'waiting').where('not_before', '<=', now.toISOString());
  if (!(await waiting().first('file_id'))) return undefined;
  return writing(db, async (trx) => {
    const next = waiting().transacting(trx).orderBy('not_before').orderBy('file_id');
    const row: DocumentExtractionRow | undefined = await (isPostgres(trx)
      ? next.forUpdate().skipLocked()
      : next
    ).first();
    if (!row) return undefined;
    const not_before = new Date(now.getTime() + CLAIM_MS).toISOString();
    const claimed = { not_before, tries: row.tries + 1 };
    await trx('document_extractions').where('file_id', row.file_id).update(claimed);
    return { ...row, ...claimed };
  });
}

/** The file, when anyone may open it. */
async function openFile(db: Db, { file_id, document_id }: DocumentExtractionRow): Promise<DocumentFileRow | undefined> {
  const document = await db('documents').where({ id: document_id, state: 'published' }).first();
  if (!document) return undefined;
  const open = await publishedFiles(db, document);
  const file: DocumentFileRow | undefined = await db('document_files').where('id', file_id).first();
  return file && open.some(({ public_id }) => public_id === file.public_id) ? file : undefined;
}

async function extracted(
  { files, log }: ExtractionDeps,
  file: DocumentFileRow,
  ending?: AbortSignal,
): Promise<Extracted> {
  try {
    return await readText(file.name, await files.read(file.stored_name), { ending });
  } catch (error) {
    log.error({ err: error, file: file.public_id }, 'the text of a file could not be read');
    return { outcome: 'broken', text: '', pages: null };
  }
}

/** Keeps what was read, if the claim still holds and the document is still open: it may have been closed meanwhile. */
async function store({ db }: ExtractionDeps, claimed: DocumentExtractionRow, read: Extracted): Promise<void> {
  const { file_id, document_id, not_before } = claimed;
  await writing(db, async (trx: Trx) => {
    const document = await trx('documents')
      .where('id', document_id)
      .forUpdate()
      .first('id', 'state', 'category', 'held_files');
    const open = document?.state === 'published' && document.category !== 'dikecualikan' && document.held_files === 0;
    if (!open) return;
    const done = await trx('document_extractions')
      .where({ file_id, state: 'waiting', not_before })
      .update({ state: 'done', outcome: read.outcome, pages_read: read.pages, tries: 0 });
    if (done === 0 || !read.text) return;
    await trx('document_texts').insert({ file_id, document_id, text: read.text }).onConflict('file_id').merge();
    await trx('document_index_queue').insert({ document_id });
  });
}

async function putBack(
  { db, clock }: ExtractionDeps,
  { file_id, tries }: DocumentExtractionRow,
  ms: number,
): Promise<void> {
  const not_before = new Date(clock.real().getTime() + ms).toISOString();
  await writing(db, (trx) =>
    trx('document_extractions')
      .where({ file_id, state: 'waiting' })
      .update({ not_before, tries: tries - 1 }),
  );
}

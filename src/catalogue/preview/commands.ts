import { writing } from '../../db/connect';
import type { DocumentFileRow, FilePreviewRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import { paintedAs } from './kinds';
import { paint } from './paint-disk';

type PreviewDeps = Pick<Deps, 'db' | 'files' | 'clock'>;

/** A file above this is not opened to be drawn. */
const MOST_BYTES = 50 * 1024 * 1024;
/** One at a time: a page of ten files must not take the machine. Whoever would wait longer sees no picture this time. */
const MOST_WAITING = 6;

let waiting = 0;
let turn: Promise<unknown> = Promise.resolve();
const drawing = new Map<number, Promise<FilePreviewRow | null>>();

/**
 * The preview of a file, drawn at the first call and kept; null when there is no room to draw it now. Whether the file may
 * be seen is the caller's question.
 */
export async function previewOf(deps: PreviewDeps, file: DocumentFileRow): Promise<FilePreviewRow | null> {
  const known: FilePreviewRow | undefined = await deps.db('file_previews').where('file_id', file.id).first();
  if (known) return known;
  const under = drawing.get(file.id);
  if (under) return under;
  if (waiting >= MOST_WAITING) return null;
  waiting += 1;
  const mine = turn.then(() => drawn(deps, file));
  turn = mine.catch(() => undefined);
  drawing.set(file.id, mine);
  try {
    return await mine;
  } finally {
    waiting -= 1;
    drawing.delete(file.id);
  }
}

async function drawn({ db, files, clock }: PreviewDeps, file: DocumentFileRow): Promise<FilePreviewRow> {
  const kind = paintedAs(file.name);
  const painting =
    kind === null || file.size > MOST_BYTES ? null : await paint(kind, await files.read(file.stored_name));
  const at = clock.real().toISOString();
  const none = { stored_name: null, width: null, height: null, size: null, sha256: null };
  const row: FilePreviewRow = { file_id: file.id, outcome: 'none', ...none, drawn_at: at };
  if (painting === 'too_heavy') row.outcome = 'too_heavy';
  else if (painting) {
    const { storedName, size, sha256 } = await files.put(Buffer.from(painting.jpeg));
    const { width, height } = painting;
    Object.assign(row, { outcome: 'drawn', stored_name: storedName, width, height, size, sha256 });
  }
  const kept = await writing(db, async (trx) => {
    // Of what was erased while it was drawn no picture stays: the erasure would not know of it.
    const there = await trx('document_files').where({ id: file.id, erased_at: null }).forUpdate().first('id');
    return there ? trx('file_previews').insert(row).onConflict('file_id').ignore().returning('*') : [];
  });
  if (kept.length > 0) return row;
  // Another process was faster: its picture is as good.
  if (row.stored_name) await files.remove(row.stored_name);
  const theirs: FilePreviewRow | undefined = await db('file_previews').where('file_id', file.id).first();
  return theirs ?? { ...row, outcome: 'none', ...none };
}

import { actorOf } from '../../accounts/events';
import { appendEvent } from '../../audit/commands';
import { writing } from '../../db/connect';
import type { DocumentImportRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import { newPublicId } from '../../secrets/keys';
import { keepUpload, type UploadedFile } from '../../storage/upload';
import type { Editor } from '../editors';
import { dropBeside, keepBeside } from './bundle-commands';

type PageDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>;

const DAY_MS = 86_400_000;
/** A list that nobody confirms is thrown away after a day; what became of its rows can be read for a month. */
const WAITS_DAYS = 1;
const READABLE_DAYS = 30;

type Sent = {
  file: UploadedFile;
  /** Files that the list names. */
  beside: readonly UploadedFile[];
  bodyId: number | null;
  asDrafts: boolean;
};

/** Keeps a list that was sent, with the files beside it, to be looked at. It belongs to who sent it and runs out. */
export async function keepList(
  deps: PageDeps,
  editor: Editor,
  { file, beside, bodyId, asDrafts }: Sent,
): Promise<DocumentImportRow> {
  const now = deps.clock.now();
  const at = now.toISOString();
  const kept = await keepUpload(deps.files, file);
  const actor = actorOf(editor.user, editor.bodyIds === null ? 'ppid' : 'opd', editor.bodyIds === null ? null : bodyId);
  const row = {
    public_id: newPublicId(now),
    region_id: deps.regionId,
    user_id: editor.userId,
    actor: JSON.stringify(actor),
    only_bodies: editor.bodyIds === null ? null : JSON.stringify(editor.bodyIds),
    body_id: bodyId,
    as_drafts: asDrafts ? 1 : 0,
    ...{ name: file.name, stored_name: kept.storedName, size: kept.size, sha256: kept.sha256, state: 'checking' },
    // Nobody goes on with it before its files are there too.
    claim: 'sent',
    claimed_until: until(deps.clock.real()),
    created_at: at,
    expires_at: later(now, WAITS_DAYS),
  };
  try {
    const [made] = await deps.db('document_imports').insert(row).returning('*');
    await keepBeside(deps, made.id, beside);
    const free = { claim: null, claimed_until: null };
    await deps.db('document_imports').where('id', made.id).update(free);
    return { ...made, ...free };
  } catch (error) {
    await deps.files.remove(kept.storedName);
    throw error;
  }
}

/** Begins to load a list that was looked at. False when it is not waiting for that (any more). */
export async function confirmImport(deps: PageDeps, editor: Editor, found: DocumentImportRow): Promise<boolean> {
  const now = deps.clock.now();
  const at = now.toISOString();
  return writing(deps.db, async (trx) => {
    const counts = { next_row: 1, fresh: 0, unchanged: 0, refused: 0, flagged: 0 };
    const changed = await trx('document_imports')
      .where({ id: found.id, user_id: editor.userId, state: 'ready' })
      .where('expires_at', '>', at)
      .update({ state: 'loading', confirmed_at: at, expires_at: later(now, READABLE_DAYS), ...counts });
    if (changed !== 1) return false;
    const { public_id, name, sha256, total } = found;
    await appendEvent(trx, `import:${public_id}`, {
      ...{ regionId: deps.regionId, kind: 'import_confirmed', occurredAt: at, recordedAt: at },
      actor: JSON.parse(found.actor),
      detail: { file: { name, sha256 }, rows: total, fresh: found.fresh, refused: found.refused },
    });
    return true;
  });
}

/** Throws a list away that was not confirmed; its file is gone at once. */
export async function dropImport(deps: PageDeps, editor: Editor, found: DocumentImportRow): Promise<boolean> {
  const at = deps.clock.now().toISOString();
  const changed = await deps
    .db('document_imports')
    .where({ id: found.id, user_id: editor.userId })
    .whereIn('state', ['checking', 'ready', 'failed'])
    .update({ state: 'failed', failure: 'dropped', expires_at: at, claim: null, claimed_until: null });
  if (changed !== 1) return false;
  await deps.files.remove(found.stored_name);
  await dropBeside(deps, found.id);
  return true;
}

/** So long at most until what was sent is stored. */
const until = (now: Date): string => new Date(now.getTime() + 10 * 60_000).toISOString();

const later = (now: Date, days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString();

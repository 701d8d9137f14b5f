import type { Request } from 'express';
import type { Deps } from '../deps';
import type { UploadedFile } from '../storage/upload';
import { flash } from '../web/flash';
import { translate } from '../web/language';
import { lockedAmong, markLocked } from './extraction/locked-commands';

/** Says on the next page which of the files that were just sent want a password. */
export async function tellLocked(
  deps: Deps,
  req: Request,
  documentId: number,
  files: readonly UploadedFile[],
): Promise<void> {
  const locked = await lockedAmong(files);
  if (locked.length === 0) return;
  await markLocked(deps.db, documentId, locked);
  flash(req, 'warn', translate(req)('catalogue:desk.lockedWarning', { names: locked.join(', ') }));
}

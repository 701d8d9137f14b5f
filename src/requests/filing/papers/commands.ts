import type { RequestFileKind } from '../../../db/tables/requests';
import type { FileStore } from '../../../storage/disk';
import { keepUpload, type UploadedFile } from '../../../storage/upload';
import type { StoredFile } from '../input';

/** Moves uploaded files into the store, identity papers sealed; the field's name is the kind of paper. */
export async function keepPapers(store: FileStore, uploaded: readonly UploadedFile[]): Promise<StoredFile[]> {
  const kept: StoredFile[] = [];
  for (const file of uploaded) {
    const { storedName, size, sha256, sealed } = await keepUpload(store, file);
    const kind = file.field as RequestFileKind;
    kept.push({ kind, storedName, name: file.name, mediaType: file.mediaType, size, sha256, sealed: sealed === 1 });
  }
  return kept;
}

/** Takes stored files away again that no case came to own. */
export async function removeStored(store: FileStore, files: readonly { storedName: string }[]): Promise<void> {
  for (const file of files) await store.remove(file.storedName);
}

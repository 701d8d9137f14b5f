import type { Deps } from '../../deps';
import type { Translate } from '../../i18n/catalogue';
import type { UploadedFile } from '../../storage/upload';
import type { Editor } from '../editors';
import { attachUploads } from '../file-commands';
import { ofUploads, standsInTheWay } from './document-commands';

// For each file: a warning stands already, and who gave it waits for the page.
const LOOK_MS = 8_000;

/**
 * Adds files to a document that is public, where nobody is asked about what is found in them: those in which something is
 * found, or that were not looked through in time, stay away. Gives their names.
 */
export async function attachClean(
  deps: Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>,
  editor: Editor,
  publicId: string,
  uploads: readonly UploadedFile[],
  t: Translate,
): Promise<string[]> {
  const left: string[] = [];
  const clean: UploadedFile[] = [];
  const sha256 = new Set<string>();
  const scannable = await ofUploads(uploads);
  for (const [i, upload] of uploads.entries()) {
    const files = scannable.slice(i, i + 1);
    const way = await standsInTheWay({ texts: [upload.name], files }, t, LOOK_MS);
    if (way) left.push(upload.name);
    else clean.push(upload);
    for (const file of way ? [] : files) sha256.add(file.sha256);
  }
  if (clean.length > 0) await attachUploads(deps, editor, publicId, clean, { sha256, passed: {} });
  return left;
}

import { createHash } from 'node:crypto';
import type { DocumentFileRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import type { Translate } from '../../i18n/catalogue';
import { bytesOf, type UploadedFile } from '../../storage/upload';
import { answersOf, letPass, openFindings } from './ask';
import { type FileScan, type Scannable, scanFiles, stored } from './scan-disk';

// Publishing must not take long: what a machine has not looked through by then goes out as the agency answers for it.
const PUBLISH_MS = 8_000;

/** What was found in files before, without looking again; a warning, so that what no machine reads says nothing. */
export async function knownFindings(files: readonly Scannable[]): Promise<(FileScan | null)[]> {
  return (await scanFiles(files, 0)).map(asWarning);
}

/** The files of a document as they are looked through. */
export const ofRows = (deps: Pick<Deps, 'files'>, rows: readonly DocumentFileRow[]): Scannable[] => stored(deps, rows);

/** The files of a form. */
export async function ofUploads(files: readonly UploadedFile[]): Promise<Scannable[]> {
  return Promise.all(
    files.map(async (file) => {
      const sha256 = createHash('sha256')
        .update(await bytesOf(file))
        .digest('hex');
      return { name: file.name, sha256, load: () => bytesOf(file) };
    }),
  );
}

/**
 * Looks through what an agency is about to publish: sentences by field for findings that nobody has ticked yet, or what the
 * event keeps of those that were.
 */
export async function beforePublishing(
  files: readonly Scannable[],
  body: Record<string, unknown>,
  t: Translate,
): Promise<{ errors: Record<string, string> } | { passed: Record<string, unknown> }> {
  const scans = (await scanFiles(files, PUBLISH_MS)).map(asWarning);
  const errors = openFindings(scans, answersOf(body), t);
  return Object.keys(errors).length > 0 ? { errors } : { passed: letPass(scans) };
}

const asWarning = (scan: FileScan | null): FileScan | null => scan && { ...scan, outcome: 'read' };

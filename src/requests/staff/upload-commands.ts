import type { Deps } from '../../deps';
import { forgetHeld, type HeldFile, heldUploads, holdUploads } from '../../storage/held-disk';
import { textUnderBoxes } from '../../storage/redaction';
import { bytesOf, keepUpload, type UploadedFile } from '../../storage/upload';
import type { StoredFile } from '../filing/input';
import type { StepFile } from '../steps/input';
import { FILE_FIELDS } from './uploads';

/** The files of one try of a form: those that came now, and those held from the try before. */
export type FormFiles = { now: UploadedFile[]; held: HeldFile[] };

type Owner = { owner: string };

const place = ({ config, keys }: Deps) => ({ dataDir: config.dataDir, keys });

/** Brings back what the form held. A field that was sent anew takes the place of what was held for it. */
export async function filesOfForm(
  deps: Deps,
  { owner }: Owner,
  sent: readonly UploadedFile[],
  tokens: readonly string[],
): Promise<FormFiles> {
  const held = await heldUploads({ ...place(deps), owner }, tokens);
  return { now: [...sent], held: held.filter(({ file }) => !sent.some((one) => one.field === file.field)) };
}

export const allFiles = ({ now, held }: FormFiles): UploadedFile[] => [...now, ...held.map(({ file }) => file)];

/** Holds everything for the next try, and says what the form shows of it. */
export async function holdForm(deps: Deps, { owner }: Owner, files: FormFiles) {
  const fresh = await holdUploads({ ...place(deps), owner, real: deps.clock.real() }, files.now);
  return [...files.held, ...fresh].map(({ token, file }) => ({
    token,
    name: file.name,
    size: file.size,
    field: file.field,
  }));
}

/** The form was accepted: what was held for it goes. */
export async function endForm(deps: Deps, { owner }: Owner, files: FormFiles): Promise<void> {
  await forgetHeld({ ...place(deps), owner }, files.held);
}

/** Moves the form's files into the store, as the files of a filing. */
export async function storeFiles(deps: Deps, files: readonly UploadedFile[]): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const file of files) {
    const { kind } = FILE_FIELDS[file.field] as (typeof FILE_FIELDS)[string];
    const { storedName, size, sha256, sealed } = await keepUpload(deps.files, file);
    stored.push({ kind, storedName, size, sha256, sealed: sealed === 1, name: file.name, mediaType: file.mediaType });
  }
  return stored;
}

/** The same for a step: each redacted copy stands beside its original and carries the warning that was read. */
export async function storeStepFiles(
  deps: Deps,
  files: readonly UploadedFile[],
  warnings: ReadonlyMap<string, string>,
): Promise<StepFile[]> {
  // Originals first, so that a copy can point back at its own.
  const ordered = [...files].sort((a, b) => rank(a.field) - rank(b.field));
  const stored = await storeFiles(deps, ordered);
  return stored.map((file, index) => {
    const field = ordered[index]?.field ?? '';
    const original = ordered.findIndex((one) => one.field === field.replace(/^redacted_/, 'original_'));
    return {
      ...file,
      originalOf: field.startsWith('redacted_') && original >= 0 ? original : null,
      warning: warnings.get(field) ?? null,
    };
  });
}

const rank = (field: string): number => (field.startsWith('original_') ? 0 : 1);

/** Takes back what was stored for a step that did not happen. */
export async function dropStored(deps: Deps, files: readonly Pick<StoredFile, 'storedName'>[]): Promise<void> {
  for (const { storedName } of files) await deps.files.remove(storedName);
}

export type CopyWarning = { field: string; name: string; pages: { page: number; text: string }[] | 'unreadable' };

/** Looks into each redacted PDF for text that is still there under its black boxes (Perki 1/2021 Pasal 50). */
export async function redactionWarnings(files: readonly UploadedFile[]): Promise<CopyWarning[]> {
  const warnings: CopyWarning[] = [];
  for (const file of files) {
    if (!file.field.startsWith('redacted_') || file.format !== 'pdf') continue;
    const pages = await textUnderBoxes(await bytesOf(file));
    if (pages === 'unreadable' || pages.length > 0) warnings.push({ field: file.field, name: file.name, pages });
  }
  return warnings;
}

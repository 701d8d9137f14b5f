import type { Deps } from '../deps';
import { forgetHeld, type HeldFile, heldUploads, holdUploads } from '../storage/held-disk';
import { keepUpload, type UploadedFile } from '../storage/upload';
import type { StepFile } from './step-input';

/** The files of one try of a form: those that came now, and those held from the try before. */
export type FormFiles = { now: readonly UploadedFile[]; held: readonly HeldFile[] };

const KIND: Readonly<Record<string, StepFile['kind']>> = {
  sheet_file: 'sheet',
  approval_file: 'approval',
  decree_file: 'decree',
  delegation_file: 'delegation',
};

const place = ({ config, keys }: Deps) => ({ dataDir: config.dataDir, keys });

/** Brings back what the form held. A field that was sent anew takes the place of what was held for it. */
export async function filesOfForm(
  deps: Deps,
  owner: string,
  now: readonly UploadedFile[],
  tokens: unknown,
): Promise<FormFiles> {
  const sent = [tokens].flat().filter((one): one is string => typeof one === 'string' && one.length < 4000);
  const held = await heldUploads({ ...place(deps), owner }, sent);
  return { now, held: held.filter(({ file }) => !now.some((one) => one.field === file.field)) };
}

/** Holds everything for the next try, and says what the form shows of it. */
export async function holdForm(deps: Deps, owner: string, { now, held }: FormFiles) {
  const fresh = await holdUploads({ ...place(deps), owner, real: deps.clock.real() }, now);
  return [...held, ...fresh].map(({ token, file }) => ({ token, name: file.name, size: file.size }));
}

/** The form was accepted: what was held for it goes. */
export const endForm = (deps: Deps, owner: string, { held }: FormFiles): Promise<void> =>
  forgetHeld({ ...place(deps), owner }, held);

/** Moves the files of a form into the store, before its transaction. */
export async function storeFiles(deps: Deps, files: readonly UploadedFile[]): Promise<StepFile[]> {
  const stored: StepFile[] = [];
  for (const file of files) {
    const { storedName: stored_name, size, sha256, sealed } = await keepUpload(deps.files, file);
    const kind = KIND[file.field] as StepFile['kind'];
    stored.push({ kind, stored_name, name: file.name, media_type: file.mediaType, size, sha256, sealed });
  }
  return stored;
}

/** Takes back what was stored for a step that did not happen. */
export async function dropFiles(deps: Deps, files: readonly StepFile[]): Promise<void> {
  for (const { stored_name } of files) await deps.files.remove(stored_name);
}

import type { Deps } from '../deps';
import { forgetHeld, type HeldFile, heldUploads, holdUploads } from '../storage/held-disk';
import type { UploadedFile } from '../storage/upload';
import type { Version } from './changing-commands';
import { createDocument, publishDocument } from './commands';
import type { DocumentFacts } from './document-facts';
import type { Editor } from './editors';
import { type Attached, attachUploads } from './file-commands';
import { type Scheduled, scheduleDocument } from './schedule-commands';

type MakeDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>;

export type NewDocument = {
  bodyId: number;
  formKey: string;
  facts: DocumentFacts;
  uploads: readonly UploadedFile[];
  /** `{ at }`: the instant it shall go out at. */
  next: 'draft' | 'publish' | { at: string };
};

/**
 * A document in one go: made, given its files, and published, set for a day, or left as a draft. Each is a step of its
 * own that changes nothing when it is done again, so that a second click, or a try after a broken line, ends the same.
 */
export async function makeDocument(
  deps: MakeDeps,
  editor: Editor,
  { uploads, next, ...given }: NewDocument,
): Promise<Scheduled | Attached> {
  const made = await createDocument(deps, editor, given);
  if (!made.ok) return made;
  const publicId = made.document.public_id;
  const attached = uploads.length > 0 ? await attachUploads(deps, editor, publicId, uploads) : made;
  if (!attached.ok || next === 'draft') return attached;
  const at: Version = { publicId, version: null };
  return next === 'publish' ? publishDocument(deps, editor, at) : scheduleDocument(deps, editor, at, next.at);
}

/** The files of one try of the form: those sent now, and those held from the try before. */
export type FormFiles = { now: UploadedFile[]; held: HeldFile[] };

const place = ({ config, keys }: Deps, owner: string) => ({ dataDir: config.dataDir, keys, owner });

/** Brings back what the form held. */
export async function filesOfForm(
  deps: Deps,
  owner: string,
  now: readonly UploadedFile[],
  tokens: readonly string[],
): Promise<FormFiles> {
  return { now: [...now], held: await heldUploads(place(deps, owner), tokens) };
}

/** Keeps everything for the next try, and says what the form shows of it. */
export async function holdForm(deps: Deps, owner: string, files: FormFiles) {
  const fresh = await holdUploads({ ...place(deps, owner), real: deps.clock.real() }, files.now);
  return [...files.held, ...fresh].map(({ token, file }) => ({ token, name: file.name, size: file.size }));
}

/** The form was accepted: what was held for it goes. */
export async function endForm(deps: Deps, owner: string, files: FormFiles): Promise<void> {
  await forgetHeld(place(deps, owner), files.held);
}

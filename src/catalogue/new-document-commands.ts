import type { Deps } from '../deps';
import type { Translate } from '../i18n/catalogue';
import { forgetHeld, type HeldFile, heldUploads, holdUploads } from '../storage/held-disk';
import type { UploadedFile } from '../storage/upload';
import type { Version } from './changing-commands';
import { createDocument, publishDocument } from './commands';
import type { DocumentFacts } from './document-facts';
import type { Editor } from './editors';
import { type Attached, attachUploads } from './file-commands';
import { beforeDocument } from './personal/document-commands';
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

/** `kept`: it stays a draft, because what is in it may be personal data, or was not looked through in time. */
export type Made = (Scheduled | Attached) & { kept?: true };

/**
 * A document in one go: made, given its files, and published, set for a day, or left as a draft. Each is a step of its
 * own that changes nothing when it is done again, so that a second click, or a try after a broken line, ends the same.
 * What is looked through is the whole document as it stands then: a draft of a try before may hold another file.
 */
export async function makeDocument(
  deps: MakeDeps,
  editor: Editor,
  { uploads, next, ...given }: NewDocument,
  t: Translate,
): Promise<Made> {
  const made = await createDocument(deps, editor, given);
  if (!made.ok) return made;
  const publicId = made.document.public_id;
  const attached = uploads.length > 0 ? await attachUploads(deps, editor, publicId, uploads) : made;
  if (!attached.ok || next === 'draft' || attached.document.state === 'published') return attached;
  const looked = await beforeDocument(deps, editor, publicId, {}, t);
  if ('errors' in looked) return { ...attached, kept: true };
  const at: Version = { publicId, version: attached.document.version };
  return next === 'publish'
    ? publishDocument(deps, editor, at, looked.passed)
    : scheduleDocument(deps, editor, at, next.at, looked.passed);
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

import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Keys, openBytes, openText, sealBytes, sealText } from '../secrets/keys';
import { writeFlushed } from './disk';
import { bytesOf, type UploadedFile } from './upload';

/** A file that was uploaded with a form that came back for correction. `token` goes into the form and brings the file back. */
export type HeldFile = { token: string; file: UploadedFile };

const ONE_DAY = 24 * 60 * 60 * 1000;
const ID = /^[0-9a-f]{32}$/;

const bound = (owner: string): string => `held:${owner}`;
const folder = (dataDir: string): string => join(dataDir, 'held');

/**
 * Keeps uploaded files for the next try of the same form, sealed, because a browser never sends a file twice by itself.
 * `owner` names person and form: a token opens for nobody else. What was left behind a day ago (`real` time) goes first.
 */
export async function holdUploads(
  { dataDir, keys, owner, real }: { dataDir: string; keys: Keys; owner: string; real: Date },
  files: readonly UploadedFile[],
): Promise<HeldFile[]> {
  if (files.length === 0) return [];
  await mkdir(folder(dataDir), { recursive: true, mode: 0o700 });
  await forgetOld(dataDir, real);
  const held: HeldFile[] = [];
  for (const file of files) {
    const id = randomBytes(16).toString('hex');
    const { content: _, ...facts } = file;
    await writeFlushed(join(folder(dataDir), id), sealBytes(keys.seal, await bytesOf(file), `held:${id}`));
    held.push({ token: sealText(keys.id, keys.seal, JSON.stringify({ id, ...facts }), bound(owner)), file });
  }
  return held;
}

/** The files behind the tokens of a form. Tokens of others, damaged ones and forgotten files are left out. */
export async function heldUploads(
  { dataDir, keys, owner }: { dataDir: string; keys: Keys; owner: string },
  tokens: readonly string[],
): Promise<HeldFile[]> {
  const found = await Promise.all(
    tokens.slice(0, 20).map(async (token): Promise<HeldFile[]> => {
      try {
        const { id, ...facts } = JSON.parse(openText(keys.seal, token, bound(owner))) as HeldFacts;
        if (!ID.test(id)) return [];
        const buffer = openBytes(keys.seal, await readFile(join(folder(dataDir), id)), `held:${id}`);
        return [{ token, file: { ...facts, content: { buffer } } }];
      } catch {
        // Nothing an officer could do about it: the form asks for the file again.
        return [];
      }
    }),
  );
  return found.flat();
}

type HeldFacts = Omit<UploadedFile, 'content'> & { id: string };

/** Removes what is no longer needed: the form was accepted. */
export async function forgetHeld(
  { dataDir, keys, owner }: { dataDir: string; keys: Keys; owner: string },
  held: readonly HeldFile[],
): Promise<void> {
  for (const { token } of held) {
    const { id } = JSON.parse(openText(keys.seal, token, bound(owner))) as HeldFacts;
    await rm(join(folder(dataDir), id), { force: true });
  }
}

async function forgetOld(dataDir: string, real: Date): Promise<void> {
  for (const name of await readdir(folder(dataDir))) {
    const path = join(folder(dataDir), name);
    const info = await stat(path).catch(() => null);
    if (info && real.getTime() - info.mtimeMs > ONE_DAY) await rm(path, { force: true });
  }
}

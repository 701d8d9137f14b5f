import { createHash, randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Keys, openBytes, sealBytes } from '../secrets/keys';

/** `size` and `sha256` are of the content as it was given, sealed or not. */
export type StoredFile = { storedName: string; size: number; sha256: string };

/** Where files are kept, under random names that no client chose. */
export type FileStore = {
  /** Keeps the bytes; when it returns they survive a power cut. */
  put(content: Buffer | Readable): Promise<StoredFile>;
  /** The same, encrypted (AES-256-GCM, bound to the stored name): identity papers. */
  putSealed(content: Buffer): Promise<StoredFile>;
  read(storedName: string): Promise<Buffer>;
  readSealed(storedName: string): Promise<Buffer>;
  /** Streams what `put` kept; `end` is the last byte, inclusive. */
  stream(storedName: string, range?: { start: number; end: number }): Readable;
  exists(storedName: string): Promise<boolean>;
  /** True when a new file could be kept now. */
  writable(): Promise<boolean>;
  /** Removing what is not there is no error. */
  remove(storedName: string): Promise<void>;
};

const NAME = /^[0-9a-f]{32}$/;

/** Where a stored name lies under the folder of files: `ab/abcdef…`. Throws for a name that the store did not make. */
export function pathOf(storedName: string): string {
  if (!NAME.test(storedName)) throw new Error('not a stored name');
  return join(storedName.slice(0, 2), storedName);
}

/** Removes what a killed process left of uploads that were never kept: files in `DATA_DIR/tmp` from before `before`. */
export async function removeOldUploads(dataDir: string, before: Date): Promise<void> {
  const dir = join(dataDir, 'tmp');
  for (const name of await readdir(dir).catch(() => [])) {
    const path = join(dir, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtime < before) await rm(path, { force: true });
  }
}

/** Files as `DATA_DIR/files/xx/<random>`. */
export function diskStore(dataDir: string, keys: Keys): FileStore {
  const root = join(dataDir, 'files');
  const full = (storedName: string) => join(root, pathOf(storedName));
  return {
    async put(content) {
      const storedName = randomBytes(16).toString('hex');
      return { storedName, ...(await keep(root, full(storedName), content)) };
    },
    async putSealed(content) {
      const storedName = randomBytes(16).toString('hex');
      await keep(root, full(storedName), sealBytes(keys.seal, content, `file:${storedName}`));
      return { storedName, size: content.length, sha256: createHash('sha256').update(content).digest('hex') };
    },
    read: (storedName) => readFile(full(storedName)),
    readSealed: async (storedName) => openBytes(keys.seal, await readFile(full(storedName)), `file:${storedName}`),
    stream: (storedName, range) => createReadStream(full(storedName), range),
    exists: (storedName) =>
      access(full(storedName)).then(
        () => true,
        () => false,
      ),
    writable: async () => {
      await mkdir(root, { recursive: true, mode: 0o700 });
      return access(root, constants.W_OK).then(
        () => true,
        () => false,
      );
    },
    remove: (storedName) => rm(full(storedName), { force: true }),
  };
}

/**
 * Writes beside, flushes, renames, and flushes the folders: a file has its name only when all of it is on the disk, and
 * a case that names a file never finds it gone after a crash.
 */
async function keep(root: string, path: string, content: Buffer | Readable): Promise<{ size: number; sha256: string }> {
  const dir = dirname(path);
  const fresh = await mkdir(dir, { recursive: true, mode: 0o700 });
  const part = `${path}.part`;
  try {
    const written = await writeFlushed(part, content);
    await rename(part, path);
    await flushFolder(dir);
    if (fresh) await flushFolder(root);
    return written;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** Writes a new file and flushes it to the disk. */
export async function writeFlushed(
  path: string,
  content: Buffer | Readable,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of Buffer.isBuffer(content) ? [content] : content) {
      const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(piece);
      hash.update(bytes);
      size += bytes.length;
      await file.appendFile(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { size, sha256: hash.digest('hex') };
}

/** Makes a new or renamed entry of a folder last. */
export async function flushFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

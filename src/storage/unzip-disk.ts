import type { Readable } from 'node:stream';
import type { FileStore } from './disk';

/** How much of an archive is unpacked: files in all, bytes in all, bytes of one. */
export type UnpackLimits = { files: number; totalBytes: number; oneBytes: number };

export type UnzipRefusal = 'zip_unreadable' | 'zip_locked' | 'zip_many' | 'zip_large';

/** A file in an archive. `path` has slashes and leads nowhere outside; `read` gives its bytes, null when it is too large or broken. */
export type PackedFile = { path: string; size: number; read(): Promise<Buffer | null> };

type Entry = {
  fileName: string;
  uncompressedSize: number;
  externalFileAttributes: number;
  isEncrypted(): boolean;
};
type Zip = {
  entryCount: number;
  eachEntry(): AsyncIterable<Entry>;
  openReadStreamPromise(entry: Entry): Promise<Readable>;
};
type Reader = { _readStreamForRange(start: number, end: number): Readable };
const yauzl: {
  RandomAccessReader: new () => Reader;
  fromRandomAccessReaderPromise(reader: Reader, size: number, options: Record<string, boolean>): Promise<Zip>;
} = require('yauzl');

/**
 * The files of a ZIP in the store, which is read where it lies and never as a whole. What they claim to unpack to is added
 * up before anything is unpacked, and what they really do is counted: a bomb ends at the same limit. Folders, links and what
 * systems leave behind are passed over; a path that leads outside, or a lock, refuses the whole archive.
 */
export async function unpacked(
  store: FileStore,
  { storedName, size }: { storedName: string; size: number },
  limits: UnpackLimits,
): Promise<PackedFile[] | UnzipRefusal> {
  try {
    const options = { validateEntrySizes: true, autoClose: false };
    const zip = await yauzl.fromRandomAccessReaderPromise(readerOf(store, storedName), size, options);
    // Folders and leftovers are entries too.
    if (zip.entryCount > limits.files * 4) return 'zip_many';
    const files: PackedFile[] = [];
    // Who looks for a list among the files reads some of them twice.
    const budget = { left: limits.totalBytes * 2 };
    let claimed = 0;
    for await (const entry of zip.eachEntry()) {
      if (isPassedOver(entry)) continue;
      if (entry.isEncrypted()) return 'zip_locked';
      claimed += entry.uncompressedSize;
      if (files.length >= limits.files) return 'zip_many';
      if (claimed > limits.totalBytes) return 'zip_large';
      files.push({
        path: entry.fileName.normalize('NFC'),
        size: entry.uncompressedSize,
        read: () => bytesOf(zip, entry, limits.oneBytes, budget),
      });
    }
    return files;
  } catch {
    return 'zip_unreadable';
  }
}

function readerOf(store: FileStore, storedName: string): Reader {
  class StoreReader extends yauzl.RandomAccessReader {
    override _readStreamForRange(start: number, end: number): Readable {
      return store.stream(storedName, { start, end: end - 1 });
    }
  }
  return new StoreReader();
}

const SYMLINK = 0xa000;

function isPassedOver({ fileName, externalFileAttributes }: Entry): boolean {
  const last = fileName.split('/').at(-1) ?? '';
  const isLink = ((externalFileAttributes >>> 16) & 0xf000) === SYMLINK;
  return (
    last === '' || isLink || last.startsWith('.') || /^(__MACOSX\/|.*\/__MACOSX\/)|(^|\/)thumbs\.db$/i.test(fileName)
  );
}

async function bytesOf(zip: Zip, entry: Entry, most: number, budget: { left: number }): Promise<Buffer | null> {
  if (entry.uncompressedSize > most) return null;
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      size += piece.length;
      budget.left -= piece.length;
      if (size > most || budget.left < 0) return null;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch {
    // It is no archive's file: its size lies, or its bytes are broken.
    return null;
  }
}

import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { textJudge } from './file-kinds';

/** What was received of one file: in memory, or in a temporary file. */
export type Content = { buffer: Buffer } | { path: string };

export type ContentCode = 'too_large' | 'empty' | 'content_mismatch';

/** `dir` null: into memory. `limit`: bytes. `detected`: what the first bytes must say, null for plain text. */
export type Terms = { dir: string | null; limit: number; detected: string | null };

/**
 * Reads one file to its end, keeps it when it is good, and gives the code of what is wrong when not; then nothing of it
 * is left. Throws when the sender went away.
 */
export async function takeIn(
  stream: Readable,
  { dir, limit, detected }: Terms,
): Promise<{ content: Content; size: number } | { refused: ContentCode }> {
  const sink = dir === null ? memorySink() : await fileSink(dir);
  try {
    const size = await pour(stream, sink, limit);
    const content = await sink.end();
    const refused = await judge(content, size, limit, detected);
    if (!refused) return { content, size };
    await sink.drop();
    return { refused };
  } catch (error) {
    await sink.drop();
    throw error;
  }
}

/** Reads a refused file past, so that the form after it can be read. */
export async function readPast(stream: Readable): Promise<void> {
  for await (const _ of stream) {
    // Nothing is kept.
  }
}

type Sink = {
  write(bytes: Buffer): Promise<void> | void;
  end(): Promise<Content> | Content;
  drop(): Promise<void> | void;
};

function memorySink(): Sink {
  let pieces: Buffer[] = [];
  return {
    write: (bytes) => void pieces.push(bytes),
    end: () => ({ buffer: Buffer.concat(pieces) }),
    drop: () => {
      pieces = [];
    },
  };
}

async function fileSink(dir: string): Promise<Sink> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const path = join(dir, randomBytes(16).toString('hex'));
  const file = await open(path, 'wx', 0o600);
  return {
    write: (bytes) => file.appendFile(bytes),
    async end() {
      await file.close();
      return { path };
    },
    async drop() {
      await file.close().catch(() => undefined);
      await rm(path, { force: true });
    },
  };
}

/** Reads the stream to its end and gives its size; what is larger than `limit` is not kept. */
async function pour(stream: Readable, sink: Sink, limit: number): Promise<number> {
  let size = 0;
  for await (const bytes of stream as AsyncIterable<Buffer>) {
    const fits = size + bytes.length <= limit;
    if (fits) await sink.write(bytes);
    else if (size <= limit) await sink.drop();
    size += bytes.length;
  }
  return size;
}

async function judge(
  content: Content,
  size: number,
  limit: number,
  detected: string | null,
): Promise<ContentCode | null> {
  if (size > limit) return 'too_large';
  if (size === 0) return 'empty';
  return (await isWhatItSays(content, detected)) ? null : 'content_mismatch';
}

/** True when the content is of the format that the name claims. */
export async function isWhatItSays(content: Content, detected: string | null): Promise<boolean> {
  const { fileTypeFromBuffer, fileTypeFromFile } = await import('file-type');
  const found = 'buffer' in content ? await fileTypeFromBuffer(content.buffer) : await fileTypeFromFile(content.path);
  if (detected !== null) return found?.ext === detected;
  if (found) return false;
  const text = textJudge();
  for await (const bytes of 'buffer' in content ? [content.buffer] : createReadStream(content.path)) text.piece(bytes);
  return text.end();
}

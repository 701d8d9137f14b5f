import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { RequestHandler } from 'express';
import multer, { type StorageEngine } from 'multer';
import type { FileStore, StoredFile } from './disk';
import { cleanName, formatOf, KINDS, textJudge, type UploadKind } from './file-kinds';

/** A file that was sent, judged and found good; it is gone when the response is, unless `keepUpload` keeps it. */
export type UploadedFile = {
  field: string;
  kind: UploadKind;
  /** For people; never a name on the disk. */
  name: string;
  mediaType: string;
  /** `pdf`, `jpg`, … */
  format: string;
  size: number;
  content: { buffer: Buffer } | { path: string };
};

export type UploadCode = 'too_large' | 'too_many' | 'empty' | 'kind_not_allowed' | 'content_mismatch';

/** Why a file was refused: an expected refusal, shown beside its field. `limit` is bytes, or a number of files. */
export type UploadProblem = {
  field: string;
  code: UploadCode;
  name: string;
  limit: number;
  formats: readonly string[];
};

export type Uploads = { files: UploadedFile[]; problems: UploadProblem[] };

export type UploadOptions = {
  dataDir: string;
  /** Which fields may hold files, and of what kind. */
  fields: Readonly<Record<string, UploadKind>>;
  /** Of one request, all fields together. 10 when absent. */
  maxFiles?: number;
  /** Of one file. The kind's own limit when absent. */
  maxBytes?: number;
};

declare global {
  namespace Express {
    interface Request {
      /** What `upload` received. */
      uploads?: Uploads;
    }
  }
}

// A form of the portal has far less; more is no form of ours, and the request is answered with an error page.
const LIMITS = {
  files: 200,
  fields: 200,
  parts: 400,
  fieldSize: 128 * 1024,
  fieldNameSize: 100,
  fieldNestingDepth: 4,
  fieldArrayIndexLimit: 100,
};

/**
 * Reads a multipart form: its texts into `req.body`, its files into `req.uploads`. A refused file never breaks the form
 * off: its bytes are read past and thrown away, what was typed is still there, and `problems` says why. Files that are too
 * large or too many cost neither memory nor disk. Other kinds of body pass. Put `csrfAfterUpload` directly behind it.
 */
export function upload(options: UploadOptions): RequestHandler {
  const parse = multer({ storage: engine(options), limits: LIMITS, defParamCharset: 'utf8' }).any();
  return (req, res, next) => {
    const uploads: Uploads = { files: [], problems: [] };
    req.uploads = uploads;
    seen.set(uploads, 0);
    if (!req.is('multipart/form-data')) return next();
    res.once('close', () => void Promise.all(uploads.files.map(discard)));
    parse(req, res, (error: unknown) => (error ? next(error) : next()));
  };
}

// How many files a request has begun to send; the next one begins before the last is judged.
const seen = new WeakMap<Uploads, number>();

/** Moves an uploaded file into the store, identity papers encrypted. */
export async function keepUpload(files: FileStore, file: UploadedFile): Promise<StoredFile & { sealed: 0 | 1 }> {
  if (file.kind === 'identity') return { ...(await files.putSealed(await bytesOf(file))), sealed: 1 };
  const { content } = file;
  return { ...(await files.put('buffer' in content ? content.buffer : createReadStream(content.path))), sealed: 0 };
}

/** The whole content. */
export async function bytesOf({ content }: UploadedFile): Promise<Buffer> {
  return 'buffer' in content ? content.buffer : readFile(content.path);
}

async function discard({ content }: UploadedFile): Promise<void> {
  if ('path' in content) await rm(content.path, { force: true });
}

function engine(options: UploadOptions): StorageEngine {
  return {
    _handleFile(req, file, done) {
      receive(options, req.uploads as Uploads, file).then((path) => done(null, path ? { path } : {}), done);
    },
    _removeFile(_req, file, done) {
      if (!file.path) return done(null);
      rm(file.path, { force: true }).then(() => done(null), done);
    },
  };
}

/** Takes one file in and judges it. Gives the path of its temporary file, if it has one. */
async function receive(
  { dataDir, fields, maxFiles = 10, maxBytes }: UploadOptions,
  uploads: Uploads,
  sent: Express.Multer.File,
): Promise<string | undefined> {
  const field = sent.fieldname;
  const kind = Object.hasOwn(fields, field) ? fields[field] : undefined;
  const name = cleanName(sent.originalname);
  const limit = maxBytes ?? KINDS[kind ?? 'document'].maxBytes;
  const formats = KINDS[kind ?? 'document'].formats;
  const refuse = async (code: UploadCode) => {
    uploads.problems.push({ field, code, name, limit: code === 'too_many' ? maxFiles : limit, formats });
    await readPast(sent.stream);
    return undefined;
  };
  const format = kind && formatOf(kind, name);
  const nth = (seen.get(uploads) ?? 0) + 1;
  seen.set(uploads, nth);
  if (nth > maxFiles) return refuse('too_many');
  if (!kind || !format) return refuse('kind_not_allowed');
  const sink = kind === 'identity' ? memorySink() : await fileSink(join(dataDir, 'tmp'));
  try {
    const size = await pour(sent.stream, sink, limit);
    const content = await sink.end();
    const code = await judge(content, size, limit, format.detected);
    if (code) {
      await sink.drop();
      return refuse(code);
    }
    uploads.files.push({ field, kind, name, mediaType: format.mediaType, format: format.format, size, content });
    return 'path' in content ? content.path : undefined;
  } catch (error) {
    await sink.drop();
    throw error;
  }
}

type Content = UploadedFile['content'];
type Sink = {
  write(bytes: Buffer): Promise<void> | void;
  end(): Promise<Content> | Content;
  drop(): Promise<void> | void;
};

// An identity paper must never lie readable on a disk, not even for a moment.
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

async function readPast(stream: Readable): Promise<void> {
  if (stream.readableEnded) return;
  for await (const _ of stream) {
    // Nothing is kept.
  }
}

async function judge(
  content: Content,
  size: number,
  limit: number,
  detected: string | null,
): Promise<UploadCode | null> {
  if (size > limit) return 'too_large';
  if (size === 0) return 'empty';
  return (await isWhatItSays(content, detected)) ? null : 'content_mismatch';
}

/** True when the content is of the format that the name claims. */
async function isWhatItSays(content: Content, detected: string | null): Promise<boolean> {
  const { fileTypeFromBuffer, fileTypeFromFile } = await import('file-type');
  const found = 'buffer' in content ? await fileTypeFromBuffer(content.buffer) : await fileTypeFromFile(content.path);
  if (detected !== null) return found?.ext === detected;
  if (found) return false;
  const text = textJudge();
  for await (const bytes of 'buffer' in content ? [content.buffer] : createReadStream(content.path)) text.piece(bytes);
  return text.end();
}

import { createReadStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import multer, { type StorageEngine } from 'multer';
import type { FileStore, StoredFile } from './disk';
import { cleanName, formatOf, KINDS, type UploadKind } from './file-kinds';
import { type Content, type ContentCode, readPast, takeIn } from './take-upload';

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
  content: Content;
};

export type UploadCode = ContentCode | 'too_many' | 'kind_not_allowed';

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
  const format = kind && formatOf(kind, name);
  const allowed = KINDS[kind ?? 'document'];
  const limit = maxBytes ?? allowed.larger?.[format?.format ?? ''] ?? allowed.maxBytes;
  const { formats } = allowed;
  const refuse = (code: UploadCode) => {
    uploads.problems.push({ field, code, name, limit: code === 'too_many' ? maxFiles : limit, formats });
    return undefined;
  };
  const nth = (seen.get(uploads) ?? 0) + 1;
  seen.set(uploads, nth);
  if (nth > maxFiles || !kind || !format) {
    refuse(nth > maxFiles ? 'too_many' : 'kind_not_allowed');
    await readPast(sent.stream);
    return undefined;
  }
  // An identity paper must never lie readable on a disk, not even for a moment.
  const dir = kind === 'identity' ? null : join(dataDir, 'tmp');
  const taken = await takeIn(sent.stream, { dir, limit, detected: format.detected });
  if ('refused' in taken) return refuse(taken.refused);
  const { size, content } = taken;
  uploads.files.push({ field, kind, name, mediaType: format.mediaType, format: format.format, size, content });
  return 'path' in content ? content.path : undefined;
}

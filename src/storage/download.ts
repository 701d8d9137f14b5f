import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Deps } from '../deps';
import { translate } from '../web/language';
import { renderPage } from '../web/page';
import type { FileStore } from './disk';
import { examine } from './scan/commands';

/** A stored file as its row describes it. `sha256` is of the content. */
export type StoredRow = { stored_name: string; name: string; media_type: string; size: number; sha256: string };

/**
 * Sends a published file: as a download, in ranges when asked, and kept by caches for five minutes at most, so that a
 * withdrawn document is soon gone everywhere. Whether it may be sent is the caller's question.
 */
export async function sendPublic(
  req: Request,
  res: Response,
  files: FileStore,
  row: StoredRow,
  { inline = false, examined = row }: { inline?: boolean; examined?: StoredRow } = {},
): Promise<void> {
  if (!(await mayLeave(req, res, examined))) return;
  await describe(res, files, row);
  if (inline) res.setHeader('Content-Disposition', 'inline');
  res.setHeader('Cache-Control', 'public, max-age=300');
  res.setHeader('ETag', `"${row.sha256}"`);
  res.setHeader('Accept-Ranges', 'bytes');
  if (req.fresh) return void res.status(304).end();
  const asked = req.get('if-range') === undefined ? req.range(row.size, { combine: true }) : undefined;
  if (asked === -1) return void res.status(416).setHeader('Content-Range', `bytes */${row.size}`).end();
  const part = Array.isArray(asked) && asked.type === 'bytes' && asked.length === 1 ? asked[0] : undefined;
  const { start, end } = part ?? { start: 0, end: row.size - 1 };
  if (part) res.status(206).setHeader('Content-Range', `bytes ${start}-${end}/${row.size}`);
  res.setHeader('Content-Length', end - start + 1);
  if (req.method === 'HEAD') return void res.end();
  await pour(res, files.stream(row.stored_name, { start, end }));
}

/**
 * Sends a file of a case, opened first when it is kept sealed; nothing on the way may keep a copy. The caller has asked
 * the owner's rule, and has logged the opening of an identity paper.
 */
export async function sendPrivate(
  req: Request,
  res: Response,
  files: FileStore,
  row: StoredRow & { sealed: number },
): Promise<void> {
  if (!(await mayLeave(req, res, row))) return;
  await describe(res, files, row);
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Content-Length', row.size);
  if (req.method === 'HEAD') return void res.end();
  if (row.sealed) return void res.end(await files.readSealed(row.stored_name));
  await pour(res, files.stream(row.stored_name));
}

/** Sends a file that was made for this reader just now; nothing on the way may keep a copy. */
export function sendMade(res: Response, file: { name: string; media_type: string; content: Buffer }): void {
  res.attachment(file.name);
  res.setHeader('Content-Type', file.media_type);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Content-Length', file.content.length);
  res.end(file.content);
}

/** Quarantine: a file that the scanner has not called clean stays where it is, and the page says why. True when it may go. */
export async function mayLeave(req: Request, res: Response, row: StoredRow & { sealed?: number }): Promise<boolean> {
  const standing = await examine(req.app.locals.deps as Deps, row);
  if (standing === 'clean') return true;
  const t = translate(req);
  res.set('Cache-Control', 'no-store');
  if (standing === 'waiting') res.set('Retry-After', '120');
  renderPage(
    req,
    res,
    'storage/held',
    { standing },
    { title: t(`storage:held.${standing}.title`), status: HELD[standing], noindex: true },
  );
  return false;
}

const HELD = { waiting: 503, infected: 410 } as const;

async function describe(res: Response, files: FileStore, row: StoredRow): Promise<void> {
  // Before any header is set, so that the error page is not sent as a download.
  if (!(await files.exists(row.stored_name))) throw new Error(`stored file is missing: ${row.stored_name}`);
  res.attachment(row.name);
  // Set by hand: Express would add a character set to text, and old registers are seldom UTF-8.
  res.setHeader('Content-Type', row.media_type);
  res.setHeader('X-Content-Type-Options', 'nosniff');
}

async function pour(res: Response, content: NodeJS.ReadableStream): Promise<void> {
  try {
    await pipeline(content, res);
  } catch (error) {
    // A reader who went away is no fault of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

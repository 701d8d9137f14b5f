import type { Request, Response } from 'express';
import { writeZip } from '../../storage/zip';
import type { ReadyFile } from './commands';

/** Streams a ready file as it is made, one of its files after the other; nothing on the way may keep a copy. */
export async function sendReadyFile(req: Request, res: Response, { name, entries, mtime }: ReadyFile): Promise<void> {
  res.attachment(name);
  res.setHeader('Content-Type', 'application/zip');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Cache-Control', 'private, no-store');
  if (req.method === 'HEAD') return void res.end();
  try {
    await writeZip(entries, res, { mtime });
  } catch (error) {
    // A reader who went away is no fault of ours.
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

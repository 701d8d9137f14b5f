import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { mayLeave, sendPrivate, sendPublic } from '../storage/download';
import { renderError } from '../web/errors';
import { onlyOurs } from './address-params';
import { countReading } from './counts/commands';
import { type OwnedFile, ownedFile } from './desk-queries';
import { editorOf, mayPublishFor } from './editors';
import { earlierFile } from './files/queries';
import { recordOpening } from './opening-commands';
import { previewOf } from './preview/commands';
import { paintedAs } from './preview/kinds';
import { fileSlug } from './slugs';

/**
 * `/berkas/{id}/{name}`: files of published documents for anyone; of drafts, withdrawn and exempt documents for those who
 * may publish for their body, an exempt one with an event (UU 14/2008 Pasal 54). For everyone else there is no such file.
 * What was replaced stays readable where a version that anyone may read had it.
 * `?lihat` shows a PDF or a picture instead of saving it; `/pratinjau.jpg` behind it is a small picture of its first page.
 */
export function fileRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');

  router.get('/berkas/:id/:name', async (req, res) => {
    const current = await ownedFile(deps.db, deps.regionId, req.params.id);
    const earlier = current ? undefined : await earlierFile(deps.db, deps.regionId, req.params.id);
    const file = current ?? earlier;
    if (!file) return renderError(req, res, 404);
    const open = earlier ? earlier.open : isOpen(file);
    if (!open && !mayOpen(req, file)) return renderError(req, res, 404);
    const name = fileSlug(file.name);
    if (req.params.name !== name) return res.redirect(301, `/berkas/${file.public_id}/${name}`);
    if (!open) return sendToEditor(deps, req, res, file);
    // Of an earlier version: a search engine shall lead to what is in force.
    if (earlier) res.setHeader('X-Robots-Tag', 'noindex');
    else countReading(deps.db, req, file.document_id, 'downloaded');
    const inline = req.query.lihat !== undefined && paintedAs(file.name) !== null;
    await sendPublic(req, res, deps.files, file, { inline });
  });

  router.get('/berkas/:id/:name/pratinjau.jpg', async (req, res) => {
    const file = await ownedFile(deps.db, deps.regionId, req.params.id);
    if (!file || !isOpen(file) || paintedAs(file.name) === null) return renderError(req, res, 404);
    // Before anything opens it to draw it.
    if (!(await mayLeave(req, res, file))) return;
    const preview = await previewOf(deps, file);
    if (!preview) return renderError(req, res, 503);
    const { stored_name, size, sha256 } = preview;
    if (stored_name === null || size === null || sha256 === null) return renderError(req, res, 404);
    // The picture is ours, but of a file that must be clean itself: its digest is the one that is asked for.
    const row = { stored_name, size, sha256, name: 'pratinjau.jpg', media_type: 'image/jpeg' };
    await sendPublic(req, res, deps.files, row, { inline: true, examined: file });
  });

  return router;
}

const isOpen = (file: OwnedFile): boolean =>
  file.state === 'published' && file.category !== 'dikecualikan' && file.held_files === 0;

function mayOpen(req: Request, file: OwnedFile): boolean {
  const editor = req.user && editorOf(req.user);
  return Boolean(editor && mayPublishFor(editor, file.body_id));
}

async function sendToEditor(deps: Deps, req: Request, res: Response, file: OwnedFile): Promise<void> {
  const editor = req.user && editorOf(req.user);
  if (editor && file.category === 'dikecualikan') await recordOpening(deps, editor, file);
  await sendPrivate(req, res, deps.files, { ...file, sealed: 0 });
}

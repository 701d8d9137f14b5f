import { type Request, type Response, Router } from 'express';
import type { Deps } from '../deps';
import { sendPrivate, sendPublic } from '../storage/download';
import { renderError } from '../web/errors';
import { onlyOurs } from './address-params';
import { type OwnedFile, ownedFile } from './desk-queries';
import { editorOf, mayPublishFor } from './editors';
import { recordOpening } from './opening-commands';
import { fileSlug } from './slugs';

/**
 * `/berkas/{id}/{name}`: files of published documents for anyone; of drafts, withdrawn and exempt documents for those who
 * may publish for their body, an exempt one with an event (UU 14/2008 Pasal 54). For everyone else there is no such file.
 */
export function fileRoutes(deps: Deps): Router {
  const router = Router();
  onlyOurs(router, 'id');
  router.get('/berkas/:id/:name', async (req, res) => {
    const file = await ownedFile(deps.db, deps.regionId, req.params.id);
    if (!file) return renderError(req, res, 404);
    const open = file.state === 'published' && file.category !== 'dikecualikan' && file.held_files === 0;
    if (!open && !mayOpen(req, file)) return renderError(req, res, 404);
    const name = fileSlug(file.name);
    if (req.params.name !== name) return res.redirect(301, `/berkas/${file.public_id}/${name}`);
    await (open ? sendPublic(req, res, deps.files, file) : sendToEditor(deps, req, res, file));
  });
  return router;
}

function mayOpen(req: Request, file: OwnedFile): boolean {
  const editor = req.user && editorOf(req.user);
  return Boolean(editor && mayPublishFor(editor, file.body_id));
}

async function sendToEditor(deps: Deps, req: Request, res: Response, file: OwnedFile): Promise<void> {
  const editor = req.user && editorOf(req.user);
  if (editor && file.category === 'dikecualikan') await recordOpening(deps, editor, file);
  await sendPrivate(req, res, deps.files, { ...file, sealed: 0 });
}

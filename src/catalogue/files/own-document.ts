import type { Request } from 'express';
import type { Deps } from '../../deps';
import { type DeskDocument, deskDocument } from '../desk-queries';
import { editor } from '../desk-routes';
import { mayPublishFor } from '../editors';

/** The document of the address, if who asks may publish for its body. */
export async function ownDocument(deps: Deps, req: Request): Promise<DeskDocument | undefined> {
  const row = await deskDocument(deps.db, deps.regionId, String(req.params.id));
  return row && mayPublishFor(editor(req), row.body_id) ? row : undefined;
}

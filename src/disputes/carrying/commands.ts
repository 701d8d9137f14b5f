import type { AuditActor } from '../../audit/commands';
import { NoCalendarError } from '../../calendar/working-days';
import { type CaseStepResult, stepInside } from '../../cases/step/commands';
import { worldHeld } from '../../cases/world';
import { createDocument, publishDocument } from '../../catalogue/commands';
import type { DocumentFacts } from '../../catalogue/document-facts';
import type { Editor } from '../../catalogue/editors';
import { attachKept, type KeptFile } from '../../catalogue/file-commands';
import { type Trx, writing } from '../../db/connect';
import type { DisputeRow } from '../../db/tables/disputes';
import type { Deps } from '../../deps';
import type { Actor } from '../../workflow/facts';
import { DISPUTES } from '../kind';
import { publishedBySlug } from '../queries';

/** What becomes of the opened item in the DIP: published in the same act, published before, or not at all. */
export type Publication =
  | { way: 'new'; editor: Editor; bodyId: number; facts: DocumentFacts; files: readonly KeptFile[] }
  | { way: 'existing'; slug: string }
  | { way: 'nothing' };

export type CarryingOut = {
  dispute: Pick<DisputeRow, 'id' | 'public_id'>;
  version: number;
  on: string;
  publication: Publication;
  /** Why nothing is to be published: kept under the case's key. */
  note: string | null;
  actor: Actor;
  by: AuditActor;
};

export type CarriedOut =
  | CaseStepResult<DisputeRow>
  | { ok: false; kind: 'document'; code: 'not_published' | 'not_yours' | 'too_many_files' };

/** Leaves a transaction without keeping anything of it, with the answer it came to. */
class Undo {
  constructor(readonly result: CarriedOut & { ok: false }) {}
}

/**
 * Carries out a ruling or an agreement and enters what it opened in the DIP, both or neither: UU 14/2008 Pasal 11(2),
 * Perki 1/2021 Pasal 52(4). Files lie in the store already; the caller takes them away again when this is refused.
 */
export async function carryOut(deps: Deps, asked: CarryingOut): Promise<CarriedOut> {
  try {
    return await writing(deps.db, async (trx) => {
      const document = await documentOf(deps, trx, asked);
      const done = await stepInside(await worldHeld(deps, trx), DISPUTES, {
        ...{ caseId: asked.dispute.id, version: asked.version, step: { do: 'carry_out', on: asked.on } },
        ...{ actor: asked.actor, by: asked.by },
        columns: { document_id: document?.id ?? null },
        detail: { published: asked.publication.way, document: document?.public_id ?? null },
        ...(asked.note === null ? {} : { words: { reason: asked.note } }),
      });
      if (!done.ok) throw new Undo(done);
      return done;
    });
  } catch (error) {
    if (error instanceof Undo) return error.result;
    if (error instanceof NoCalendarError) return { ok: false, kind: 'refused', code: 'no_calendar' };
    throw error;
  }
}

type Made = { id: number; public_id: string | null };

async function documentOf(deps: Deps, trx: Trx, { publication, dispute }: CarryingOut): Promise<Made | null> {
  const refuse = (code: 'not_published' | 'not_yours' | 'too_many_files') =>
    new Undo({ ok: false, kind: 'document', code });
  if (publication.way === 'nothing') return null;
  if (publication.way === 'existing') {
    const found = await publishedBySlug(trx, deps.regionId, publication.slug);
    if (!found) throw refuse('not_published');
    return { id: found.id, public_id: null };
  }
  // The catalogue's own commands, inside this transaction: handed it as their database, they make savepoints of theirs.
  const inside = { ...deps, db: trx };
  const { editor, bodyId, facts, files } = publication;
  const made = await createDocument(inside, editor, { bodyId, formKey: `dispute-${dispute.public_id}`, facts });
  if (!made.ok) throw refuse('not_yours');
  const publicId = made.document.public_id;
  const attached = files.length > 0 ? await attachKept(inside, editor, publicId, files, new Set()) : made;
  if (!attached.ok) throw refuse(attached.code === 'too_many_files' ? 'too_many_files' : 'not_yours');
  const published = await publishDocument(inside, editor, { publicId, version: null });
  if (!published.ok) throw refuse('not_yours');
  return { id: published.document.id, public_id: publicId };
}

import { bodyBySlug } from '../../bodies/queries';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import type { Identity, RequesterKind } from '../../requests/identity';
import type { PaperKind } from '../../requests/papers';
import { changeDraft, dropPaper, throwAway } from '../../requests/public/draft-commands';
import { fileObjection } from '../filing/commands';
import type { ObjectionFiling } from '../filing/input';
import { objectionById } from '../queries';
import type { Behind } from './behind';
import { openObjections, shownItem } from './behind-queries';
import { sendObjectionCodeAgain } from './code-commands';
import type { ObjectionDraft } from './draft';

/** What is sent: the answers with the identity as it will stand. `about` says what it is about. */
export type ToSubmit = {
  about:
    | { behind: Behind; ground: string }
    | { body: string | null; details: string; item: string | null; foundOn: string };
  requesterKind: RequesterKind;
  identity: Identity;
  position: string;
  purpose: string;
  language: ObjectionRow['language'];
  userId: number | null;
  /** Papers that were given for another answer than the last one are left out. */
  papers: readonly PaperKind[];
};

type Shown = { number: string; public_id: string };

/**
 * `filed`, also when it was sent twice. `open_already`: the same ground is objected to already, in the sender's own
 * case. `repeats`: somebody wrote the same in the same name; the sender learns the number only.
 */
export type Submission =
  | { kind: 'filed' | 'open_already'; row: Shown }
  | { kind: 'repeats' }
  | { kind: 'refused'; code: string }
  | { kind: 'no_calendar'; year: number };

/** Files a draft as an objection; it is deleted with it. */
export async function submitObjection(deps: Deps, draft: ObjectionDraft, sent: ToSubmit): Promise<Submission> {
  for (const paper of draft.content.papers) {
    if (!sent.papers.includes(paper.kind)) await dropPaper(deps, draft, paper.id);
  }
  const { identity, position, purpose, language, userId, requesterKind } = sent;
  const papers = draft.content.papers.filter((paper) => sent.papers.includes(paper.kind));
  const result = await fileObjection(deps, {
    ...(await aboutOf(deps, sent)),
    ...{ channel: 'web', language, requesterKind, identity, position, purpose, userId },
    files: papers.map(({ id: _, ...paper }) => ({ ...paper, sealed: true })),
    actor: { role: 'requester', userId },
    draftId: draft.id,
  });
  switch (result.kind) {
    case 'filed':
      return { kind: 'filed', row: { number: result.receipt.number, public_id: result.receipt.publicId } };
    case 'repeated': {
      const { id, number, publicId } = result.receipt;
      const own = result.own || (userId !== null && (await objectionById(deps.db, id))?.user_id === userId);
      if (own) return { kind: 'filed', row: { number, public_id: publicId } };
      await changeDraft(deps, draft, (content) => ({ ...content, repeats: number }));
      await sendObjectionCodeAgain(deps, id);
      return { kind: 'repeats' };
    }
    case 'no_calendar':
      return result;
    case 'refused': {
      const same = result.code === 'same_ground_open' ? await openOn(deps, sent) : undefined;
      if (!same) return { kind: 'refused', code: result.code };
      await throwAway(deps, draft);
      return { kind: 'open_already', row: same };
    }
  }
}

async function aboutOf(
  deps: Deps,
  { about }: ToSubmit,
): Promise<Pick<ObjectionFiling, 'ground' | 'requestId' | 'bodyId' | 'documentId' | 'foundOn' | 'details'>> {
  if ('behind' in about) {
    const { id, details } = about.behind.row;
    return { ground: about.ground, requestId: id, bodyId: null, details };
  }
  const body = about.body === null ? null : await bodyBySlug(deps.db, deps.regionId, about.body);
  const item = about.item === null ? undefined : await shownItem(deps.db, deps.regionId, about.item);
  const { details, foundOn } = about;
  const bodyId = body?.id ?? item?.body_id ?? null;
  return { ground: 'b', requestId: null, bodyId, documentId: item?.id ?? null, foundOn, details };
}

async function openOn(deps: Deps, { about }: ToSubmit): Promise<Shown | undefined> {
  if (!('behind' in about)) return undefined;
  return (await openObjections(deps.db, about.behind.row.id)).find((one) => one.ground === about.ground);
}

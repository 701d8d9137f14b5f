import { bodyBySlug } from '../../bodies/queries';
import type { Deps } from '../../deps';
import { fileRequest } from '../filing/commands';
import type { Receipt } from '../filing/input';
import { requestById } from '../queries';
import type { Complete } from './check-pages';
import { sendCodeAgain } from './code-commands';
import type { Draft } from './draft';
import { changeDraft } from './draft-commands';

/** `filed`: the sender may see the case and its code. `repeats`: only its number. */
export type Submission =
  | { kind: 'filed'; number: string; publicId: string }
  | { kind: 'repeats'; number: string }
  | { kind: 'no_calendar'; year: number };

/**
 * Files a draft. Sent twice, it gives the same case. When somebody already asked the same in the same name, the sender
 * learns the number only, and the code goes to the address on file.
 */
export async function submitDraft(
  deps: Deps,
  draft: Draft,
  answers: Complete,
  userId: number | null,
): Promise<Submission> {
  const { what, who, identity, delivery } = answers;
  const body = what.body === null ? null : await bodyBySlug(deps.db, deps.regionId, what.body);
  const result = await fileRequest(deps, {
    channel: 'web',
    language: delivery.language,
    requesterKind: who.kind,
    identity,
    details: what.details,
    purpose: what.purpose,
    obtain: delivery.obtain,
    deliver: delivery.deliver,
    bodyId: body?.id ?? null,
    userId,
    files: draft.content.papers.map(({ id: _, ...paper }) => ({ ...paper, sealed: true })),
    actor: { role: 'requester', userId },
    draftId: draft.id,
  });
  switch (result.kind) {
    case 'filed':
    case 'repeated':
      return filed(result.receipt);
    case 'duplicate':
      if (await isOwn(deps, result.receipt.id, draft, userId)) return filed(result.receipt);
      await changeDraft(deps, draft, (content) => ({ ...content, repeats: result.receipt.number }));
      await sendCodeAgain(deps, result.receipt.id);
      return { kind: 'repeats', number: result.receipt.number };
    case 'no_calendar':
      return result;
    default:
      throw new Error(`a filing from the web was refused: ${result.kind}`);
  }
}

const filed = ({ number, publicId }: Receipt): Submission => ({ kind: 'filed', number, publicId });

/** True when this browser, or this account, filed the case itself. */
async function isOwn(deps: Deps, requestId: number, draft: Draft, userId: number | null): Promise<boolean> {
  if (draft.content.filedBefore === requestId) return true;
  return userId !== null && (await requestById(deps.db, requestId))?.user_id === userId;
}

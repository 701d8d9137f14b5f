import { type CatalogueDeps, type Changed, changing, type Version } from '../changing-commands';
import { editing, publishDocument, withdrawDocument } from '../commands';
import type { Editor } from '../editors';
import { type BulkChange, factsAfter } from './change';

export type Chosen = { publicId: string; version: number };

/** What became of one document. `review` and `proposed`: it waits for the PPID. */
export type Outcome =
  | 'done'
  | 'published'
  | 'withdrawn'
  | 'unchanged'
  | 'review'
  | 'proposed'
  | 'not_found'
  | 'stale'
  | 'exempt_needs_ppid'
  | 'exempt_by_decision'
  | 'last_source'
  | 'other_category';

/** Does the same to many documents, each in a change of its own, guarded by the version that was seen; one refusal stops no other. */
export async function changeMany(
  deps: CatalogueDeps,
  editor: Editor,
  chosen: readonly Chosen[],
  change: BulkChange,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (const one of chosen) outcomes.set(one.publicId, await changeOne(deps, editor, one, change));
  return outcomes;
}

async function changeOne(deps: CatalogueDeps, editor: Editor, at: Chosen, change: BulkChange): Promise<Outcome> {
  let otherCategory = false;
  const run = (): Promise<Changed> => {
    if (change.action === 'publish') return publishDocument(deps, editor, at);
    if (change.action === 'withdraw') return withdrawDocument(deps, editor, at, change.reason);
    return changing(deps, editor, at satisfies Version, async (row, trx, now, lane) => {
      const facts = factsAfter({ ...row, ...lane.proposed.changes }, change);
      otherCategory = facts === null;
      return facts === null ? 'unchanged' : editing(row, trx, { facts, correction: null, now, lane, editor });
    });
  };
  const done = await run();
  if (!done.ok) return done.code;
  if (otherCategory) return 'other_category';
  if (done.proposed) return 'proposed';
  if (done.document.version === at.version) return 'unchanged';
  const { state } = done.document;
  if (state === 'review') return 'review';
  if (change.action === 'publish' && state === 'published') return 'published';
  return change.action === 'withdraw' && state === 'withdrawn' ? 'withdrawn' : 'done';
}

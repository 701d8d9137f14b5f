import type { Deps } from '../../deps';
import type { Translate } from '../../i18n/catalogue';
import { type Changed, changing, type Version } from '../changing-commands';
import { editing, publishDocument, withdrawDocument } from '../commands';
import { deskDocument } from '../desk-queries';
import { type Editor, mayPublishFor } from '../editors';
import { type GoingOut, goingOut, goingOutByEdit, NOTHING_GOES, standsInTheWay } from '../personal/document-commands';
import { type BulkChange, factsAfter } from './change';

type BulkDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'files'>;

// The officer waits for the whole of it; what is not looked through by then is said, and run again.
const LOOK_MS = 20_000;

export type Chosen = { publicId: string; version: number };

/**
 * What became of one document. `review` and `proposed`: it waits for the PPID. `personal` and `late`: what would be public
 * by it may hold personal data, which is ticked on the document's own page, or was not looked through in time.
 */
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
  | 'other_category'
  | 'personal'
  | 'late';

/** Does the same to many documents, each in a change of its own, guarded by the version that was seen; one refusal stops no other. */
export async function changeMany(
  deps: BulkDeps,
  editor: Editor,
  chosen: readonly Chosen[],
  change: BulkChange,
  t: Translate,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const until = performance.now() + LOOK_MS;
  for (const one of chosen) {
    const way = await standsInTheWay(await goingOutBy(deps, editor, one, change), t, until - performance.now());
    outcomes.set(one.publicId, way ?? (await changeOne(deps, editor, one, change)));
  }
  return outcomes;
}

/** What would be public by this change of this document: the version that was seen is the one that is changed, or none. */
async function goingOutBy(deps: BulkDeps, editor: Editor, at: Chosen, change: BulkChange): Promise<GoingOut> {
  if (change.action === 'withdraw') return NOTHING_GOES;
  const row = await deskDocument(deps.db, deps.regionId, at.publicId);
  if (!row || !mayPublishFor(editor, row.body_id) || row.version !== at.version) return NOTHING_GOES;
  if (change.action === 'publish') return row.state === 'published' ? NOTHING_GOES : goingOut(deps, row);
  const facts = factsAfter(row, change);
  return facts === null ? NOTHING_GOES : goingOutByEdit(deps, row, facts, row.correction);
}

async function changeOne(deps: BulkDeps, editor: Editor, at: Chosen, change: BulkChange): Promise<Outcome> {
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

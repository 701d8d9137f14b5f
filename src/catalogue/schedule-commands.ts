import { writing } from '../db/connect';
import type { DocumentRow } from '../db/tables/catalogue';
import type { Deps } from '../deps';
import { withAddress } from './address-commands';
import {
  type CatalogueDeps,
  type Changed,
  changing,
  lockedDocument,
  storeChange,
  type Version,
} from './changing-commands';
import { type Editor, mayPublishExempt } from './editors';
import { having, publication, scheduling, sending } from './publication';

export type Scheduled = Changed | { ok: false; code: 'day_past' | 'day_far' | 'already_public' };

const TWO_YEARS_MS = 2 * 366 * 86_400_000;

/**
 * Sets the instant (ISO UTC) at which a document goes out by itself. Of an agency that is not trusted the PPID reviews it
 * first; once approved it waits for its instant. `passed`: what was found in it and let pass, for the event.
 */
export async function scheduleDocument(
  deps: CatalogueDeps,
  editor: Editor,
  at: Version,
  publishAt: string,
  passed: Record<string, unknown> = {},
): Promise<Scheduled> {
  const now = deps.clock.now();
  if (publishAt <= now.toISOString()) return { ok: false, code: 'day_past' };
  if (Date.parse(publishAt) - now.getTime() > TWO_YEARS_MS) return { ok: false, code: 'day_far' };
  let isPublic = false;
  const done = await changing(deps, editor, at, (row, _trx, _now, { trusted }) => {
    isPublic = row.state === 'published';
    if (isPublic) return 'unchanged';
    if (row.category === 'dikecualikan' && !mayPublishExempt(editor)) return 'exempt_needs_ppid';
    if (row.publish_at === publishAt && (row.state === 'scheduled' || (row.state === 'review' && !trusted))) {
      return 'unchanged';
    }
    return having(trusted ? scheduling(row, publishAt) : sending(row, publishAt), passed);
  });
  return isPublic ? { ok: false, code: 'already_public' } : done;
}

/** Takes back what waits, for its day or for the PPID: it is a draft again, or withdrawn where it was that before. */
export async function cancelWaiting(deps: CatalogueDeps, editor: Editor, at: Version): Promise<Changed> {
  return changing(deps, editor, at, (row) => {
    if (row.state !== 'scheduled' && row.state !== 'review') return 'unchanged';
    const state = row.withdrawn_at === null ? ('draft' as const) : ('withdrawn' as const);
    return {
      update: { state, publish_at: null },
      event: {
        kind: 'document_waiting_cancelled',
        changes: { state: [row.state, state], publish_at: [row.publish_at, null] },
      },
    };
  });
}

// What is left over waits for the next pass, some seconds later.
const MOST_A_PASS = 500;
const BATCH = 50;
const BY = { userId: null, actor: { role: 'system', name: 'jadwal' } };

/**
 * Makes public what is due, each in a transaction of its own, by the index on state and instant. Safe to run twice and at
 * once: whoever comes second finds the state changed. Gives how many went out.
 */
export async function publishDue(deps: Pick<Deps, 'db' | 'clock' | 'regionId' | 'log'>): Promise<number> {
  let published = 0;
  let seen = 0;
  let after = { publish_at: '', id: 0 };
  while (seen < MOST_A_PASS) {
    const due: Pick<DocumentRow, 'id' | 'public_id' | 'publish_at'>[] = await deps
      .db('documents')
      .where({ state: 'scheduled', region_id: deps.regionId })
      .where('publish_at', '<=', deps.clock.now().toISOString())
      .whereRaw('(publish_at, id) > (?, ?)', [after.publish_at, after.id])
      .orderBy(['publish_at', 'id'])
      .limit(BATCH)
      .select('id', 'public_id', 'publish_at');
    for (const one of due) {
      // One that cannot go out must not hold up the others.
      try {
        if (await publishOne(deps, one.public_id)) published += 1;
      } catch (error) {
        deps.log.error({ err: error, document: one.public_id }, 'a scheduled document could not be published');
      }
    }
    const last = due.at(-1);
    if (!last || due.length < BATCH) break;
    after = { publish_at: last.publish_at as string, id: last.id };
    seen += due.length;
  }
  return published;
}

async function publishOne(deps: CatalogueDeps, publicId: string): Promise<boolean> {
  return withAddress((addressOf) =>
    writing(deps.db, async (trx) => {
      const now = deps.clock.now().toISOString();
      const row = await lockedDocument(trx, deps.regionId, publicId);
      if (row?.state !== 'scheduled' || row.publish_at === null || row.publish_at > now) return false;
      await storeChange(trx, row, publication(row, await addressOf(row, trx), now), { by: BY, at: now });
      return true;
    }),
  );
}

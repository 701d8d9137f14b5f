import { actorOf } from '../accounts/events';
import { appendEvent } from '../audit/commands';
import { type Trx, writing } from '../db/connect';
import type { Deps } from '../deps';
import type { CurrentUser } from '../web/guards';
import { newestVersion, type Which, writtenText } from './queries';

/** `version` is the newest row the editor saw; 0 when there was none. */
export type Seen = Which & { version: number };
export type Written = { ok: true } | { ok: false; code: 'stale' };

type DutyDeps = Pick<Deps, 'db' | 'clock'>;

/** Writes a new version of a text. The same words again change nothing, so that a second click is no conflict. */
export async function writeText(
  deps: DutyDeps,
  user: CurrentUser,
  seen: Seen,
  { body, note }: { body: string; note: string | null },
): Promise<Written> {
  return adding(deps, user, seen, async (trx) => {
    const before = await writtenText(trx, user.regionId, seen);
    return before?.body === body ? null : { body, note, kind: 'duty_text_written' };
  });
}

/** Records that somebody read a text and found it still right: its clock starts anew, its words stay. */
export async function confirmText(deps: DutyDeps, user: CurrentUser, seen: Seen): Promise<Written> {
  return adding(deps, user, seen, async () => ({ body: null, note: null, kind: 'duty_text_confirmed' }));
}

type Row = { body: string | null; note: string | null; kind: string };

async function adding(
  { db, clock }: DutyDeps,
  user: CurrentUser,
  { code, lang, version }: Seen,
  make: (trx: Trx) => Promise<Row | null>,
): Promise<Written> {
  const { regionId } = user;
  const now = clock.now().toISOString();
  return writing(db, async (trx): Promise<Written> => {
    // One after another: the second of two editors must see the first.
    await trx('regions').where('id', regionId).forUpdate().first('id');
    const made = await make(trx);
    if (!made) return { ok: true };
    const newest = await newestVersion(trx, regionId, { code, lang });
    if (newest !== version) return { ok: false, code: 'stale' };
    const { kind, ...row } = made;
    const key = { region_id: regionId, code, lang, version: newest + 1 };
    await trx('duty_texts').insert({ ...key, ...row, made_by: user.id, made_at: now });
    await appendEvent(trx, 'duty', {
      regionId,
      kind,
      occurredAt: now,
      recordedAt: now,
      actor: actorOf(user, user.roles.some(({ role }) => role === 'ppid') ? 'ppid' : 'admin'),
      changes: {},
      detail: { code, lang, version: newest + 1, ...row },
    });
    return { ok: true };
  });
}

import { type AuditActor, appendEvent } from '../audit/commands';
import { type Db, writing } from '../db/connect';
import type { BodyRow } from '../db/tables/bodies';
import type { Deps } from '../deps';
import { exampleHead } from './example-heads';
import { bodyMark } from './mark';
import { bodyBySlug } from './queries';

/** What the administrator keeps up to date. The slug, the kind and the parent never change; `trusted` only where it is given. */
export type BodyDetails = Pick<
  BodyRow,
  'name' | 'address' | 'email' | 'phone' | 'website' | 'head_name' | 'head_title' | 'head_email' | 'active'
> & { trusted?: number };

export type BodyEdited = { ok: true } | { ok: false; reason: 'not_found' | 'stale' };

/**
 * Changes a body, and records old and new values on its chain `body:<id>`. Refused as stale when somebody changed the
 * body since `mark`. `by` is who acts, in what role.
 */
export async function editBody(
  deps: Pick<Deps, 'db' | 'clock'>,
  by: AuditActor,
  { regionId, slug, mark, to }: { regionId: number; slug: string; mark: string; to: BodyDetails },
): Promise<BodyEdited> {
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx) => {
    await trx('bodies').where({ region_id: regionId, slug }).forUpdate().first('id');
    const body = await bodyBySlug(trx, regionId, slug);
    if (!body) return { ok: false, reason: 'not_found' };
    if (bodyMark(body) !== mark) return { ok: false, reason: 'stale' };
    const changes: Record<string, [unknown, unknown]> = {};
    for (const [key, value] of Object.entries(to)) {
      if (value === undefined) continue;
      const old = body[key as keyof BodyDetails];
      if (old !== value) changes[key] = [old, value];
    }
    if (Object.keys(changes).length === 0) return { ok: true };
    const changed = Object.fromEntries(Object.entries(changes).map(([key, [, value]]) => [key, value]));
    await trx('bodies').where('id', body.id).update(changed);
    const event = { regionId, kind: 'body_edited', occurredAt: now, recordedAt: now, actor: by, changes };
    await appendEvent(trx, `body:${body.id}`, event);
    return { ok: true };
  });
}

/**
 * Gives every body without a head an example of one, so that the ladder of a demonstration has somebody to write to.
 * Never in production: the addresses lead nowhere.
 */
export async function loadExampleHeads(db: Db, { regionId, now }: { regionId: number; now: string }): Promise<void> {
  await writing(db, async (trx) => {
    const bodies: BodyRow[] = await trx('bodies')
      .where('region_id', regionId)
      .whereNull('head_email')
      .whereNull('head_name');
    for (const body of bodies) await trx('bodies').where('id', body.id).update(exampleHead(body));
    if (bodies.length === 0) return;
    const detail = { bodies: bodies.length };
    const event = {
      regionId,
      kind: 'example_heads_loaded',
      occurredAt: now,
      recordedAt: now,
      actor: { role: 'system' },
      detail,
    };
    await appendEvent(trx, 'reference', event);
  });
}

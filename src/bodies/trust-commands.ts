import { type AuditActor, appendEvent } from '../audit/commands';
import { writing } from '../db/connect';
import type { Deps } from '../deps';
import { bodyBySlug } from './queries';

/**
 * Says whether what a body publishes is public at once (1) or reviewed by the PPID first (0); the reason is on its chain.
 * The same again changes nothing. False when there is no such body.
 */
export async function setTrust(
  deps: Pick<Deps, 'db' | 'clock' | 'regionId'>,
  by: AuditActor,
  { slug, trusted, reason }: { slug: string; trusted: 0 | 1; reason: string },
): Promise<boolean> {
  const now = deps.clock.now().toISOString();
  const { regionId } = deps;
  return writing(deps.db, async (trx) => {
    await trx('bodies').where({ region_id: regionId, slug }).forUpdate().first('id');
    const body = await bodyBySlug(trx, regionId, slug);
    if (!body) return false;
    if (body.trusted === trusted) return true;
    await trx('bodies').where('id', body.id).update({ trusted });
    await appendEvent(trx, `body:${body.id}`, {
      ...{ regionId, kind: 'body_trust_changed', occurredAt: now, recordedAt: now, actor: by },
      changes: { trusted: [body.trusted, trusted] },
      detail: { reason },
    });
    return true;
  });
}

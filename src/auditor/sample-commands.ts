import { randomBytes } from 'node:crypto';
import { actorOf } from '../accounts/events';
import { appendEvent } from '../audit/commands';
import { writing } from '../db/connect';
import type { AuditSampleRow } from '../db/tables/auditor';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import type { CurrentUser } from '../web/guards';
import { draw, newestCase, spanOf } from './sample-queries';
import { isRanked } from './sampling';

export type SampleOrder = {
  kind: AuditSampleRow['case_kind'];
  year: number;
  bodyId: number | null;
  size: number;
  /** Empty: one is made. */
  seed: string;
  purpose: string;
};

export type Sampled = { ok: true; publicId: string } | { ok: false; population: number };

/**
 * Draws cases at random and keeps the draw with its seed and the cases it was drawn from, so that anybody can draw it again.
 * A sample larger than the set is none.
 */
export async function drawSample(
  { db, clock, regionId }: Pick<Deps, 'db' | 'clock' | 'regionId'>,
  auditor: CurrentUser,
  order: SampleOrder,
): Promise<Sampled> {
  const { kind, year, bodyId, size, purpose } = order;
  const seed = order.seed || randomBytes(8).toString('hex');
  const at = clock.now();
  const now = at.toISOString();
  const upTo = await newestCase(db, kind);
  const set = { regionId, kind, year, bodyId, upTo, at: now };
  const span = await spanOf(db, set);
  const { population, lowest, highest } = span;
  if (population < size) return { ok: false, population };
  const picked = await draw(db, set, span, { seed, size });
  const row = {
    ...{ public_id: newPublicId(at), region_id: regionId, user_id: auditor.id, case_kind: kind, year, body_id: bodyId },
    ...{ seed, up_to: upTo, population, picked: JSON.stringify(picked), purpose, created_at: now },
  };
  await writing(db, async (trx) => {
    await trx('audit_samples').insert(row);
    await appendEvent(trx, 'audit-samples', {
      ...{ regionId, kind: 'sample_drawn', occurredAt: now, recordedAt: now, actor: actorOf(auditor, 'auditor') },
      detail: {
        sample: row.public_id,
        case_kind: kind,
        year,
        body: bodyId,
        seed,
        population,
        up_to: upTo,
        method: isRanked(span, size) ? 'ranks' : 'keys',
        keys: [lowest, highest],
        picked,
        purpose,
      },
    });
  });
  return { ok: true, publicId: row.public_id };
}

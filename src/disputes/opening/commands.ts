import { GENESIS } from '../../audit/chain';
import { chainRows } from '../../audit/commands';
import type { World } from '../../cases/kind';
import { nextActionOf } from '../../cases/next-action';
import { stepInside } from '../../cases/step/commands';
import { nextSerial } from '../../db/counters';
import type { DisputeRow } from '../../db/tables/disputes';
import type { ObjectionRow } from '../../db/tables/objections';
import { caseNumber } from '../../requests/number';
import { newPublicId } from '../../secrets/keys';
import { disputeAtOpening } from '../../workflow/dispute-machine';
import type { ObjectionFacts } from '../../workflow/objection-facts';
import { DISPUTES } from '../kind';

const SYSTEM = { role: 'system' as const, userId: null, bodyId: null };

/**
 * Opens the window to the commission for an objection that has been answered, or was met with silence: a case of its own
 * from that day on (UU 14/2008 Pasal 37(2)), inside the transaction that ends the objection.
 */
export async function openDispute(
  world: World,
  objection: ObjectionRow,
  facts: ObjectionFacts,
  windowFrom: string,
): Promise<void> {
  const { deps, trx, now, today, cal } = world;
  if (await trx('disputes').where('objection_id', objection.id).first('id')) return;
  const dispute = disputeAtOpening({
    ...{ ground: facts.ground, objection_id: objection.id, request_id: facts.request_id, body_id: facts.body_id },
    ...{ recorded_on: today, window_from: windowFrom, terms: facts.terms, now, cal },
  });
  const year = Number(today.slice(0, 4));
  const number = caseNumber('S', year, await nextSerial(trx, objection.region_id, 'dispute', year));
  const publicId = newPublicId(deps.clock.real());
  const entry = {
    regionId: objection.region_id,
    kind: 'window_opened',
    occurredAt: now,
    recordedAt: now,
    actor: { role: 'system' },
    changes: Object.fromEntries(
      Object.entries(dispute).flatMap(([key, value]) => (value === null ? [] : [[key, [null, value]]])),
    ) as Record<string, [unknown, unknown]>,
    detail: { number, objection: objection.number },
  };
  const { rows, head } = chainRows(`dispute:${publicId}`, { seq: 0, hash: GENESIS }, [entry]);
  await trx('disputes').insert({
    public_id: publicId,
    region_id: objection.region_id,
    number,
    language: objection.language,
    version: 1,
    seq: head.seq,
    head_hash: head.hash,
    recorded_at: now,
    ...dispute,
    next_action_at: nextActionOf(deps, DISPUTES, dispute, world),
  });
  await trx('audit_events').insert(rows);
}

/** The answer reached him later than was thought: his window moves, and only ever to a later day. */
export async function moveWindow(world: World, objection: ObjectionRow, from: string): Promise<void> {
  const row: DisputeRow | undefined = await world
    .trx('disputes')
    .where('objection_id', objection.id)
    .first('id', 'state');
  if (row?.state !== 'window_open') return;
  await stepInside(world, DISPUTES, {
    caseId: row.id,
    ...{ version: null, step: { do: 'window_moved', from }, actor: SYSTEM, by: { role: 'system' } },
  });
}

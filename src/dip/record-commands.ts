import { type AuditActor, appendEvent } from '../audit/commands';
import type { Trx } from '../db/connect';
import type { DipVersionRow } from '../db/tables/dip';

export type DipEvent = {
  kind: string;
  at: string;
  actor: AuditActor;
  changes?: Record<string, [unknown, unknown]>;
  detail?: Record<string, unknown>;
};

/** The chain of everything that happens to one version. */
export const dipChain = (publicId: string): string => `dip:${publicId}`;

/** Adds an event to a version's chain. */
export async function recordDip(
  trx: Trx,
  row: Pick<DipVersionRow, 'public_id' | 'region_id'>,
  { kind, at, actor, changes = {}, detail = {} }: DipEvent,
): Promise<void> {
  await appendEvent(trx, dipChain(row.public_id), {
    ...{ regionId: row.region_id, kind, occurredAt: at, recordedAt: at, actor, changes },
    detail: { version: row.public_id, ...detail },
  });
}

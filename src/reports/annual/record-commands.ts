import { type AuditActor, appendEvent } from '../../audit/commands';
import type { Trx } from '../../db/connect';
import type { AnnualReportRow } from '../../db/tables/reports';

export type AnnualEvent = {
  kind: string;
  at: string;
  actor: AuditActor;
  changes?: Record<string, [unknown, unknown]>;
  detail?: Record<string, unknown>;
};

/** The chain of everything that happens to the report of a year, corrections too. */
export const annualChain = (regionId: number, year: number): string => `annual-report:${regionId}-${year}`;

/** Adds an event to a year's chain. */
export async function recordAnnual(
  trx: Trx,
  row: Pick<AnnualReportRow, 'region_id' | 'year' | 'number'>,
  { kind, at, actor, changes = {}, detail = {} }: AnnualEvent,
): Promise<void> {
  await appendEvent(trx, annualChain(row.region_id, row.year), {
    ...{ regionId: row.region_id, kind, occurredAt: at, recordedAt: at, actor, changes },
    detail: { year: row.year, number: row.number, ...detail },
  });
}

import { type AuditActor, appendEvent } from '../audit/commands';
import type { Calendar } from '../calendar/working-days';
import { localDay } from '../calendar/working-days';
import { openExempt } from '../catalogue/exempt-commands';
import type { Trx } from '../db/connect';
import type { ExemptionRow } from '../db/tables/exemptions';
import type { Deps } from '../deps';
import { maskingDueOn, nextExemptionAction } from '../workflow/exemption-clocks';
import type { ExemptionStep } from '../workflow/exemption-facts';
import { decideExemption, type ExemptionDecided } from '../workflow/exemption-machine';
import type { Actor } from '../workflow/facts';
import { changedExemption, exemptionFacts, factColumns } from './facts';
import { tellOpened } from './mail-commands';

/** One transaction over exemptions: its instant, its day, the calendar in force. */
export type Writing = { deps: Deps; trx: Trx; now: string; today: string; cal: Calendar };

export const SYSTEM: Actor = { role: 'system', userId: null, bodyId: null };

export type Written = { ok: true; row: ExemptionRow } | (ExemptionDecided & { ok: false });

/**
 * Takes a step of a row that is locked: judged by the machine, written with its event, guarded by its version. Where the
 * step opens the item, its status becomes public with it, and the clock of its masking begins.
 */
export async function writeStep(
  world: Writing,
  row: ExemptionRow,
  step: ExemptionStep,
  {
    actor,
    by,
    columns = {},
    detail = {},
  }: {
    actor: Actor;
    by: AuditActor;
    columns?: Partial<ExemptionRow>;
    detail?: Record<string, unknown>;
  },
): Promise<Written> {
  const { deps, trx, now, today, cal } = world;
  const before = exemptionFacts(row);
  const decided = decideExemption(before, step, { today, actor });
  if (!decided.ok) return decided;
  const after = { ...decided.after };
  if (decided.row.opens) {
    after.masking_due_on = maskingDueOn(cal, after.ended_on ?? today, after.terms);
    if (row.document_id === null) throw new Error(`${row.number} is in force without an item`);
    const target = columns.target ?? row.target;
    await openExempt(trx, { userId: by.userId ?? null, actor: by }, { documentId: row.document_id, target, now });
  }
  const { do: _, ...said } = step as ExemptionStep & Record<string, unknown>;
  const { sheet: __, delegation: ___, ...open } = said;
  await appendEvent(trx, `exemption:${row.public_id}`, {
    ...{ regionId: row.region_id, kind: decided.row.event, occurredAt: now, recordedAt: now, actor: by },
    changes: changedExemption(before, after),
    detail: { ...open, ...detail },
  });
  const next: Partial<ExemptionRow> = {
    ...factColumns(after),
    ...columns,
    version: row.version + 1,
    ...(decided.row.opens ? { opened_at: now } : {}),
    updated_at: now,
    next_action_at: nextExemptionAction(after, now, deps.config.timezone),
  };
  const updated = await trx('exemptions').where({ id: row.id, version: row.version }).update(next);
  if (updated !== 1) throw new Error(`${row.number} changed under its own lock`);
  const written = { ...row, ...next };
  if (decided.row.opens) await tellOpened(world, written);
  return { ok: true, row: written };
}

/** What every transaction over exemptions knows. */
export function writingNow(deps: Deps, trx: Trx, cal: Calendar): Writing {
  const now = deps.clock.now().toISOString();
  return { deps, trx, now, today: localDay(now, deps.config.timezone), cal };
}

import { type AuditActor, appendEvent } from '../../audit/commands';
import { writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { newPublicId } from '../../secrets/keys';
import type { Filter } from './narrow';
import type { RegisterName, Sight } from './register';

export type Format = 'csv' | 'xlsx' | 'pdf';

/** Who takes a register out of the portal, which, as what, how much of whom, and what for. */
export type Taking = {
  by: AuditActor;
  register: RegisterName;
  format: Format;
  sight: Sight;
  filter: Filter;
  purpose: string;
  part?: number;
};

type LogDeps = Pick<Deps, 'db' | 'clock' | 'regionId'>;

const chainOf = (id: string): string => `register-export:${id}`;

/** Logs an export before its first line leaves; gives the name of its chain's end. */
export async function beginExport(deps: LogDeps, { by, purpose, ...taking }: Taking): Promise<string> {
  const id = newPublicId(deps.clock.now());
  const { register, format, sight, filter, part } = taking;
  const detail = { register, format, identity: sight, filter, purpose, ...(part ? { part } : {}) };
  await append(deps, id, { kind: 'register_export_begun', actor: by, detail });
  return id;
}

/** Logs how it ended: whole, or stopped after so many lines. Without this event it never ended. */
export async function endExport(
  deps: LogDeps,
  id: string,
  { by, rows, complete }: { by: AuditActor; rows: number; complete: boolean },
): Promise<void> {
  const kind = complete ? 'register_export_completed' : 'register_export_stopped';
  await append(deps, id, { kind, actor: by, detail: { rows } });
}

async function append(
  { db, clock, regionId }: LogDeps,
  id: string,
  event: { kind: string; actor: AuditActor; detail: Record<string, unknown> },
): Promise<void> {
  const at = clock.now().toISOString();
  await writing(db, (trx) => appendEvent(trx, chainOf(id), { regionId, occurredAt: at, recordedAt: at, ...event }));
}

import { type AuditActor, appendEvent } from '../audit/commands';
import { type Trx, writing } from '../db/connect';
import type { MonevRoundRow } from '../db/tables/monev';
import type { Deps } from '../deps';
import type { Commission, Which } from './queries';
import { chainOf } from './rounds';

export type RoundDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'config'>;

/** Which round, and the version of it that the officer saw. */
export type Seen = Which & { version: number };

export type RoundEvent = {
  kind: string;
  at: string;
  actor: AuditActor;
  changes?: Record<string, [unknown, unknown]>;
  detail?: Record<string, unknown>;
};

/** Adds an event to a round's chain. */
export async function recordRound(
  trx: Trx,
  round: Pick<MonevRoundRow, 'region_id' | 'year' | 'commission'>,
  { kind, at, actor, changes = {}, detail = {} }: RoundEvent,
): Promise<void> {
  await appendEvent(trx, chainOf(round), {
    ...{ regionId: round.region_id, kind, occurredAt: at, recordedAt: at, actor, changes },
    detail: { year: round.year, commission: round.commission, ...detail },
  });
}

export type Refused = { ok: false; code: 'not_found' | 'stale' | 'not_in_this_state' };

/**
 * Does something to a round alone and in one transaction: its row is taken first, so that answers, edits and steps follow
 * each other. `version` null: what is done is guarded by a version of its own.
 */
export async function withRound<T>(
  deps: RoundDeps,
  { year, commission, version }: { year: number; commission: Commission; version: number | null },
  states: readonly MonevRoundRow['state'][],
  work: (trx: Trx, round: MonevRoundRow, now: string) => Promise<T>,
): Promise<T | Refused> {
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx): Promise<T | Refused> => {
    const round: MonevRoundRow | undefined = await trx('monev_rounds')
      .where({ region_id: deps.regionId, year, commission })
      .forUpdate()
      .first();
    if (!round) return { ok: false, code: 'not_found' };
    if (version !== null && round.version !== version) return { ok: false, code: 'stale' };
    if (!states.includes(round.state)) return { ok: false, code: 'not_in_this_state' };
    return work(trx, round, now);
  });
}

import type { Trx } from '../db/connect';
import { insertMany } from '../db/insert-many';
import { chainHash, GENESIS } from './chain';

/** Who did it. `system` is the sweep; a requester is never named in the clear. */
export type AuditActor = {
  role: string;
  userId?: number | null;
  name?: string | null;
  deputyFor?: number | null;
  /** The network address that staff acted from. */
  ip?: string | null;
};

export type AuditEntry = {
  regionId: number;
  kind: string;
  /** The instant that registers and terms use. */
  occurredAt: string;
  /** The instant the log was written; `as_of` uses it. Never back-dated. */
  recordedAt: string;
  actor: AuditActor;
  /** Old and new value of each field that changed. Personal values come in sealed. */
  changes?: Record<string, [unknown, unknown]>;
  detail?: Record<string, unknown>;
  from?: { ip?: string };
};

export type ChainHead = { seq: number; hash: string };

/**
 * Adds entries to the chain of a case whose head the caller has read and guards by the case's version, and gives the new
 * head, which the caller stores on the case's row in the same statement as its other changes: the chain costs no read.
 */
export async function appendToCase(
  trx: Trx,
  chain: string,
  head: ChainHead,
  entries: readonly AuditEntry[],
): Promise<ChainHead> {
  const { rows, head: next } = chainRows(chain, head, entries);
  if (rows.length > 0) await trx('audit_events').insert(rows);
  return next;
}

/** The rows and the new head that `entries` make after `head`. Pure: callers may write them with other rows. */
export function chainRows(chain: string, head: ChainHead, entries: readonly AuditEntry[]) {
  let { seq, hash } = head;
  const rows = entries.map((entry) => {
    seq += 1;
    const payload = payloadOf(chain, seq, entry);
    const prev_hash = hash;
    hash = chainHash(prev_hash, payload);
    return {
      region_id: entry.regionId,
      chain,
      seq,
      kind: entry.kind,
      occurred_at: entry.occurredAt,
      recorded_at: entry.recordedAt,
      payload,
      prev_hash,
      hash,
    };
  });
  return { rows, head: { seq, hash } };
}

/**
 * Begins many chains at once, one entry each, in two statements. For what was made in this very transaction: a chain that
 * exists already is a bug and throws.
 */
export async function beginChains(trx: Trx, begun: readonly { chain: string; entry: AuditEntry }[]): Promise<void> {
  const made = begun.map(({ chain, entry }) => ({ chain, ...chainRows(chain, { seq: 0, hash: GENESIS }, [entry]) }));
  const heads = made.map(({ chain, rows, head }) => ({
    ...{ chain, region_id: rows[0]?.region_id, seq: head.seq, head_hash: head.hash },
  }));
  await insertMany(trx, 'audit_chains', heads, { returning: ['chain'] });
  await insertMany(
    trx,
    'audit_events',
    made.flatMap(({ rows }) => rows),
  );
}

function payloadOf(chain: string, seq: number, entry: AuditEntry): string {
  const { kind, actor, changes, detail, from = actor.ip ? { ip: actor.ip } : undefined } = entry;
  return JSON.stringify({
    chain,
    seq,
    kind,
    occurred_at: entry.occurredAt,
    recorded_at: entry.recordedAt,
    actor: {
      role: actor.role,
      user: actor.userId ?? null,
      name: actor.name ?? null,
      deputy_for: actor.deputyFor ?? null,
    },
    changes: changes ?? {},
    detail: detail ?? {},
    ...(from ? { from } : {}),
  });
}

/**
 * Adds one entry to a chain that belongs to no case: `user:5`, `document:9`, `settings`, `calendar`, `sign-in`.
 * The chain's own head row is the lock, so two writers of one chain follow each other.
 */
export async function appendEvent(trx: Trx, chain: string, entry: AuditEntry): Promise<void> {
  await trx('audit_chains')
    .insert({ chain, region_id: entry.regionId, seq: 0, head_hash: GENESIS })
    .onConflict('chain')
    .ignore();
  const [locked] = await trx('audit_chains')
    .where({ chain })
    .update({ seq: trx.raw('seq + 1') })
    .returning(['seq', 'head_hash']);
  const { head } = chainRows(chain, { seq: locked.seq - 1, hash: locked.head_hash }, [entry]);
  await appendToCase(trx, chain, { seq: locked.seq - 1, hash: locked.head_hash }, [entry]);
  await trx('audit_chains').where({ chain }).update({ head_hash: head.hash });
}

import type { AuditEventRow, AuditSealRow } from '../../db/tables/audit';
import { chainHash, GENESIS, sealHash } from '../chain';

/** The first entry that is not as it was written. `id` is the event's; for a seal, of the first event that is missed. */
export type Broken = { id: number; chain: string; seq: number; reason: string };

export type Verdict = { ok: true; headHash: string; events: number } | { ok: false; broken: Broken };

type Link = Pick<AuditEventRow, 'chain' | 'seq' | 'hash'>;

/** Why an event does not follow `before` (the event that precedes it by chain and seq); null when it does. */
export function faultOf(before: Link | null, row: AuditEventRow): string | null {
  const last = before?.chain === row.chain ? before : { seq: 0, hash: GENESIS };
  if (row.seq !== last.seq + 1) return `entry ${last.seq + 1} of the chain is missing`;
  if (row.prev_hash !== last.hash) return 'does not follow the entry before it';
  if (chainHash(row.prev_hash, row.payload) !== row.hash) return 'the content does not match its hash';
  return columnsAgree(row) ? null : 'the columns differ from the sealed content';
}

function columnsAgree(row: AuditEventRow): boolean {
  // As it was written, the content begins with these five: to take it apart costs more than to hash it.
  const when = `"occurred_at":"${row.occurred_at}","recorded_at":"${row.recorded_at}",`;
  if (row.payload.startsWith(`{"chain":"${row.chain}","seq":${row.seq},"kind":"${row.kind}",${when}`)) return true;
  try {
    const said = JSON.parse(row.payload) as Record<string, unknown>;
    return (['chain', 'seq', 'kind', 'occurred_at', 'recorded_at'] as const).every((name) => said[name] === row[name]);
  } catch {
    return false;
  }
}

/** What is there now where a seal was made: the ids found in its range, their root, and the ids skipped. */
export type Found = { first: number; last: number; root: string; gaps: number[] };

/** Why a seal does not hold; null when it does. */
export function sealFault(before: AuditSealRow | null, seal: AuditSealRow, found: Found): Broken | null {
  const fault = (reason: string, id = seal.first_event): Broken => ({ id, chain: 'seals', seq: seal.id, reason });
  if (seal.prev_seal !== (before?.seal ?? GENESIS)) return fault('the seal does not follow the seal before it');
  if (sealHash(seal) !== seal.seal) return fault('the seal does not match its own hash');
  if (found.root === seal.root && found.first === seal.first_event && found.last === seal.last_event) return null;
  const range = `events ${seal.first_event} to ${seal.last_event} are not those that were sealed`;
  // On PostgreSQL a number may be skipped lawfully by a write that was taken back; still the best hint there is.
  return found.gaps.length > 0 ? fault(`${range}; not there: ${found.gaps.join(', ')}`, found.gaps[0]) : fault(range);
}

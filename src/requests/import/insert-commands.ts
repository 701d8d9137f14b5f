import { GENESIS } from '../../audit/chain';
import { type AuditActor, chainRows } from '../../audit/commands';
import { bodyNamed } from '../../bodies/new-body-commands';
import { atLocal, localDay } from '../../calendar/working-days';
import { isUniqueViolation, type Trx, writing } from '../../db/connect';
import { nextSerials } from '../../db/counters';
import { insertMany } from '../../db/insert-many';
import type { Deps } from '../../deps';
import { blindIndex, type Keys, newCaseKey, newPublicId, sealText } from '../../secrets/keys';
import { identityIndex, sealIdentity } from '../identity';
import { caseNumber } from '../number';
import { decisionOfOld, eventsOfOld, factsOfOld } from './old-case';
import type { OldCase } from './row';

/** A row with its body (an id, the name of one to be made, or none) and what it is known by when the list comes again. */
export type ReadyCase = { row: OldCase; body: { id: number } | { make: string } | null; key: string };

export type InsertDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'keys' | 'config'>;

const BY: AuditActor = { role: 'system', name: 'impor' };

/**
 * What identifies a row in its register: all that was written when the request came in, so that a day of answer that is
 * mended later makes no second case. A mark that only this installation can make, because names stand in it.
 */
export function importKey(keys: Keys, row: OldCase, slug: string, turn: number): string {
  const { no, received_on, requester_kind, details, purpose, identity } = row;
  const told = JSON.stringify([no, received_on, requester_kind, details, purpose, slug, identity, turn]);
  return blindIndex(keys, 'register', told);
}

/** Makes closed cases of rows that are not there yet, in one transaction; gives how many. */
export async function insertOldCases(deps: InsertDeps, ready: readonly ReadyCase[]): Promise<number> {
  const insert = () => writing(deps.db, (trx) => insertBatch(deps, trx, ready));
  // The same list, loaded by somebody else at this moment.
  return insert().catch((error) => {
    if (!isUniqueViolation(error)) throw error;
    return insert();
  });
}

async function insertBatch(deps: InsertDeps, trx: Trx, ready: readonly ReadyCase[]): Promise<number> {
  const { regionId } = deps;
  const at = deps.clock.now().toISOString();
  const keys = ready.map(({ key }) => key);
  const there = new Set(
    await trx('requests').where('region_id', regionId).whereIn('import_key', keys).pluck('import_key'),
  );
  const fresh = ready.filter(({ key }) => !there.has(key));
  const made = new Map<string, number>();
  const bodyId = async (body: ReadyCase['body']): Promise<number | null> => {
    if (body === null) return null;
    if ('id' in body) return body.id;
    const known = made.get(body.make) ?? (await bodyNamed(trx, { regionId, name: body.make, by: BY, at }));
    made.set(body.make, known);
    return known;
  };
  const serials = await serialsFor(trx, regionId, fresh);
  const rows = [];
  const events = [];
  for (const one of fresh) {
    const { row, chained } = oldCaseRow(deps, one, at, { bodyId: await bodyId(one.body), number: serials(one.row) });
    rows.push(row);
    events.push(...chained);
  }
  await insertMany(trx, 'requests', rows);
  await insertMany(trx, 'audit_events', events);
  return fresh.length;
}

/** Numbers of a series of its own, by the year of receipt: they can clash with no live case, and show what it is. */
async function serialsFor(trx: Trx, regionId: number, ready: readonly ReadyCase[]): Promise<(row: OldCase) => string> {
  const years = new Map<number, number>();
  const yearOf = (row: OldCase) => Number(row.received_on.slice(0, 4));
  for (const { row } of ready) years.set(yearOf(row), (years.get(yearOf(row)) ?? 0) + 1);
  const next = new Map<number, number>();
  for (const [year, count] of [...years].sort(([a], [b]) => a - b))
    next.set(year, await nextSerials(trx, regionId, 'register', year, count));
  return (row) => {
    const serial = next.get(yearOf(row)) as number;
    next.set(yearOf(row), serial + 1);
    return caseNumber('R', yearOf(row), serial);
  };
}

function oldCaseRow(
  { keys, regionId, config, clock }: InsertDeps,
  { row, key }: ReadyCase,
  at: string,
  { bodyId, number }: { bodyId: number | null; number: string },
) {
  const publicId = newPublicId(clock.real());
  const { caseKey, sealed } = newCaseKey(keys, publicId);
  const noonOf = (day: string) => atLocal(day, '12:00', config.timezone);
  const facts = { ...factsOfOld(row, localDay(at, config.timezone)), body_id: bodyId };
  const { identity, details, purpose } = row;
  const content = JSON.stringify({ identity, details, purpose, refusal_ground: row.refusal_ground });
  const entries = eventsOfOld(
    row,
    facts,
    { regionId, recordedAt: at, actor: BY },
    {
      noonOf,
      detail: {
        ...{ number, imported: true, register_no: row.no, channel: 'register', requester_kind: row.requester_kind },
        sealed: sealText(keys.id, caseKey, content, `submitted:${publicId}`),
      },
    },
  );
  const { rows: chained, head } = chainRows(`request:${publicId}`, { seq: 0, hash: GENESIS }, entries);
  const decision = decisionOfOld(row);
  const named = identity !== null && (identity.identity_number !== '' || identity.name !== '');
  return {
    chained,
    row: {
      public_id: publicId,
      region_id: regionId,
      number,
      ...{ source: 'imported', imported: 1, import_key: key, register_no: row.no, channel: 'register', language: 'id' },
      ...{ version: 1, seq: head.seq, head_hash: head.hash, case_key_sealed: sealed },
      requester_kind: row.requester_kind,
      identity_sealed: identity && sealIdentity(keys, caseKey, publicId, identity),
      identity_index: named ? identityIndex(keys, identity) : null,
      ...{ details, purpose },
      // Columns every case has; no register says them, and no page shows them of an old case.
      ...{ obtain: 'copy', deliver: 'pickup', open_objections: 0 },
      received_at: noonOf(row.received_on),
      recorded_at: at,
      ...{ first_opened_at: at, ladder_since: at, next_action_at: null },
      decision: decision && JSON.stringify(decision),
      ...facts,
    },
  };
}

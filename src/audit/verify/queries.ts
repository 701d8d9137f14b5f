import { type Db, snapshot, type Trx } from '../../db/connect';
import type { AuditEventRow, AuditSealRow } from '../../db/tables/audit';
import { CASE_CHAINS } from '../cases';
import { chainHash, GENESIS, rootOf } from '../chain';
import { type Broken, type Found, faultOf, sealFault, type Verdict } from './faults';
import { firstBrokenHead, type Signer } from './head-queries';
import { replayOver } from './replay-queries';

/**
 * Recomputes every chain, compares every head, checks every seal and the signed head of each day, and replays what the
 * events say of each case against its row and its history, over one unchanging view, page by page. The head hash is the
 * last seal, continued over the events since. What was cut off the very end, together with its seals and the heads of
 * its days, leaves no trace inside: that is what the head hash is written down elsewhere for.
 */
export async function verifyChains(db: Db, signer: Signer | null = null): Promise<Verdict> {
  return snapshot(db, async (trx) => {
    const chains = await checkChains(trx);
    const broken = chains.broken ?? (await checkHeads(trx));
    if (broken) return { ok: false, broken };
    const seals = await checkSeals(trx);
    if (seals.broken) return { ok: false, broken: seals.broken };
    const head = await firstBrokenHead(trx, signer);
    if (head) return { ok: false, broken: head };
    if (chains.differs) return { ok: false, broken: chains.differs };
    return { ok: true, headHash: seals.headHash, events: chains.events };
  });
}

const PAGE = 2_000;

type Chains = { events: number; broken?: Broken; differs: Broken | null };

async function checkChains(trx: Trx): Promise<Chains> {
  const replay = replayOver(trx);
  let before: AuditEventRow | null = null;
  let events = 0;
  let comparing: Promise<void> = Promise.resolve();
  for (let coming: Promise<AuditEventRow[]> | null = pageAfter(trx, null); coming; ) {
    const rows: AuditEventRow[] = await coming;
    // The next page, and the cases of the last one, are read while this one is hashed.
    coming = rows.length < PAGE ? null : pageAfter(trx, rows[PAGE - 1] ?? null);
    for (const row of rows) {
      const reason = faultOf(before, row);
      if (reason) {
        await Promise.all([coming, comparing]);
        return { events, differs: null, broken: { id: row.id, chain: row.chain, seq: row.seq, reason } };
      }
      replay.take(row);
      before = row;
      events++;
    }
    await comparing;
    comparing = replay.work();
  }
  await comparing;
  return { events, differs: await replay.end() };
}

/** A page of events by chain and place in it. The promise is a real one: knex begins to ask only when it is awaited. */
async function pageAfter(trx: Trx, last: AuditEventRow | null): Promise<AuditEventRow[]> {
  return trx('audit_events')
    .whereRaw('(chain, seq) > (?, ?)', [last?.chain ?? '', last?.seq ?? 0])
    .orderBy(['chain', 'seq'])
    .limit(PAGE)
    .select('id', 'chain', 'seq', 'kind', 'occurred_at', 'recorded_at', 'payload', 'prev_hash', 'hash');
}

/** Every chain ends where its case (or its row in `audit_chains`) says, and every chain has somebody to say so. */
async function checkHeads(trx: Trx): Promise<Broken | undefined> {
  const ends = [
    ...CASE_CHAINS.map(({ table, prefix }) => ({
      owner: trx(`${table} as o`),
      chain: `'${prefix}:' || o.public_id`,
    })),
    { owner: trx('audit_chains as o'), chain: 'o.chain' },
  ];
  for (const { owner, chain } of ends) {
    const wrong = await owner
      .joinRaw(`LEFT JOIN audit_events e ON e.chain = ${chain} AND e.seq = o.seq`)
      .joinRaw(`LEFT JOIN audit_events later ON later.chain = ${chain} AND later.seq = o.seq + 1`)
      .whereRaw('(e.hash IS NULL OR e.hash <> o.head_hash OR later.id IS NOT NULL)')
      .orderByRaw('1')
      .first(trx.raw(`${chain} AS chain`), 'o.seq', 'e.id', 'later.id as later');
    if (wrong) {
      const reason = wrong.later
        ? 'the chain goes on after its recorded head'
        : 'the last entry is not the one its head records';
      return { id: wrong.later ?? wrong.id ?? 0, chain: wrong.chain, seq: wrong.seq, reason };
    }
  }
  const orphan = await trx('audit_events as e')
    .leftJoin('audit_chains as c', 'c.chain', 'e.chain')
    .where('e.seq', 1)
    .whereNull('c.chain')
    .modify((query) => {
      for (const { table, prefix } of CASE_CHAINS) {
        const start = `${prefix}:`;
        const own = [`${start}%`, start.length + 1];
        query.whereNotExists(trx(`${table} as o`).whereRaw('e.chain LIKE ? AND o.public_id = substr(e.chain, ?)', own));
      }
    })
    .orderBy('e.id')
    .first('e.id', 'e.chain', 'e.seq');
  return orphan && { ...orphan, reason: 'the case or chain it belongs to is gone' };
}

async function checkSeals(trx: Trx): Promise<{ headHash: string; broken?: Broken }> {
  let before: AuditSealRow | null = null;
  for (;;) {
    const seals: AuditSealRow[] = await trx('audit_seals')
      .where('id', '>', before?.id ?? 0)
      .orderBy('id')
      .limit(PAGE);
    for (const seal of seals) {
      const found = await eventsBetween(trx, before?.last_event ?? 0, seal.last_event);
      const broken = sealFault(before, seal, found);
      if (broken) return { headHash: '', broken };
      before = seal;
    }
    if (seals.length < PAGE) break;
  }
  const tail = await eventsBetween(trx, before?.last_event ?? 0, null);
  const sealed = before?.seal ?? GENESIS;
  return { headHash: tail.last ? chainHash(sealed, tail.root) : sealed };
}

/** Reads the hashes of the events with `after` < id <= `upTo` (null: to the end), in the order of ids. */
async function eventsBetween(trx: Trx, after: number, upTo: number | null): Promise<Found> {
  const root = rootOf();
  const found: Found = { first: 0, last: 0, root: '', gaps: [] };
  let expected = after + 1;
  const expectUntil = (id: number) => {
    for (; expected < id && found.gaps.length < 20; expected++) found.gaps.push(expected);
    expected = id + 1;
  };
  for (let full = true; full; ) {
    const rows: { id: number; hash: string }[] = await trx('audit_events')
      .where('id', '>', found.last || after)
      .modify((query) => {
        if (upTo !== null) query.where('id', '<=', upTo);
      })
      .orderBy('id')
      .limit(PAGE)
      .select('id', 'hash');
    for (const { id, hash } of rows) {
      expectUntil(id);
      found.first ||= id;
      found.last = id;
      root.add(hash);
    }
    full = rows.length === PAGE;
  }
  if (upTo !== null) expectUntil(upTo + 1);
  return { ...found, root: root.digest() };
}

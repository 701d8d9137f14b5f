import type { Db } from '../../db/connect';
import type { AuditEventRow, AuditHeadRow, AuditSealRow } from '../../db/tables/audit';
import { CASE_CHAINS } from '../cases';
import { GENESIS } from '../chain';
import { namesSignedBy, signedAs } from '../verify/head-queries';

const PAGE = 1_000;

/** What a piece of an export holds, so that whoever writes it can count. */
export type Piece = { text: string; events: number; seals: number; chains: number; days: number };

const line = (type: string, values: Record<string, unknown>): string => `${JSON.stringify({ type, ...values })}\n`;

/** The newest seal; null when nothing was sealed yet. What it covers changes no more. */
export async function newestSeal(db: Db): Promise<AuditSealRow | null> {
  return (await db('audit_seals').orderBy('id', 'desc').first()) ?? null;
}

/**
 * The log up to an event that is sealed, as JSON Lines: each event in the order of ids, each seal behind its last event,
 * where every chain ends, and the signed head of every day. Page by page; rows below a seal never change, so no transaction is held open meanwhile.
 */
export async function* exportPieces(db: Db, upTo: number, region: string): AsyncGenerator<Piece> {
  yield* sealedEvents(db, upTo);
  for (const { table, prefix } of CASE_CHAINS) yield* caseHeads(db, table, prefix);
  for (let after = ''; ; ) {
    const rows: { chain: string; seq: number; head_hash: string }[] = await db('audit_chains')
      .where('chain', '>', after)
      .orderBy('chain')
      .limit(PAGE)
      .select('chain', 'seq', 'head_hash');
    yield heads(rows);
    if (rows.length < PAGE) break;
    after = rows[PAGE - 1]?.chain ?? '';
  }
  yield* dayHeads(db, region);
}

/** Every head, also one whose seal is gone: whoever checks the export is to see it. */
async function* dayHeads(db: Db, region: string): AsyncGenerator<Piece> {
  const names = await namesSignedBy(db, { region });
  for (let after = ''; ; ) {
    const rows: AuditHeadRow[] = await db('audit_heads').where('day', '>', after).orderBy('day').limit(PAGE);
    const text = rows.map((row) => {
      const { region_id, day, seal, last_event, signature } = row;
      return line('day', {
        day,
        region: signedAs(row, names.get(region_id) ?? []) ?? region,
        seal,
        last_event,
        signature,
      });
    });
    yield { text: text.join(''), events: 0, seals: 0, chains: 0, days: rows.length };
    if (rows.length < PAGE) return;
    after = rows[PAGE - 1]?.day ?? '';
  }
}

async function* sealedEvents(db: Db, upTo: number): AsyncGenerator<Piece> {
  for (let after = 0, full = true; full; ) {
    const events: AuditEventRow[] = await db('audit_events')
      .where('id', '>', after)
      .where('id', '<=', upTo)
      .orderBy('id')
      .limit(PAGE);
    full = events.length === PAGE;
    const end = full ? (events[PAGE - 1]?.id ?? upTo) : upTo;
    const seals: AuditSealRow[] = await db('audit_seals')
      .where('last_event', '>', after)
      .where('last_event', '<=', end)
      .orderBy('id');
    yield { text: merged(events, seals), events: events.length, seals: seals.length, chains: 0, days: 0 };
    after = end;
  }
}

function merged(events: readonly AuditEventRow[], seals: readonly AuditSealRow[]): string {
  let text = '';
  let next = 0;
  const sealsBefore = (id: number) => {
    for (let seal = seals[next]; seal && seal.last_event < id; seal = seals[++next]) text += line('seal', seal);
  };
  for (const { region_id: _, ...event } of events) {
    sealsBefore(event.id);
    text += line('event', event);
  }
  sealsBefore(Number.POSITIVE_INFINITY);
  return text;
}

async function* caseHeads(db: Db, table: string, prefix: string): AsyncGenerator<Piece> {
  for (let after = 0; ; ) {
    const rows: { id: number; public_id: string; seq: number; head_hash: string }[] = await db(table)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .select('id', 'public_id', 'seq', 'head_hash');
    yield heads(rows.map(({ public_id, seq, head_hash }) => ({ chain: `${prefix}:${public_id}`, seq, head_hash })));
    if (rows.length < PAGE) return;
    after = rows[PAGE - 1]?.id ?? 0;
  }
}

function heads(rows: readonly { chain: string; seq: number; head_hash: string }[]): Piece {
  // A row without an entry yet has no chain.
  const begun = rows.filter(({ head_hash }) => head_hash !== GENESIS);
  const text = begun.map(({ chain, seq, head_hash }) => line('head', { chain, seq, hash: head_hash })).join('');
  return { text, events: 0, seals: 0, chains: begun.length, days: 0 };
}

import type { Db } from '../db/connect';
import type { AuditSampleRow } from '../db/tables/auditor';
import { drawing, isRanked, type KeySpan, keysAtRandom, RANKED } from './sampling';

const PAGE = RANKED;
/** Keys that are looked up together. */
const TRIED = 500;

/** Which cases: of one kind and year, as the history held them at an instant, up to a key. */
export type Population = {
  regionId: number;
  kind: AuditSampleRow['case_kind'];
  year: number;
  bodyId: number | null;
  upTo: number;
  at: string;
};

const TABLE = { request: 'requests', objection: 'objections', dispute: 'disputes' } as const;

/** The newest key of a kind: what comes after it changes no draw. */
export async function newestCase(db: Db, kind: AuditSampleRow['case_kind']): Promise<number> {
  return (await db(TABLE[kind]).max({ id: 'id' }).first())?.id ?? 0;
}

/**
 * The set that is drawn from: each case once, as the history held it then, so that what moves to another body or year later
 * changes no draw. Cases of old registers are not in it.
 */
const heldThen = (db: Db, { regionId, kind, year, bodyId, upTo, at }: Population) =>
  db('case_history as h')
    .where({ 'h.region_id': regionId, 'h.case_kind': kind, 'h.year': year, 'h.imported': 0 })
    .where('h.case_id', '<=', upTo)
    .where('h.recorded_at', '<=', at)
    .where((held) => held.whereNull('h.until_at').orWhere('h.until_at', '>', at))
    .modify((query) => {
      if (bodyId !== null) query.where('h.body_id', bodyId);
      // A window that nobody used is no dispute.
      if (kind === 'dispute') query.whereNotNull('h.answered_on');
    });

/** How many cases the set has, and between which keys they lie: one walk over the rows of the year. */
export async function spanOf(db: Db, set: Population): Promise<KeySpan> {
  const row = await heldThen(db, set).first({
    lowest: db.raw('min(h.case_id)'),
    highest: db.raw('max(h.case_id)'),
    n: db.raw('count(*)'),
  });
  const { lowest, highest, n } = row as unknown as Record<string, number | null>;
  return { population: Number(n), lowest: Number(lowest ?? 0), highest: Number(highest ?? 0) };
}

/** Draws so many cases by the seed: by ranking a small set, else by keys at random, however large the set is. */
export async function draw(
  db: Db,
  set: Population,
  span: KeySpan,
  { seed, size }: { seed: string; size: number },
): Promise<string[]> {
  return isRanked(span, size) ? ranked(db, set, { seed, size }) : byKeys(db, set, span, { seed, size });
}

/** Ranks every case of the set, page by page. */
export async function ranked(
  db: Db,
  set: Population,
  { seed, size }: { seed: string; size: number },
): Promise<string[]> {
  const hat = drawing(seed, size);
  for (let after = 0; ; ) {
    const rows: { id: number; number: string }[] = await heldThen(db, set)
      .join(`${TABLE[set.kind]} as c`, 'c.id', 'h.case_id')
      .where('h.case_id', '>', after)
      .orderBy('h.case_id')
      .limit(PAGE)
      .select('c.id', 'c.number');
    for (const { number } of rows) hat.add(number);
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return hat.drawn();
    after = last.id;
  }
}

/** Looks up keys at random, some hundreds at a time, and takes those that are in the set, in the order of the keys. */
async function byKeys(
  db: Db,
  set: Population,
  span: KeySpan,
  { seed, size }: { seed: string; size: number },
): Promise<string[]> {
  const keys = keysAtRandom(seed, span);
  const picked: string[] = [];
  while (picked.length < size) {
    const some = nextOf(keys, TRIED);
    if (some.length === 0) break;
    const rows: { id: number; number: string }[] = await heldThen(db, set)
      .join(`${TABLE[set.kind]} as c`, 'c.id', 'h.case_id')
      .whereIn('h.case_id', some)
      .select('c.id', 'c.number');
    const numbers = new Map(rows.map(({ id, number }) => [id, number]));
    picked.push(...some.flatMap((key) => numbers.get(key) ?? []));
  }
  return picked.slice(0, size);
}

function nextOf(keys: Generator<number>, most: number): number[] {
  const found: number[] = [];
  while (found.length < most) {
    const next = keys.next();
    if (next.done) break;
    found.push(next.value);
  }
  return found;
}

export type ListedSample = AuditSampleRow & { drawn_by: string; body_name: string | null };

const samples = (db: Db, regionId: number) =>
  db('audit_samples as s')
    .join('users as u', 'u.id', 's.user_id')
    .leftJoin('bodies as b', 'b.id', 's.body_id')
    .where('s.region_id', regionId)
    .select('s.*', 'u.name as drawn_by', 'b.name as body_name');

/** Samples that were drawn, newest first; `before` is the last key of the page before. */
export async function samplesPage(
  db: Db,
  regionId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<ListedSample[]> {
  return samples(db, regionId)
    .modify((query) => {
      if (before !== null) query.where('s.id', '<', before);
    })
    .orderBy('s.id', 'desc')
    .limit(limit);
}

export async function sampleByPublicId(db: Db, regionId: number, publicId: string): Promise<ListedSample | null> {
  return (await samples(db, regionId).where('s.public_id', publicId).first()) ?? null;
}

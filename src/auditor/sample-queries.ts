import type { Db } from '../db/connect';
import type { AuditSampleRow } from '../db/tables/auditor';
import { drawing } from './sampling';

const PAGE = 5_000;

/** Which cases: of one kind, of the year of their receipt (a dispute: of its window), up to a key. */
export type Population = {
  regionId: number;
  kind: AuditSampleRow['case_kind'];
  year: number;
  bodyId: number | null;
  upTo: number;
};

const WHERE = {
  request: { table: 'requests', day: 'received_on' },
  objection: { table: 'objections', day: 'received_on' },
  dispute: { table: 'disputes', day: 'recorded_on' },
} as const;

/** The newest key of a kind: what comes after it changes no draw. */
export async function newestCase(db: Db, kind: AuditSampleRow['case_kind']): Promise<number> {
  return (await db(WHERE[kind].table).max({ id: 'id' }).first())?.id ?? 0;
}

/** Goes over the cases page by page and draws some by the seed. Cases of old registers are not among them. */
export async function draw(
  db: Db,
  { regionId, kind, year, bodyId, upTo }: Population,
  { seed, size }: { seed: string; size: number },
): Promise<{ population: number; picked: string[] }> {
  const { table, day } = WHERE[kind];
  const hat = drawing(seed, size);
  let population = 0;
  for (let after = { day: '', id: 0 }; ; ) {
    const rows: { id: number; number: string; day: string }[] = await db(table)
      .where('region_id', regionId)
      .whereBetween(day, [`${year}-01-01`, `${year}-12-31`])
      .where('id', '<=', upTo)
      .whereRaw(`(${day}, id) > (?, ?)`, [after.day, after.id])
      .modify((query) => {
        if (kind === 'request') query.where('imported', 0);
        if (bodyId !== null && kind === 'request') query.whereRaw('coalesce(assigned_body_id, body_id) = ?', [bodyId]);
        else if (bodyId !== null) query.where('body_id', bodyId);
      })
      .orderBy([day, 'id'])
      .limit(PAGE)
      .select('id', 'number', `${day} as day`);
    for (const { number } of rows) hat.add(number);
    population += rows.length;
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return { population, picked: hat.drawn() };
    after = last;
  }
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

import type { DbOrTrx } from '../../db/connect';
import type { AnnualReportFileRow, AnnualReportRow } from '../../db/tables/reports';

/** Reports shown on one page: a region makes one a year, and few corrections. */
const MOST = 100;

/** Every version of every year, the newest year and version first. */
export async function allReports(db: DbOrTrx, regionId: number): Promise<AnnualReportRow[]> {
  return db('annual_reports')
    .where('region_id', regionId)
    .orderBy([
      { column: 'year', order: 'desc' },
      { column: 'number', order: 'desc' },
    ])
    .limit(MOST);
}

export async function reportByPublicId(
  db: DbOrTrx,
  regionId: number,
  publicId: string,
): Promise<AnnualReportRow | null> {
  return (await db('annual_reports').where({ region_id: regionId, public_id: publicId }).first()) ?? null;
}

/** The newest version of a year's report; with `published` the newest that left. */
export async function newestReport(
  db: DbOrTrx,
  regionId: number,
  year: number,
  { published = false } = {},
): Promise<AnnualReportRow | null> {
  const query = db('annual_reports').where({ region_id: regionId, year }).orderBy('number', 'desc');
  if (published) query.where('state', 'published');
  return (await query.first()) ?? null;
}

/** The newest report of an earlier year, whose texts may begin a new one. */
export async function reportBefore(db: DbOrTrx, regionId: number, year: number): Promise<AnnualReportRow | null> {
  const query = db('annual_reports').where('region_id', regionId).where('year', '<', year);
  return (
    (await query
      .orderBy([
        { column: 'year', order: 'desc' },
        { column: 'number', order: 'desc' },
      ])
      .first()) ?? null
  );
}

export type SavedTexts = { number: number; texts: string; saved_at: string; name: string | null };

/** The newest states of a report's texts. */
export async function savedTexts(db: DbOrTrx, reportId: number): Promise<SavedTexts[]> {
  return db('annual_report_texts as s')
    .leftJoin('users as u', 'u.id', 's.saved_by')
    .where('s.report_id', reportId)
    .orderBy('s.number', 'desc')
    .limit(MOST)
    .select('s.number', 's.texts', 's.saved_at', 'u.name');
}

/** The proof that was filed last; undefined where there is none. */
export async function copyProof(db: DbOrTrx, reportId: number): Promise<AnnualReportFileRow | undefined> {
  return db('annual_report_files').where('report_id', reportId).orderBy('id', 'desc').first();
}

/** One event of a year's log; `words` are what an officer wrote. */
export type LoggedEvent = { kind: string; at: string; who: string | null; words: string | null };

/** What happened to a year's report, the newest first. */
export async function annualEvents(db: DbOrTrx, regionId: number, year: number): Promise<LoggedEvent[]> {
  const rows: { kind: string; occurred_at: string; payload: string }[] = await db('audit_events')
    .where('chain', `annual-report:${regionId}-${year}`)
    .orderBy('seq', 'desc')
    .limit(MOST)
    .select('kind', 'occurred_at', 'payload');
  return rows.map(({ kind, occurred_at, payload }) => {
    const { actor, detail } = JSON.parse(payload) as {
      actor: { name: string | null };
      detail: Record<string, unknown>;
    };
    const words = [detail.reason, detail.note, detail.hash].find((one) => typeof one === 'string');
    return { kind, at: occurred_at, who: actor.name, words: (words as string | undefined) ?? null };
  });
}

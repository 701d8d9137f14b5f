import type { Db, DbOrTrx } from '../db/connect';
import type { AuditFindingNoteRow, AuditFindingRow } from '../db/tables/auditor';

export type ListedFinding = AuditFindingRow & { body_name: string | null; author: string };
export type FindingNote = AuditFindingNoteRow & { name: string };

/** Whose findings: every one, or those that these bodies answer. */
export type FindingScope = { bodies: readonly number[] | null; state: AuditFindingRow['state'] | null };

const findings = (db: DbOrTrx, regionId: number) =>
  db('audit_findings as f')
    .leftJoin('bodies as b', 'b.id', 'f.body_id')
    .join('users as u', 'u.id', 'f.created_by')
    .where('f.region_id', regionId)
    .select('f.*', 'b.name as body_name', 'u.name as author');

/** Findings, newest first; `before` is the last key of the page before. */
export async function findingsPage(
  db: Db,
  regionId: number,
  { bodies, state }: FindingScope,
  { before, limit }: { before: number | null; limit: number },
): Promise<ListedFinding[]> {
  return findings(db, regionId)
    .modify((query) => {
      if (bodies) query.whereIn('f.body_id', [...bodies]);
      if (state) query.where('f.state', state);
      if (before !== null) query.where('f.id', '<', before);
    })
    .orderBy('f.id', 'desc')
    .limit(limit);
}

export async function findingByPublicId(
  db: DbOrTrx,
  regionId: number,
  publicId: string,
): Promise<ListedFinding | null> {
  return (await findings(db, regionId).where('f.public_id', publicId).first()) ?? null;
}

/** What was said about a finding, oldest first. A finding that goes back and forth longer than this is no finding. */
export async function notesOf(db: Db, findingId: number): Promise<FindingNote[]> {
  return db('audit_finding_notes as n')
    .join('users as u', 'u.id', 'n.user_id')
    .where('n.finding_id', findingId)
    .orderBy('n.id')
    .limit(200)
    .select('n.*', 'u.name');
}

import type { DbOrTrx } from '../../db/connect';
import { overridesOf } from '../../terms/queries';
import { budgetYearEnd } from '../../workflow/annual-report';
import { termsOn } from '../../workflow/terms';

/** The overrides of the report's term that are in force when its budget year ends, as a case would keep them. */
export async function annualTerms(db: DbOrTrx, regionId: number, year: number): Promise<string | null> {
  const kept = termsOn(await overridesOf(db, regionId), budgetYearEnd(year));
  return kept ? JSON.stringify(kept) : null;
}

/** Whether the portal was in use in a year: it holds a case or a report of it, or somebody who worked with it then. */
export async function portalKnew(db: DbOrTrx, regionId: number, year: number): Promise<boolean> {
  const nextYear = `${year + 1}-01-01`;
  const held = await db('case_history').where({ region_id: regionId, year }).whereIn('case_kind', KINDS).first('year');
  if (held) return true;
  if (await db('annual_reports').where({ region_id: regionId, year }).first('id')) return true;
  return (await db('users').where('region_id', regionId).where('created_at', '<', nextYear).first('id')) !== undefined;
}

const KINDS = ['request', 'objection', 'dispute'];

import type { DbOrTrx } from '../../db/connect';
import type { AuditHeadRow } from '../../db/tables/audit';

/**
 * The newest signed head whose seal is not among the seals any more; null when it is, or when no head was ever made. Where
 * one is lost somebody took seals away: to seal anew would cover what is missing, and nobody may.
 */
export async function lostHead(db: DbOrTrx): Promise<AuditHeadRow | null> {
  const newest: AuditHeadRow | undefined = await db('audit_heads').orderBy('seal_id', 'desc').first();
  if (!newest) return null;
  const seal = await db('audit_seals').where('id', newest.seal_id).first('seal', 'last_event');
  return seal?.seal === newest.seal && seal.last_event === newest.last_event ? null : newest;
}

import type { DbOrTrx } from '../db/connect';
import type { CaseRow } from './kind';

/** What makes a rung of a case one and the same: its step and the date it is about. */
export const firing = (rung: { step: string; due_on: string }): string => `${rung.step} ${rung.due_on}`;

/** What was fired before, for all cases of a batch in one statement. */
export async function firedBefore(
  db: DbOrTrx,
  name: string,
  rows: readonly Pick<CaseRow, 'id'>[],
): Promise<Map<number, Set<string>>> {
  const ids = rows.map((row) => row.id);
  const sent: { case_id: number; step: string; due_on: string }[] = await db('escalations')
    .where('case_kind', name)
    .whereIn('case_id', ids)
    .select('case_id', 'step', 'due_on');
  const known = new Map<number, Set<string>>();
  for (const one of sent) known.set(one.case_id, (known.get(one.case_id) ?? new Set()).add(firing(one)));
  return known;
}

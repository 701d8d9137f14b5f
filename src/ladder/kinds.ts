import type { CaseKind, CaseRow, World } from '../cases/kind';
import { nextActionOf } from '../cases/next-action';
import { type DbOrTrx, isPostgres } from '../db/connect';
import { updateMany } from '../db/update-many';
import { DISPUTES } from '../disputes/kind';
import { OBJECTIONS } from '../objections/kind';
import { REQUESTS } from '../requests/kind';
import type { CaseName, LadderCase } from '../workflow/escalations';
import type { Stepped } from '../workflow/table';

/** An open case as a preview sees it. */
export type OpenCase = { id: number; number: string; ladder: LadderCase };

/** A kind of case that has a ladder. */
export type LadderedKind = {
  name: CaseName;
  /**
   * Says anew when each of the next cases is to be looked at, under the ladder of `world`. Nothing else of a case changes
   * and nothing is fired. `lastId` is null when no case is left. Running it again changes nothing.
   */
  recount(
    world: World,
    afterId: number,
    limit: number,
  ): Promise<{ lastId: number | null; seen: number; changed: number }>;
  /** The open cases to which something happens soonest; one more than `limit` tells that there are others. */
  soonest(db: DbOrTrx, regionId: number, limit: number): Promise<OpenCase[]>;
};

/** Every kind of case with a ladder, in the order they are counted anew. */
export const LADDERED: readonly LadderedKind[] = [laddered(REQUESTS), laddered(OBJECTIONS), laddered(DISPUTES)];

function laddered<R extends CaseRow, F extends { state: string; ladder_since: string }, S extends Stepped>(
  kind: CaseKind<R, F, S>,
): LadderedKind {
  return {
    name: kind.name,
    recount: async (world, afterId, limit) => {
      const { deps, trx } = world;
      const query = trx(kind.table)
        .where('region_id', deps.regionId)
        // A case that is over may still wait for something: a letter to arrive, a ruling to be carried out.
        .where((q) => q.whereNotNull('next_action_at').orWhereRaw(kind.open))
        .where('id', '>', afterId)
        .orderBy('id')
        .limit(limit);
      const rows: R[] = await (isPostgres(trx) ? query.forUpdate() : query);
      const updates = rows.flatMap(({ id, version, next_action_at: was, ...row }) => {
        const facts = kind.facts({ id, version, next_action_at: was, ...row } as R);
        const next_action_at = nextActionOf(deps, kind, facts, { ...world, was });
        return next_action_at === was ? [] : [{ id, was_version: version, version, next_action_at }];
      });
      if ((await updateMany(trx, kind.table, updates)) !== updates.length) {
        throw new Error(`some of ${kind.table} changed under their own lock`);
      }
      return { lastId: rows.at(-1)?.id ?? null, seen: rows.length, changed: updates.length };
    },
    soonest: async (db, regionId, limit) => {
      const rows: R[] = await db(kind.table)
        .where('region_id', regionId)
        .whereNotNull('next_action_at')
        .orderBy(['next_action_at', 'id'])
        .limit(limit);
      return rows.map((row) => ({ id: row.id, number: row.number, ladder: kind.ladder(kind.facts(row)) }));
    },
  };
}

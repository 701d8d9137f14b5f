import type { DbOrTrx } from '../db/connect';
import type { RetentionHoldRow, RetentionItemRow, RetentionListRow, RetentionRuleRow } from '../db/tables/retention';
import type { KindCode, RootName } from './kinds';
import { KIND_CODES } from './kinds';
import { ROOTS } from './roots';
import { type Rule, rulesFrom } from './rules';

/** The rule of every kind: the newest version of each, or its default. */
export async function rulesOf(db: DbOrTrx, regionId: number): Promise<Record<KindCode, Rule>> {
  const newest: (RetentionRuleRow | undefined)[] = [];
  for (const kind of KIND_CODES) {
    newest.push(await db('retention_rules').where({ region_id: regionId, kind }).orderBy('id', 'desc').first());
  }
  return rulesFrom(newest.filter((row) => row !== undefined));
}

export type RuleVersion = RetentionRuleRow & { made_by_name: string };

/** The newest versions, of one kind or of all. */
export async function ruleVersions(
  db: DbOrTrx,
  regionId: number,
  kind: KindCode | null,
  limit: number,
): Promise<RuleVersion[]> {
  const query = db('retention_rules as r').join('users as u', 'u.id', 'r.made_by').where('r.region_id', regionId);
  if (kind) query.where('r.kind', kind);
  return query.orderBy('r.id', 'desc').limit(limit).select('r.*', 'u.name as made_by_name');
}

export type NamedList = RetentionListRow & { proposed_by_name: string; decided_by_name: string | null };

const lists = (db: DbOrTrx, regionId: number) =>
  db('retention_lists as l')
    .join('users as p', 'p.id', 'l.proposed_by')
    .leftJoin('users as d', 'd.id', 'l.decided_by')
    .where('l.region_id', regionId)
    .select('l.*', 'p.name as proposed_by_name', 'd.name as decided_by_name');

export async function listsPage(
  db: DbOrTrx,
  regionId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<NamedList[]> {
  const query = lists(db, regionId).orderBy('l.id', 'desc').limit(limit);
  return before === null ? query : query.where('l.id', '<', before);
}

export const listByNumber = (db: DbOrTrx, regionId: number, number: string): Promise<NamedList | undefined> =>
  lists(db, regionId).where('l.number', number).first();

/** Cases of a list by number; `after` is the number of the last one shown. */
export async function itemsPage(
  db: DbOrTrx,
  listId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<RetentionItemRow[]> {
  const query = db('retention_items').where('list_id', listId).orderBy('number').limit(limit);
  return after === null ? query : query.where('number', '>', after);
}

/** How many files of a list still wait for their bytes to be removed. */
export async function filesWaiting(db: DbOrTrx, listId: number): Promise<number> {
  const [row] = await db('retention_files').where('list_id', listId).count({ count: '*' });
  return Number(row?.count ?? 0);
}

export type NamedHold = RetentionHoldRow & { made_by_name: string; lifted_by_name: string | null };

export async function holdsPage(
  db: DbOrTrx,
  regionId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<NamedHold[]> {
  const query = db('retention_holds as h')
    .join('users as m', 'm.id', 'h.made_by')
    .leftJoin('users as l', 'l.id', 'h.lifted_by')
    .where('h.region_id', regionId)
    .orderBy('h.id', 'desc')
    .limit(limit)
    .select('h.*', 'm.name as made_by_name', 'l.name as lifted_by_name');
  return before === null ? query : query.where('h.id', '<', before);
}

export type HeldCase = { case_kind: RootName; case_id: number; number: string };

/** The case that a number names, as it is held: an objection or a dispute of a request is held with the request. */
export async function caseToHold(db: DbOrTrx, regionId: number, number: string): Promise<HeldCase | null> {
  const table = { P: 'requests', R: 'requests', K: 'objections', S: 'disputes' }[number.slice(0, 1)] ?? 'breaches';
  const row = await db(table).where({ region_id: regionId, number }).whereNull('erased_at').first();
  if (!row) return null;
  if (table === 'requests') return { case_kind: 'request', case_id: row.id, number };
  if (table === 'breaches') return { case_kind: 'breach', case_id: row.id, number };
  const root: RootName = row.request_id === null ? 'objection' : 'request';
  const case_id = row.request_id ?? (table === 'disputes' ? row.objection_id : row.id);
  return {
    case_kind: root,
    case_id,
    number: (await db(ROOTS[root].table).where('id', case_id).first('number')).number,
  };
}

/** An open case that a rule counted from receipt would reach, if there is one. */
export async function openCaseReached(
  db: DbOrTrx,
  regionId: number,
  roots: readonly RootName[],
  before: string,
): Promise<string | null> {
  for (const name of roots) {
    const root = ROOTS[name];
    const found = await db(`${root.table} as c`)
      .where('c.region_id', regionId)
      .whereRaw(`NOT (${root.over}) AND ${root.received} < ?`, [before])
      .whereRaw(name === 'objection' ? 'c.request_id IS NULL' : '1 = 1')
      .orderByRaw(`${root.received}, c.id`)
      .first('c.number');
    if (found) return found.number;
  }
  return null;
}

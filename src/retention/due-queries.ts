import type { Knex } from 'knex';
import { addDays, atLocal, localDay } from '../calendar/working-days';
import type { DbOrTrx } from '../db/connect';
import { destroyFrom, keptSince } from '../workflow/retention';
import type { KindCode, RecordKind, RootName } from './kinds';
import { DISPUTE_KEEPS, OBJECTION_KEEPS, PAPERS, ROOTS, type Root } from './roots';
import type { Rule } from './rules';

/** The schedule, the day it is asked on, and the office's zone. */
export type Asked = { regionId: number; rules: Record<KindCode, Rule>; today: string; timezone: string };

/** Where a list goes on: which kind of case, the day 0 and the id of the last one. */
export type Place = { root: number; base: string; id: number };

export type DueCase = {
  case_kind: RootName;
  id: number;
  number: string;
  base_on: string;
  due_on: string;
  place: Place;
};

/**
 * Cases whose time is over, the oldest first, at most `limit`. Never one that is open, that an open or younger objection or
 * dispute leans on, that is held, or that stands in an open list. Reads the indexes of migration 041.
 */
export async function dueCases(
  db: DbOrTrx,
  asked: Asked,
  kind: RecordKind,
  { after = null, limit }: { after?: Place | null; limit: number },
): Promise<DueCase[]> {
  const cases: DueCase[] = [];
  for (let at = after?.root ?? 0; at < kind.roots.length && cases.length < limit; at++) {
    const root = ROOTS[kind.roots[at] as RootName];
    const query = ripe(db, asked, kind, root)
      .whereNotExists(
        db('retention_items as i')
          .where({ 'i.kind': kind.code, 'i.case_kind': root.name, 'i.state': 'listed' })
          .whereRaw('i.case_id = c.id')
          .select(db.raw('1')),
      )
      .orderByRaw(`${baseOf(asked.rules[kind.code], root)}, c.id`)
      .limit(limit - cases.length);
    if (after?.root === at) {
      query.whereRaw(`(${baseOf(asked.rules[kind.code], root)}, c.id) > (?, ?)`, [after.base, after.id]);
    }
    const rows: { id: number; number: string; base: string }[] = await query;
    for (const { id, number, base } of rows) {
      const base_on = root.instants ? localDay(base, asked.timezone) : base;
      const due_on = destroyFrom(base_on, asked.rules[kind.code]);
      cases.push({ case_kind: root.name, id, number, base_on, due_on, place: { root: at, base, id } });
    }
  }
  return cases;
}

/** True when a case's time is over: asked again at the moment of its destruction, when it stands in a list already. */
export async function isDue(db: DbOrTrx, asked: Asked, kind: RecordKind, root: RootName, id: number): Promise<boolean> {
  return (await ripe(db, asked, kind, ROOTS[root]).where('c.id', id)).length === 1;
}

/** True while a hold keeps a case. */
export async function isHeld(db: DbOrTrx, root: RootName, id: number, today: string): Promise<boolean> {
  const held = db('retention_holds as h').where({ 'h.case_kind': root, 'h.case_id': id });
  return (await holding(held, today).first('h.id')) !== undefined;
}

const baseOf = (rule: Rule, root: Root): string => (rule.counted_from === 'received' ? root.received : root.ended);

const holding = (query: Knex.QueryBuilder, today: string): Knex.QueryBuilder =>
  query.whereNull('h.lifted_at').whereRaw('(h.until_on IS NULL OR h.until_on >= ?)', [today]);

function ripe(db: DbOrTrx, asked: Asked, kind: RecordKind, root: Root): Knex.QueryBuilder {
  const { regionId, rules, today, timezone } = asked;
  const rule = rules[kind.code];
  const base = baseOf(rule, root);
  // The first day 0 that is too young; of an instant, the moment that day begins.
  const young = (one: Rule) => addDays(keptSince(today, one), 1);
  const before = root.instants ? atLocal(young(rule), '00:00', timezone) : young(rule);
  const held = holding(db('retention_holds as h').where('h.case_kind', root.name), today);
  const query = db(`${root.table} as c`)
    .where('c.region_id', regionId)
    .whereNull('c.erased_at')
    .whereRaw(root.over)
    .whereRaw(`${base} < ?`, [before])
    .whereNotExists(held.whereRaw('h.case_id = c.id').select(db.raw('1')))
    .select('c.id', 'c.number', db.raw(`${base} as base`));
  const { leaning } = root;
  // Identity papers go earlier than the cases that lean on them: these keep them only while they are open.
  const age = kind.action === 'papers' ? null : young;
  if (leaning?.objections)
    query.whereNotExists(keepers(db, 'objections as o', OBJECTION_KEEPS, leaning.objections, rules.objection, age));
  if (leaning) query.whereNotExists(keepers(db, 'disputes as d', DISPUTE_KEEPS, leaning.disputes, rules.dispute, age));
  if (kind.action === 'papers') query.whereIn('c.id', holdersOfPapers(db, root));
  return query;
}

/** What leans on a case `c` and keeps it: open, or too young by its own rule. */
function keepers(
  db: DbOrTrx,
  table: string,
  keeps: typeof OBJECTION_KEEPS,
  column: string,
  rule: Rule,
  young: ((rule: Rule) => string) | null,
): Knex.QueryBuilder {
  const alias = table.slice(-1);
  const query = db(table).whereRaw(`${alias}.${column} = c.id AND ${alias}.erased_at IS NULL`).select(db.raw('1'));
  if (!young) return query.whereRaw(keeps.open);
  const base = rule.counted_from === 'received' ? keeps.received : keeps.ended;
  return query.whereRaw(`(${keeps.open} OR ${base} >= ?)`, [young(rule)]);
}

/** Cases of which identity papers are kept, by the indexes over papers alone; a request's objections hold theirs for it. */
function holdersOfPapers(db: DbOrTrx, root: Root): Knex.QueryBuilder {
  const ofCases = db('case_files as f').where('f.case_kind', 'objection').whereIn('f.kind', PAPERS);
  if (root.name === 'objection') return ofCases.select('f.case_id');
  return db('request_files as r')
    .whereIn('r.kind', PAPERS)
    .select('r.request_id')
    .unionAll(ofCases.join('objections as p', 'p.id', 'f.case_id').whereNotNull('p.request_id').select('p.request_id'));
}

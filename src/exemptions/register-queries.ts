import { addDays } from '../calendar/working-days';
import type { DbOrTrx } from '../db/connect';
import type { ExemptionRow } from '../db/tables/exemptions';

/**
 * What anyone may know of an exemption in force: that the item exists and why it is closed. No column of the consequence
 * test but these is ever asked for here.
 */
export type RegisterEntry = Pick<
  ExemptionRow,
  'id' | 'number' | 'title' | 'letter' | 'item' | 'partial' | 'statute' | 'decided_on' | 'ends_on'
> & { body_name: string; body_slug: string; decision_number: string; slug: string };

type Asked = { regionId: number; bodyId: number | null; today: string; after: number | null; limit: number };

const COLUMNS = ['id', 'number', 'title', 'letter', 'item', 'partial', 'statute', 'decided_on', 'ends_on'];

/** Exemptions in force today, the newest first. One whose last day is past is not among them, whether or not the sweep came by. */
export async function exemptionsInForce(
  db: DbOrTrx,
  { regionId, bodyId, today, after, limit }: Asked,
): Promise<RegisterEntry[]> {
  const list = inForce(db, regionId, today).orderBy('e.id', 'desc').limit(limit);
  if (bodyId !== null) list.where('e.body_id', bodyId);
  if (after !== null) list.where('e.id', '<', after);
  return list
    .join('documents as d', (on) => on.on('d.id', 'e.document_id').andOnVal('d.state', 'published'))
    .select(...COLUMNS.map((name) => `e.${name}`))
    .select('b.name as body_name', 'b.slug as body_slug', 'k.number as decision_number', 'd.slug');
}

function inForce(db: DbOrTrx, regionId: number, today: string) {
  return db('exemptions as e')
    .join('bodies as b', 'b.id', 'e.body_id')
    .join('exemption_decisions as k', 'k.id', 'e.decision_id')
    .where({ 'e.region_id': regionId, 'e.state': 'decided' })
    .where('e.decided_on', '<=', today)
    .where((q) => q.whereNull('e.ends_on').orWhere('e.ends_on', '>=', today));
}

/** A decision that a refusal may lean on, as letters name it. `code` finds it again. */
export type Citable = {
  id: number;
  code: string;
  number: string;
  decided_on: string;
  title: string;
  ground: string;
  until: string | null;
  partial: number;
  body_id: number;
  body_name: string;
};

const CITED = [
  ...['e.id', 'e.number as code', 'k.number as number', 'e.decided_on', 'e.title', 'e.letter', 'e.item'],
  ...['e.ends_on as until', 'e.partial', 'e.body_id', 'b.name as body_name'],
];

type Cited = Omit<Citable, 'ground'> & { letter: string; item: number | null };

const citable = ({ letter, item, ...rest }: Cited): Citable => ({
  ...rest,
  ground: item ? `${letter}.${item}` : letter,
});

/** Decisions in force that an officer may choose from: those of the body concerned first, then the newest. */
export async function citableDecisions(
  db: DbOrTrx,
  { regionId, bodyId, today, limit }: Pick<Asked, 'regionId' | 'bodyId' | 'today' | 'limit'>,
): Promise<Citable[]> {
  const own =
    bodyId === null
      ? []
      : await inForce(db, regionId, today)
          .where('e.body_id', bodyId)
          .orderBy('e.id', 'desc')
          .limit(limit)
          .select(...CITED);
  const rest = inForce(db, regionId, today)
    .orderBy('e.id', 'desc')
    .limit(limit - own.length);
  if (bodyId !== null) rest.whereNot('e.body_id', bodyId);
  const others = own.length < limit ? await rest.select(...CITED) : [];
  return [...own, ...others].map(citable);
}

/**
 * The decision that somebody names by the item's code, or by the decree's number where that covers one item only. One that
 * is over is found too, with the last day it was in force: who asks judges by it. Null for what was never enacted.
 */
export async function citedDecision(db: DbOrTrx, regionId: number, named: string): Promise<Citable | null> {
  const enacted = () =>
    db('exemptions as e')
      .join('bodies as b', 'b.id', 'e.body_id')
      .join('exemption_decisions as k', 'k.id', 'e.decision_id')
      .whereIn('e.state', ['decided', 'changed', 'revoked', 'expired']);
  const text = named.trim();
  const over: (keyof ExemptionRow)[] = ['state', 'ended_on'];
  const columns = [...CITED, ...over.map((name) => `e.${name}`)];
  const byCode = await enacted()
    .where({ 'e.region_id': regionId, 'e.number': text.toUpperCase() })
    .first(...columns);
  if (byCode) return citable(ended(byCode));
  const decree = { 'k.region_id': regionId, 'k.number': text };
  const byNumber: Enacted[] = await enacted()
    .where(decree)
    .limit(2)
    .select(...columns);
  return byNumber.length === 1 ? citable(ended(byNumber[0] as Enacted)) : null;
}

type Enacted = Cited & Pick<ExemptionRow, 'state' | 'ended_on'>;

/** Whatever end it once stated, what is over was in force until the day before it ended. */
function ended({ state, ended_on, ...rest }: Enacted): Cited {
  return state === 'decided' ? rest : { ...rest, until: addDays(ended_on as string, -1) };
}

/** A public body by the name in its address. */
export async function bodyIdOf(db: DbOrTrx, regionId: number, slug: string): Promise<number | null> {
  return (await db('bodies').where({ region_id: regionId, slug }).first('id'))?.id ?? null;
}

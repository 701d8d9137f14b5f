import type { DbOrTrx } from '../db/connect';
import type { DocumentFileRow, DocumentRow } from '../db/tables/catalogue';
import type {
  ExemptionDecisionRow,
  ExemptionDelegationRow,
  ExemptionFileRow,
  ExemptionRow,
} from '../db/tables/exemptions';

/** An exemption with its body's name. */
export type ExemptionWithBody = ExemptionRow & { body_name: string; body_slug: string };

const withBody = (db: DbOrTrx) =>
  db('exemptions as e')
    .join('bodies as b', 'b.id', 'e.body_id')
    .select('e.*', 'b.name as body_name', 'b.slug as body_slug');

/** One exemption by its code; null when there is none. */
export async function exemptionByNumber(
  db: DbOrTrx,
  regionId: number,
  number: string,
): Promise<ExemptionWithBody | null> {
  return (await withBody(db).where({ 'e.region_id': regionId, 'e.number': number }).first()) ?? null;
}

/** One exemption by its key. */
export async function exemptionById(db: DbOrTrx, id: number): Promise<ExemptionWithBody | null> {
  return (await withBody(db).where('e.id', id).first()) ?? null;
}

export type ListAsked = {
  regionId: number;
  /** null: every body. */
  bodyIds: readonly number[] | null;
  states: readonly ExemptionRow['state'][];
  /** Only those that an agency has handed in. */
  handedIn?: boolean;
  after: number | null;
  limit: number;
};

/** Exemptions in some states, the newest first. */
export async function exemptionPage(db: DbOrTrx, asked: ListAsked): Promise<ExemptionWithBody[]> {
  const list = withBody(db)
    .where('e.region_id', asked.regionId)
    .whereIn('e.state', [...asked.states])
    .orderBy('e.id', 'desc')
    .limit(asked.limit);
  if (asked.handedIn) list.whereNotNull('e.handed_on');
  if (asked.bodyIds) list.whereIn('e.body_id', [...asked.bodyIds]);
  if (asked.after !== null) list.where('e.id', '<', asked.after);
  return list;
}

/** How many there are in each state, counted up to `most` and no further. */
export async function exemptionCounts(
  db: DbOrTrx,
  { regionId, bodyIds }: Pick<ListAsked, 'regionId' | 'bodyIds'>,
  states: readonly ExemptionRow['state'][],
  most: number,
): Promise<Map<string, number>> {
  const counted = states.map(async (state): Promise<[string, number]> => {
    const some = db('exemptions').where({ region_id: regionId, state }).select('id').limit(most);
    if (bodyIds) some.whereIn('body_id', [...bodyIds]);
    const row = await db.from(some.as('counted')).count({ n: '*' }).first();
    return [state, Number(row?.n)];
  });
  return new Map(await Promise.all(counted));
}

/** How many drafts are handed in, counted up to `most` and no further. */
export async function handedCount(
  db: DbOrTrx,
  { regionId, bodyIds }: Pick<ListAsked, 'regionId' | 'bodyIds'>,
  most: number,
): Promise<number> {
  const some = db('exemptions').where({ region_id: regionId, state: 'draft' }).whereNotNull('handed_on');
  if (bodyIds) some.whereIn('body_id', [...bodyIds]);
  const row = await db.from(some.select('id').limit(most).as('counted')).count({ n: '*' }).first();
  return Number(row?.n);
}

export type WaitingFiles = ExemptionWithBody & { document_public_id: string; document_slug: string; files: number };

/** Items whose status is public while nobody has confirmed their masking, the oldest first. */
export async function waitingForMasking(
  db: DbOrTrx,
  regionId: number,
  after: number | null,
  limit: number,
): Promise<WaitingFiles[]> {
  const files = '(SELECT count(*) FROM document_files f WHERE f.document_id = d.id AND f.removed_at IS NULL) AS files';
  const list = withBody(db)
    .join('documents as d', 'd.id', 'e.document_id')
    .where({ 'e.region_id': regionId, 'e.masked_on': null })
    .whereIn('e.state', ['expired', 'revoked'])
    .orderBy('e.id')
    .limit(limit)
    .select('d.public_id as document_public_id', 'd.slug as document_slug', db.raw(files));
  if (after !== null) list.where('e.id', '>', after);
  return list;
}

/** The item of an exemption, with its files. */
export async function itemOf(
  db: DbOrTrx,
  documentId: number,
): Promise<{ document: DocumentRow; files: DocumentFileRow[] } | null> {
  const document: DocumentRow | undefined = await db('documents').where('id', documentId).first();
  if (!document) return null;
  const files = await db('document_files').where({ document_id: documentId, removed_at: null }).orderBy('id').limit(60);
  return { document, files };
}

/** A document of a body that a test may be about. */
export async function documentOfBody(
  db: DbOrTrx,
  regionId: number,
  bodyId: number,
  publicId: string,
): Promise<DocumentRow | null> {
  const of = { region_id: regionId, body_id: bodyId, public_id: publicId };
  return (await db('documents').where(of).first()) ?? null;
}

/** The title of the serta-merta announcement that carries an item's text to the public; null where there is none. */
export async function announcedAs(db: DbOrTrx, documentId: number): Promise<string | null> {
  const shown = db('announcements').where({ document_id: documentId, withdrawn_at: null });
  return (await shown.first('title'))?.title ?? null;
}

/** The decree of an exemption. */
export async function decisionById(db: DbOrTrx, id: number): Promise<ExemptionDecisionRow | null> {
  return (await db('exemption_decisions').where({ id }).first()) ?? null;
}

/** The items that a decree covers, at most `limit`. */
export async function itemsOfDecision(db: DbOrTrx, decisionId: number, limit: number): Promise<ExemptionWithBody[]> {
  return withBody(db).where('e.decision_id', decisionId).orderBy('e.id').limit(limit);
}

/** Other tests that wait for a decision of the same kind, which may stand on the same decree. */
export async function alsoTested(db: DbOrTrx, row: ExemptionRow, limit: number): Promise<ExemptionWithBody[]> {
  return withBody(db)
    .where({ 'e.region_id': row.region_id, 'e.state': 'tested', 'e.purpose': row.purpose })
    .whereNot('e.id', row.id)
    .orderBy('e.id')
    .limit(limit);
}

/** A test that prepares what follows on an exemption, while it is under way. */
export async function successorOf(db: DbOrTrx, id: number): Promise<ExemptionRow | null> {
  const under = db('exemptions').where('replaces_id', id).whereIn('state', ['draft', 'tested']).orderBy('id', 'desc');
  return (await under.first()) ?? null;
}

/** The files of an exemption and of its decree, oldest first. */
export async function exemptionFiles(db: DbOrTrx, row: ExemptionRow): Promise<ExemptionFileRow[]> {
  return db('exemption_files')
    .where('exemption_id', row.id)
    .orWhere((q) => q.whereNotNull('decision_id').where('decision_id', row.decision_id ?? 0))
    .orderBy('id')
    .limit(100);
}

export type DelegationEntry = ExemptionDelegationRow & { user_name: string; file: string | null };

/** Delegations on file, the newest first. */
export async function delegations(db: DbOrTrx, regionId: number, limit: number): Promise<DelegationEntry[]> {
  return db('exemption_delegations as g')
    .join('users as u', 'u.id', 'g.user_id')
    .leftJoin('exemption_files as f', 'f.delegation_id', 'g.id')
    .where('g.region_id', regionId)
    .orderBy('g.id', 'desc')
    .limit(limit)
    .select('g.*', 'u.name as user_name', 'f.public_id as file');
}

/** The delegation in force that names somebody on a day; the newest of several. */
export async function delegationOf(
  db: DbOrTrx,
  regionId: number,
  userId: number,
  today: string,
): Promise<ExemptionDelegationRow | null> {
  const found = db('exemption_delegations')
    .where({ region_id: regionId, user_id: userId, revoked_on: null })
    .where('from_on', '<=', today)
    .where((q) => q.whereNull('until_on').orWhere('until_on', '>=', today))
    .orderBy('id', 'desc');
  return (await found.first()) ?? null;
}

/** The file of a delegation by its public id. */
export async function delegationFile(
  db: DbOrTrx,
  regionId: number,
  publicId: string,
): Promise<ExemptionFileRow | null> {
  const found = db('exemption_files as f')
    .join('exemption_delegations as g', 'g.id', 'f.delegation_id')
    .where({ 'g.region_id': regionId, 'f.public_id': publicId });
  return (await found.first('f.*')) ?? null;
}

type ExemptionEvent = { seq: number; kind: string; occurred_at: string; payload: string };

/** Events that somebody only looked. */
export const LOOKS = ['sheet_read', 'paper_opened'] as const;

/** The events of an exemption, the newest first, payload as stored text: all that happened, and who looked lately. */
export async function exemptionEvents(db: DbOrTrx, publicId: string): Promise<ExemptionEvent[]> {
  const newest = (limit: number) =>
    db('audit_events')
      .where('chain', `exemption:${publicId}`)
      .orderBy('seq', 'desc')
      .limit(limit)
      .select('seq', 'kind', 'occurred_at', 'payload');
  const happened: ExemptionEvent[] = await newest(200).whereNotIn('kind', [...LOOKS]);
  const looked: ExemptionEvent[] = await newest(20).whereIn('kind', [...LOOKS]);
  return [...happened, ...looked].sort((a, b) => Number(b.seq) - Number(a.seq));
}

/** The head's approval on the newest decree: mostly the same head approves the next. */
export async function lastApproval(db: DbOrTrx, regionId: number): Promise<unknown> {
  const newest = db('exemption_decisions').where('region_id', regionId).orderBy('id', 'desc');
  const row: { approval: string } | undefined = await newest.first('approval');
  return row ? JSON.parse(row.approval) : null;
}

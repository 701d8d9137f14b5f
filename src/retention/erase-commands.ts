import type { AuditActor } from '../audit/commands';
import { eraseBreach } from '../breaches/erasing/commands';
import type { Erased, ErasureEntry, GoneFile } from '../cases/erasing-commands';
import type { Trx } from '../db/connect';
import type { BreachRow } from '../db/tables/breaches';
import type { DisputeRow } from '../db/tables/disputes';
import type { ObjectionRow } from '../db/tables/objections';
import type { RequestRow } from '../db/tables/requests';
import type { RetentionItemRow } from '../db/tables/retention';
import type { Deps } from '../deps';
import { eraseDispute } from '../disputes/erasing/commands';
import { forgetMails, mailOnItsWay } from '../mail/forgetting-commands';
import { eraseObjection, eraseObjectionPapers, noteObjectionPapersGone } from '../objections/erasing/commands';
import { eraseRequest, eraseRequestPapers, notePapersGone } from '../requests/erasing/commands';
import { caseDigest } from './digest';
import { type Asked, isDue, isHeld } from './due-queries';
import type { RecordKind } from './kinds';
import { ROOTS } from './roots';

/** Under which list, by whom, at which instant. */
export type Order = { list: string; now: string; by: AuditActor };

export type Outcome =
  | { state: 'erased'; files: GoneFile[]; letters: number; mails: number; digest: string }
  | { state: 'skipped'; why: NonNullable<RetentionItemRow['why']> }
  /** A mail of the case is just leaving: the next pass takes it. */
  | { state: 'busy' };

type World = Pick<Deps, 'i18n'> & { trx: Trx; asked: Asked; kind: RecordKind; order: Order };

type Family = { requests: RequestRow[]; objections: ObjectionRow[]; disputes: DisputeRow[]; breaches: BreachRow[] };

/**
 * Destroys one case of a list, with the objections and disputes that lean on it. Everything is asked again first: between
 * the approval and now it may have been opened again, held, or destroyed under another list.
 */
export async function eraseCase(world: World, item: RetentionItemRow): Promise<Outcome> {
  const { trx, asked, kind } = world;
  const root = ROOTS[item.case_kind];
  const row = await trx(root.table).where('id', item.case_id).forUpdate().first();
  if (row.erased_at !== null) return { state: 'skipped', why: 'erased' };
  if (await isHeld(trx, root.name, item.case_id, asked.today)) return { state: 'skipped', why: 'held' };
  if (!(await isDue(trx, asked, kind, root.name, item.case_id))) return { state: 'skipped', why: 'not_due' };
  const family = await familyOf(trx, item, row);
  return kind.action === 'papers' ? erasePapers(world, item.number, family) : eraseAll(world, item.number, family);
}

async function familyOf(trx: Trx, { case_kind, case_id }: RetentionItemRow, row: unknown): Promise<Family> {
  const none: Family = { requests: [], objections: [], disputes: [], breaches: [] };
  if (case_kind === 'breach') return { ...none, breaches: [row as BreachRow] };
  const leaning = (table: string, column: string) => trx(table).where(column, case_id).orderBy('id').forUpdate();
  if (case_kind === 'objection') {
    return { ...none, objections: [row as ObjectionRow], disputes: await leaning('disputes', 'objection_id') };
  }
  const objections = await leaning('objections', 'request_id');
  return { ...none, requests: [row as RequestRow], objections, disputes: await leaning('disputes', 'request_id') };
}

/** The keys that mails of one case begin with, beside those that name its request or letters. */
const KEYS = ['told', 'escalation', 'receipt', 'code_again', 'letter', 'breach'];

async function eraseAll(world: World, number: string, family: Family): Promise<Outcome> {
  const { trx, i18n } = world;
  const rows = [...family.requests, ...family.objections, ...family.disputes, ...family.breaches];
  const letterIds: number[] = [];
  for (const [kind, cases] of Object.entries({
    request: family.requests,
    objection: family.objections,
    dispute: family.disputes,
    breach: family.breaches,
  })) {
    if (cases.length === 0) continue;
    const ids = cases.map(({ id }) => id);
    letterIds.push(...(await trx('letters').where('case_kind', kind).whereIn('case_id', ids).pluck('id')));
  }
  const mails = {
    requestId: family.requests[0]?.id ?? null,
    letterIds,
    keys: rows.flatMap(({ public_id }) => KEYS.map((key) => `${key}:${public_id}`)),
  };
  if (await mailOnItsWay(trx, mails)) return { state: 'busy' };
  const forgotten = await forgetMails(trx, mails);
  const entry = entryOf(world, 'erased');
  const gone = (language: 'id' | 'en') => i18n.for(language)('retention:gone', { number: world.order.list });
  const parts: Erased[] = [];
  for (const row of family.disputes) parts.push(await eraseDispute(trx, row, entry, gone(row.language)));
  for (const row of family.objections) parts.push(await eraseObjection(trx, row, entry, gone(row.language)));
  for (const row of family.requests) parts.push(await eraseRequest(trx, row, entry, gone(row.language)));
  for (const row of family.breaches) parts.push(await eraseBreach(trx, row, entry));
  return outcome(
    number,
    parts.flatMap(({ files }) => files),
    parts.flatMap(({ letters }) => letters).length,
    forgotten,
  );
}

async function erasePapers(world: World, number: string, family: Family): Promise<Outcome> {
  const { trx } = world;
  const entry = entryOf(world, 'papers_destroyed');
  const files: GoneFile[] = [];
  for (const row of family.requests) {
    const gone = await eraseRequestPapers(trx, row.id);
    if (gone.length > 0) await notePapersGone(trx, row, entry);
    files.push(...gone);
  }
  for (const row of family.objections) {
    const gone = await eraseObjectionPapers(trx, row.id);
    if (gone.length > 0) await noteObjectionPapersGone(trx, row, entry);
    files.push(...gone);
  }
  return outcome(number, files, 0, 0);
}

const entryOf = ({ asked, order }: World, kind: string): ErasureEntry => ({
  ...{ regionId: asked.regionId, kind, occurredAt: order.now, recordedAt: order.now, actor: order.by },
  detail: { list: order.list },
});

const outcome = (number: string, files: GoneFile[], letters: number, mails: number): Outcome => ({
  ...{ state: 'erased', files, letters, mails, digest: caseDigest(number, files, letters, mails) },
});

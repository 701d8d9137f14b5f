import type { AuditActor } from '../audit/commands';
import type { Trx } from '../db/connect';
import type { Category, DocumentRow } from '../db/tables/catalogue';
import { newPublicId } from '../secrets/keys';
import { findingsIn } from './personal/texts';
import { recordVersion } from './record-commands';
import { slugOf } from './slugs';
import { withdrawUrgent } from './urgent-commands';

type By = { userId: number | null; actor: AuditActor };

type Exempting = {
  regionId: number;
  bodyId: number;
  title: string;
  /** A document that is there already; null makes a new item without files. */
  documentId: number | null;
  now: string;
};

/**
 * The item of a decision that exempts, in the caller's transaction: that it exists is public from now on, its content is
 * not. A document that was public keeps its address; its earlier versions are closed with it.
 */
export async function publishExempt(trx: Trx, by: By, exempting: Exempting): Promise<DocumentRow> {
  const { documentId, now, title } = exempting;
  const row = documentId === null ? await newItem(trx, by, exempting) : await lockedDocument(trx, documentId);
  const slug = row.published_at ? row.slug : `${slugOf(title)}-${row.public_id.slice(-6)}`;
  const update: Partial<DocumentRow> = {
    ...{ title, slug, category: 'dikecualikan', subkind: null, state: 'published', held_files: 0 },
    ...{ published_at: now, publish_at: null, withdrawn_at: null, withdrawn_reason: null },
    public_from: row.version + 1,
  };
  return change(trx, row, update, { kind: 'document_exempted', by, now });
}

/** What stands in the register from the first day on, though it was written while the item was closed. */
const AT_ONCE = ['holder', 'publisher', 'made_at', 'form', 'retention'] as const;

/** Those of them in which somebody's number stands, emptied: nobody is here to look. The version before keeps them for the desk. */
const withoutNumbers = (row: DocumentRow): Partial<DocumentRow> =>
  Object.fromEntries(AT_ONCE.filter((name) => findingsIn([row[name]]).length > 0).map((name) => [name, null]));

/**
 * The exemption of an item has ended: its status is public and it stands in every list, under the category that it was
 * given; its summary and files wait until somebody confirms that they are masked. What was taken back meanwhile stays so.
 */
export async function openExempt(
  trx: Trx,
  by: By,
  { documentId, target, now }: { documentId: number; target: Category; now: string },
): Promise<DocumentRow> {
  const row = await lockedDocument(trx, documentId);
  const update: Partial<DocumentRow> = {
    ...{ category: target, held_files: 1, public_from: row.version + 1 },
    ...withoutNumbers(row),
    ...(row.state === 'published' ? { published_at: now } : {}),
  };
  return change(trx, row, update, { kind: 'document_opened', by, now });
}

type Release = {
  documentId: number;
  /** The version that the officer looked at. */
  version: number;
  now: string;
  /** The summary as he read and left it; absent takes the one that is there. */
  summary?: string | null;
  /** What a machine found in it and he says may be read. */
  detail?: Record<string, unknown>;
};

/**
 * An officer has seen that an opened item is masked: its files go out, with the summary as he left it. Null when the
 * document changed since he looked.
 */
export async function releaseFiles(trx: Trx, by: By, release: Release): Promise<DocumentRow | null> {
  const { documentId, version, now, summary, detail } = release;
  const row = await lockedDocument(trx, documentId);
  if (row.version !== version) return null;
  const update = { held_files: 0, ...(summary === undefined ? {} : { summary }) };
  return change(trx, row, update, { kind: 'document_masked', by, now, detail });
}

async function lockedDocument(trx: Trx, id: number): Promise<DocumentRow> {
  const row: DocumentRow | undefined = await trx('documents').where({ id }).forUpdate().first();
  if (!row) throw new Error(`document ${id} is gone`);
  return row;
}

async function newItem(trx: Trx, by: By, { regionId, bodyId, title, now }: Exempting): Promise<DocumentRow> {
  const public_id = newPublicId(new Date(now));
  const draft = {
    ...{ public_id, region_id: regionId, body_id: bodyId, title, slug: `draf-${public_id}`, category: 'dikecualikan' },
    ...{ state: 'draft', version: 0, created_by: by.userId, created_at: now, updated_at: now },
  };
  const [row]: DocumentRow[] = await trx('documents').insert(draft).returning('*');
  if (!row) throw new Error('the item of an exemption was not stored');
  return row;
}

type Kind = 'document_exempted' | 'document_opened' | 'document_masked';

async function change(
  trx: Trx,
  row: DocumentRow,
  update: Partial<DocumentRow>,
  { kind, by, now, detail = {} }: { kind: Kind; by: By; now: string; detail?: Record<string, unknown> },
): Promise<DocumentRow> {
  const next = { ...update, version: row.version + 1, updated_at: now };
  await trx('documents').where('id', row.id).update(next);
  // What an agency had proposed for it under another status is out of date.
  await trx('document_revisions').where('document_id', row.id).delete();
  const document = { ...row, ...next };
  const names = (['category', 'state', 'held_files', 'summary', ...AT_ONCE] as const).filter(
    (name) => row[name] !== document[name],
  );
  const changes = Object.fromEntries(names.map((name) => [name, [row[name], document[name]] as [unknown, unknown]]));
  await recordVersion(trx, document, { kind, by, at: now, changes, detail });
  if (kind === 'document_exempted') await withdrawUrgent(trx, document, by.actor, now);
  return document;
}

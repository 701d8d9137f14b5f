import { type AuditActor, appendEvent } from '../audit/commands';
import type { Trx } from '../db/connect';
import type { AnnouncementRow } from '../db/tables/announcements';
import type { DocumentRow } from '../db/tables/catalogue';
import { newPublicId } from '../secrets/keys';
import { actingFor, type Editor } from './editors';
import { formatOf } from './formats';
import { recordVersion } from './record-commands';
import { slugOf } from './slugs';

/** What the catalogue keeps of a serta-merta announcement. */
export type UrgentFacts = Pick<DocumentRow, 'title' | 'summary' | 'subkind' | 'publisher' | 'made_on' | 'url'>;

type Urgent = { regionId: number; bodyId: number; now: string; facts: UrgentFacts };

/**
 * The item of a serta-merta announcement, published in the caller's transaction. It waits for nobody's review, whoever
 * publishes it: what threatens many people must not be delayed (Perki 1/2021 Pasal 25).
 */
export async function publishUrgent(trx: Trx, editor: Editor, urgent: Urgent): Promise<DocumentRow> {
  const { regionId, bodyId, now, facts } = urgent;
  const public_id = newPublicId(new Date(now));
  const slug = `${slugOf(facts.title)}-${public_id.slice(-6)}`;
  const row = {
    ...facts,
    public_id,
    region_id: regionId,
    body_id: bodyId,
    slug,
    category: 'serta-merta',
    year: Number(facts.made_on?.slice(0, 4)) || null,
    format: formatOf([], facts.url),
    state: 'published',
    published_at: now,
    created_by: editor.userId,
    created_at: now,
    updated_at: now,
  };
  const [document]: DocumentRow[] = await trx('documents').insert(row).returning('*');
  if (!document) throw new Error('the item of an announcement was not stored');
  const changes = { title: ['', facts.title], state: [null, 'published'] } as Record<string, [unknown, unknown]>;
  const event = { kind: 'document_published' as const, by: actingFor(editor, bodyId), at: now, changes };
  await recordVersion(trx, document, { ...event, detail: { slug } });
  return document;
}

/** The same item after the announcement was changed; its address stays. Nothing when it says the same, or was taken back. */
export async function reviseUrgent(
  trx: Trx,
  editor: Editor,
  { documentId, now, facts }: { documentId: number; now: string; facts: Pick<UrgentFacts, 'title' | 'summary'> },
): Promise<void> {
  const row: DocumentRow | undefined = await trx('documents').where('id', documentId).forUpdate().first();
  if (row?.state !== 'published') return;
  const names = (['title', 'summary'] as const).filter((name) => row[name] !== facts[name]);
  if (names.length === 0) return;
  const next = { ...facts, version: row.version + 1, updated_at: now };
  await trx('documents').where('id', row.id).update(next);
  const changes = Object.fromEntries(
    names.map((name): [string, [unknown, unknown]] => [name, [row[name], facts[name]]]),
  );
  const event = { kind: 'document_edited' as const, by: actingFor(editor, row.body_id), at: now, changes };
  await recordVersion(trx, { ...row, ...next }, event);
}

/**
 * The item of an announcement that was changed, told of a development or over is changed, too: whoever asks for what is new
 * since his last visit finds it.
 */
export async function touchUrgent(trx: Trx, documentId: number, now: string): Promise<void> {
  await trx('documents').where({ id: documentId, state: 'published' }).update({ updated_at: now });
}

/**
 * Takes back the announcement of an item that became exempt, in the caller's transaction: it carries the very text that is
 * closed now, on its page, above every page, in its feeds and in letters that have not left. It does not come back when the
 * item is opened: nobody has masked it.
 */
export async function withdrawUrgent(trx: Trx, row: DocumentRow, by: AuditActor, at: string): Promise<void> {
  const told: AnnouncementRow[] = await trx('announcements').where({ document_id: row.id, withdrawn_at: null });
  for (const one of told) {
    const until = one.until_at !== null && one.until_at < at ? one.until_at : at;
    const next = { withdrawn_at: at, until_at: until, ended_at: one.ended_at ?? at, review_at: null, updated_at: at };
    await trx('announcements')
      .where('id', one.id)
      .update({ ...next, version: one.version + 1 });
    await dropWaitingLetters(trx, one.id);
    await appendEvent(trx, `announcement:${one.public_id}`, {
      ...{ regionId: one.region_id, kind: 'announcement_withdrawn', occurredAt: at, recordedAt: at, actor: by },
      changes: { withdrawn_at: [null, at] },
      detail: { announcement: one.public_id, document: row.public_id, because: 'exempt' },
    });
  }
}

async function dropWaitingLetters(trx: Trx, announcementId: number): Promise<void> {
  const mailings: string[] = await trx('announcement_mailings')
    .where('announcement_id', announcementId)
    .pluck('public_id');
  for (const mailing of mailings)
    await trx('outbox')
      .where('state', 'pending')
      // `;` follows `:`: every key that begins so, by the unique index.
      .where('dedupe_key', '>=', `announcement:${mailing}:`)
      .where('dedupe_key', '<', `announcement:${mailing};`)
      .delete();
}

import type { Trx } from '../db/connect';
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

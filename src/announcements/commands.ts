import { appendEvent } from '../audit/commands';
import { localDay } from '../calendar/working-days';
import { actingFor, type Editor, mayPublishFor } from '../catalogue/editors';
import { publishUrgent, reviseUrgent, touchUrgent } from '../catalogue/urgent-commands';
import { type Trx, writing } from '../db/connect';
import type { AnnouncementRow } from '../db/tables/announcements';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import { type AnnouncementFacts, announcementChanges, columnsOf, summaryOf } from './facts';
import { queueMailing } from './mailing/commands';
import { reviewAfter, standingAt } from './standing';

type AnnounceDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'config'>;

/** `stale`: somebody changed it since. `over`: it has ended. */
export type Announced = { ok: true; row: AnnouncementRow } | { ok: false; code: 'not_found' | 'stale' | 'over' };

/**
 * Makes an announcement: public at once, whoever its body is, with its item in the catalogue and its mail to those who
 * asked (Perki 1/2021 Pasal 19, 20 and 25). `formKey` names the page it was typed on: sent twice, it is announced once.
 */
export async function announce(
  deps: AnnounceDeps,
  editor: Editor,
  { bodyId, bodyName, formKey, facts }: { bodyId: number; bodyName: string; formKey: string; facts: AnnouncementFacts },
): Promise<Announced> {
  if (!mayPublishFor(editor, bodyId)) return { ok: false, code: 'not_found' };
  const at = deps.clock.now();
  const now = at.toISOString();
  const row = {
    ...columnsOf(facts),
    public_id: newPublicId(at),
    region_id: deps.regionId,
    body_id: bodyId,
    review_at: reviewAfter(now, facts.untilAt),
    version: 1,
    form_key: `${editor.userId}:${formKey}`,
    made_by: editor.userId,
    made_at: now,
    updated_at: now,
  };
  return writing(deps.db, async (trx): Promise<Announced> => {
    const key = ['region_id', 'form_key'];
    const [made]: AnnouncementRow[] = await trx('announcements').insert(row).onConflict(key).ignore().returning('*');
    const there = { region_id: row.region_id, form_key: row.form_key };
    if (!made) return { ok: true, row: await trx('announcements').where(there).first() };
    const document = await publishUrgent(trx, editor, {
      ...{ regionId: deps.regionId, bodyId, now },
      facts: {
        title: facts.title,
        summary: summaryOf(facts),
        subkind: facts.subkind,
        publisher: bodyName,
        made_on: localDay(at, deps.config.timezone),
        url: `${deps.config.baseUrl}/peringatan/${row.public_id}`,
      },
    });
    await trx('announcements').where('id', made.id).update({ document_id: document.id });
    await record(trx, editor, made, 'announcement_made', now, announcementChanges(null, columnsOf(facts)) ?? {});
    await queueMailing(trx, made, null, now);
    return { ok: true, row: { ...made, document_id: document.id } };
  });
}

type At = { publicId: string; version: number };

/** Changes what an announcement says or how long it holds. The same again changes nothing. */
export async function editAnnouncement(
  deps: AnnounceDeps,
  editor: Editor,
  at: At,
  facts: AnnouncementFacts,
): Promise<Announced> {
  return changing(deps, editor, at, async (row, trx, now) => {
    const columns = columnsOf(facts);
    const changes = announcementChanges(row, columns);
    if (!changes) return null;
    const { title } = facts;
    if (row.document_id) {
      await reviseUrgent(trx, editor, {
        documentId: row.document_id,
        now,
        facts: { title, summary: summaryOf(facts) },
      });
    }
    await record(trx, editor, row, 'announcement_edited', now, changes);
    return { ...columns, review_at: reviewAfter(now, facts.untilAt) };
  });
}

/** Ends an announcement now; its page stays, with the reason. */
export async function endAnnouncement(deps: AnnounceDeps, editor: Editor, at: At, reason: string): Promise<Announced> {
  return changing(deps, editor, at, async (row, trx, now) => {
    await record(trx, editor, row, 'announcement_ended', now, { until_at: [row.until_at, now] }, { reason });
    return { until_at: now, ended_at: now, ended_reason: reason, review_at: null };
  });
}

/**
 * Adds a development to an announcement, timed now, and writes to those who asked when `mail` says so. Sent twice from the
 * same page, it is added once. Needs no version: what is added hides nothing.
 */
export async function addUpdate(
  deps: AnnounceDeps,
  editor: Editor,
  { publicId, text, mail, formKey }: { publicId: string; text: string; mail: boolean; formKey: string },
): Promise<Announced> {
  return changing(deps, editor, { publicId, version: null }, async (row, trx, now) => {
    const update = {
      public_id: newPublicId(new Date(now)),
      announcement_id: row.id,
      text,
      form_key: `${editor.userId}:${formKey}`,
      made_by: editor.userId,
      made_at: now,
    };
    const key = ['announcement_id', 'form_key'];
    const [made] = await trx('announcement_updates').insert(update).onConflict(key).ignore().returning('id');
    if (!made) return null;
    await record(trx, editor, row, 'announcement_update_added', now, {}, { text, mailed: mail });
    if (mail) await queueMailing(trx, row, made.id, now);
    return { review_at: reviewAfter(now, row.until_at) };
  });
}

type Decide = (row: AnnouncementRow, trx: Trx, now: string) => Promise<Partial<AnnouncementRow> | null>;

/** One change of one announcement, guarded by its version; null changes nothing. */
async function changing(
  deps: AnnounceDeps,
  editor: Editor,
  at: { publicId: string; version: number | null },
  decide: Decide,
): Promise<Announced> {
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx): Promise<Announced> => {
    const row: AnnouncementRow | undefined = await trx('announcements')
      .where({ region_id: deps.regionId, public_id: at.publicId })
      .forUpdate()
      .first();
    if (!row || !mayPublishFor(editor, row.body_id)) return { ok: false, code: 'not_found' };
    if (standingAt(row, now) === 'over') return { ok: false, code: 'over' };
    if (at.version !== null && row.version !== at.version) return { ok: false, code: 'stale' };
    const update = await decide(row, trx, now);
    if (!update) return { ok: true, row };
    const next = { ...update, version: row.version + 1, updated_at: now };
    await trx('announcements').where('id', row.id).update(next);
    if (row.document_id) await touchUrgent(trx, row.document_id, now);
    return { ok: true, row: { ...row, ...next } };
  });
}

async function record(
  trx: Trx,
  editor: Editor,
  row: AnnouncementRow,
  kind: string,
  now: string,
  changes: Record<string, [unknown, unknown]>,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await appendEvent(trx, `announcement:${row.public_id}`, {
    regionId: row.region_id,
    kind,
    occurredAt: now,
    recordedAt: now,
    actor: actingFor(editor, row.body_id).actor,
    changes,
    detail: { announcement: row.public_id, ...detail },
  });
}

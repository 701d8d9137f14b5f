import { staffWithRole } from '../../accounts/queries';
import { localDay } from '../../calendar/working-days';
import { type Trx, writing } from '../../db/connect';
import type { DocumentRevisionRow, DocumentRow } from '../../db/tables/catalogue';
import type { Deps } from '../../deps';
import { enqueueMails } from '../../mail/outbox';
import { withAddress } from '../address-commands';
import {
  type Change,
  type Changed,
  changing,
  fileNames,
  lockedDocument,
  openRevision,
  storeChange,
  type Version,
} from '../changing-commands';
import { actingFor, type Editor } from '../editors';
import { formatOf } from '../formats';
import { settleUrl } from '../links/commands';
import { having, publication, scheduling } from '../publication';
import { recordEvent } from '../record-commands';
import { reviewMail } from './mail';
import { type Outdated, outdated } from './overtaken-queries';
import type { Revision } from './revision';

type ReviewDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'keys' | 'i18n' | 'config'>;

/** `nothing_waits`: it was decided already, or the agency took it back. */
export type Reviewed =
  | { ok: true; document: DocumentRow }
  | { ok: false; code: 'not_found' | 'nothing_waits' }
  | { ok: false; code: 'stale' | Outdated; document: DocumentRow };

type Seen = Version & { version: number; revision: number };

/** `compared`: the PPID has seen what moved on under a proposal. `passed`: what was found and let pass, for the event. */
type Approving = { compared: boolean; passed: Record<string, unknown> };

/**
 * The PPID lets out what waits: a new document at once or on its set day, or the changes of a published one. The agency is
 * told. A proposal under which the document moved on is not taken over unseen.
 */
export async function approve(
  deps: ReviewDeps,
  editor: Editor,
  seen: Seen,
  { compared, passed }: Approving,
): Promise<Reviewed> {
  return withAddress((addressOf) =>
    reviewing(deps, editor, seen, 'approved', null, async ({ row, revision, trx, now, at }) => {
      if (!revision) {
        const later = row.publish_at !== null && row.publish_at > now;
        const change = later
          ? scheduling(row, row.publish_at as string)
          : publication(row, await addressOf(row, trx), now);
        return followed(trx, row, await storeChange(trx, row, having(change, passed), at));
      }
      const why = await outdated(trx, row, revision, compared);
      if (why) return why;
      const change = having(await approvedChange(trx, row, revision, now), passed);
      await trx('document_revisions').where('id', revision.id).delete();
      const document = await storeChange(trx, row, change, at);
      return revision.made_by === null ? followed(trx, row, document) : document;
    }),
  );
}

/**
 * What a source brought or proposed goes on following its source after the PPID let it out or sent it back: nobody else has
 * changed it since.
 */
async function followed(trx: Trx, before: DocumentRow, document: DocumentRow): Promise<DocumentRow> {
  await trx('harvest_items')
    .where({ document_id: document.id, document_version: before.version })
    .update({ document_version: document.version });
  return document;
}

/** The PPID sends back what waits, with a note; the published version of a document stands as it was. The agency is told. */
export async function sendBack(deps: ReviewDeps, editor: Editor, seen: Seen, note: string): Promise<Reviewed> {
  return reviewing(deps, editor, seen, 'returned', note, async ({ row, revision, trx, at }) => {
    if (!revision) {
      const state = row.withdrawn_at === null ? ('draft' as const) : ('withdrawn' as const);
      const changes: Record<string, [unknown, unknown]> = { state: [row.state, state] };
      const event = { kind: 'document_sent_back' as const, changes, detail: { note } };
      const update = { state, publish_at: null, review_note: note };
      return followed(trx, row, await storeChange(trx, row, { update, event }, at));
    }
    const version = revision.version + 1;
    await trx('document_revisions').where('id', revision.id).update({ state: 'returned', note, version });
    await recordEvent(trx, row, { kind: 'document_change_sent_back', detail: { note }, ...at });
    return row;
  });
}

/** The agency drops what it proposed for a published document. */
export async function dropRevision(deps: ReviewDeps, editor: Editor, publicId: string): Promise<Changed> {
  const found = await changing(deps, editor, { publicId, version: null }, () => 'unchanged');
  if (!found.ok) return found;
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx): Promise<Changed> => {
    const { document } = found;
    const dropped = await trx('document_revisions').where('document_id', document.id).delete();
    const by = actingFor(editor, document.body_id);
    if (dropped > 0) await recordEvent(trx, document, { kind: 'document_change_dropped', by, at: now });
    return found;
  });
}

type Waiting = {
  row: DocumentRow;
  revision: DocumentRevisionRow | undefined;
  trx: Trx;
  now: string;
  at: { by: ReturnType<typeof actingFor>; at: string };
};

async function reviewing(
  deps: ReviewDeps,
  editor: Editor,
  seen: Seen,
  outcome: 'approved' | 'returned',
  note: string | null,
  decide: (waiting: Waiting) => Promise<DocumentRow | Outdated>,
): Promise<Reviewed> {
  const now = deps.clock.now().toISOString();
  return writing(deps.db, async (trx): Promise<Reviewed> => {
    const row = await lockedDocument(trx, deps.regionId, seen.publicId);
    if (!row) return { ok: false, code: 'not_found' };
    const open = row.state === 'published' ? await openRevision(trx, row.id) : undefined;
    const waits = row.state === 'review' || (row.state === 'published' && open?.state === 'review');
    if (!waits) return { ok: false, code: 'nothing_waits' };
    const fresh = row.version === seen.version && (open?.version ?? 0) === seen.revision;
    if (!fresh) return { ok: false, code: 'stale', document: row };
    const at = { by: actingFor(editor, row.body_id), at: now };
    const document = await decide({ row, revision: open, trx, now, at });
    if (typeof document === 'string') return { ok: false, code: document, document: row };
    await tellAgency(deps, trx, document, {
      outcome: document.state === 'scheduled' ? 'scheduled' : outcome,
      note,
      now,
    });
    return { ok: true, document };
  });
}

async function approvedChange(
  trx: Trx,
  row: DocumentRow,
  { content, made_by, made_at }: DocumentRevisionRow,
  now: string,
): Promise<Change> {
  const revision: Revision = JSON.parse(content);
  const own = { document_id: row.id };
  const live = { removed_at: null, added_at: now };
  await trx('document_files').where(own).whereNull('erased_at').whereIn('public_id', revision.files_added).update(live);
  await trx('document_files')
    .where(own)
    .whereIn('public_id', revision.files_removed)
    // What has left meanwhile stays as closed as it left.
    .whereNull('removed_at')
    .update({ removed_at: now, kept: 1 });
  await trx('document_links').where(own).whereIn('public_id', revision.links_removed).update({ removed_at: now });
  await trx('document_links').where(own).whereIn('public_id', revision.links_added).update(live);
  const gone = await trx('document_links')
    .where({ ...own, url: row.url })
    .whereIn('public_id', revision.links_removed);
  const said = 'url' in revision.changes ? (revision.changes.url ?? null) : gone.length > 0 ? null : row.url;
  const url = await settleUrl(trx, row, said, now);
  const facts = { ...revision.changes, url, format: formatOf(await fileNames(trx, row.id), url) };
  const { correction } = revision;
  const before = row as unknown as Record<string, unknown>;
  const changed = Object.entries(revision.changes).map(([name, to]) => [name, [before[name], to]]);
  return {
    update: { ...facts, ...(correction === null ? {} : { correction, corrected_at: now }) },
    event: {
      kind: 'document_change_approved',
      changes: Object.fromEntries(changed),
      detail: { proposed_by: made_by, proposed_at: made_at, correction },
    },
  };
}

/** Every PPID Pelaksana of the body is told, in the transaction of the decision. */
async function tellAgency(
  deps: ReviewDeps,
  trx: Trx,
  document: DocumentRow,
  { outcome, note, now }: { outcome: 'approved' | 'scheduled' | 'returned'; note: string | null; now: string },
): Promise<void> {
  const { config, keys, regionId } = deps;
  const staff = await staffWithRole(trx, regionId, 'opd', document.body_id, localDay(now, config.timezone));
  const t = deps.i18n.for('id');
  const mails = staff.map(({ id, name, email }) => ({
    regionId,
    dedupeKey: `document-review:${document.public_id}:${outcome}:${document.version}:${now}:${id}`,
    kind: 'staff',
    to: email,
    ...reviewMail(t, outcome, {
      name,
      title: document.title,
      note,
      publishAt: document.publish_at,
      url: `${config.baseUrl}/opd/informasi/${document.public_id}`,
      timezone: config.timezone,
    }),
  }));
  await enqueueMails(trx, keys, now, mails);
}

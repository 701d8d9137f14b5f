import type { Trx } from '../../db/connect';
import type { DocumentLinkRow, DocumentRow } from '../../db/tables/catalogue';
import { newPublicId } from '../../secrets/keys';
import { type CatalogueDeps, type Changed, changing, fileNames, sentAgain } from '../changing-commands';
import type { Editor } from '../editors';
import type { LinkReason } from '../files/reasons';
import { standsEmpty } from '../files/source-queries';
import { formatOf } from '../formats';
import { withId, withoutId } from '../review/revision';
import type { ShownLink } from './links';

/** How many links one document may have. */
export const MOST_LINKS = 20;

export type Linked = Changed | { ok: false; code: 'too_many_links' };

/** Adds a link. An address that is there already is not added again. */
export async function addLink(deps: CatalogueDeps, editor: Editor, publicId: string, link: ShownLink): Promise<Linked> {
  let tooMany = false;
  const done = await changing(deps, editor, { publicId, version: null }, async (row, trx, now, lane) => {
    const there = await liveLinks(trx, row.id);
    const proposed: DocumentLinkRow[] = await trx('document_links')
      .where('document_id', row.id)
      .whereIn('public_id', lane.proposed.links_added);
    const known = [...there, ...proposed].map(({ url }) => url);
    if (known.includes(link.url) || row.url === link.url) return 'unchanged';
    tooMany = known.length >= MOST_LINKS;
    if (tooMany) return 'unchanged';
    const waits = row.state === 'published' && !lane.trusted;
    const public_id = newPublicId(new Date(now));
    // A proposed one lies there as removed until the PPID says yes.
    await trx('document_links').insert({
      ...{ public_id, document_id: row.id, added_at: now, removed_at: waits ? now : null },
      ...link,
    });
    const detail = { link: { id: public_id, ...link } };
    if (waits) {
      const links_added = withId(lane.proposed.links_added, public_id);
      return { propose: { ...lane.proposed, links_added }, event: { detail } };
    }
    const url = row.url ?? link.url;
    const update = { url, format: formatOf(await fileNames(trx, row.id), url), ...sentAgain(row, lane.trusted) };
    return { update, event: { kind: 'document_link_added', detail } };
  });
  return tooMany ? { ok: false, code: 'too_many_links' } : done;
}

/** Takes a link off a document; the next one becomes its first. Twice is once. */
export async function removeLink(
  deps: CatalogueDeps,
  editor: Editor,
  publicId: string,
  linkPublicId: string,
  { why, note }: { why: LinkReason | null; note: string | null } = { why: null, note: null },
): Promise<Changed> {
  return changing(deps, editor, { publicId, version: null }, async (row, trx, now, lane) => {
    const link: DocumentLinkRow | undefined = await trx('document_links')
      .where({ document_id: row.id, public_id: linkPublicId })
      .first();
    if (!link) return 'unchanged';
    const detail = { link: { id: link.public_id, label: link.label, url: link.url }, why, note };
    const { proposed } = lane;
    if (proposed.links_added.includes(link.public_id)) {
      const links_added = withoutId(proposed.links_added, link.public_id);
      return { propose: { ...proposed, links_added }, event: { detail } };
    }
    if (link.removed_at !== null) return 'unchanged';
    if (await standsEmpty(trx, row, proposed, { id: link.public_id })) return 'last_source';
    if (row.state === 'published' && !lane.trusted) {
      const links_removed = withId(proposed.links_removed, link.public_id);
      return { propose: { ...proposed, links_removed }, event: { detail } };
    }
    await trx('document_links').where('id', link.id).update({ removed_at: now });
    const url = row.url === link.url ? ((await liveLinks(trx, row.id))[0]?.url ?? null) : row.url;
    const update = { url, format: formatOf(await fileNames(trx, row.id), url), ...sentAgain(row, lane.trusted) };
    return { update, event: { kind: 'document_link_removed', detail } };
  });
}

/**
 * The first link after an edit that says `url`: the row that named the old one goes with it, and without a new one the
 * next link moves up.
 */
export async function settleUrl(trx: Trx, row: DocumentRow, url: string | null, now: string): Promise<string | null> {
  if (row.url !== null && row.url !== url) {
    const old = { document_id: row.id, url: row.url, removed_at: null };
    await trx('document_links').where(old).update({ removed_at: now });
  }
  return url ?? (await liveLinks(trx, row.id))[0]?.url ?? null;
}

async function liveLinks(trx: Trx, documentId: number): Promise<DocumentLinkRow[]> {
  return trx('document_links').where({ document_id: documentId, removed_at: null }).orderBy('id');
}

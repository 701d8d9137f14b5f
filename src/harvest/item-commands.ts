import type { AuditActor } from '../audit/commands';
import { type Change, storeChange } from '../catalogue/changing-commands';
import { type DocumentFacts, factChanges } from '../catalogue/document-facts';
import { type BroughtDocument, insertDocuments } from '../catalogue/import/insert-commands';
import { findingsIn, textsChanged, textsOf } from '../catalogue/personal/texts';
import { publication, sending } from '../catalogue/publication';
import type { Trx } from '../db/connect';
import { insertMany } from '../db/insert-many';
import type { DocumentRow } from '../db/tables/catalogue';
import type { HarvestItemRow } from '../db/tables/harvest';
import { HARVESTER } from './harvester';
import type { Fit } from './item-facts';
import { dropProposal, proposeChange } from './proposal-commands';
import type { ListedSource } from './queries';

/**
 * `edited`: people changed it since, and their word stays. `proposed`: the change waits for the PPID. `held`: of the new and
 * the proposed ones those that wait because their texts may hold personal data, which nobody is here to tick.
 */
export type Taken = {
  fresh: number;
  changed: number;
  unchanged: number;
  edited: number;
  proposed: number;
  held: number;
};

/**
 * Takes items of one batch in: new ones become documents, changed ones change theirs unless people did since, and what
 * came back is there again. What is as it was costs no write.
 */
export async function takeItems(
  trx: Trx,
  source: ListedSource,
  fits: readonly Fit[],
  now: Date,
  marked: boolean,
): Promise<Taken> {
  const at = now.toISOString();
  const taken: Taken = { fresh: 0, changed: 0, unchanged: 0, edited: 0, proposed: 0, held: 0 };
  const there: HarvestItemRow[] = await trx('harvest_items')
    .where('source_id', source.id)
    .whereIn(
      'external_id',
      fits.map(({ id }) => id),
    );
  const known = new Map(there.map((item) => [item.external_id, item]));
  const fresh = fits.filter(({ id }) => !known.has(id));
  const added = await addItems(trx, source, fresh, now, marked);
  taken.fresh = added.size;
  taken.held = fresh.filter(({ key, facts }) => added.has(key) && mayBePersonal(facts)).length;
  for (const fit of fits) {
    const item = known.get(fit.id);
    if (!item) continue;
    if (item.hash === fit.hash && item.gone_at === null) taken.unchanged += 1;
    else {
      const became = await refresh(trx, source, item, fit, at);
      taken[became.as] += 1;
      if (became.held) taken.held += 1;
    }
  }
  return taken;
}

const mayBePersonal = (facts: DocumentFacts): boolean => findingsIn(textsOf(facts)).length > 0;

async function addItems(
  trx: Trx,
  source: ListedSource,
  fits: readonly Fit[],
  now: Date,
  marked: boolean,
): Promise<ReadonlyMap<string, unknown>> {
  if (fits.length === 0) return new Map();
  const documents = fits.map(
    ({ key, facts }): BroughtDocument => ({
      ...{ facts, bodyId: source.body_id, key, file: null },
      state: source.body_trusted === 1 && !mayBePersonal(facts) ? 'published' : 'review',
      source: `${source.name} (${new URL(source.url).host})`,
    }),
  );
  const bringing = { regionId: source.region_id, now, by: HARVESTER, kind: 'document_imported' as const, marked };
  const made = await insertDocuments(trx, { ...bringing, detail: { harvest: source.public_id } }, documents);
  // After a restore without the items their documents are there already.
  const left = fits.filter(({ key }) => !made.has(key)).map(({ key }) => key);
  const old: DocumentRow[] = left.length
    ? await trx('documents').where('region_id', source.region_id).whereIn('import_key', left)
    : [];
  const rows = new Map([...made, ...old.map((row) => [row.import_key as string, row] as const)]);
  const items = fits.flatMap(({ id, key, hash }) => {
    const row = rows.get(key);
    if (!row) return [];
    const versions = { document_id: row.id, document_version: row.version };
    return [{ source_id: source.id, external_id: id, ...versions, hash, first_seen_at: now.toISOString() }];
  });
  await insertMany(trx, 'harvest_items', items);
  return made;
}

/** An item that says something else than before, or is there again. */
async function refresh(
  trx: Trx,
  source: ListedSource,
  item: HarvestItemRow,
  { facts, hash }: Fit,
  at: string,
): Promise<{ as: Exclude<keyof Taken, 'fresh' | 'held'>; held: boolean }> {
  const row: DocumentRow = await trx('documents').where('id', item.document_id).forUpdate().first();
  const here = { hash, gone_at: null, kept: 0 };
  const put = (to: Partial<HarvestItemRow>) => trx('harvest_items').where('id', item.id).update(to);
  const byUs = item.withdrawn_at !== null && row.state === 'withdrawn' && row.version === item.document_version;
  const ours = row.version === item.document_version && (row.state !== 'withdrawn' || byUs);
  const changes = factChanges(row, facts);
  if (!ours) {
    await put({ ...here, withdrawn_at: null });
    return { as: changes === null ? 'unchanged' : 'edited', held: false };
  }
  // What the PPID reviews first must not change in public by itself: it waits for him. So does what may be personal data.
  // What is back is told anew as a whole: it may have gone before anybody looked at it.
  const told = byUs ? textsOf(facts) : textsChanged(row, facts, row.correction);
  const held = findingsIn(told).length > 0;
  const reviewed = source.body_trusted === 0 || held;
  if (reviewed && row.state === 'published') {
    await put(here);
    const waits = await proposeChange(trx, row, changes, { at, harvest: source.public_id });
    return { as: waits ? 'proposed' : 'unchanged', held: waits && held };
  }
  let document = row;
  const store = async (change: Change) => {
    document = await storeChange(trx, document, change, { by: HARVESTER, at });
  };
  // What waited for the PPID while the body was reviewed, or held what may be personal data, is out of date.
  if (changes || row.state === 'published') await dropProposal(trx, row);
  if (changes)
    await store({ update: facts, event: { kind: 'document_edited', changes, detail: { harvest: source.public_id } } });
  // What is back, or was sent back and says something else now, is looked at once more.
  const again = reviewed && (byUs || (changes !== null && row.state === 'draft'));
  if (again) await store(sending(document, null));
  else if (byUs) await store(publication(document, document.slug, at));
  await put({ ...here, withdrawn_at: null, document_version: document.version });
  if (again) return { as: 'proposed', held };
  return { as: changes || byUs ? 'changed' : 'unchanged', held };
}

/** Takes back the document of an item that its source has no more. People may have taken it back before, or closed it. */
export async function withdrawItem(
  trx: Trx,
  item: Pick<HarvestItemRow, 'id' | 'document_id'>,
  { reason, at, by = HARVESTER }: { reason: string; at: string; by?: { userId: number | null; actor: AuditActor } },
): Promise<boolean> {
  const row: DocumentRow = await trx('documents').where('id', item.document_id).forUpdate().first();
  // That an exempt item exists is no source's to hide (UU 14/2008 Pasal 17): only a decision, a ruling or time ends it.
  if (row.state === 'withdrawn' || row.category === 'dikecualikan') {
    await trx('harvest_items').where('id', item.id).update({ kept: 1 });
    return false;
  }
  const update = { state: 'withdrawn' as const, withdrawn_at: at, withdrawn_reason: reason, publish_at: null };
  const event = {
    kind: 'document_withdrawn' as const,
    changes: { state: [row.state, 'withdrawn'] as [unknown, unknown] },
  };
  const change: Change = { update, event: { ...event, detail: { reason } } };
  const document = await storeChange(trx, row, change, { by, at });
  await trx('harvest_items').where('id', item.id).update({ withdrawn_at: at, document_version: document.version });
  return true;
}

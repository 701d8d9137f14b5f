import { type AuditActor, appendEvent } from '../audit/commands';
import { type Trx, writing } from '../db/connect';
import type { HarvestItemRow, HarvestSourceRow } from '../db/tables/harvest';
import type { Deps } from '../deps';
import { newPublicId } from '../secrets/keys';
import type { SourceFacts } from './forms';
import { withdrawItem } from './item-commands';

type SourceDeps = Pick<Deps, 'db' | 'clock' | 'regionId'>;
export type By = { userId: number; actor: AuditActor };

export type Kept = { ok: true; publicId: string } | { ok: false; code: 'not_found' | 'stale' };

/** Keeps a new source; it is read at the next pass. `formKey` names the page it was typed on: sent twice, it is made once. */
export async function createSource(
  deps: SourceDeps,
  by: By,
  { bodyId, formKey, facts }: { bodyId: number; formKey: string; facts: SourceFacts },
): Promise<string> {
  const now = deps.clock.now();
  const at = now.toISOString();
  // The page's key takes the place of a random id, so that the second of two clicks meets the first.
  const public_id = formKey.replace(/[^A-Za-z0-9]/g, '').toLowerCase() || newPublicId(now);
  const row = {
    ...columnsOf(facts),
    ...{ public_id, region_id: deps.regionId, body_id: bodyId, created_by: by.userId },
    ...{ next_run_at: at, created_at: at, updated_at: at },
  };
  return writing(deps.db, async (trx) => {
    const [made]: HarvestSourceRow[] = await trx('harvest_sources')
      .insert(row)
      .onConflict('public_id')
      .ignore()
      .returning('*');
    if (made) await record(trx, made, by, at, 'harvest_source_created', { changes: changesOf({}, columnsOf(facts)) });
    return public_id;
  });
}

const columnsOf = ({ name, kind, url, category, subkind, every, grace }: SourceFacts) => ({
  ...{ name, kind, url, category, subkind, every, grace_days: grace },
});

/** Changes what a source is. Another address or kind is read anew, whatever the old one said of its state. */
export async function editSource(
  deps: SourceDeps,
  by: By,
  at: { publicId: string; version: number },
  facts: SourceFacts,
): Promise<Kept> {
  return changing(deps, by, at, (row, now) => {
    const columns = columnsOf(facts);
    const changes = changesOf(row, columns);
    if (Object.keys(changes).length === 0) return null;
    const anew = { etag: null, last_modified: null, resume: null, next_run_at: now, failures: 0 };
    return { update: { ...columns, ...anew }, kind: 'harvest_source_edited', changes };
  });
}

export type SourceAction = 'run' | 'pause' | 'resume' | 'end' | 'remove' | 'wait';

/**
 * What an officer does with a source: reads it now, lets it rest, goes on, ends it; or answers its question: `remove` what
 * it lost, or `wait` for it to come back.
 */
export async function actOnSource(
  deps: SourceDeps,
  by: By,
  at: { publicId: string; version: number },
  action: SourceAction,
): Promise<Kept> {
  return changing(deps, by, at, (row, now) => {
    const update = {
      run: { next_run_at: now, active: 1 },
      pause: { active: 0 },
      resume: { active: 1, next_run_at: now, failures: 0 },
      end: { ended_at: now, active: 0 },
      remove: { loss_accepted: 1, question: null, next_run_at: now },
      wait: { question: null },
    }[action];
    if ((action === 'remove' || action === 'wait') && row.question === null) return null;
    return { update, kind: `harvest_source_${ACTED[action]}`, changes: changesOf(row, update) };
  });
}

const ACTED = {
  ...{ run: 'called', pause: 'paused', resume: 'resumed', end: 'ended', remove: 'loss_accepted', wait: 'loss_doubted' },
} as const;

/** Withdraws the document of an item that is gone, before its grace ends, or keeps it although its source has it no more. */
export async function decideGone(
  deps: SourceDeps,
  by: By,
  source: Pick<HarvestSourceRow, 'id' | 'region_id' | 'public_id'>,
  { item: id, choice, reason }: { item: number; choice: 'withdraw' | 'keep'; reason: string },
): Promise<boolean> {
  const at = deps.clock.now().toISOString();
  return writing(deps.db, async (trx) => {
    const item: HarvestItemRow | undefined = await trx('harvest_items')
      .where({ id, source_id: source.id, withdrawn_at: null })
      .whereNotNull('gone_at')
      .forUpdate()
      .first();
    if (!item) return false;
    if (choice === 'withdraw') return withdrawItem(trx, item, { reason, at, by });
    if (item.kept === 1) return true;
    await trx('harvest_items').where('id', id).update({ kept: 1 });
    await record(trx, source, by, at, 'harvest_item_kept', { detail: { item: item.external_id } });
    return true;
  });
}

type Change = { update: Partial<HarvestSourceRow>; kind: string; changes: Record<string, [unknown, unknown]> };

async function changing(
  deps: SourceDeps,
  by: By,
  { publicId, version }: { publicId: string; version: number },
  decide: (row: HarvestSourceRow, now: string) => Change | null,
): Promise<Kept> {
  const at = deps.clock.now().toISOString();
  return writing(deps.db, async (trx): Promise<Kept> => {
    const row: HarvestSourceRow | undefined = await trx('harvest_sources')
      .where({ region_id: deps.regionId, public_id: publicId, ended_at: null })
      .forUpdate()
      .first();
    if (!row) return { ok: false, code: 'not_found' };
    const decided = decide(row, at);
    if (decided === null) return { ok: true, publicId };
    if (row.version !== version) return { ok: false, code: 'stale' };
    await trx('harvest_sources')
      .where('id', row.id)
      .update({ ...decided.update, version: version + 1, updated_at: at });
    await record(trx, row, by, at, decided.kind, { changes: decided.changes });
    return { ok: true, publicId };
  });
}

function changesOf(before: object, after: object): Record<string, [unknown, unknown]> {
  const was = before as Record<string, unknown>;
  const differ = Object.entries(after).filter(([name, value]) => (was[name] ?? null) !== value);
  return Object.fromEntries(differ.map(([name, value]) => [name, [was[name] ?? null, value]]));
}

async function record(
  trx: Trx,
  { id, region_id, public_id }: Pick<HarvestSourceRow, 'id' | 'region_id' | 'public_id'>,
  { actor }: By,
  at: string,
  kind: string,
  { changes, detail }: { changes?: Record<string, [unknown, unknown]>; detail?: Record<string, unknown> },
): Promise<void> {
  const entry = { regionId: region_id, kind, occurredAt: at, recordedAt: at, actor };
  await appendEvent(trx, `harvest:${id}`, {
    ...entry,
    ...(changes ? { changes } : {}),
    detail: { source: public_id, ...detail },
  });
}

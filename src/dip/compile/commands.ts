import { type RegisterDocument, registerBodies, registerDocuments } from '../../catalogue/register-queries';
import { type Trx, writing } from '../../db/connect';
import { insertMany } from '../../db/insert-many';
import type { DipVersionRow } from '../../db/tables/dip';
import type { Deps } from '../../deps';
import { decideDip } from '../../workflow/dip-machine';
import { factsOf } from '../facts';
import { heldVersion, unfinishedVersions } from '../queries';
import { recordDip } from '../record-commands';
import { tellSuperior } from '../remind/proposal-commands';
import { chained, contentHash, contentOf, missingColumns } from '../row';
import { followingGroup, readPlace, type SnapshotPlace } from './place';

type CompileDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'log' | 'config' | 'keys' | 'i18n'>;

/** Rows of one transaction: large enough to be quick, small enough that the site answers in between. */
export const BATCH = 1_000;
/** Rows of one pass: a register of a million must not keep letters and deadlines waiting. */
const MOST_PER_PASS = 50_000;

/**
 * Goes on with the snapshot of a proposal, and throws away the rows of one that was withdrawn. Each batch and the place it
 * came to commit together, so that a snapshot which is broken off goes on by itself and takes nothing twice; of two passes
 * at once one takes a batch and the other leaves it to him. Gives how many rows were taken.
 */
export async function compileDip(deps: CompileDeps, most = MOST_PER_PASS): Promise<number> {
  let taken = 0;
  for (const { id, state } of await unfinishedVersions(deps.db, deps.regionId)) {
    try {
      if (state === 'withdrawn') await discardRows(deps, id, most);
      else
        for (let more = true; more && taken < most; ) {
          const step = await freezeBatch(deps, id, Math.min(BATCH, most - taken));
          taken += step.taken;
          more = step.more;
        }
    } catch (error) {
      deps.log.error({ err: error, version: id }, 'the snapshot of the register could not be carried on');
      const stalled_at = deps.clock.now().toISOString();
      await writing(deps.db, (trx) => trx('dip_versions').where({ id, state: 'compiling' }).update({ stalled_at }));
    }
  }
  return taken;
}

/** One batch in one transaction. `more` is false when nothing is left to take, or somebody else is at it. */
export async function freezeBatch(
  deps: CompileDeps,
  id: number,
  limit = BATCH,
): Promise<{ taken: number; more: boolean }> {
  return writing(deps.db, async (trx) => {
    const row = await heldVersion(trx, id);
    if (row?.state !== 'compiling') return { taken: 0, more: false };
    const bodies = await registerBodies(trx, row.region_id);
    let at: SnapshotPlace | null = readPlace(row.place) ?? followingGroup(null, bodies);
    let frozen = row;
    for (let left = limit; at && left > 0; ) {
      const documents: RegisterDocument[] = await registerDocuments(
        trx,
        { regionId: row.region_id, bodyId: at.bodyId, category: at.category, cut: row.proposed_at },
        at.after,
        left,
      );
      frozen = await freeze(trx, frozen, documents);
      const last = documents.at(-1);
      const full = documents.length === left;
      left -= documents.length;
      at =
        full && last ? { ...at, after: { published_at: last.published_at, id: last.id } } : followingGroup(at, bodies);
    }
    const { row_count, incomplete_count, rows_hash } = frozen;
    const place = at ? JSON.stringify(at) : null;
    await trx('dip_versions').where({ id }).update({ row_count, incomplete_count, rows_hash, place, stalled_at: null });
    if (!at) await finish(deps, trx, { ...frozen, place });
    return { taken: row_count - row.row_count, more: at !== null };
  });
}

/** Writes documents as the next rows, and counts them in their group. What moved to another body meanwhile is not taken twice. */
async function freeze(trx: Trx, version: DipVersionRow, found: readonly RegisterDocument[]): Promise<DipVersionRow> {
  const known = new Set<number>(
    found.length === 0
      ? []
      : await trx('dip_rows')
          .where('version_id', version.id)
          .whereIn(
            'document_id',
            found.map(({ id }) => id),
          )
          .pluck('document_id'),
  );
  const documents = found.filter(({ id }) => !known.has(id));
  const [first] = documents;
  if (!first) return version;
  let { row_count: number, rows_hash: head } = version;
  let incomplete = 0;
  const rows = documents.map((document) => {
    const content = contentOf(document);
    number += 1;
    const row = { version_id: version.id, number, document_id: document.id, ...content, hash: contentHash(content) };
    head = chained(head, row);
    if (missingColumns(content).length > 0) incomplete += 1;
    return row;
  });
  await insertMany(trx, 'dip_rows', rows, { returning: ['number'] });
  const group = { version_id: version.id, body_id: first.body_id, category: first.category };
  await trx('dip_groups')
    .insert({
      ...group,
      first_number: version.row_count + 1,
      body_name: first.body_name,
      rows: rows.length,
      incomplete,
    })
    .onConflict(['version_id', 'body_id', 'category'])
    .merge({
      rows: trx.raw('dip_groups.rows + excluded.rows'),
      incomplete: trx.raw('dip_groups.incomplete + excluded.incomplete'),
    });
  return { ...version, row_count: number, rows_hash: head, incomplete_count: version.incomplete_count + incomplete };
}

/** The snapshot is whole: from here on its rows are frozen, and the log holds the hash over them. */
async function finish(deps: CompileDeps, trx: Trx, row: DipVersionRow): Promise<void> {
  const now = deps.clock.now().toISOString();
  const system = { role: 'system' as const, userId: null, today: '', last_decree_on: null };
  const decision = decideDip(factsOf(row), { do: 'freeze' }, system);
  if (!decision.ok) throw new Error(`the snapshot of ${row.public_id} cannot end: ${decision.code}`);
  const { to: state, event: kind } = decision;
  await trx('dip_versions')
    .where({ id: row.id })
    .update({ state, compiled_at: now, version: row.version + 1 });
  await tellSuperior(deps, trx, { ...row, version: row.version + 1 }, now);
  await recordDip(trx, row, {
    ...{ kind, at: now, actor: { role: 'system' } },
    changes: { state: [row.state, state] },
    detail: { rows: row.row_count, incomplete: row.incomplete_count, rows_hash: row.rows_hash },
  });
}

/** The rows of a withdrawn proposal are nobody's: they go batch by batch, the version and its events stay. */
async function discardRows(deps: CompileDeps, id: number, most: number): Promise<void> {
  for (let gone = 0; gone < most; gone += BATCH) {
    const left = await writing(deps.db, async (trx) => {
      const numbers: number[] = await trx('dip_rows')
        .where('version_id', id)
        .orderBy('number')
        .limit(BATCH)
        .pluck('number');
      const last = numbers.at(-1);
      if (last !== undefined) await trx('dip_rows').where('version_id', id).where('number', '<=', last).delete();
      else await trx('dip_groups').where('version_id', id).delete();
      return numbers.length;
    });
    if (left === 0) return;
  }
}

import { type AuditActor, appendToCase } from '../../audit/commands';
import { calendarInForce } from '../../calendar/queries';
import { isPostgres, writing } from '../../db/connect';
import type { DisputeRow } from '../../db/tables/disputes';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import { commissionOf } from '../../letters/commission-queries';
import { openIdentity } from '../../requests/identity';
import type { ZipEntry } from '../../storage/zip';
import { isWindowState } from '../../workflow/dispute-facts';
import { dossierOf } from './dossier';
import { dossierEntries } from './entries';
import { dossierRows } from './queries';

/** A ready file that can be sent: its name, what is in it, and the time each of its files bears. */
export type ReadyFile = { name: string; entries: ZipEntry[]; mtime: Date };

/**
 * Prepares the ready file of an objection: `own` for the requester himself, who finds his identity in full; staff find
 * its numbers masked. The same state of the case makes the same bytes. Throws when a file of the case is missing, before
 * anything is sent.
 */
export async function readyFile(deps: Deps, objection: ObjectionRow, { own }: { own: boolean }): Promise<ReadyFile> {
  const { db, keys, files, config, i18n } = deps;
  const rows = await dossierRows(db, objection);
  const dossier = dossierOf(rows, {
    ...{ own, i18n, timezone: config.timezone },
    identity: openIdentity(keys, objection),
    commission: await commissionOf(db, objection.region_id),
    org: config.org,
    cal: await calendarInForce(db, objection.region_id),
  });
  for (const { stored_name } of dossier.files) {
    if (!(await files.exists(stored_name))) throw new Error(`stored file is missing: ${stored_name}`);
  }
  const { dispute } = dossier;
  const number = dispute && !isWindowState(dispute.state) ? dispute.number : objection.number;
  return {
    name: `${dossier.t('disputes:bundle.name', { number })}.zip`,
    entries: dossierEntries(dossier, keys, files),
    mtime: new Date(dossier.as_of.at),
  };
}

/**
 * Writes down that an officer takes the ready file away. The version stays, so that no colleague's open form turns stale;
 * the head of the chain is guarded by its place.
 */
export async function noteTaken(deps: Deps, dispute: DisputeRow, by: AuditActor): Promise<void> {
  await writing(deps.db, async (trx) => {
    const query = trx('disputes').where('id', dispute.id);
    const row: DisputeRow | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
    if (!row) throw new Error(`dispute ${dispute.number} is gone`);
    const now = deps.clock.now().toISOString();
    const head = await appendToCase(trx, `dispute:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, [
      { regionId: row.region_id, kind: 'dossier_taken', occurredAt: now, recordedAt: now, actor: by },
    ]);
    const changed = await trx('disputes')
      .where({ id: row.id, seq: row.seq })
      .update({ seq: head.seq, head_hash: head.hash });
    if (changed !== 1) throw new Error(`dispute ${row.number} changed under its own lock`);
  });
}

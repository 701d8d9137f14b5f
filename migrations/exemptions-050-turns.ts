import type { Knex } from 'knex';
import { plain } from './columns';

/**
 * Whose turn it is: when the PPID first opened what an agency handed in (until then it may be taken back), and the instant
 * at which the portal made an item public, so that it is not counted as its agency's publishing. With the indexes by which
 * the desks find what waits, soonest first.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('exemptions', (t) => {
    plain(knex, t, 'seen_on');
    plain(knex, t, 'opened_at');
    t.index(['region_id', 'state', 'handed_on'], 'exemptions_handed');
    t.index(['region_id', 'state', 'ends_on'], 'exemptions_ending');
    t.index(['region_id', 'state', 'masked_on', 'masking_due_on'], 'exemptions_masking_due');
  });
  // What was handed in so far, somebody has opened: nobody loses work by the new way back.
  await knex('exemptions')
    .whereNotNull('handed_on')
    .update({ seen_on: knex.ref('handed_on') });
  const opened = knex('documents').where('documents.id', knex.ref('exemptions.document_id')).select('published_at');
  await knex('exemptions').whereIn('state', ['expired', 'revoked']).update({ opened_at: opened });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.alterTable('exemptions', (t) => {
    for (const name of ['exemptions_handed', 'exemptions_ending', 'exemptions_masking_due']) t.dropIndex([], name);
  });
  // On SQLite the schema builder would make the table anew.
  for (const column of ['seen_on', 'opened_at']) {
    await knex.raw(`ALTER TABLE exemptions DROP COLUMN ${column}`);
  }
}

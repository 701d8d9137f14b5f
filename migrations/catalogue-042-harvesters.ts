import type { Knex } from 'knex';

/** What other portals may take: the words of `OPEN` in `ckan-queries`, without which these indexes are not used. */
const OPEN = "state = 'published' AND category <> 'dikecualikan'";

/** Lists for other portals, which hold no exempt item, in the orders in which these ask: by change and by key. */
export async function up(knex: Knex): Promise<void> {
  for (const [name, columns] of Object.entries(INDEXES))
    await knex.raw(`CREATE INDEX ${name} ON documents (${columns}) WHERE ${OPEN}`);
}

export async function down(knex: Knex): Promise<void> {
  for (const name of Object.keys(INDEXES)) await knex.raw(`DROP INDEX ${name}`);
}

// The last columns are only there so that a filter needs no look at the rows that an offset passes over.
const INDEXES = {
  documents_open_by_change: 'region_id, updated_at, id, category',
  documents_open_of_body: 'region_id, body_id, updated_at, id, category',
  documents_open_by_id: 'region_id, id, body_id, category',
};

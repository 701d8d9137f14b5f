import { chainRows } from '../audit/commands';
import { updateMany } from '../db/update-many';
import { writeLetters } from '../letters/commands';
import { enqueueMails } from '../mail/outbox';
import type { CaseRow, World } from './kind';
import type { Pile } from './pile';

// knex writes many rows for SQLite as a compound select, which takes 500 parts at most.
const CHUNK = 200;

/**
 * Writes what a pass gathered: letters, messages, escalations, events, and the cases themselves, each guarded by the
 * version it was read with. Throws when a case changed under its lock: nothing of the pass is kept then.
 */
export async function storePile({ deps, trx, now, today }: World, table: string, pile: Pile): Promise<void> {
  await writeLetters(trx, { keys: deps.keys, config: deps.config, i18n: deps.i18n, now, today }, pile.letters);
  await enqueueMails(trx, deps.keys, now, pile.mails);
  for (const rows of chunks(pile.escalations)) await trx('escalations').insert(rows);
  const heads = pile.events.map(({ chain, seq, hash, entries }) => ({
    chain,
    ...chainRows(chain, { seq, hash }, entries),
  }));
  for (const rows of chunks(heads.flatMap((head) => head.rows))) await trx('audit_events').insert(rows);
  for (const rows of chunks(sameColumns(pile.updates), 500)) {
    const changed = await updateMany(trx, table, rows);
    if (changed !== rows.length) throw new Error(`${rows.length - changed} of ${table} changed under their own lock`);
  }
}

/** The head that a case's entries lead to, for its row. */
export function headAfter(row: CaseRow, chain: string, entries: Parameters<typeof chainRows>[2]) {
  const { head } = chainRows(chain, { seq: row.seq, hash: row.head_hash }, entries);
  return { seq: head.seq, head_hash: head.hash };
}

/** One statement sets the same columns of every row: what a row does not change it sets to what it has. */
function sameColumns(updates: Pile['updates']): Pile['updates'] {
  const names = new Set(updates.flatMap((row) => Object.keys(row)));
  if (updates.every((row) => Object.keys(row).length === names.size)) return updates;
  throw new Error('the rows of one pass must set the same columns');
}

function chunks<T>(rows: readonly T[], size = CHUNK): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < rows.length; i += size) parts.push(rows.slice(i, i + size));
  return parts;
}

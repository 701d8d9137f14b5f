import { openRevision, storeRevision } from '../catalogue/changing-commands';
import { recordEvent } from '../catalogue/record-commands';
import { NO_REVISION, type Revision, sameRevision, withWas } from '../catalogue/review/revision';
import type { Trx } from '../db/connect';
import type { DocumentRow } from '../db/tables/catalogue';
import { HARVESTER } from './harvester';

type Changes = Record<string, [unknown, unknown]> | null;

/**
 * What a source says otherwise of a published document becomes a proposal that the PPID accepts or sends back. Beside what
 * people of the agency propose it stands where they say nothing; a proposal of the source's own is renewed, and dropped when
 * the source says again what is published. True when something waits.
 */
export async function proposeChange(
  trx: Trx,
  row: DocumentRow,
  changes: Changes,
  { at, harvest }: { at: string; harvest: string },
): Promise<boolean> {
  const waiting = await openRevision(trx, row.id);
  const before: Revision = waiting ? JSON.parse(waiting.content) : NO_REVISION;
  const ofPeople = waiting !== undefined && waiting.made_by !== null;
  const said = Object.fromEntries(Object.entries(changes ?? {}).map(([name, [, to]]) => [name, to]));
  const next: Revision = { ...before, changes: ofPeople ? { ...said, ...before.changes } : said };
  if (sameRevision(next, before)) return changes !== null;
  const by = ofPeople ? waiting.made_by : null;
  // What was sent back to people of the agency is theirs to send again.
  if (ofPeople && waiting.state === 'returned') {
    const change = { content: JSON.stringify(withWas(row, before, next)), version: waiting.version + 1 };
    await trx('document_revisions').where('id', waiting.id).update(change);
  } else await storeRevision(trx, row, waiting, next, { by, at });
  const event = { kind: 'document_change_proposed' as const, changes: changes ?? {}, detail: { harvest } };
  await recordEvent(trx, row, { ...event, by: HARVESTER, at });
  return changes !== null;
}

/** A proposal of the source's own is gone: what it says is public by itself now. */
export async function dropProposal(trx: Trx, row: Pick<DocumentRow, 'id'>): Promise<void> {
  await trx('document_revisions').where({ document_id: row.id, made_by: null }).delete();
}

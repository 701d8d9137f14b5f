import type { AuditEntry } from '../audit/commands';
import { chainRows } from '../audit/commands';
import type { Trx } from '../db/connect';
import type { CaseKind } from '../db/tables/cases';

/** A file whose row is gone: its bytes follow after the commit. */
export type GoneFile = { stored_name: string; sha256: string; size: number };

/** What was destroyed of one case. */
export type Erased = { files: GoneFile[]; letters: number[] };

/** What the log says of it: what, under which list, and how much. */
export type ErasureEntry = Omit<AuditEntry, 'changes'>;

type Row = { id: number; public_id: string; seq: number; head_hash: string };

const TABLES: Readonly<Record<CaseKind, string>> = {
  ...{ request: 'requests', objection: 'objections', dispute: 'disputes', breach: 'breaches' },
};

/** Writes the event of a destruction and, with the head of the chain, what became of the row, which the caller holds. */
export async function putErased(
  trx: Trx,
  kind: CaseKind,
  row: Row,
  entry: ErasureEntry,
  columns: Record<string, unknown>,
): Promise<void> {
  const { rows, head } = chainRows(`${kind}:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, [entry]);
  await trx('audit_events').insert(rows);
  const changed = await trx(TABLES[kind])
    .where({ id: row.id, seq: row.seq })
    .update({ ...columns, seq: head.seq, head_hash: head.hash, version: trx.raw('version + 1') });
  if (changed !== 1) throw new Error(`${kind} ${row.id} changed under its own lock`);
}

/** Removes rows of `case_files`: all of a case, or only of some kinds. */
export async function eraseCaseFiles(
  trx: Trx,
  kind: CaseKind,
  caseId: number,
  kinds: readonly string[] | null,
): Promise<GoneFile[]> {
  const these = () => {
    const query = trx('case_files').where({ case_kind: kind, case_id: caseId });
    return kinds ? query.whereIn('kind', kinds) : query;
  };
  const gone: GoneFile[] = await these().select('stored_name', 'sha256', 'size');
  await these().delete();
  return gone;
}

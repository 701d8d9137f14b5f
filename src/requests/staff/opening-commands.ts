import { type AuditActor, appendToCase } from '../../audit/commands';
import { isPostgres, type Trx, writing } from '../../db/connect';
import type { ObjectionRow } from '../../db/tables/objections';
import type { RequestFileRow, RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { accessCode, openCaseKey, sealText } from '../../secrets/keys';
import { PAPER_KINDS } from '../papers';
import { fileOf } from '../queries';

const REQUEST = { table: 'requests', chain: 'request' } as const;

type Looking = { requestId: number; by: AuditActor; reason: string };

/**
 * Lets an officer read one identity paper: the event with its reason is on the case's chain before the file is. Null when
 * the case has no such paper. The reason is sealed, since it may name people.
 */
export async function openIdentityPaper(
  deps: Deps,
  looking: Looking & { fileId: string },
): Promise<RequestFileRow | null> {
  return noteOnCase(deps, REQUEST, { ...looking, caseId: looking.requestId }, 'identity_opened', async (trx, row) => {
    const file = await fileOf(trx, row.id, looking.fileId);
    if (!file || !(PAPER_KINDS as readonly string[]).includes(file.kind)) return null;
    return { answer: file, detail: { file: file.kind, sha256: file.sha256 } };
  });
}

/**
 * True for a file that is not for everybody even after the case is answered: what was blackened, as it was, and what the
 * body brought for an answer that was refused.
 */
export const isExempt = (file: Pick<RequestFileRow, 'kind'>, { outcome }: Pick<RequestRow, 'outcome'>): boolean =>
  file.kind === 'original' || (file.kind === 'material' && outcome === 'refused');

/** Leaves an event that somebody opened an exempt file of a case (UU 14/2008 Pasal 54). Null when its key is destroyed. */
export async function noteExemptOpening(
  deps: Deps,
  { requestId, by }: Omit<Looking, 'reason'>,
  file: RequestFileRow,
): Promise<RequestFileRow | null> {
  const looking = { caseId: requestId, by, reason: '' };
  return noteOnCase(deps, REQUEST, looking, 'exempt_file_opened', async () => ({
    answer: file,
    detail: { file: file.kind, id: file.public_id, sha256: file.sha256 },
  }));
}

/** Shows the code of a case at the counter once more. Null when there is no such case. */
export async function showCodeAgain(deps: Deps, looking: Looking): Promise<string | null> {
  return noteOnCase(deps, REQUEST, { ...looking, caseId: looking.requestId }, 'code_shown', async (_trx, row) => ({
    answer: accessCode(deps.keys, row.public_id),
    detail: {},
  }));
}

/**
 * Adds an event to a case without changing the case. Its version stays, so that no colleague's open form turns stale
 * because somebody looked at a paper; the head of the chain is guarded by its place.
 */
export async function noteOnCase<R extends RequestRow | ObjectionRow, T>(
  deps: Deps,
  of: { table: 'requests' | 'objections'; chain: 'request' | 'objection' },
  { caseId, by, reason }: { caseId: number; by: AuditActor; reason: string },
  kind: string,
  find: (trx: Trx, row: R) => Promise<{ answer: T; detail: Record<string, unknown> } | null>,
): Promise<T | null> {
  return writing(deps.db, async (trx) => {
    const query = trx(of.table).where({ id: caseId, region_id: deps.regionId });
    const row: R | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
    if (!row?.case_key_sealed) return null;
    const found = await find(trx, row);
    if (!found) return null;
    const now = deps.clock.now().toISOString();
    const caseKey = openCaseKey(deps.keys, row.case_key_sealed, row.public_id);
    const sealed = sealText(deps.keys.id, caseKey, JSON.stringify({ reason }), `event:${row.public_id}`);
    const head = await appendToCase(trx, `${of.chain}:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, [
      {
        regionId: row.region_id,
        kind,
        occurredAt: now,
        recordedAt: now,
        actor: by,
        detail: { ...found.detail, sealed },
      },
    ]);
    const changed = await trx(of.table)
      .where({ id: row.id, seq: row.seq })
      .update({ seq: head.seq, head_hash: head.hash });
    if (changed !== 1) throw new Error(`${of.chain} ${row.number} changed under its own lock`);
    return found.answer;
  });
}

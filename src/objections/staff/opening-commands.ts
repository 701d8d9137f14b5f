import type { AuditActor } from '../../audit/commands';
import type { CaseFileRow } from '../../db/tables/cases';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import { PAPER_KINDS } from '../../requests/papers';
import { noteOnCase } from '../../requests/staff/opening-commands';
import { accessCode } from '../../secrets/keys';

type Looking = { caseId: number; by: AuditActor; reason: string };

const OBJECTION = { table: 'objections', chain: 'objection' } as const;

/** Lets an officer read one identity paper of an objection: the event with its reason comes first. Null when there is none. */
export async function openObjectionPaper(
  deps: Deps,
  looking: Looking & { fileId: string },
): Promise<CaseFileRow | null> {
  return noteOnCase(deps, OBJECTION, looking, 'identity_opened', async (trx, row: ObjectionRow) => {
    const file: CaseFileRow | undefined = await trx('case_files')
      .where({ case_kind: 'objection', case_id: row.id, public_id: looking.fileId })
      .first();
    if (!file || !(PAPER_KINDS as readonly string[]).includes(file.kind)) return null;
    return { answer: file, detail: { file: file.kind, sha256: file.sha256 } };
  });
}

/** Shows the code of an objection at the counter once more. Null when there is no such objection. */
export async function showObjectionCode(deps: Deps, looking: Looking): Promise<string | null> {
  return noteOnCase(deps, OBJECTION, looking, 'code_shown', async (_trx, row: ObjectionRow) => ({
    answer: accessCode(deps.keys, row.public_id),
    detail: {},
  }));
}

import type { CaseStepResult } from '../../cases/step/commands';
import type { Trx } from '../../db/connect';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import { recordSending } from '../../letters/commands';
import type { ObjectionAnswer } from '../../letters/objection-facts';
import { keepUpload, type UploadedFile } from '../../storage/upload';
import { addCaseFiles } from '../files/commands';
import { takeObjectionStep } from '../steps/commands';
import { actingIn } from './acting';
import { delegationOf } from './delegation';
import type { OpenedObjection } from './opened';
import { recordResponse } from './response-commands';
import type { ObjectionStepAnswer } from './step-answers';
import { fileKind } from './uploads';

type Stored = Awaited<ReturnType<typeof storeStepFiles>>;

/** Moves the files of a step into the store, before its transaction. */
export async function storeStepFiles(deps: Deps, files: readonly UploadedFile[]) {
  const stored: {
    kind: string;
    storedName: string;
    name: string;
    mediaType: string;
    size: number;
    sha256: string;
    sealed: boolean;
  }[] = [];
  for (const file of files) {
    const { storedName, size, sha256, sealed } = await keepUpload(deps.files, file);
    const { name, mediaType } = file;
    stored.push({ ...{ kind: fileKind(file.field), storedName, name, mediaType, size, sha256 }, sealed: sealed === 1 });
  }
  return stored;
}

/** Takes a step of an objection as staff filled it in: the machine's step, or the objector's response. */
export async function takeStaffStep(
  deps: Deps,
  found: OpenedObjection,
  version: number,
  answer: ObjectionStepAnswer,
  files: Stored,
): Promise<CaseStepResult<ObjectionRow> | { ok: true }> {
  const { area, user, bundle } = found;
  const { step, note, letter } = answer;
  const caseId = bundle.row.id;
  if (step === null) {
    return recordResponse(deps, { caseId, version, text: note ?? '', by: actingIn(area, user, 'respond').by });
  }
  const given = answer.answer && { ...answer.answer, by: answersAs(deps, found) };
  const result = await takeObjectionStep(deps, {
    ...{ caseId, version, step },
    ...actingIn(area, user, step.do),
    columns: {
      ...(step.do === 'settle' ? { settlement: note } : {}),
      ...(step.do === 'delegate' ? { delegation: JSON.stringify(delegated(step.to)) } : {}),
      ...(given ? { answer: JSON.stringify(given), answered_by: user.id } : {}),
    },
    words: { reason: given?.reasons ?? note ?? null, order: given?.order ?? null },
    detail: { files: files.map(({ kind, sha256 }) => ({ kind, sha256 })) },
    also: (trx, row) => keep(trx, row.id),
  });
  return result;

  async function keep(trx: Trx, id: number): Promise<void> {
    const now = deps.clock.now().toISOString();
    const ids = await addCaseFiles(trx, { kind: 'objection', id }, files, now, user.id, deps.clock.real());
    if (step?.do !== 'record_letter' || !letter) return;
    const { sent_on: sentOn, reached_on: reachedOn } = step;
    // Without a new scan the one that is there stays.
    await recordSending(trx, { letterId: letter.id, way: letter.way, sentOn, reachedOn, signedFileId: ids[0] });
  }
}

/** Who answers, as Lampiran XI names him: the delegate, or the superior himself. */
function answersAs(deps: Deps, { user, bundle }: OpenedObjection): ObjectionAnswer['by'] {
  const delegation = delegationOf(bundle.row);
  if (delegation) return { name: delegation.name, office: delegation.office, delegated: true };
  const t = deps.i18n.for(bundle.row.language);
  return { name: user.name, office: user.title ?? t('objections:office'), delegated: false };
}

function delegated({ userId: _, roles: __, ...kept }: { userId: number | null; roles: readonly string[] }) {
  return kept;
}

import type { CaseKind, CaseRow } from '../cases/kind';
import type { LateLetter } from '../cases/mailed/commands';
import { stepInside } from '../cases/step/commands';
import type { CaseKind as CaseKindName } from '../db/tables/cases';
import { OBJECTIONS } from '../objections/kind';
import { REQUESTS } from '../requests/kind';
import type { Stepped } from '../workflow/table';

const SYSTEM = { role: 'system' as const, userId: null, bodyId: null };

/** Of a dispute's letters none starts a clock. */
export const LATE_LETTERS: Partial<Record<CaseKindName, LateLetter>> = {
  request: lateFor(REQUESTS),
  objection: lateFor(OBJECTIONS),
};

function lateFor<R extends CaseRow, F extends { state: string; ladder_since: string }, S extends Stepped>(
  kind: CaseKind<R, F, S>,
): LateLetter {
  return async (world, letter) => {
    const result = await stepInside(world, kind, {
      caseId: letter.case_id,
      ...{ version: null, actor: SYSTEM, by: { role: 'system' } },
      step: { do: 'mail_left', letter: letter.kind, reached_on: world.today } as unknown as S,
      detail: { number: letter.number, dated_on: letter.dated_on },
    });
    if (!result.ok) throw new Error(`a late mail of ${kind.name} ${letter.case_id}: ${result.kind}`);
  };
}

import { NoCalendarError } from '../../calendar/working-days';
import { type CaseStep, type CaseStepResult, stepInside } from '../../cases/step/commands';
import { worldHeld } from '../../cases/world';
import { writing } from '../../db/connect';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import type { ObjectionStep } from '../../workflow/objection-steps';
import { OBJECTIONS } from '../kind';
import { withEnacted } from './exemption-queries';

/** Takes one step of an objection, with its event, letter and what follows from it, in one transaction. */
export async function takeObjectionStep(
  deps: Deps,
  input: CaseStep<ObjectionStep>,
): Promise<CaseStepResult<ObjectionRow>> {
  try {
    return await writing(deps.db, async (trx) => {
      const world = await worldHeld(deps, trx);
      return stepInside(world, OBJECTIONS, await withEnacted(world, input));
    });
  } catch (error) {
    if (error instanceof NoCalendarError) return { ok: false, kind: 'refused', code: 'no_calendar' };
    throw error;
  }
}

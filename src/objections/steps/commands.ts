import { type CaseStep, type CaseStepResult, takeCaseStep } from '../../cases/step/commands';
import type { ObjectionRow } from '../../db/tables';
import type { Deps } from '../../deps';
import type { ObjectionStep } from '../../workflow/objection-steps';
import { OBJECTIONS } from '../kind';

/** Takes one step of an objection, with its event, letter and what follows from it, in one transaction. */
export const takeObjectionStep = (deps: Deps, input: CaseStep<ObjectionStep>): Promise<CaseStepResult<ObjectionRow>> =>
  takeCaseStep(deps, OBJECTIONS, input);

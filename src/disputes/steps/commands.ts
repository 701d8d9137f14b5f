import { type CaseStep, type CaseStepResult, takeCaseStep } from '../../cases/step/commands';
import type { DisputeRow } from '../../db/tables/disputes';
import type { Deps } from '../../deps';
import type { DisputeStep } from '../../workflow/dispute-steps';
import { DISPUTES } from '../kind';

/** Takes one step of a dispute, with its event, letter and messages, in one transaction. */
export const takeDisputeStep = (deps: Deps, input: CaseStep<DisputeStep>): Promise<CaseStepResult<DisputeRow>> =>
  takeCaseStep(deps, DISPUTES, input);

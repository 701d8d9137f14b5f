import type { World } from '../../cases/kind';
import type { RequestRow } from '../../db/tables/requests';
import { citedDecision } from '../../exemptions/register-queries';
import type { Decision } from '../../letters/facts';
import type { RefusalCode } from '../../workflow/refusals';
import { exemptionStands } from '../../workflow/rules';
import type { StepInput } from './input';

/**
 * What refuses leans on a decision that exists: whatever a form or a program says of it, the step is judged by what was
 * enacted, and the letter names that. What was never enacted is no decision.
 */
export async function withEnacted({ deps, trx }: World, input: StepInput): Promise<StepInput> {
  const { step, decision } = input;
  if (step.do !== 'propose_refusal' && step.do !== 'grant_partly') return input;
  if (!step.exemption) return input;
  const { code, number, attached } = step.exemption;
  const found = await citedDecision(trx, deps.regionId, code ?? number);
  const named = found && {
    code: found.code,
    number: found.number,
    decided_on: found.decided_on,
    title: found.title,
    ground: found.ground,
  };
  return {
    ...input,
    step: { ...step, exemption: named && { ...named, until: found.until, partial: found.partial === 1, attached } },
    ...(decision?.exemption ? { decision: { ...decision, exemption: named } } : {}),
  };
}

/** A decision may end between the proposal and its approval; then it carries no refusal any more. */
export async function stillInForce(
  { deps, trx, today }: World,
  { proposal }: Pick<RequestRow, 'proposal'>,
): Promise<RefusalCode | null> {
  const exemption = proposal === null ? null : (JSON.parse(proposal) as Decision).exemption;
  if (!exemption) return null;
  const found = await citedDecision(trx, deps.regionId, exemption.code ?? exemption.number);
  return found ? exemptionStands({ ...found, partial: false, attached: true }, today) : 'exemption_not_in_force';
}

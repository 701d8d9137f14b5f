import type { World } from '../../cases/kind';
import type { CaseStep } from '../../cases/step/commands';
import { citedDecision } from '../../exemptions/register-queries';
import type { ObjectionAnswer } from '../../letters/objection-facts';
import type { ObjectionStep } from '../../workflow/objection-steps';

/**
 * An answer that upholds an exemption leans on a decision that exists: it is judged by what was enacted, and says that,
 * whatever a form or a program said of it.
 */
export async function withEnacted(
  { deps, trx }: Pick<World, 'deps' | 'trx'>,
  input: CaseStep<ObjectionStep>,
): Promise<CaseStep<ObjectionStep>> {
  const { step, columns } = input;
  if (step.do !== 'answer_objection' || !step.exemption) return input;
  const found = await citedDecision(trx, deps.regionId, step.exemption.code ?? step.exemption.number);
  const named = found && {
    ...{
      code: found.code,
      number: found.number,
      decided_on: found.decided_on,
      title: found.title,
      ground: found.ground,
    },
  };
  const enacted = named && { ...named, until: found.until, attached: step.exemption.attached };
  const answer = typeof columns?.answer === 'string' ? (JSON.parse(columns.answer) as ObjectionAnswer) : null;
  return {
    ...input,
    step: { ...step, exemption: enacted },
    ...(answer?.exemption ? { columns: { ...columns, answer: JSON.stringify({ ...answer, exemption: named }) } } : {}),
  };
}

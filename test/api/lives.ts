import { localDay } from '../../src/calendar/working-days';
import { lawfulExemption } from '../../src/jobs/simulate/decision';
import { lawfulDecision, lawfulStep } from '../../src/jobs/simulate/lawful';
import type { Verb } from '../../src/jobs/simulate/scenario';
import { takeStep } from '../../src/requests/steps/commands';
import { rolesFor } from '../../src/workflow/machine';
import type { TestApp } from '../support/app';
import { addressOf } from '../support/cast';

/** Lives of a request that between them reach every outcome. */
export const LIVES: readonly (readonly Verb[])[] = [
  ['declare_complete', 'assign', 'extend', 'grant', 'deliver'],
  ['declare_incomplete', 'complete_papers'],
  ['declare_complete', 'propose_refusal', 'approve_refusal'],
  ['grant_partly'],
  ['not_held'],
  ['not_documented'],
  ['redirect'],
  ['withdraw'],
];

/** Takes one step of a request through the real command, by whoever may. */
export async function take({ deps, db }: TestApp, number: string, verb: Verb): Promise<void> {
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const body = await db('bodies').where('slug', 'dinkominfo').first('id');
  const given = { do: verb, at: deps.clock.now().toISOString(), ground: 'not_held' };
  const ppid = await db('users').where('email', addressOf('ppid')).first('id');
  const leans = verb === 'propose_refusal';
  const exemption = leans
    ? await lawfulExemption(deps, new Map([['ppid' as const, ppid.id as number]]), body.id)
    : null;
  const step = lawfulStep(given, today, body.id, exemption);
  if (!step) throw new Error(`Not a step of a request: ${verb}`);
  const role = rolesFor(step.do).find((one) => ['requester', 'ppid', 'atasan'].includes(one)) ?? 'ppid';
  const user =
    role === 'requester'
      ? null
      : await db('users')
          .where('email', addressOf(role as 'ppid' | 'atasan'))
          .first('id');
  const actor = { role, userId: user?.id ?? null, bodyId: null };
  const result = await takeStep(deps, {
    requestId: (await db('requests').where({ number }).first('id')).id,
    version: null,
    step,
    actor,
    by: { role, userId: actor.userId },
    decision: lawfulDecision(verb, given, today, exemption),
    reason: 'Alasan yang dibuat untuk uji.',
  });
  if (!result.ok) throw new Error(`${verb}: ${JSON.stringify(result)}`);
}

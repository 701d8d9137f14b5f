import { localDay } from '../../../src/calendar/working-days';
import { lawfulExemption } from '../../../src/jobs/simulate/decision';
import { lawfulDecision, lawfulStep } from '../../../src/jobs/simulate/lawful';
import type { ScenarioStep } from '../../../src/jobs/simulate/scenario';
import { takeStep } from '../../../src/requests/steps/commands';
import type { StepFile } from '../../../src/requests/steps/input';
import type { Role } from '../../../src/workflow/facts';
import type { TestApp } from '../../support/app';

const ACTS: Partial<Record<ScenarioStep['do'], Role>> = {
  approve_refusal: 'atasan',
  deliver: 'petugas',
  assign: 'petugas',
};

export type Done = { do: ScenarioStep['do']; ground?: string; because?: string; files?: StepFile[]; reason?: string };

/** Takes a lawful step of the office, filled in as the simulator fills it in. Throws when it is refused. */
export async function officeDoes(portal: TestApp, number: string, { files, reason, ...done }: Done): Promise<void> {
  const { deps, db } = portal;
  const row = await db('requests').where({ number }).first('id', 'body_id');
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const step = { at: '', ...done } as ScenarioStep;
  const role = ACTS[done.do] ?? 'ppid';
  const user = await db('users').where('email', `${role}@contoh.test`).first('id', 'name');
  const body = await db('bodies').where('slug', 'dinkominfo').first('id');
  const leans = done.do === 'propose_refusal' || done.because === 'exempt';
  const users = new Map([['ppid' as const, user.id as number]]);
  const exemption = leans ? await lawfulExemption(deps, users, body.id) : null;
  const lawful = lawfulStep(step, today, body.id, exemption);
  if (!lawful) throw new Error(`no such step: ${done.do}`);
  const result = await takeStep(deps, {
    ...{ requestId: row.id, version: null, step: lawful, files, reason: reason ?? 'Alasan petugas.' },
    actor: { role, userId: user.id, bodyId: null },
    by: { role, userId: user.id, name: user.name },
    decision: lawfulDecision(done.do, step, today, exemption),
  });
  if (!result.ok) throw new Error(JSON.stringify(result));
}

/** Keeps a file in the store as an officer would attach it. */
export async function officeFile(
  portal: TestApp,
  kind: StepFile['kind'],
  name: string,
  text: string,
): Promise<StepFile> {
  const { storedName, size, sha256 } = await portal.deps.files.put(Buffer.from(text));
  return { kind, storedName, name, mediaType: 'text/plain', size, sha256, sealed: false };
}

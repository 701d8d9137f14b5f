import { changeCalendar } from '../../calendar/commands';
import { type DayOffKind, isDate, localDay } from '../../calendar/working-days';
import { writing } from '../../db/connect';
import type { DisputeRow } from '../../db/tables/disputes';
import type { ObjectionRow } from '../../db/tables/objections';
import type { Deps } from '../../deps';
import { takeDisputeStep } from '../../disputes/steps/commands';
import { runMoves } from '../../holidays/move/commands';
import type { ObjectionAnswer } from '../../letters/objection-facts';
import { fileObjection } from '../../objections/filing/commands';
import { takeObjectionStep } from '../../objections/steps/commands';
import type { DisputeState } from '../../workflow/dispute-facts';
import { type DisputeStep, STEP_TO } from '../../workflow/dispute-steps';
import type { Actor, Role } from '../../workflow/facts';
import type { ObjectionOutcome } from '../../workflow/objection-facts';
import { lawfulExemption } from './decision';
import { namedIn } from './lawful';
import { IDENTITY } from './requester';
import type { ScenarioStep } from './scenario';

type Table = { deps: Deps; users: ReadonlyMap<Role, number>; requestId: number | null; bodyId: number | null };
type Verb = (table: Table, step: ScenarioStep) => Promise<string | null>;

/** The verbs of objections, disputes and the calendar. Each gives why it was refused, or null. */
export const LATER: Readonly<Record<string, Verb>> = {
  object: async ({ deps, requestId, bodyId }, step) => {
    const ground = step.ground ?? '';
    const today = localDay(deps.clock.now(), deps.config.timezone);
    if (requestId === null && ground !== 'b') return 'no_request';
    const filed = await fileObjection(deps, {
      ...{ channel: 'web', language: 'id', ground, requestId: ground === 'b' ? null : requestId, bodyId },
      ...{ foundOn: today, requesterKind: 'individual', identity: IDENTITY, userId: null, files: [] },
      details: 'Informasi yang diminta dalam simulasi',
      purpose: 'Simulasi',
      position: 'Kasus posisi yang dibuat untuk simulasi.',
      actor: { role: 'requester' },
    });
    if (filed.kind === 'no_calendar') return `no_calendar_${filed.year}`;
    return filed.kind === 'filed' ? null : filed.kind === 'refused' ? filed.code : filed.kind;
  },
  answer_objection: async ({ deps, users, bodyId }, step) => {
    const objection = await openObjection(deps);
    if (!objection) return 'no_objection';
    const outcome = (step.outcome ?? '') as ObjectionOutcome;
    const leans = objection.ground === 'a' && outcome === 'upheld';
    const exemption = leans ? await lawfulExemption(deps, users, bodyId) : null;
    const answer: ObjectionAnswer = {
      outcome,
      reasons: 'Tanggapan yang dibuat untuk simulasi.',
      order: outcome === 'upheld' ? null : 'Berikan informasi yang diminta.',
      exemption: exemption && namedIn(exemption),
      by: { name: 'Atasan PPID', office: 'Sekretaris Daerah', delegated: false },
    };
    const result = await takeObjectionStep(deps, {
      ...{ caseId: objection.id, version: null, ...acting('atasan', users) },
      step: { do: 'answer_objection', outcome, execute_days: 5, exemption },
      columns: { answer: JSON.stringify(answer), answered_by: users.get('atasan') ?? null },
    });
    return result.ok ? null : result.kind === 'refused' ? result.code : result.kind;
  },
  file_dispute: ({ deps, users }) => moveDispute(deps, users, 'filed'),
  dispute_step: ({ deps, users }, step) => moveDispute(deps, users, step.to ?? ''),
  add_holiday: async ({ deps }, step) => {
    const { date = '', name = 'Hari libur', kind = '' } = step;
    if (!isDate(date)) return 'impossible_date';
    if (!['libur_nasional', 'cuti_bersama', 'local'].includes(kind)) return 'unknown_kind';
    const day = { date, kind: kind as DayOffKind, name };
    const change = {
      ...{ kind: 'add' as const, decree: 'Keputusan untuk simulasi', reason: 'Simulasi' },
      ...{ add: [day], remove: [], years: [] },
    };
    const now = deps.clock.now().toISOString();
    const by = { actor: { role: 'admin' }, now };
    const order = { regionId: deps.regionId, change, expected: null };
    const changed = await writing(deps.db, (trx) => changeCalendar(trx, order, by));
    if (!changed.ok) return changed.refusal.code;
    await runMoves(deps);
    return null;
  },
};

function acting(
  role: Role,
  users: ReadonlyMap<Role, number>,
): { actor: Actor; by: { role: string; userId: number | null } } {
  const userId = users.get(role) ?? null;
  return { actor: { role, userId, bodyId: null }, by: { role, userId } };
}

/** The objection that waits for its answer; without one the last that was filed, so that the machine says why not. */
async function openObjection({ db }: Deps): Promise<ObjectionRow | undefined> {
  const waiting = await db('objections').where('state', 'registered').orderBy('id').first();
  return waiting ?? db('objections').orderBy('id', 'desc').first();
}

async function moveDispute(deps: Deps, users: Table['users'], to: string): Promise<string | null> {
  const dispute: DisputeRow | undefined = await deps.db('disputes').orderBy('id', 'desc').first();
  if (!dispute) return 'no_dispute';
  const on = localDay(deps.clock.now(), deps.config.timezone);
  const step = disputeStep(to, dispute.state, on);
  if (step === null) return 'dispute_state_unknown';
  const who = step.do === 'file_dispute' ? acting('requester', users) : acting('ppid', users);
  const result = await takeDisputeStep(deps, { caseId: dispute.id, version: null, step, ...who });
  return result.ok ? null : result.kind === 'refused' ? result.code : result.kind;
}

/** The step that leads to a state, with everything that the law wants beyond the scenario's own keys. */
function disputeStep(to: string, from: string, on: string): DisputeStep | null {
  const name = Object.hasOwn(STEP_TO, to) ? STEP_TO[to as DisputeState] : undefined;
  if (name === undefined) return null;
  if (name === 'go_to_court' && from === 'in_court') return { do: 'cassation', on };
  if (name === 'settle_dispute') return { do: name, on, execute_by: null };
  // A scenario says that it is final: on a party's written word, where the days to court still run.
  if (name === 'finalize') return { do: name, on, execute_by: null, early: true };
  if (name === 'decide_dispute') return { do: name, on, outcome: 'opened', received_on: on, execute_by: null };
  return { do: name, on } as DisputeStep;
}

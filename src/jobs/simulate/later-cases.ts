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
import { type DisputeStep, type DisputeStepName, STEP_TO } from '../../workflow/dispute-steps';
import type { Actor, Role } from '../../workflow/facts';
import type { ObjectionOutcome } from '../../workflow/objection-facts';
import { lawfulExemption } from './decision';
import { namedIn } from './lawful';
import { IDENTITY } from './requester';
import type { ScenarioStep } from './scenario';

type Table = {
  deps: Deps;
  users: ReadonlyMap<Role, number>;
  requestId: number | null;
  bodyId: number | null;
  /** The scenario has several cases: a step is about the one it names. */
  named: boolean;
};
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
  answer_objection: async (table, step) => {
    const { deps, users, bodyId } = table;
    const objection = await openObjection(table);
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
  execute: async (table) => {
    const { deps, users } = table;
    const objection = await objectionsOf(table).whereNotNull('execute_by').orderBy('id').first();
    if (!objection) return 'no_objection';
    const on = localDay(deps.clock.now(), deps.config.timezone);
    const result = await takeObjectionStep(deps, {
      ...{ caseId: objection.id, version: null, step: { do: 'execute', on }, columns: {} },
      ...acting('ppid', users),
    });
    return result.ok ? null : result.kind === 'refused' ? result.code : result.kind;
  },
  file_dispute: (table, step) => moveDispute(table, step, 'file_dispute'),
  dispute_step: (table, step) => moveDispute(table, step, stepTo(step.to ?? '')),
  carry_out: (table, step) => moveDispute(table, step, 'carry_out'),
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

/** The objections that a step may mean. */
const objectionsOf = ({ deps: { db }, requestId, named }: Table) =>
  db('objections').modify((query) => {
    if (named) query.where('request_id', requestId);
  });

/** The objection that waits for its answer; without one the last that was filed, so that the machine says why not. */
async function openObjection(table: Table): Promise<ObjectionRow | undefined> {
  const waiting = await objectionsOf(table).where('state', 'registered').orderBy('id').first();
  return waiting ?? objectionsOf(table).orderBy('id', 'desc').first();
}

const stepTo = (state: string): DisputeStepName | null =>
  Object.hasOwn(STEP_TO, state) ? (STEP_TO[state as DisputeState] ?? null) : null;

async function moveDispute(
  { deps, users, requestId, named }: Table,
  given: ScenarioStep,
  name: DisputeStepName | null,
): Promise<string | null> {
  const query = deps.db('disputes').orderBy('id', 'desc');
  const dispute: DisputeRow | undefined = await (named ? query.where('request_id', requestId) : query).first();
  if (!dispute) return 'no_dispute';
  if (name === null) return 'dispute_state_unknown';
  const on = localDay(deps.clock.now(), deps.config.timezone);
  const step = disputeStep(name, dispute.state, on, given.execute_by ?? null);
  const who = step.do === 'file_dispute' ? acting('requester', users) : acting('ppid', users);
  const result = await takeDisputeStep(deps, { caseId: dispute.id, version: null, step, ...who });
  return result.ok ? null : result.kind === 'refused' ? result.code : result.kind;
}

/** A step with everything that the law wants beyond the scenario's own keys. */
function disputeStep(name: DisputeStepName, from: string, on: string, execute_by: string | null): DisputeStep {
  if (name === 'go_to_court' && from === 'in_court') return { do: 'cassation', on };
  if (name === 'settle_dispute') return { do: name, on, execute_by };
  // A scenario says that it is final: on a party's written word, where the days to court still run.
  if (name === 'finalize') return { do: name, on, execute_by, early: true };
  if (name === 'decide_dispute') return { do: name, on, outcome: 'opened', received_on: on, execute_by };
  return { do: name, on } as DisputeStep;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localDay } from '../../calendar/working-days';
import { readConfig } from '../../config';
import type { Clock, Deps } from '../../deps';
import { fileRequest } from '../../requests/filing/commands';
import { takeStep } from '../../requests/steps/commands';
import type { Actor, Role } from '../../workflow/facts';
import { rolesFor } from '../../workflow/machine';
import { advanceAll } from '../advance';
import { openWith } from '../open';
import { type Cast, castScenario } from './cast';
import { lawfulExemption } from './decision';
import { LATER } from './later-cases';
import { LEANS, lawfulDecision, lawfulStep } from './lawful';
import { type Entry, finalState, type Ledger, ledgerOf } from './ledger';
import { IDENTITY } from './requester';
import type { Scenario, ScenarioStep } from './scenario';

/** Where a scenario is played: a portal with its offices filled, and the hand on its clock. */
export type Stage = { deps: Deps; cast: Cast; setTime(at: Date): void };

type Game = Stage & {
  scenario: Scenario;
  /** The request of each case by its name; the only one of a scenario without names has none. */
  requests: Map<string, number>;
  refused: Entry[];
};

/**
 * Plays a scenario through the real commands on a throw-away SQLite database and gives its ledger. The clock jumps from
 * one due instant to the next; at each the sweep that would have run runs.
 */
export async function play(scenario: Scenario): Promise<Ledger> {
  const dataDir = await mkdtemp(join(tmpdir(), 'simulate-'));
  let now = new Date(scenario.start);
  const clock: Clock = { now: () => new Date(now), real: () => new Date() };
  const env = { DATA_DIR: dataDir, SESSION_SECRET: 'x'.repeat(32), DATA_KEY: '00'.repeat(31).concat('01') };
  try {
    const { deps, close } = await openWith(readConfig({ ...env, TIMEZONE: process.env.TIMEZONE }), clock);
    try {
      const setTime = (at: Date) => {
        now = at;
      };
      const refused = await playOn({ deps, cast: await castScenario(deps), setTime }, scenario);
      return { entries: await ledgerOf(deps, refused), final: await finalState(deps) };
    } finally {
      await close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The same on a portal that is there, which stays as the scenario leaves it; gives what was refused. */
export async function playOn(stage: Stage, scenario: Scenario): Promise<Entry[]> {
  const game: Game = { ...stage, scenario, requests: new Map(), refused: [] };
  for (const step of scenario.steps) {
    await passTime(game, step.at);
    await take(game, step);
  }
  await passTime(game, scenario.until);
  return game.refused;
}

const ONLY = '';

/** Moves the clock to `until`, stopping at every instant at which something is due to one of the cases. */
async function passTime({ deps, setTime }: Game, until: string): Promise<void> {
  const end = new Date(until).toISOString();
  for (let last = ''; ; ) {
    const due = await nextInstant(deps);
    if (!due || due > end || due === last) break;
    last = due;
    if (due > deps.clock.now().toISOString()) setTime(new Date(due));
    await advanceAll(deps);
  }
  setTime(new Date(end));
}

async function nextInstant({ db }: Deps): Promise<string | null> {
  const instants: (string | null)[] = [];
  for (const table of ['requests', 'objections', 'disputes']) {
    const row = await db(table).whereNotNull('next_action_at').min({ at: 'next_action_at' }).first();
    instants.push((row?.at as string | null) ?? null);
  }
  return instants.filter((at) => at !== null).sort()[0] ?? null;
}

async function take(game: Game, step: ScenarioStep): Promise<void> {
  const refusal = step.do === 'submit' ? await submit(game, step) : await act(game, step);
  if (refusal === null) return;
  game.refused.push({
    at: game.deps.clock.now().toISOString(),
    kind: 'refused',
    code: step.do,
    to: null,
    detail: refusal,
  });
}

async function submit(game: Game, step: ScenarioStep): Promise<string | null> {
  const { deps, scenario, cast, requests } = game;
  const name = step.case ?? ONLY;
  if (requests.has(name)) return 'already_submitted';
  const slug = step.body ?? scenario.body;
  const bodyId = slug === undefined ? null : (cast.bodies.get(slug) ?? undefined);
  if (bodyId === undefined) return 'unknown_body';
  const filed = await fileRequest(deps, {
    channel: 'web',
    language: 'id',
    requesterKind: (step.requester ?? scenario.requester).kind,
    identity: IDENTITY,
    details: `Informasi yang diminta dalam simulasi${name === ONLY ? '' : ` (${name})`}`,
    purpose: 'Simulasi',
    obtain: 'copy',
    deliver: 'email',
    bodyId,
    userId: null,
    files: [],
    actor: { role: 'requester' },
  });
  if (filed.kind === 'no_calendar') return `no_calendar_${filed.year}`;
  if (filed.kind !== 'filed') return filed.kind;
  requests.set(name, filed.receipt.id);
  return null;
}

async function act(game: Game, step: ScenarioStep): Promise<string | null> {
  const { deps, cast, requests, scenario } = game;
  const requestId = requests.get(step.case ?? ONLY) ?? null;
  const later = LATER[step.do];
  if (later) {
    const bodyId = cast.bodies.get(scenario.body ?? 'dinkominfo') ?? null;
    return later({ deps, users: cast.users, requestId, bodyId, named: step.case !== undefined }, step);
  }
  if (requestId === null) return 'no_request';
  const today = localDay(deps.clock.now(), deps.config.timezone);
  const slug = step.body ?? scenario.body ?? 'dinkominfo';
  const bodyId = cast.bodies.get(slug) ?? null;
  if (step.do === 'assign' && bodyId === null) return 'unknown_body';
  const leans = LEANS.has(step.do) && (step.do !== 'grant_partly' || step.because === 'exempt');
  const exemption = leans ? await lawfulExemption(deps, cast.users, bodyId) : null;
  const lawful = lawfulStep(step, today, bodyId, exemption);
  if (lawful === null) throw new Error(`nobody plays ${step.do}`);
  const row = await deps.db('requests').where('id', requestId).first('assigned_body_id');
  const roles = rolesFor(lawful.do);
  // Where several may, the one whose step it is by nature: a requester's before the desk's, the PPID's before a clerk's.
  const role = (['requester', 'ppid', 'opd', 'atasan'] as const).find((r) => roles.includes(r)) as Role;
  const actor: Actor = {
    role,
    userId: cast.users.get(role) ?? null,
    bodyId: role === 'opd' ? (row?.assigned_body_id ?? bodyId) : null,
  };
  const result = await takeStep(deps, {
    requestId,
    version: null,
    step: lawful,
    actor,
    by: { role, userId: actor.userId },
    decision: lawfulDecision(step.do, step, today, exemption),
    reason: 'Alasan yang dibuat untuk simulasi.',
  });
  if (result.ok) return null;
  return result.kind === 'refused' ? result.code : result.kind;
}

import { type AuditEntry, appendToCase } from '../../audit/commands';
import { NoCalendarError } from '../../calendar/working-days';
import { catchUpAfterStep } from '../../cases/catch-up/commands';
import { changedFacts } from '../../cases/changes';
import { mailsAbout } from '../../cases/fire/tell';
import type { World } from '../../cases/kind';
import { nextActionOf } from '../../cases/next-action';
import { worldHeld } from '../../cases/world';
import { isPostgres, type Trx, writing } from '../../db/connect';
import type { RequestRow } from '../../db/tables/requests';
import type { Deps } from '../../deps';
import { recordSending } from '../../letters/commands';
import type { Decision, LetterFacts } from '../../letters/facts';
import type { LetterKind } from '../../letters/kinds';
import { enqueueMails } from '../../mail/outbox';
import { openCaseKey, sealText } from '../../secrets/keys';
import { overridesOf } from '../../terms/queries';
import type { RequestFacts } from '../../workflow/facts';
import { decide } from '../../workflow/machine';
import type { RequestStep, Transition } from '../../workflow/steps';
import { termsOn } from '../../workflow/terms';
import { factsOf } from '../facts';
import { addFiles } from '../filing/commands';
import { openIdentity } from '../identity';
import { REQUESTS } from '../kind';
import { writeCaseLetter } from '../letters/commands';
import { filesOf } from '../queries';
import { stillInForce, withEnacted } from './exemption-queries';
import type { StepInput, StepResult } from './input';

/**
 * Takes one step of a request: judged by the machine, written with its event, letter, files and messages in one
 * transaction, guarded by the case's version. Refusals are values; nothing is kept of a refused step.
 */
export async function takeStep(deps: Deps, input: StepInput): Promise<StepResult> {
  const step = await withTerms(deps, input.step);
  try {
    return await writing(deps.db, async (trx) => inTransaction(await worldHeld(deps, trx), { ...input, step }));
  } catch (error) {
    if (error instanceof NoCalendarError) return { ok: false, kind: 'refused', code: 'no_calendar' };
    throw error;
  }
}

/** A corrected day of receipt brings the terms that were in force on it. */
async function withTerms(deps: Deps, step: RequestStep): Promise<RequestStep> {
  if (step.do !== 'correct_receipt') return step;
  const kept = termsOn(await overridesOf(deps.db, deps.regionId), step.received_on);
  return { ...step, terms: kept === null ? null : JSON.stringify(kept) };
}

async function inTransaction(world: World, given: StepInput): Promise<StepResult> {
  const { deps, trx, cal, now, today } = world;
  const input = await withEnacted(world, given);
  const query = trx('requests').where({ id: input.requestId, region_id: deps.regionId });
  const row: RequestRow | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
  // A case of an old register is closed history, and so is one whose words were destroyed: no step leads on.
  if (!row || row.imported === 1 || row.erased_at !== null) return { ok: false, kind: 'not_found' };
  if (input.version !== null && input.version !== row.version) return { ok: false, kind: 'stale' };

  const identity = openIdentity(deps.keys, row);
  const before = factsOf(row);
  const decision = decide(before, input.step, {
    today,
    now,
    cal,
    actor: input.actor,
    by_email: identity?.email != null,
  });
  if (!decision.ok) return { ok: false, kind: 'refused', code: decision.code };
  const broken = input.step.do === 'approve_refusal' ? await stillInForce(world, row) : null;
  if (broken) return { ok: false, kind: 'refused', code: broken };

  const after: RequestFacts = { ...before, ...decision.changes, state: decision.to };
  const fileIds = await keepFiles(deps, trx, row, input, now);
  const kept = keptDecision(row, input, after);
  const entry = eventOf(deps, row, input, decision.transition, before, after, now, kept);
  const head = { seq: row.seq, hash: row.head_hash };
  let next = await appendToCase(trx, `request:${row.public_id}`, head, [entry]);
  const changed: RequestRow = {
    ...row,
    ...after,
    ...(input.step.do === 'assign' ? { assigned_at: now } : {}),
    ...(kept.column === null ? {} : { [kept.column]: JSON.stringify(kept.decision) }),
    version: row.version + 1,
  };
  if (input.step.do === 'propose_answer' && input.actor.bodyId !== null && input.actor.userId !== null) {
    const { bodyId: body_id, userId: user_id } = input.actor;
    await trx('request_answers').insert({
      request_id: row.id,
      body_id,
      user_id,
      text: input.reason ?? '',
      created_at: now,
    });
  }
  if (input.step.do === 'record_letter' && input.letter) {
    const { sent_on: sentOn, reached_on: reachedOn } = input.step;
    // Without a new scan the one that is there stays.
    const signedFileId = fileIds[0];
    await recordSending(trx, { letterId: input.letter.id, way: input.letter.way, sentOn, reachedOn, signedFileId });
  }
  const letter = decision.transition.letter as LetterKind | null;
  if (letter && identity) {
    const more = await saysMore(trx, letter, input, after, kept.decision);
    const dedupeKey = `letter:${row.public_id}:${letter}:${changed.version}`;
    await writeCaseLetter(world, { row: changed, facts: after, identity, kind: letter, dedupeKey, more });
  }
  if (decision.transition.tells) {
    const about = { row: changed, facts: after, tells: decision.transition.tells, event: entry.kind };
    await enqueueMails(trx, deps.keys, now, await mailsAbout(world, REQUESTS, { ...about, version: changed.version }));
  }
  // The rungs that fell while the requester held the case are counted from before he had it.
  const since = input.step.do === 'complete_papers' ? before.ladder_since : after.ladder_since;
  next = await catchUpAfterStep(world, REQUESTS, { row: changed, before, after, since }, next);
  const { id, ...columns } = changed;
  const updated = await trx('requests')
    .where({ id, version: row.version })
    .update({
      ...columns,
      seq: next.seq,
      head_hash: next.hash,
      next_action_at: nextActionOf(deps, REQUESTS, after, { ...world, was: row.next_action_at }),
    });
  if (updated !== 1) throw new Error(`request ${row.number} changed under its own lock`);
  return { ok: true, row: { ...changed, seq: next.seq, head_hash: next.hash }, fileIds };
}

async function keepFiles(deps: Deps, trx: Trx, row: RequestRow, input: StepInput, now: string): Promise<number[]> {
  const ids: number[] = [];
  for (const { originalOf, ...file } of input.files ?? []) {
    const originalId = originalOf == null ? null : (ids[originalOf] ?? null);
    const added = await addFiles(trx, row.id, [{ ...file, originalId }], now, input.actor.userId, deps.clock.real());
    ids.push(...added);
  }
  return ids;
}

type Kept = { column: 'decision' | 'proposal' | null; decision: Decision | undefined };

/** A proposal waits beside the case until the superior approves it; then it becomes the decision. */
function keptDecision(row: RequestRow, input: StepInput, after: RequestFacts): Kept {
  if (input.step.do === 'approve_refusal' && row.proposal) {
    const proposed = JSON.parse(row.proposal) as Decision;
    // The superior may promise other days than were proposed.
    const days = after.promised_on ? { provide_days: input.step.provide_days } : {};
    return { column: 'decision', decision: { ...proposed, ...days, ...promise(after) } };
  }
  if (!input.decision) return { column: null, decision: row.decision ? JSON.parse(row.decision) : undefined };
  const waits = after.state === 'awaiting_approval';
  return { column: waits ? 'proposal' : 'decision', decision: { ...input.decision, ...promise(after) } };
}

function promise(after: RequestFacts): Pick<Decision, 'promised_on'> {
  return after.promised_on ? { promised_on: after.promised_on } : {};
}

function eventOf(
  deps: Deps,
  row: RequestRow,
  input: StepInput,
  transition: Transition,
  before: RequestFacts,
  after: RequestFacts,
  now: string,
  kept: Kept,
): AuditEntry {
  const words = { reason: input.reason ?? null, decision: kept.column === null ? null : kept.decision };
  return {
    regionId: row.region_id,
    kind: transition.event,
    occurredAt: input.occurredAt ?? now,
    recordedAt: now,
    actor: input.by,
    changes: changedFacts(before, after),
    detail: {
      ...publicDetail(input.step),
      files: (input.files ?? []).map((file) => ({ kind: file.kind, sha256: file.sha256 })),
      ...(row.case_key_sealed ? { sealed: sealWords(deps, row, words) } : {}),
    },
  };
}

/** Free text may name people: it goes into the log under the case's key. */
function sealWords(deps: Deps, row: RequestRow, words: unknown): string {
  const caseKey = openCaseKey(deps.keys, row.case_key_sealed as string, row.public_id);
  return sealText(deps.keys.id, caseKey, JSON.stringify(words), `event:${row.public_id}`);
}

function publicDetail(step: RequestStep): Record<string, unknown> {
  const { do: _, ...rest } = step as RequestStep & Record<string, unknown>;
  return rest;
}

/** What the letter of a step says besides the case's own facts. */
async function saysMore(
  trx: Trx,
  kind: LetterKind,
  input: StepInput,
  facts: RequestFacts,
  decision: Decision | undefined,
): Promise<Partial<LetterFacts>> {
  const more: Partial<LetterFacts> = { decision, repair_due_on: facts.repair_due_on };
  if (input.step.do === 'declare_incomplete') more.missing = input.step.missing;
  if (input.step.do === 'extend') {
    more.extension = { ground: input.step.ground as 'not_held', reason: input.reason ?? '' };
  }
  if (kind === 'delivered') {
    const files = await filesOf(trx, input.requestId);
    more.files = files.filter((file) => file.kind === 'answer' || file.kind === 'redacted').map((file) => file.name);
  }
  return more;
}

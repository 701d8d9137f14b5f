import { actorOf } from '../accounts/events';
import type { Trx } from '../db/connect';
import type { MonevAnswerRow, MonevRoundRow } from '../db/tables/monev';
import type { CurrentUser } from '../web/guards';
import { creditOf, isAnswer, proposalOf } from './answer';
import type { Evidence } from './evidence';
import { evidenceNow } from './evidence-queries';
import { answersOf, roundOf, type Which } from './queries';
import { type Question, questionOf, questionsOf } from './questionnaire';
import { type Refused, type RoundDeps, recordRound, withRound } from './record-commands';
import { readQuestionnaire } from './rounds';

export type Typed = { value: string; reason: string | null; note: string | null; link: string | null };

/** `version` is that of the answer the officer saw, 0 for none; `seen` what the evidence decided on his page. */
export type Answering = Which & Typed & { code: string; version: number; seen: string | null };

export type Answered =
  | { ok: true }
  | Refused
  | { ok: false; code: 'evidence_changed' | 'no_answer' | 'reason_needed' | 'proof_needed' };

/**
 * Keeps an answer with the evidence of this moment. What the evidence decides is confirmed, or answered otherwise for a
 * reason; what it does not decide needs the office's own proof when it brings points.
 */
export async function answerQuestion(deps: RoundDeps, user: CurrentUser, asked: Answering): Promise<Answered> {
  const before = await roundOf(deps.db, deps.regionId, asked);
  if (!before) return { ok: false, code: 'not_found' };
  const evidence = await evidenceNow(deps, before.service_year);
  return withRound<Answered>(deps, { ...asked, version: null }, ['draft'], async (trx, round, now) => {
    const found = questionOf(readQuestionnaire(round), asked.code);
    if (!found) return { ok: false, code: 'not_found' };
    const { question } = found;
    const old: MonevAnswerRow | undefined = await trx('monev_answers')
      .where({ round_id: round.id, code: asked.code })
      .first();
    if ((old?.version ?? 0) !== asked.version) return { ok: false, code: 'stale' };
    const proof = proofOf(question, evidence);
    if (proof.proposed !== asked.seen) return { ok: false, code: 'evidence_changed' };
    const refused = judged(question, asked, proof.proposed);
    if (refused) return { ok: false, code: refused };
    await keep(trx, round, user, { question, typed: asked, proof, old, now });
    return { ok: true };
  });
}

function judged(question: Question, typed: Typed, proposed: string | null) {
  if (!isAnswer(question, typed.value)) return 'no_answer';
  if (proposed !== null) return typed.value === proposed || typed.reason !== null ? null : 'reason_needed';
  const points = creditOf(question, typed.value) ?? 0;
  return points > 0 && typed.note === null && typed.link === null ? 'proof_needed' : null;
}

type Proof = { proposed: string | null; evidence: Evidence | null };

function proofOf(question: Question, evidence: ReadonlyMap<string, Evidence>): Proof {
  const found = question.source === null ? null : (evidence.get(question.source) ?? null);
  return { evidence: found, proposed: proposalOf(question, found) };
}

type Kept = { question: Question; typed: Typed; proof: Proof; old: MonevAnswerRow | undefined; now: string };

async function keep(
  trx: Trx,
  round: MonevRoundRow,
  user: CurrentUser,
  { question: { code }, typed, proof, old, now }: Kept,
): Promise<void> {
  const { value, reason, note, link } = typed;
  // A reason for an answer that the evidence gives by itself would contradict it.
  const said = { value, reason: value === proof.proposed ? null : reason, note, link };
  const row = {
    ...{ round_id: round.id, code, version: (old?.version ?? 0) + 1, ...said, proposed: proof.proposed },
    ...{ evidence: proof.evidence && JSON.stringify(proof.evidence), answered_by: user.id, answered_at: now },
  };
  await trx('monev_answers').insert(row).onConflict(['round_id', 'code']).merge();
  await trx('monev_rounds').where('id', round.id).update({ changed_at: now });
  await recordRound(trx, round, {
    ...{
      kind: 'monev_answered',
      at: now,
      actor: actorOf(user, 'ppid'),
      changes: { value: [old?.value ?? null, value] },
    },
    detail: { question: code, ...said, proposed: proof.proposed, evidence: proof.evidence },
  });
}

export type Confirmed = { ok: true; count: number } | Refused;

/** Confirms what the evidence decides for every question nobody has answered yet, or those of one section. */
export async function confirmProposals(
  deps: RoundDeps,
  user: CurrentUser,
  which: Which,
  section: string | null,
): Promise<Confirmed> {
  const before = await roundOf(deps.db, deps.regionId, which);
  if (!before) return { ok: false, code: 'not_found' };
  const evidence = await evidenceNow(deps, before.service_year);
  return withRound<Confirmed>(deps, { ...which, version: null }, ['draft'], async (trx, round, now) => {
    const { sections } = readQuestionnaire(round);
    const answers = await answersOf(trx, round.id);
    let count = 0;
    for (const question of sections.filter(({ code }) => section === null || code === section).flatMap(questionsIn)) {
      const old = answers.get(question.code);
      const proof = proofOf(question, evidence);
      if ((old && isAnswer(question, old.value)) || proof.proposed === null) continue;
      const typed = { value: proof.proposed, reason: null, note: null, link: null };
      await keep(trx, round, user, { question, typed, proof, old, now });
      count += 1;
    }
    return { ok: true, count };
  });
}

const questionsIn = (section: { questions: Question[] }): Question[] => section.questions;

/** Answers to questions that are no more, or are asked otherwise now, go; the log keeps them. Gives their codes. */
export async function dropVoidAnswers(trx: Trx, round: MonevRoundRow): Promise<string[]> {
  const questions = new Map(questionsOf(readQuestionnaire(round)).map((one) => [one.code, one]));
  const answers = await answersOf(trx, round.id);
  const gone = [...answers.values()].flatMap(({ code, value }) => {
    const question = questions.get(code);
    return question && isAnswer(question, value) ? [] : [code];
  });
  if (gone.length > 0) await trx('monev_answers').where('round_id', round.id).whereIn('code', gone).delete();
  return gone;
}

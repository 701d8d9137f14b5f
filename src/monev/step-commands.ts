import { actorOf } from '../accounts/events';
import type { MonevRoundRow } from '../db/tables/monev';
import type { CurrentUser } from '../web/guards';
import { evidenceNow } from './evidence-queries';
import { frozenOf, hashOf } from './frozen';
import { answersOf, roundOf } from './queries';
import { type Refused, type RoundDeps, recordRound, type Seen, withRound } from './record-commands';
import { readQuestionnaire } from './rounds';
import { standingOf } from './standing';
import { type RoundStep, ruleOf } from './steps';
import { type TellDeps, tellOfStep } from './tell-commands';

export type Stepped = { ok: true } | Refused | { ok: false; code: 'unanswered' | 'same_person'; open: number };

const EVENT: Readonly<Record<RoundStep, string>> = {
  hand_in: 'monev_handed_in',
  take_back: 'monev_taken_back',
  approve: 'monev_frozen',
  return: 'monev_returned',
  reopen: 'monev_reopened',
};

/** One step of a round. Approving freezes answers, evidence and score for good, with their hash in the log. */
export async function stepRound(
  deps: RoundDeps & TellDeps,
  user: CurrentUser,
  seen: Seen,
  { step, reason }: { step: RoundStep; reason: string | null },
): Promise<Stepped> {
  const before = await roundOf(deps.db, deps.regionId, seen);
  if (!before) return { ok: false, code: 'not_found' };
  const evidence = await evidenceNow(deps, before.service_year);
  const { from, to, by } = ruleOf(step);
  return withRound<Stepped>(deps, seen, [from], async (trx, round, now) => {
    const questionnaire = readQuestionnaire(round);
    const standing = standingOf(questionnaire, await answersOf(trx, round.id), evidence);
    const open = standing.score.of - standing.score.answered;
    if (step === 'hand_in' && open > 0) return { ok: false, code: 'unanswered', open };
    if (step === 'approve' && round.proposed_by === user.id) return { ok: false, code: 'same_person', open: 0 };
    const columns: Partial<MonevRoundRow> = { state: to };
    if (step === 'hand_in') Object.assign(columns, { proposed_by: user.id, proposed_at: now });
    let detail: Record<string, unknown> = reason === null ? {} : { reason };
    if (step === 'approve') {
      const content = JSON.stringify(frozenOf(round, questionnaire, standing, now));
      const hash = hashOf(content);
      const { total, band } = standing.score;
      const last = await trx('monev_freezes').where('round_id', round.id).max({ n: 'number' }).first();
      const number = Number(last?.n ?? 0) + 1;
      await trx('monev_freezes').insert({
        ...{ round_id: round.id, number, content, hash, score: Math.round(total * 100), band: band.name },
        ...{ frozen_by: user.id, frozen_at: now },
      });
      detail = { number, hash, score: total, band: band.name };
    }
    await trx('monev_rounds')
      .where('id', round.id)
      .update({ ...columns, version: round.version + 1, changed_at: now });
    await tellOfStep(deps, trx, round, { step, reason, now });
    await recordRound(trx, round, { kind: EVENT[step], at: now, actor: actorOf(user, by), detail });
    return { ok: true };
  });
}

import type { LetterWish, Party, World } from '../cases/kind';
import { movesOfTold } from '../cases/move-queries';
import type { DisputeRow } from '../db/tables/disputes';
import type { ObjectionRow } from '../db/tables/objections';
import type { LetterInput } from '../letters/commands';
import { commissionOf } from '../letters/commission-queries';
import type { ObjectionLetterFacts } from '../letters/objection-facts';
import { composeObjectionLetter, isObjectionLetter } from '../letters/objection-letters';
import { type DueExplanation, explainTerm } from '../workflow/deadlines';
import { isWindowState } from '../workflow/dispute-facts';
import { type ExplainedDue, explained } from '../workflow/explained';
import { disputeWindowDay } from '../workflow/objection-clocks';
import type { ObjectionFacts } from '../workflow/objection-facts';
import { answerOf, settlementOf } from './words';

/** Letters that the superior signs; the others are the PPID's. */
const SUPERIOR = new Set(['objection_granted', 'objection_granted_partly', 'objection_upheld']);
/** Letters that turn on the window to the commission rather than on the superior's thirty days. */
const ON_WINDOW = new Set([...SUPERIOR, 'objection_unanswered', 'dispute_reminder']);

/** A letter about an objection, or about its dispute when one is given, to whom objected. */
export async function objectionLetter(
  world: World,
  it: Told & { party: Party; wish: LetterWish },
): Promise<LetterInput> {
  const { deps, trx, cal, today, directory } = world;
  const { row, facts, party, wish, dispute } = it;
  const { kind } = wish;
  if (!isObjectionLetter(kind)) throw new Error(`an objection brings forth no letter of kind ${kind}`);
  const { before: _, ...more } = (wish.more ?? {}) as Record<string, unknown>;
  const window = dispute ? dispute.window_from : disputeWindowDay(facts);
  const onWindow = ON_WINDOW.has(kind) || (kind === 'objection_date_moved' && dispute !== undefined);
  // What was granted is carried out by a day that was promised: no term of the law is counted there.
  const onPromise = kind === 'objection_date_moved' && facts.execute_by !== null;
  const counted: DueExplanation | null = onWindow
    ? window === null
      ? null
      : explainTerm('dispute_window', cal, window, facts.terms)
    : onPromise
      ? null
      : explainTerm('objection_answer', cal, facts.received_on, facts.terms);
  const due = counted && (await withHistory(world, counted, it));
  const said: Omit<ObjectionLetterFacts, 'number'> = {
    language: row.language,
    dated_on: today,
    org: deps.config.org,
    signatory: await directory.signatory(SUPERIOR.has(kind) ? 'atasan' : 'ppid'),
    requester: {
      name: party.identity.name,
      address: party.identity.address,
      email: party.identity.email,
      proxy_name: party.identity.proxy?.name ?? null,
    },
    case_number: dispute && !isWindowState(dispute.state) ? dispute.number : row.number,
    tracking_url: `${deps.config.baseUrl}/lacak?nomor=${row.number}`,
    objection: {
      number: row.number,
      ground: facts.ground,
      request_number: row.request_number,
      received_on: facts.received_on,
      recorded_on: facts.recorded_on,
      details: row.details,
      purpose: row.purpose,
      position: row.position,
      due_on: facts.due_on,
      late: facts.late === 1,
      execute_by: facts.execute_by,
      executed_on: facts.executed_on,
    },
    body: await directory.body(facts.body_id),
    answer: answerOf(deps.keys, row),
    settlement: settlementOf(deps.keys, row),
    dispute: disputeOf(due, window, dispute, kind),
    commission: await commissionOf(trx, row.region_id),
    due,
    reached_by_email: party.identity.email !== null,
    ...more,
  };
  return {
    regionId: row.region_id,
    ...{ caseKind: dispute ? 'dispute' : 'objection', caseId: dispute?.id ?? row.id, requestId: row.request_id },
    ...{ caseKey: party.key, kind, language: row.language, dated_on: today },
    ...{ email: party.identity.email, dedupeKey: wish.dedupeKey },
    compose: (number, t) => composeObjectionLetter(kind, { ...said, number }, t),
  };
}

type Told = { row: ObjectionRow; facts: ObjectionFacts; dispute?: DisputeRow };

/** The count with the date in force on its case, and what moved it since it was told. */
async function withHistory(
  { deps, trx }: World,
  due: DueExplanation,
  { row, facts, dispute }: Told,
): Promise<DueExplanation & ExplainedDue> {
  const { timezone } = deps.config;
  if (due.term !== 'dispute_window') {
    return explained('objection', due, facts, await movesOfTold(trx, `objection:${row.public_id}`, facts, timezone));
  }
  const moves = dispute ? await movesOfTold(trx, `dispute:${dispute.public_id}`, dispute, timezone) : [];
  return explained('dispute', due, dispute ?? {}, moves);
}

function disputeOf(due: DueExplanation | null, window: string | null, row: DisputeRow | undefined, kind: string) {
  if (row) {
    const { file_by, window_from, filed_on, filed_late } = row;
    return { file_by, window_from, filed_on, filed_late: filed_late === 1 };
  }
  if (!ON_WINDOW.has(kind) || due === null || window === null) return null;
  return { file_by: due.due_on, window_from: window, filed_on: null, filed_late: false };
}

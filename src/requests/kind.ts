import type { CaseKind, World } from '../cases/kind';
import { letterWaits } from '../cases/mailed/queries';
import { movesOfTold } from '../cases/move-queries';
import type { RequestRow } from '../db/tables/requests';
import type { LetterInput } from '../letters/commands';
import { composeLetter } from '../letters/compose';
import type { Decision, LetterFacts } from '../letters/facts';
import { isLetterKind } from '../letters/kinds';
import { openCaseKey } from '../secrets/keys';
import { explained } from '../workflow/explained';
import { hasObjected, holderOf, OUTCOMES, type RequestFacts } from '../workflow/facts';
import { decide } from '../workflow/machine';
import { dueSystemSteps, requestLadder } from '../workflow/request-clocks';
import type { RequestStep } from '../workflow/steps';
import { factsOf } from './facts';
import { type Identity, openIdentity } from './identity';
import { letterFacts } from './letter-facts';

/** A request, told to the engine that moves cases by time. */
export const REQUESTS: CaseKind<RequestRow, RequestFacts, RequestStep> = {
  name: 'request',
  table: 'requests',
  open: "state NOT IN ('lapsed', 'withdrawn', 'closed')",
  path: 'permohonan',
  facts: factsOf,
  ladder: requestLadder,
  systemSteps: dueSystemSteps,
  decide,
  holder: holderOf,
  since: (facts) => facts.received_on,
  dueOn: (facts) => facts.due_on,
  requestId: (row) => row.id,
  parties: async ({ deps }, rows) =>
    new Map(
      rows.flatMap((row) => {
        const identity = openIdentity(deps.keys, row);
        if (!identity || !row.case_key_sealed) return [];
        const key = openCaseKey(deps.keys, row.case_key_sealed, row.public_id);
        return [[row.id, { identity, key, publicId: row.public_id }] as const];
      }),
    ),
  // Late by a stand-still or a changed ladder: whoever has objected, or may no longer, is not told that he may.
  vain: (facts, letter, today) =>
    letter === 'overdue' && (hasObjected(facts) || (facts.object_by !== null && facts.object_by < today)),
  letter: (world, row, facts, party, wish) => {
    const { before, ...more } = (wish.more ?? {}) as Partial<LetterFacts> & { before?: RequestFacts };
    const decision = more.decision ?? (row.decision ? (JSON.parse(row.decision) as Decision) : undefined);
    return requestLetter(world, {
      ...{ row, facts, kind: wish.kind, dedupeKey: wish.dedupeKey },
      ...{ identity: party.identity as Identity, key: party.key },
      more: {
        repair_due_on: before?.repair_due_on ?? facts.repair_due_on,
        ...more,
        // Without it a reminder could take a notice given on the last day for silence.
        ...(decision ? { decision } : {}),
      },
    });
  },
  waits: async ({ deps, trx }, row, step) => {
    const letters = step === 'lapse' ? ['incomplete'] : step === 'close' ? OUTCOMES : null;
    return letters !== null && letterWaits(deps, trx, { kind: 'request', id: row.id, letters });
  },
};

/** A letter of a request to its requester. */
export async function requestLetter(
  { deps, trx, cal, today, directory }: Pick<World, 'deps' | 'trx' | 'cal' | 'today' | 'directory'>,
  letter: {
    row: RequestRow;
    facts: RequestFacts;
    identity: Identity;
    key: Buffer;
    kind: string;
    dedupeKey: string;
    more?: Partial<LetterFacts>;
  },
): Promise<LetterInput> {
  const { row, facts, identity, kind } = letter;
  if (!isLetterKind(kind)) throw new Error(`a request brings forth no letter of kind ${kind}`);
  const said = letterFacts({
    ...{ kind, config: deps.config, row, facts, identity, today, cal, more: letter.more },
    bodyName: (await directory.body(holderOf(facts)))?.name ?? null,
    signatory: await directory.signatory('ppid'),
  });
  const moves = await movesOfTold(trx, `request:${row.public_id}`, facts, deps.config.timezone);
  // The letter about moved dates tells them itself.
  const due = said.due && explained('request', said.due, facts, kind === 'date_moved' ? [] : moves);
  return {
    regionId: row.region_id,
    ...{ caseKind: 'request', caseId: row.id, requestId: row.id, caseKey: letter.key },
    ...{ kind, language: row.language, dated_on: today, email: identity.email, dedupeKey: letter.dedupeKey },
    compose: (number, t) => composeLetter(kind, { ...said, due, number }, t),
  };
}

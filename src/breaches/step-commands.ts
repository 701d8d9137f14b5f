import { type AuditEntry, appendToCase } from '../audit/commands';
import { type DbOrTrx, isPostgres, type Trx, writing } from '../db/connect';
import type { BreachRow } from '../db/tables/breaches';
import type { Deps } from '../deps';
import type { Mail } from '../mail/outbox';
import type { BreachContext, BreachFacts } from '../workflow/breach-facts';
import { decideBreach } from '../workflow/breach-machine';
import type { Asked, BreachInput, StepDone } from './asked';
import { termsKept } from './commands';
import { caseKeyOf, isDescribed, openContent, sealWords } from './content';
import { effectOf } from './effects-commands';
import { catchUpBreach, tellOffice } from './escalate-commands';
import { breachFacts, changedBreachFacts } from './facts';
import { noteLateMail } from './mailed-commands';
import { nextBreachAction } from './next-action';
import { subjectMails } from './notice-commands';
import { agencyOf, breachByNumber, tallyOf } from './queries';

/**
 * Takes one step of a breach: judged by the machine, written with its event, rows, mails and messages in one transaction,
 * guarded by the case's version. Refusals are values; nothing is kept of a refused step. A second click finds another
 * version, and every notice has its key: nothing is sent twice.
 */
export async function takeBreachStep(deps: Deps, input: BreachInput): Promise<StepDone> {
  const found = await breachByNumber(deps.db, deps.regionId, input.number);
  if (!found) return { ok: false, kind: 'not_found' };
  if (found.version !== input.version) return { ok: false, kind: 'stale' };
  const mails = input.ask.do === 'notify_subjects' && found.state === 'open' ? await subjectMails(deps, found) : [];
  return writing(deps.db, (trx) => inTransaction(deps, trx, found.id, input, mails));
}

async function inTransaction(
  deps: Deps,
  trx: Trx,
  id: number,
  { version, role, by, ask }: BreachInput,
  mails: readonly Mail[],
): Promise<StepDone> {
  const query = trx('breaches').where({ id });
  const row: BreachRow | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
  if (!row || row.erased_at !== null || row.version !== version) return { ok: false, kind: 'stale' };

  const now = deps.clock.now().toISOString();
  const late = await noteLateMail(trx, row, breachFacts(row), now);
  const before = late.facts;
  const tally = await tallyOf(trx, row);
  const effect = await effectOf({ deps, trx, row, now, tally, mails }, ask);
  if ('known' in effect) return { ok: false, kind: 'known', places: effect.known };
  const decision = decideBreach(before, effect.step, await contextOf(deps, trx, row, { now, role, tally }, ask));
  if (!decision.ok) return { ok: false, kind: 'refused', code: decision.code };

  const { after, row: transition } = decision;
  await effect.write();
  const entry: AuditEntry = {
    ...{ regionId: row.region_id, kind: transition.event, occurredAt: now, recordedAt: now, actor: by },
    changes: changedBreachFacts(before, after),
    detail: { ...effect.detail, ...sealed(deps, row, effect.words) },
  };
  const about = { row, facts: after, now };
  const caught = mayLieBehind(before, after) ? await catchUpBreach(deps, trx, about) : [];
  for (const office of transition.tells) await tellOffice(deps, trx, about, office, transition.event);

  const entries = [...late.entries, entry, ...caught];
  const head = await appendToCase(trx, `breach:${row.public_id}`, { seq: row.seq, hash: row.head_hash }, entries);
  const changed = { ...row, ...effect.columns, ...after } as BreachRow;
  const { id: _, ...columns } = changed;
  const updated = await trx('breaches')
    .where({ id, version })
    .update({
      ...columns,
      ...{ version: version + 1, seq: head.seq, head_hash: head.hash },
      next_action_at: nextBreachAction(after, await tallyOf(trx, changed), deps.config.timezone, now),
    });
  if (updated !== 1) throw new Error(`breach ${row.number} changed under its own lock`);
  return { ok: true };
}

/** What the rules want to know besides the case. */
export async function contextOf(
  deps: Deps,
  db: DbOrTrx,
  row: BreachRow,
  at: Pick<BreachContext, 'now' | 'role' | 'tally'>,
  ask: Asked | null,
): Promise<BreachContext> {
  return {
    ...at,
    described: isDescribed(openContent(deps.keys, row)),
    agency_email: (await agencyOf(db, row.region_id)).email !== null,
    terms: ask?.do === 'correct_discovery' ? await termsKept(deps, db, ask.discovered_at) : row.terms,
  };
}

/** An earlier discovery, or a case that is open again: rungs may lie behind that were never sent. */
const mayLieBehind = (before: BreachFacts, after: BreachFacts): boolean =>
  before.discovered_at !== after.discovered_at || (before.state === 'notified' && after.state === 'open');

function sealed(deps: Deps, row: BreachRow, words: Record<string, unknown>): { sealed?: string } {
  const caseKey = caseKeyOf(deps.keys, row);
  if (!caseKey || Object.values(words).every((one) => one === null)) return {};
  return { sealed: sealWords(deps.keys, caseKey, row.public_id, words) };
}

import { type AuditActor, type AuditEntry, chainRows } from '../../audit/commands';
import { NoCalendarError } from '../../calendar/working-days';
import { isPostgres, type Trx, writing } from '../../db/connect';
import type { Deps } from '../../deps';
import { writeLetters } from '../../letters/commands';
import { enqueueMails } from '../../mail/outbox';
import { sealText } from '../../secrets/keys';
import type { Actor } from '../../workflow/facts';
import type { RefusalCode } from '../../workflow/refusals';
import type { Stepped } from '../../workflow/table';
import { catchUpAfterStep } from '../catch-up/commands';
import { changedFacts } from '../changes';
import { mailsAbout } from '../fire/tell';
import { byEmail, type CaseKind, type CaseRow, type World } from '../kind';
import { nextActionOf } from '../next-action';
import { sealColumn } from '../sealed-columns';
import { worldHeld } from '../world';

type AnyFacts = { state: string; ladder_since: string };

/** One step of an objection or a dispute as a person takes it. */
export type CaseStep<S extends Stepped> = {
  caseId: number;
  /** The version the person saw; null for steps that no page was open for. */
  version: number | null;
  step: S;
  actor: Actor;
  by: AuditActor;
  /** Columns of the row, beside the facts, that the step fills. */
  columns?: Record<string, unknown>;
  /** Free text of the step: it goes into the log under the case's key. */
  words?: Record<string, unknown>;
  /** What the step says openly in the log, and to its letter. */
  detail?: Record<string, unknown>;
  more?: Record<string, unknown>;
  /** What else the step writes, in its transaction: files, sendings. */
  also?: (trx: Trx, row: CaseRow) => Promise<void>;
};

export type CaseStepResult<R> =
  | { ok: true; row: R }
  | { ok: false; kind: 'refused'; code: RefusalCode }
  /** Somebody else changed the case since the page was drawn. */
  | { ok: false; kind: 'stale' }
  | { ok: false; kind: 'not_found' };

/**
 * Takes one step of a case: judged by its machine, written with its event, letter and messages in one transaction,
 * guarded by the case's version. Refusals are values; nothing is kept of a refused step.
 */
export async function takeCaseStep<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  deps: Deps,
  kind: CaseKind<R, F, S>,
  input: CaseStep<S>,
): Promise<CaseStepResult<R>> {
  try {
    return await writing(deps.db, async (trx) => stepInside(await worldHeld(deps, trx), kind, input));
  } catch (error) {
    if (error instanceof NoCalendarError) return { ok: false, kind: 'refused', code: 'no_calendar' };
    throw error;
  }
}

/** The same inside a transaction that belongs to something larger. */
export async function stepInside<R extends CaseRow, F extends AnyFacts, S extends Stepped>(
  world: World,
  kind: CaseKind<R, F, S>,
  input: CaseStep<S>,
): Promise<CaseStepResult<R>> {
  const { deps, trx, now, today, cal } = world;
  const query = trx(kind.table).where({ id: input.caseId, region_id: deps.regionId });
  const row: R | undefined = await (isPostgres(trx) ? query.forUpdate() : query).first();
  // Whose words were destroyed stands still.
  if (!row || row.erased_at !== null) return { ok: false, kind: 'not_found' };
  if (input.version !== null && input.version !== row.version) return { ok: false, kind: 'stale' };
  const party = (await kind.parties(world, [row])).get(row.id);
  const before = kind.facts(row);
  const ctx = { today, now, cal, actor: input.actor, by_email: byEmail(party) };
  const decision = kind.decide(before, input.step, ctx);
  if (!decision.ok) return { ok: false, kind: 'refused', code: decision.code };
  const { transition } = decision;
  const columns = sealedAs(deps, kind, party?.key ?? null, row, input.columns);
  const after: F = { ...before, ...decision.changes, state: decision.to };
  const { do: _, ...said } = input.step as Stepped & Record<string, unknown>;
  const words = input.words && party ? { sealed: seal(deps, party.key, row, input.words) } : {};
  const entry: AuditEntry = {
    regionId: row.region_id,
    kind: transition.event,
    occurredAt: now,
    recordedAt: now,
    actor: input.by,
    changes: changedFacts(before, after),
    detail: { ...openly(said), ...input.detail, ...words },
  };
  const chain = `${kind.name}:${row.public_id}`;
  const { rows, head } = chainRows(chain, { seq: row.seq, hash: row.head_hash }, [entry]);
  await trx('audit_events').insert(rows);
  const changed = { ...row, ...after, ...columns, version: row.version + 1 } as R;
  await input.also?.(trx, row);
  if (transition.letter && party) {
    const dedupeKey = `letter:${row.public_id}:${transition.letter}:${changed.version}`;
    const wish = { kind: transition.letter, dedupeKey, more: { before, ...input.more } };
    const letter = await kind.letter(world, changed, after, party, wish);
    await writeLetters(trx, { keys: deps.keys, config: deps.config, i18n: deps.i18n, now, today }, [letter]);
  }
  if (transition.tells) {
    const about = { row: changed, facts: after, tells: transition.tells, event: transition.event };
    const mails = await mailsAbout(world, kind, { ...about, version: changed.version });
    await enqueueMails(trx, deps.keys, now, mails);
  }
  const place = { row: changed, before, after, since: after.ladder_since };
  const next = await catchUpAfterStep(world, kind, place, head);
  const updated = await trx(kind.table)
    .where({ id: row.id, version: row.version })
    .update({
      ...after,
      ...columns,
      version: changed.version,
      seq: next.seq,
      head_hash: next.hash,
      next_action_at: nextActionOf(deps, kind, after, { ...world, was: row.next_action_at }),
    });
  if (updated !== 1) throw new Error(`${row.number} changed under its own lock`);
  await kind.follows?.(world, changed, before, after);
  return { ok: true, row: { ...changed, seq: next.seq, head_hash: next.hash } };
}

/** The columns of a step as the row keeps them. Without the case's key there is nothing that could keep a free text. */
function sealedAs(
  deps: Deps,
  { sealed = [] }: { sealed?: readonly string[] },
  key: Buffer | null,
  row: CaseRow,
  columns: Record<string, unknown> = {},
): Record<string, unknown> {
  const kept = (name: string, value: unknown) => {
    if (!sealed.includes(name) || typeof value !== 'string') return value;
    return key && sealColumn(deps.keys.id, key, row, name, value);
  };
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, kept(name, value)]));
}

/** Names of people do not stand in the open log. */
function openly(said: Record<string, unknown>): Record<string, unknown> {
  const { to, ...rest } = said;
  if (to === null || typeof to !== 'object') return said;
  const { name: _, ...office } = to as Record<string, unknown>;
  return { ...rest, to: office };
}

/** Free text may name people: it goes into the log under the case's key. */
function seal(deps: Deps, key: Buffer, row: CaseRow, words: unknown): string {
  return sealText(deps.keys.id, key, JSON.stringify(words), `event:${row.public_id}`);
}

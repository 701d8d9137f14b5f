import type { AuditEntry } from '../../audit/commands';
import type { Decision } from '../../letters/facts';
import type { Outcome } from '../../workflow/facts';
import type { OldCase } from './row';
import { groundLetter } from './words';

/** The decision of an old case as its page shows it: what the register says, and no more. */
export type OldDecision = Decision & { ground: string | null };

const noticeOf = (row: OldCase): Outcome | null => (row.end === 'withdrawn' || row.end === 'lapsed' ? null : row.end);

/** The columns that say where an old case stands: at its end, with no date that anything would still wait for. */
export function factsOfOld(row: OldCase, recordedOn: string) {
  const outcome = noticeOf(row);
  const ended = row.given_on ?? row.notified_on;
  return {
    state: outcome === null ? row.end : 'closed',
    outcome,
    received_on: row.received_on,
    recorded_on: recordedOn,
    check_from: recordedOn,
    due_on: row.due_on,
    terms: row.terms,
    notified_on: outcome === null ? null : row.notified_on,
    delivered_on: outcome === null ? null : row.given_on,
    withdrawn_on: row.end === 'withdrawn' ? ended : null,
    lapsed_on: row.end === 'lapsed' ? ended : null,
    closed_on: outcome === null ? null : ended,
  };
}

/** What the register says of the decision; null when it says nothing but the outcome. */
export function decisionOfOld(row: OldCase): OldDecision | null {
  const kind = noticeOf(row);
  if (kind === null || row.refusal_ground === null) return null;
  const ground = groundLetter(row.refusal_ground);
  return { kind, considerations: row.refusal_ground, under_control: kind !== 'not_held', ground };
}

type Facts = ReturnType<typeof factsOfOld> & { body_id: number | null };

/**
 * The events of an old case: received, answered, given, each on its day. They are recorded now, so that no figure of a day
 * before knows of them; the last one brings the end.
 */
export function eventsOfOld(
  row: OldCase,
  facts: Facts,
  common: Omit<AuditEntry, 'kind' | 'occurredAt' | 'changes' | 'detail'>,
  said: { detail: Record<string, unknown>; noonOf(day: string): string },
): AuditEntry[] {
  const { outcome, notified_on, delivered_on, withdrawn_on, lapsed_on, closed_on, state, ...filed } = facts;
  const change = (before: object, after: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(after).flatMap(([key, value]) => {
        const was = (before as Record<string, unknown>)[key] ?? null;
        return was === value ? [] : [[key, [was, value] as [unknown, unknown]]];
      }),
    );
  const first: AuditEntry = {
    ...common,
    kind: 'submitted',
    occurredAt: said.noonOf(row.received_on),
    changes: change({}, { state: 'registered', ...filed, imported: 1 }),
    detail: said.detail,
  };
  const was = { state: 'registered', notified_on, outcome };
  if (outcome === null) {
    const day = withdrawn_on ?? lapsed_on ?? row.received_on;
    const changes = change({ state: 'registered' }, { state, withdrawn_on, lapsed_on });
    return [first, { ...common, kind: row.end, occurredAt: said.noonOf(day), changes, detail: {} }];
  }
  const ground = row.refusal_ground === null ? null : groundLetter(row.refusal_ground);
  const given = delivered_on !== null && (outcome === 'granted' || outcome === 'granted_partly');
  const closing = { state: 'closed', closed_on, delivered_on };
  const notice: AuditEntry = {
    ...common,
    kind: outcome === 'refused' ? 'register_refused' : outcome,
    occurredAt: said.noonOf(notified_on as string),
    changes: change({ state: 'registered' }, { outcome, notified_on, ...(given ? { state: outcome } : closing) }),
    detail: ground === null ? {} : { ground },
  };
  if (!given) return [first, notice];
  const changes = change({ ...was, state: outcome }, closing);
  return [first, notice, { ...common, kind: 'delivered', occurredAt: said.noonOf(delivered_on), changes, detail: {} }];
}

import { withOffset } from '../../calendar/working-days';
import type { RequestRow } from '../../db/tables';
import type { Deps } from '../../deps';
import { factsOf } from '../../requests/facts';
import { isOverdue } from '../../workflow/facts';

export type Entry = {
  at: string;
  kind: 'event' | 'escalation' | 'letter' | 'refused';
  code: string;
  to: string | null;
  detail: unknown;
};

export type Ledger = {
  entries: Entry[];
  final: {
    request: {
      state: string;
      outcome: string | null;
      due_on: string;
      perki_due_on: string | null;
      object_by: string | null;
      overdue: boolean;
    } | null;
    objection: null;
    dispute: null;
  };
};

type Sorted = Entry & { order: [string, number] };

/** All that happened to the case, in the order it was recorded, instants in the office's offset. */
export async function ledgerOf(deps: Deps, requestId: number | null, refused: readonly Entry[]): Promise<Entry[]> {
  const entries: Sorted[] = refused.map((entry) => ({ ...entry, order: [entry.at, 2] }));
  if (requestId !== null) {
    const { public_id } = await deps.db('requests').where('id', requestId).first('public_id');
    const events = await deps.db('audit_events').where('chain', `request:${public_id}`).orderBy('seq');
    entries.push(...events.map(eventEntry));
    const letters = await deps.db('letters').where('request_id', requestId).orderBy('id');
    for (const letter of letters) {
      entries.push({
        at: letter.created_at,
        kind: 'letter',
        code: letter.kind,
        to: 'requester',
        detail: { number: letter.number, dated_on: letter.dated_on, reached_on: letter.reached_on },
        order: [letter.created_at, 1],
      });
    }
  }
  entries.sort((a, b) => (a.order[0] === b.order[0] ? a.order[1] - b.order[1] : a.order[0] < b.order[0] ? -1 : 1));
  return entries.map(({ order: _, at, ...entry }) => ({ at: withOffset(at, deps.config.timezone), ...entry }));
}

function eventEntry(event: { kind: string; occurred_at: string; recorded_at: string; payload: string }): Sorted {
  const { detail, changes } = JSON.parse(event.payload);
  const order: [string, number] = [event.recorded_at, 0];
  if (event.kind === 'escalated') {
    const to = detail.body === null ? detail.sent_to : `${detail.sent_to}:${detail.body}`;
    const about = { case: 'request', due_on: detail.due_on, step: detail.step };
    return { at: event.occurred_at, kind: 'escalation', code: detail.step, to, detail: about, order };
  }
  const { sealed: _, ...open } = detail;
  const to = (changes.state?.[1] as string | undefined) ?? null;
  return { at: event.occurred_at, kind: 'event', code: event.kind, to, detail: { ...open, changes }, order };
}

/** Where the case stands on `today`. */
export async function finalState(deps: Deps, requestId: number | null, today: string): Promise<Ledger['final']> {
  const row: RequestRow | undefined =
    requestId === null ? undefined : await deps.db('requests').where('id', requestId).first();
  if (!row) return { request: null, objection: null, dispute: null };
  const { state, outcome, due_on, perki_due_on, object_by } = row;
  const overdue = isOverdue(factsOf(row), today);
  return { request: { state, outcome, due_on, perki_due_on, object_by, overdue }, objection: null, dispute: null };
}

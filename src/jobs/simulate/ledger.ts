import { localDay, withOffset } from '../../calendar/working-days';
import type { DisputeRow } from '../../db/tables/disputes';
import type { ObjectionRow } from '../../db/tables/objections';
import type { RequestRow } from '../../db/tables/requests';
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

export type Final = {
  request: {
    state: string;
    outcome: string | null;
    due_on: string;
    perki_due_on: string | null;
    object_by: string | null;
    overdue: boolean;
  } | null;
  objection: { state: string; due_on: string; file_by: string | null } | null;
  dispute: { state: string; file_by: string } | null;
};

export type Ledger = { entries: Entry[]; final: Final };

type Sorted = Entry & { order: [string, number] };

const CHAIN = /^(request|objection|dispute):/;

/** All that happened to the cases of a throw-away database, in the order it was recorded, instants in the office's offset. */
export async function ledgerOf({ db, config }: Deps, refused: readonly Entry[]): Promise<Entry[]> {
  const entries: Sorted[] = refused.map((entry) => ({ ...entry, order: [entry.at, 2] }));
  const events: StoredEvent[] = await db('audit_events').orderBy('id');
  entries.push(...events.filter(({ chain }) => CHAIN.test(chain)).map(eventEntry));
  for (const letter of await db('letters').orderBy('id')) {
    const { number, dated_on, reached_on } = letter;
    entries.push({
      at: letter.created_at,
      kind: 'letter',
      code: letter.kind,
      to: 'requester',
      detail: { case: letter.case_kind, number, dated_on, reached_on },
      order: [letter.created_at, 1],
    });
  }
  entries.sort((a, b) => (a.order[0] === b.order[0] ? a.order[1] - b.order[1] : a.order[0] < b.order[0] ? -1 : 1));
  return entries.map(({ order: _, at, ...entry }) => ({ at: withOffset(at, config.timezone), ...entry }));
}

type StoredEvent = { chain: string; kind: string; occurred_at: string; recorded_at: string; payload: string };

function eventEntry(event: StoredEvent): Sorted {
  const { detail, changes } = JSON.parse(event.payload);
  const name = event.chain.split(':')[0];
  const order: [string, number] = [event.recorded_at, 0];
  if (event.kind === 'escalated') {
    const to = detail.body === null ? detail.sent_to : `${detail.sent_to}:${detail.body}`;
    const about = { case: name, due_on: detail.due_on, step: detail.step };
    return { at: event.occurred_at, kind: 'escalation', code: detail.step, to, detail: about, order };
  }
  const { sealed: _, ...open } = detail;
  const to = (changes.state?.[1] as string | undefined) ?? null;
  return {
    at: event.occurred_at,
    kind: 'event',
    code: event.kind,
    to,
    detail: { case: name, ...open, changes },
    order,
  };
}

/** Where the cases stand on the clock's day: the request, the objection filed last, and its dispute. */
export async function finalState({ db, clock, config }: Deps): Promise<Final> {
  const row: RequestRow | undefined = await db('requests').orderBy('id').first();
  const objection: ObjectionRow | undefined = await db('objections').orderBy('id', 'desc').first();
  const dispute: DisputeRow | undefined =
    objection && (await db('disputes').where('objection_id', objection.id).first());
  const today = localDay(clock.now(), config.timezone);
  return {
    request: row
      ? {
          state: row.state,
          outcome: row.outcome,
          due_on: row.due_on,
          perki_due_on: row.perki_due_on,
          object_by: row.object_by,
          overdue: isOverdue(factsOf(row), today),
        }
      : null,
    objection: objection
      ? { state: objection.state, due_on: objection.due_on, file_by: dispute?.file_by ?? null }
      : null,
    dispute: dispute ? { state: dispute.state, file_by: dispute.file_by } : null,
  };
}

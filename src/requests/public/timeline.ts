import { isForRequester } from '../timeline';

/** An event of a case as stored. */
export type StoredEvent = { kind: string; occurred_at: string; recorded_at: string; payload: string };

/** An event as the requester's page tells it: no names of officers, no free text of the log. */
export type OwnEvent = {
  kind: string;
  /** The instant it happened. */
  at: string;
  /** It was dated by a day, not by a clock: entered later, or brought about by the end of a day. */
  dayOnly: boolean;
  /** Body that the case was passed to. */
  bodyId: number | null;
  /** Papers that were named as missing, or the paper that was opened: kinds, or an officer's words to the requester. */
  papers: string[];
  /** Old and new value of the date that moved. */
  moved: [string, string] | null;
};

/** Which date's move an event tells. */
const MOVES: Readonly<Record<string, string>> = { extended: 'due_on', receipt_corrected: 'received_on' };

type Payload = {
  changes?: Record<string, [unknown, unknown]>;
  detail?: { body_id?: unknown; missing?: unknown; file?: unknown };
};

/** The events of a case that its requester may see, oldest first as given. */
export function ownEvents(events: readonly StoredEvent[]): OwnEvent[] {
  return events.filter((event) => isForRequester(event.kind)).map(ownEvent);
}

function ownEvent({ kind, occurred_at, recorded_at, payload }: StoredEvent): OwnEvent {
  const { changes = {}, detail = {} } = JSON.parse(payload) as Payload;
  const change = changes[MOVES[kind] ?? ''];
  return {
    kind,
    at: occurred_at,
    dayOnly: occurred_at !== recorded_at,
    bodyId: kind === 'assigned' && typeof detail.body_id === 'number' ? detail.body_id : null,
    papers: papersOf(kind, detail),
    moved: typeof change?.[0] === 'string' && typeof change[1] === 'string' ? [change[0], change[1]] : null,
  };
}

function papersOf(kind: string, detail: NonNullable<Payload['detail']>): string[] {
  if (kind === 'declared_incomplete' && Array.isArray(detail.missing)) return detail.missing.map(String);
  return kind === 'identity_opened' && typeof detail.file === 'string' ? [detail.file] : [];
}

import type { DbOrTrx } from '../../db/connect';
import type { LetterRow } from '../../db/tables/letters';
import type { RequestAnswerRow, RequestFileRow, RequestRow } from '../../db/tables/requests';
import { answersOf, eventsOf, filesOf, lettersOf, requestByNumber } from '../queries';

export type CaseBundle = {
  row: RequestRow;
  files: RequestFileRow[];
  letters: LetterRow[];
  answers: (RequestAnswerRow & { body_name: string; user_name: string })[];
  events: { seq: number; kind: string; occurred_at: string; recorded_at: string; payload: string }[];
  /** Objections against it, the first filed first. */
  objections: { number: string; ground: string; state: string }[];
  /** Names of the bodies the case was with, by id. */
  bodies: ReadonlyMap<number, string>;
  /** Names of staff who added files or were stood in for, by id. */
  people: ReadonlyMap<number, string>;
};

/** Everything that belongs to one case; null when there is none with this number. A handful of statements. */
export async function caseBundle(db: DbOrTrx, regionId: number, number: string): Promise<CaseBundle | null> {
  const row = await requestByNumber(db, regionId, number);
  if (!row) return null;
  const [files, letters, answers, events, objections] = await Promise.all([
    filesOf(db, row.id),
    lettersOf(db, row.id),
    answersOf(db, row.id),
    eventsOf(db, row.public_id),
    db('objections').where('request_id', row.id).orderBy('id').limit(50).select('number', 'ground', 'state'),
  ]);
  const bodyIds = [row.body_id, row.assigned_body_id, ...events.flatMap(bodyIdsOf)];
  const userIds = [...files.map((file) => file.added_by), row.proposed_by, ...events.map(deputyFor)];
  const [bodies, people] = await Promise.all([namesOf(db, 'bodies', bodyIds), namesOf(db, 'users', userIds)]);
  return { row, files, letters, answers, events, objections, bodies, people };
}

type Payload = {
  actor?: { deputy_for?: number | null };
  detail?: { body_id?: unknown };
  changes?: Record<string, [unknown, unknown]>;
};

function bodyIdsOf({ payload }: { payload: string }): (number | null)[] {
  const { detail, changes } = JSON.parse(payload) as Payload;
  const ids = [detail?.body_id, ...(changes?.assigned_body_id ?? [])];
  return ids.filter((id): id is number => typeof id === 'number');
}

function deputyFor({ payload }: { payload: string }): number | null {
  return (JSON.parse(payload) as Payload).actor?.deputy_for ?? null;
}

async function namesOf(
  db: DbOrTrx,
  table: 'bodies' | 'users',
  ids: readonly (number | null)[],
): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(ids.filter((id): id is number => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows: { id: number; name: string }[] = await db(table).whereIn('id', wanted).select('id', 'name');
  return new Map(rows.map((row) => [row.id, row.name]));
}

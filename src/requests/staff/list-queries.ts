import type { Knex } from 'knex';
import type { DbOrTrx } from '../../db/connect';
import type { CaseKind } from '../../db/tables/cases';
import type { RequestRow } from '../../db/tables/requests';
import type { RequestState } from '../../workflow/facts';

/** One line of a queue: the case with the names of its bodies, the kinds of its files, and whether an agency answered. */
export type QueueRow = RequestRow & {
  body_name: string | null;
  assigned_name: string | null;
  file_kinds: string[];
  answered: boolean;
};

/** A place in a queue that is ordered by day and then by the order of filing. */
export type Place = { day: string; id: number };

export type QueueQuery = {
  states: readonly RequestState[];
  /** Narrows to cases that one of these bodies holds: assigned, or named and neither assigned nor returned. */
  holders?: readonly number[] | null;
  /** Only cases where the desk has the next move, or whose last day is `soonest` or earlier. */
  deskTurn?: { soonest: string } | null;
  newestFirst?: boolean;
  after: Place | null;
  limit: number;
};

/**
 * One page of a queue by its last day. Each state is read along its own index and no further than the page needs; the
 * few rows are merged here. Gives up to `limit` rows: ask for one more than you show.
 */
export async function queuePage(db: DbOrTrx, regionId: number, query: QueueQuery): Promise<QueueRow[]> {
  const parts = await Promise.all(sources(db, regionId, query).map((source) => ordered(source, query).select('r.*')));
  const sign = query.newestFirst ? -1 : 1;
  const rows: RequestRow[] = parts
    .flat()
    .sort((a, b) => sign * (a.due_on < b.due_on ? -1 : a.due_on > b.due_on ? 1 : a.id - b.id))
    .slice(0, query.limit);
  return withNames(db, rows);
}

/** How many cases a queue holds, counted no further than `most`. */
export async function queueCount(
  db: DbOrTrx,
  regionId: number,
  query: Omit<QueueQuery, 'after' | 'limit'>,
  most: number,
): Promise<number> {
  const counts = await Promise.all(
    sources(db, regionId, { ...query, after: null, limit: most }).map(async (source) => {
      const found = await db.from(source.limit(most).select('r.id').as('some')).count({ n: '*' }).first();
      return Number(found?.n ?? 0);
    }),
  );
  return Math.min(
    most,
    counts.reduce((sum, n) => sum + n, 0),
  );
}

function sources(db: DbOrTrx, regionId: number, query: QueueQuery) {
  return query.states.flatMap((state) => {
    const all = () => {
      const source = db('requests as r').where({ 'r.region_id': regionId, 'r.state': state, 'r.imported': 0 });
      // The requester's three days do not run before the desk has recorded that its letter arrived.
      if (query.deskTurn && state === 'incomplete') source.whereNull('r.repair_due_on');
      if (query.deskTurn && state === 'in_process') deskHasTheMove(db, source, query.deskTurn.soonest);
      return source;
    };
    const { holders } = query;
    if (!holders) return [all()];
    return [
      all().whereIn('r.assigned_body_id', [...holders]),
      all()
        .whereNull('r.assigned_body_id')
        .whereNull('r.returned_on')
        .whereIn('r.body_id', [...holders]),
    ];
  });
}

type Source = ReturnType<DbOrTrx>;

/** While an agency prepares its answer the desk waits; with the answer in, or the day near, it is the desk's turn again. */
function deskHasTheMove(db: DbOrTrx, source: Source, soonest: string): void {
  source.where((q) =>
    q
      .whereNull('r.assigned_body_id')
      .orWhere('r.due_on', '<=', soonest)
      .orWhereExists(
        db('request_answers as a')
          .whereRaw('a.request_id = r.id')
          .whereRaw("a.created_at >= coalesce(r.assigned_at, '')"),
      ),
  );
}

function ordered(source: Source, { after, newestFirst, limit }: QueueQuery): Source {
  const way = newestFirst ? 'desc' : 'asc';
  if (after) source.whereRaw(`(r.due_on, r.id) ${newestFirst ? '<' : '>'} (?, ?)`, [after.day, after.id]);
  return source
    .orderBy([
      { column: 'r.due_on', order: way },
      { column: 'r.id', order: way },
    ])
    .limit(limit);
}

/** What a line shows beside the case itself, in three statements for the whole page. */
export async function withNames(db: DbOrTrx, rows: readonly RequestRow[]): Promise<QueueRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const bodyIds = rows.flatMap((row) => [row.body_id, row.assigned_body_id]).filter((id) => id !== null);
  const [bodies, files, answers] = await Promise.all([
    db('bodies').whereIn('id', bodyIds).select('id', 'name'),
    db('request_files').whereIn('request_id', ids).select('request_id', 'kind'),
    db('request_answers')
      .whereIn('request_id', ids)
      .groupBy('request_id')
      .select('request_id', db.raw('max(created_at) as at')),
  ]);
  const nameOf = (id: number | null): string | null => bodies.find((body) => body.id === id)?.name ?? null;
  return rows.map((row) => {
    const answer = answers.find((a) => a.request_id === row.id);
    return {
      ...row,
      body_name: nameOf(row.body_id),
      assigned_name: nameOf(row.assigned_body_id),
      file_kinds: files.filter((file) => file.request_id === row.id).map((file) => file.kind),
      answered: answer !== undefined && String(answer.at) >= (row.assigned_at ?? ''),
    };
  });
}

/** A case of any kind, as lists that mix them name it. */
export type CaseNamed = { case_kind: CaseKind; case_number: string };

export type LetterOnItsWay = CaseNamed & {
  id: number;
  public_id: string;
  kind: string;
  number: string;
  dated_on: string;
  sent_way: string | null;
  sent_on: string | null;
};

/** Letters on paper whose sending or arrival nobody has recorded yet, the oldest first, after the letter `after`. */
export async function lettersOnTheirWay(
  db: DbOrTrx,
  regionId: number,
  after: number | null,
  limit: number,
): Promise<LetterOnItsWay[]> {
  const query = withCases(db('letters as l'), 'l')
    .where('l.region_id', regionId)
    .whereNull('l.reached_on')
    .orderBy('l.id')
    .limit(limit);
  if (after !== null) query.where('l.id', '>', after);
  return query.select(
    ...['l.id', 'l.public_id', 'l.kind', 'l.number', 'l.dated_on', 'l.sent_way', 'l.sent_on', 'l.case_kind'],
    db.raw('coalesce(r.number, o.number, d.number) AS case_number'),
  );
}

/** The case of any kind that a row belongs to by `case_kind` and `case_id`; a dispute comes with its objection. */
function withCases(source: Source, row: string): Source {
  const of = (kind: CaseKind, id: string) => (on: Knex.JoinClause) =>
    on.on(id, `${row}.case_id`).andOnVal(`${row}.case_kind`, kind);
  return source
    .leftJoin('requests as r', of('request', 'r.id'))
    .leftJoin('objections as o', of('objection', 'o.id'))
    .leftJoin('disputes as d', of('dispute', 'd.id'));
}

/** How many letters on paper wait to be recorded, counted no further than `most`. */
export async function lettersOnTheirWayCount(db: DbOrTrx, regionId: number, most: number): Promise<number> {
  const some = db('letters').where('region_id', regionId).whereNull('reached_on').limit(most).select('id').as('some');
  const found = await db.from(some).count({ n: '*' }).first();
  return Number(found?.n ?? 0);
}

/** How many objections wait for the superior's answer, counted no further than `most`; of these bodies only, when given. */
export async function openObjectionCount(
  db: DbOrTrx,
  regionId: number,
  most: number,
  bodyIds: readonly number[] | null = null,
): Promise<number> {
  const open = db('objections').where({ region_id: regionId, state: 'registered' }).limit(most).select('id');
  if (bodyIds) open.whereIn('body_id', [...bodyIds]);
  const found = await db.from(open.as('some')).count({ n: '*' }).first();
  return Number(found?.n ?? 0);
}

/** True when there is a case with this number in the table of its kind. */
export async function caseExists(
  db: DbOrTrx,
  regionId: number,
  table: 'requests' | 'objections' | 'disputes',
  number: string,
): Promise<boolean> {
  return (await db(table).where({ region_id: regionId, number }).first('id')) !== undefined;
}

export type EscalationLine = CaseNamed & {
  id: number;
  step: string;
  due_on: string;
  meant_for: string;
  sent_to: string;
  state: 'sent' | 'skipped';
  fired_at: string;
  /** Null for a breach, whose words are sealed. */
  details: string | null;
};

/** Escalations of every kind of case, the newest first, after a place in that order. */
export async function escalationPage(
  db: DbOrTrx,
  regionId: number,
  after: { at: string; id: number } | null,
  limit: number,
): Promise<EscalationLine[]> {
  const query = withCases(db('escalations as e'), 'e')
    .leftJoin('objections as od', 'od.id', 'd.objection_id')
    .leftJoin('breaches as b', (on: Knex.JoinClause) => on.on('b.id', 'e.case_id').andOnVal('e.case_kind', 'breach'))
    .where('e.region_id', regionId)
    .orderBy([
      { column: 'e.fired_at', order: 'desc' },
      { column: 'e.id', order: 'desc' },
    ])
    .limit(limit);
  if (after) query.whereRaw('(e.fired_at, e.id) < (?, ?)', [after.at, after.id]);
  return query.select(
    ...['e.id', 'e.step', 'e.due_on', 'e.meant_for', 'e.sent_to', 'e.state', 'e.fired_at', 'e.case_kind'],
    db.raw('coalesce(r.number, o.number, d.number, b.number) AS case_number'),
    db.raw('coalesce(r.details, o.details, od.details) AS details'),
  );
}

/** All cases, or only those entered later than received with a reason, the last received first. */
export async function casesByReceipt(
  db: DbOrTrx,
  regionId: number,
  { enteredLate, after, limit }: { enteredLate: boolean; after: Place | null; limit: number },
): Promise<QueueRow[]> {
  const query = db('requests as r')
    .where({ 'r.region_id': regionId, 'r.imported': 0 })
    .orderBy([
      { column: 'r.received_on', order: 'desc' },
      { column: 'r.id', order: 'desc' },
    ])
    .limit(limit);
  if (enteredLate) query.whereNotNull('r.late_entry_reason');
  if (after) query.whereRaw('(r.received_on, r.id) < (?, ?)', [after.day, after.id]);
  return withNames(db, await query.select('r.*'));
}

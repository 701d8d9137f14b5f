import type { DbOrTrx } from '../../db/connect';
import type { ObjectionRow } from '../../db/tables/objections';
import type { RequestRow } from '../../db/tables/requests';
import type { DisputeLine, ExemptionLine, LetterLine, ObjectionLine } from './case-columns';
import type { Narrowed } from './narrow';
import type { RegisterName } from './register';
import { REQUEST_FIELDS, type RequestLine } from './request-columns';

/** A place in a register, which stands in the order of its day and then of entry. */
export type Place = { day: string; id: number };

/** One line: what its columns read, and where it stands. */
export type Line = { row: unknown; place: Place };

/** `withIdentity`: what is sealed about a person is asked for, too. The public version never does. */
export type Asked = Narrowed & { regionId: number; withIdentity: boolean };

type Page = { after: Place | null; limit: number; offset?: number };
type Query = ReturnType<DbOrTrx>;

const OPEN = ['registered', 'incomplete', 'in_process', 'awaiting_approval'];
const WINDOWS = ['window_open', 'window_missed'];
const DECIDED = ['decided', 'applied', 'changed', 'revoked', 'expired'];
const DAY: Readonly<Record<RegisterName, string>> = {
  permohonan: 'r.received_on',
  biaya: 'r.received_on',
  keberatan: 'o.received_on',
  sengketa: 'd.recorded_on',
  pengecualian: 'e.decided_on',
  surat: 'l.dated_on',
};

/** The rows of a register that are asked for, before any order: what is counted, and what is read page by page. */
function source(db: DbOrTrx, name: RegisterName, asked: Asked): Query {
  const { regionId, year, bodyId, state, imported } = asked;
  const alias = (DAY[name].split('.')[0] ?? '') as string;
  const table = { r: 'requests', o: 'objections', d: 'disputes', e: 'exemptions', l: 'letters' }[alias];
  const query = db(`${table} as ${alias}`).where(`${alias}.region_id`, regionId);
  if (year !== null) query.whereBetween(DAY[name], [`${year}-01-01`, `${year}-12-31`]);
  if (bodyId !== null && name !== 'surat') query.where(`${alias}.body_id`, bodyId);
  if (name === 'permohonan' && imported !== null) query.whereRaw(`r.imported = ${imported ? 1 : 0}`);
  if (name === 'permohonan' && state !== null) {
    if (state === 'open') query.whereIn('r.state', OPEN);
    else if (state === 'withdrawn' || state === 'lapsed') query.where('r.state', state);
    else query.where('r.outcome', state);
  }
  // The only mark of a charge: the decision is kept as one text.
  if (name === 'biaya') query.where('r.decision', 'like', '%"cost":{%');
  if (name === 'sengketa') query.whereNotIn('d.state', WINDOWS);
  if (name === 'pengecualian') query.whereIn('e.state', DECIDED).whereNotNull('e.decision_id');
  if (state !== null && ['keberatan', 'sengketa', 'pengecualian'].includes(name)) query.where(`${alias}.state`, state);
  return query;
}

/** How many lines a register has, as it is narrowed. */
export async function registerCount(db: DbOrTrx, name: RegisterName, asked: Asked): Promise<number> {
  const found = await source(db, name, asked).count({ n: '*' }).first();
  return Number(found?.n ?? 0);
}

/** One page of a register in its order, after a place. Up to `limit` lines. */
export async function registerPage(db: DbOrTrx, name: RegisterName, asked: Asked, page: Page): Promise<Line[]> {
  const day = DAY[name];
  const id = `${day.split('.')[0]}.id`;
  const query = source(db, name, asked).orderBy([day, id]).limit(page.limit);
  if (page.after) query.whereRaw(`(${day}, ${id}) > (?, ?)`, [page.after.day, page.after.id]);
  if (page.offset) query.offset(page.offset);
  return READ[name](db, query, asked);
}

const READ: Readonly<Record<RegisterName, (db: DbOrTrx, query: Query, asked: Asked) => Promise<Line[]>>> = {
  permohonan: requests,
  biaya: requests,
  keberatan: objections,
  sengketa: disputes,
  pengecualian: exemptions,
  surat: letters,
};

type ReadRequest = Pick<
  RequestRow,
  (typeof REQUEST_FIELDS)[number] | 'decision' | 'body_id' | 'assigned_body_id' | 'case_key_sealed' | 'identity_sealed'
>;

async function requests(db: DbOrTrx, query: Query, { withIdentity }: Asked): Promise<Line[]> {
  const sealed = withIdentity ? ['r.case_key_sealed', 'r.identity_sealed'] : [];
  const rows: ReadRequest[] = await query.select(
    ...REQUEST_FIELDS.map((field) => `r.${field}`),
    ...['r.decision', 'r.body_id', 'r.assigned_body_id', ...sealed],
  );
  const names = await bodyNames(
    db,
    rows.flatMap((row) => [row.assigned_body_id, row.body_id]),
  );
  // The rows themselves and no copies: the engine keeps copies of a million rows until it has a reason to clean up.
  return rows.map((row) => ({
    row: Object.assign(row, {
      body_name: names.get(row.assigned_body_id ?? row.body_id ?? 0) ?? null,
      decision: row.decision === null ? null : JSON.parse(row.decision),
    }) satisfies RequestLine,
    place: { day: row.received_on, id: row.id },
  }));
}

async function objections(db: DbOrTrx, query: Query, { withIdentity }: Asked): Promise<Line[]> {
  const rows: ObjectionRow[] = await query.select('o.*');
  const names = await bodyNames(
    db,
    rows.map((row) => row.body_id),
  );
  return rows.map((row) => ({
    row: {
      ...row,
      ...(withIdentity ? {} : { identity_sealed: null, answer: null, response: null }),
      body_name: names.get(row.body_id ?? 0) ?? null,
    } satisfies ObjectionLine,
    place: { day: row.received_on, id: row.id },
  }));
}

async function disputes(_db: DbOrTrx, query: Query): Promise<Line[]> {
  const rows: DisputeLine[] = await query
    .join('objections as o', 'o.id', 'd.objection_id')
    .leftJoin('bodies as b', 'b.id', 'd.body_id')
    .select('d.*', 'o.number as objection_number', 'o.request_number', 'b.name as body_name');
  return rows.map((row) => ({ row, place: { day: row.recorded_on, id: row.id } }));
}

async function exemptions(_db: DbOrTrx, query: Query): Promise<Line[]> {
  const rows: ExemptionLine[] = await query
    .join('bodies as b', 'b.id', 'e.body_id')
    .join('exemption_decisions as k', 'k.id', 'e.decision_id')
    .select(
      ...['e.id', 'e.number', 'e.title', 'e.letter', 'e.item', 'e.partial', 'e.legal_basis', 'e.statute', 'e.state'],
      ...['e.decided_on', 'e.ends_on', 'e.ended_on', 'b.name as body_name', 'k.number as decision_number'],
    );
  return rows.map((row) => ({ row, place: { day: row.decided_on ?? '', id: row.id } }));
}

const CASE_TABLES = { request: 'requests', objection: 'objections', dispute: 'disputes', breach: 'breaches' } as const;

async function letters(db: DbOrTrx, query: Query): Promise<Line[]> {
  const rows: (LetterLine & { case_kind: keyof typeof CASE_TABLES; case_id: number })[] = await query.select(
    ...[
      'l.id',
      'l.number',
      'l.kind',
      'l.dated_on',
      'l.sent_way',
      'l.sent_on',
      'l.reached_on',
      'l.case_kind',
      'l.case_id',
    ],
  );
  const numbers = new Map<string, string>();
  for (const [kind, table] of Object.entries(CASE_TABLES)) {
    const ids = [...new Set(rows.filter((row) => row.case_kind === kind).map((row) => row.case_id))];
    if (ids.length === 0) continue;
    const cases: { id: number; number: string }[] = await db(table).whereIn('id', ids).select('id', 'number');
    for (const one of cases) numbers.set(`${kind}:${one.id}`, one.number);
  }
  return rows.map((row) => ({
    row: { ...row, case_number: numbers.get(`${row.case_kind}:${row.case_id}`) ?? null },
    place: { day: row.dated_on, id: row.id },
  }));
}

async function bodyNames(db: DbOrTrx, ids: readonly (number | null)[]): Promise<ReadonlyMap<number, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows: { id: number; name: string }[] = await db('bodies').whereIn('id', wanted).select('id', 'name');
  return new Map(rows.map(({ id, name }) => [id, name]));
}

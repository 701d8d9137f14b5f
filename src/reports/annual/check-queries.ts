import type { DbOrTrx } from '../../db/connect';
import { heldThen } from '../statistics/queries';
import { CHECKS, type CheckedKind, type Counted, NAMED, type Point, point } from './checks';

type Asked = { regionId: number; year: number; before: string; today: string };

const TABLE = { request: 'requests', objection: 'objections', dispute: 'disputes' } as const;
const KINDS: readonly CheckedKind[] = ['request', 'objection', 'dispute'];
/** Cases with a fault that one look gathers of each kind. */
const MOST = 1_000;

/** The cases of a year whose dates or endings cannot be: each kind in one walk over the year. */
export async function faultyCases(db: DbOrTrx, asked: Asked): Promise<Point[]> {
  const points: Point[] = [];
  for (const kind of KINDS) points.push(...(await faultsOf(db, asked, kind)));
  return points;
}

async function faultsOf(db: DbOrTrx, { today, ...asked }: Asked, kind: CheckedKind): Promise<Point[]> {
  const checks = CHECKS.filter((one) => one.kind === kind).map((one) => ({
    ...one,
    days: one.sql
      .split('?')
      .slice(1)
      .map(() => today),
  }));
  const any = checks.map(({ sql }) => `(${sql})`).join(' OR ');
  const rows = await heldThen(db, asked, kind)
    .join(`${TABLE[kind]} as c`, 'c.id', 'h.case_id')
    .whereRaw(
      `(${any})`,
      checks.flatMap(({ days }) => days),
    )
    .orderBy('c.id')
    .limit(MOST)
    .select(
      'c.number',
      ...checks.map(({ sql, days }, i) => db.raw(`CASE WHEN ${sql} THEN 1 ELSE 0 END as f${i}`, days)),
    );
  return checks.flatMap(({ name }, i) => {
    const numbers = (rows as unknown as Record<string, unknown>[])
      .filter((row) => Number(row[`f${i}`]) === 1)
      .map((row) => String(row.number));
    const vars: Record<string, number> = rows.length === MOST ? { more: 1 } : {};
    return numbers.length === 0
      ? []
      : [point(`${kind}.${name}`, { kind, count: numbers.length, cases: numbers.slice(0, NAMED), vars })];
  });
}

/** What the registers themselves hold of a year, beside what the figures counted. */
export async function countedTwice(db: DbOrTrx, asked: Asked): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (const kind of KINDS) {
    const day = kind === 'dispute' ? 'recorded_on' : 'received_on';
    const inRegister = await db(TABLE[kind])
      .where('region_id', asked.regionId)
      .whereBetween(day, [`${asked.year}-01-01`, `${asked.year}-12-31`])
      .where('recorded_at', '<', asked.before)
      .count({ n: '*' })
      .first();
    const inFigures = await heldThen(db, asked, kind).count({ n: '*' }).first();
    counted.push({
      ...{ kind, register: Number((inRegister as { n: number }).n) },
      figures: Number((inFigures as unknown as { n: number }).n),
    });
  }
  return counted;
}

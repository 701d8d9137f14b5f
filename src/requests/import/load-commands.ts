import { bodySlug } from '../../bodies/slugs';
import { calendarInForce } from '../../calendar/queries';
import { localDay } from '../../calendar/working-days';
import { bodyFinder, type NamedBody } from '../../catalogue/import/body-names';
import { readably, reasonFormat } from '../../catalogue/import/reason-words';
import type { Table } from '../../catalogue/import/table';
import type { Deps } from '../../deps';
import { overridesOf } from '../../terms/queries';
import { termsOn } from '../../workflow/terms';
import { columnsOf, withLowerHeadings } from './headings';
import { importKey, insertOldCases, type ReadyCase } from './insert-commands';
import { type FlagCode, type OldCase, type RefusalCode, type RegisterCourt, readCase } from './row';

type LoadDeps = Pick<Deps, 'db' | 'clock' | 'regionId' | 'keys' | 'config' | 'i18n'>;

/** `row` counts from 1 without the heading. */
export type Told<C> = { row: number; code: C; reason: string };

/** What `npm run import -- requests` prints as its last line. */
export type RegisterResult = {
  loaded: number;
  unchanged: number;
  refused: Told<RefusalCode>[];
  flagged: Told<FlagCode>[];
};

/** Rows of one transaction: large enough to be quick, small enough that other writers get their turn. */
const BATCH = 250;

/** Loads an old register: refuses rows that cannot be a case, each with its reason, and loads the rest as closed history. */
export async function loadRegister(
  deps: LoadDeps,
  given: Table,
  { dryRun, createBodies }: { dryRun: boolean; createBodies: boolean },
): Promise<RegisterResult> {
  const result: RegisterResult = { loaded: 0, unchanged: 0, refused: [], flagged: [] };
  const t = deps.i18n.for('id');
  const fmt = reasonFormat(t, deps.config.timezone);
  const table = withLowerHeadings(given);
  const columns = columnsOf(table.headings);
  const court = await courtOf(deps);
  const find = bodyFinder(await bodiesOf(deps), deps.config.org.region);
  const turns = new Map<string, number>();
  const seen = new Set<string>();
  let batch: ReadyCase[] = [];
  const flush = async () => {
    const fresh = dryRun ? await countNew(deps, batch) : await insertOldCases(deps, batch);
    result.loaded += fresh;
    result.unchanged += batch.length - fresh;
    batch = [];
  };
  for (const [i, cells] of table.rows.entries()) {
    const tell = <C extends string>(code: C, reason: string, vars: Record<string, string>): Told<C> => ({
      ...{ row: i + 1, code, reason: t(`register:import.${reason}`, readably(vars, fmt)) },
    });
    const read = readCase(cells, columns, court);
    if (!read.ok) {
      result.refused.push(tell(read.code, read.reason, read.vars));
      continue;
    }
    const { row } = read;
    const known = row.body ? find(row.body) : null;
    if (row.body && !known && !createBodies) {
      result.refused.push(tell('unknown_body', 'unknown_body', { value: row.body }));
      continue;
    }
    result.flagged.push(...read.flags.map(({ code, reason, vars }) => tell(code, reason, vars)));
    const slug = known?.slug ?? (row.body ? bodySlug(row.body) : '');
    const key = importKey(deps.keys, row, slug, turnOf(turns, row, slug));
    if (seen.has(key)) result.unchanged += 1;
    else batch.push({ row, body: known ? { id: known.id } : row.body ? { make: row.body } : null, key });
    seen.add(key);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return result;
}

/**
 * A register without numbers may hold the same words on the same day twice, and they are two cases: the second time counts
 * as the second. With a number the same row is the same case.
 */
function turnOf(turns: Map<string, number>, row: OldCase, slug: string): number {
  if (row.no !== null) return 1;
  const { received_on, requester_kind, details, purpose, identity } = row;
  const same = JSON.stringify([received_on, requester_kind, details, purpose, identity, slug]);
  const turn = (turns.get(same) ?? 0) + 1;
  turns.set(same, turn);
  return turn;
}

async function courtOf({ db, regionId, clock, config }: LoadDeps): Promise<RegisterCourt> {
  const overrides = await overridesOf(db, regionId);
  const terms = (receivedOn: string) => {
    const kept = termsOn(overrides, receivedOn);
    return kept === null ? null : JSON.stringify(kept);
  };
  return { cal: await calendarInForce(db, regionId), today: localDay(clock.now(), config.timezone), terms };
}

async function bodiesOf({ db, regionId }: LoadDeps): Promise<NamedBody[]> {
  return db('bodies').where('region_id', regionId).select('id', 'slug', 'name', 'short_name');
}

async function countNew({ db, regionId }: LoadDeps, batch: readonly ReadyCase[]): Promise<number> {
  const keys = batch.map(({ key }) => key);
  const there = await db('requests').where('region_id', regionId).whereIn('import_key', keys).pluck('import_key');
  return batch.length - there.length;
}

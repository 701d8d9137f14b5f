import { type Db, isPostgres } from '../../src/db/connect';
import { unguarded } from '../../src/jobs/bench/unguarded';
import { monthsOfFeed } from '../../src/reports/statistics/feed-queries';
import { yearsHeld } from '../../src/reports/statistics/queries';
import { WALK } from '../../src/reports/statistics/walk';
import { encodeCursor } from '../../src/web/pagination';
import { type Agent, type TestApp, testApp } from '../support/app';
import { testDb } from '../support/db';

/** A year of so many lines of history and reminders, in which one answer was late, and one reminder is another. */
const LINES = 49_000;
const RARE = 45_000;
const FIRST = 1_000_000;

let app: TestApp;
let db: Db;
let auditor: Agent;

const series = () =>
  isPostgres(db)
    ? `generate_series(1, ${LINES}) AS s (n)`
    : `(WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < ${LINES}) SELECT n FROM s) AS s`;
/** The month of a line by its number: January to November, in order. */
const month = () => {
  const two = isPostgres(db) ? "lpad(CAST(1 + n / 4500 AS text), 2, '0')" : "substr('0' || (1 + n / 4500), -2)";
  return `'2024-' || ${two}`;
};

beforeAll(async () => {
  app = await testApp();
  db = app.db;
  const { regionId } = app;
  await unguarded(db, 'case_history', async () => {
    await db.raw(`INSERT INTO case_history (region_id, case_kind, year, case_id, recorded_at, received_on, result,
      answered_on, due_on, imported)
      SELECT ${regionId}, 'request', 2024, ${FIRST} + n, ${month()} || '-02T02:00:00.000Z', ${month()} || '-02', 'granted',
      ${month()} || CASE WHEN n = ${RARE} THEN '-28' ELSE '-05' END, ${month()} || '-16', 0 FROM ${series()}`);
  });
  await db.raw(`INSERT INTO escalations (region_id, case_kind, case_id, step, due_on, meant_for, sent_to, state, fired_at)
    SELECT ${regionId}, 'request', ${FIRST} + n, CASE WHEN n = ${RARE} THEN 'due_today' ELSE 'unopened' END,
    ${month()} || '-16', 'ppid', 'ppid', 'sent', ${month()} || '-16T01:00:00.000Z' FROM ${series()}`);
  await db.raw('ANALYZE');
  auditor = await app.as('auditor');
}, 120_000);
afterAll(() => app.close());

const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const rowsIn = (html: string) => html.match(/<th scope="row"/g)?.length ?? 0;
const onwards = (html: string) => /<a href="([^"]+)">Periksa selanjutnya</.exec(html)?.[1]?.replaceAll('&amp;', '&');

/** Follows a figure to its end; what each page found, and how far each says it looked. */
async function followed(path: string): Promise<{ rows: number[]; until: (string | undefined)[] }> {
  const rows: number[] = [];
  const until: (string | undefined)[] = [];
  for (let next: string | undefined = path; next && rows.length < 20; ) {
    const page = main((await auditor.get(next).expect(200)).text);
    rows.push(rowsIn(page));
    until.push(/Baru diperiksa sampai ([^;]+);/.exec(page)?.[1]);
    next = onwards(page);
  }
  return { rows, until };
}

type Asked = { sql: string; bindings: unknown[] };

/** The statements over a table that a piece of work asks. */
async function heard(table: string, work: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = [];
  const note = (query: Asked) => void (query.sql.includes(table) && asked.push(query));
  db.on('query', note);
  await work();
  db.removeListener('query', note);
  return asked;
}

/** The plan of a statement; on PostgreSQL with what it really read. */
async function planOf({ sql, bindings }: Asked): Promise<string> {
  const how = isPostgres(db) ? 'EXPLAIN (ANALYZE, FORMAT JSON)' : 'EXPLAIN QUERY PLAN';
  const answer = await db.raw(`${how} ${sql.replace(/\$\d+/g, '?')}`, bindings as string[]);
  return JSON.stringify(isPostgres(db) ? answer.rows : answer);
}

/** The most rows that any part of a plan gave or threw away, which SQLite does not tell. */
const mostRead = (plan: string): number =>
  Math.max(0, ...[...plan.matchAll(/"(?:Actual Rows|Rows Removed by Filter)":(\d+)/g)].map(([, n]) => Number(n)));

test('a rare figure of a large year is looked for a part of the year at a time, and each page says how far it looked', async () => {
  const { rows, until } = await followed('/statistik/kasus?angka=request.late&tahun=2024');
  // It is in the fifth ten thousand, which is the rest.
  expect(rows).toEqual([0, 0, 0, 0, 1]);
  expect(until).toEqual([...Array(4).fill(expect.any(String)), undefined]);
  const first = main((await auditor.get('/statistik/kasus?angka=request.late&tahun=2024').expect(200)).text);
  expect(first).toContain('Belum ada yang ditemukan sampai di sini.');
  expect(first).toContain('Baru diperiksa sampai perkara tanggal Sabtu, 2 Maret 2024; sisanya belum.');
  // A figure that fills its page says nothing of it.
  const common = main((await auditor.get('/statistik/kasus?angka=request.granted&tahun=2024').expect(200)).text);
  expect([rowsIn(common), onwards(common), common.includes('rel="next"')]).toEqual([50, undefined, true]);
});

test('the same of a rare reminder', async () => {
  const { rows, until } = await followed('/statistik/kasus?angka=escalation.fired&tangga=due_today&tahun=2024');
  expect(rows).toEqual([0, 0, 0, 0, 1]);
  expect(until[0]).toBe('peringatan Sabtu, 16 Maret 2024 pukul 08.00 WIB');
});

test.each([
  ['angka=request.late', { id: FIRST + RARE }, 'Tidak ada perkara lagi', 'Tidak ada perkara pada angka ini'],
  [
    'angka=escalation.fired&tangga=due_today',
    { at: '2024-12-01T00:00:00.000Z', id: 1 },
    'Tidak ada peringatan lagi',
    'Tidak ada peringatan pada',
  ],
])('what is left when a figure (%s) is through speaks of the rest alone', async (query, place, said, never) => {
  const path = `/statistik/kasus?${query}&tahun=2024&sesudah=${encodeCursor(place)}`;
  const page = main((await auditor.get(path).expect(200)).text);
  expect([rowsIn(page), page.includes(`${said} setelah halaman sebelumnya.`), page.includes(never)]).toEqual([
    0,
    true,
    false,
  ]);
});

test.each([
  ['case_history', 'angka=request.late', /case_history_pkey|USING PRIMARY KEY/],
  ['escalations', 'angka=escalation.fired&tangga=due_today', /escalations_region_id_fired_at_id_index/],
])('one page reads a part of %s by its key', async (table, query, index) => {
  // What the auditor reads, he reads through a connection of his own.
  const ppid = await app.as('ppid');
  const asked = await heard(table, () => ppid.get(`/statistik/kasus?${query}&tahun=2024`).expect(200));
  expect(asked.length).toBeGreaterThanOrEqual(2);
  for (const one of asked) {
    const plan = await planOf(one);
    expect(plan).toMatch(index);
    expect(plan).not.toMatch(/Seq Scan|SCAN (h|e|case_history|escalations)\b/);
    expect(mostRead(plan)).toBeLessThanOrEqual(WALK + 1);
  }
});

test('which years were written to is asked of the index, without a walk over what was written', async () => {
  const [asked] = await heard('RECURSIVE years', () => monthsOfFeed(app.deps, '2025-01-10'));
  const plan = await planOf(asked as Asked);
  expect(plan.match(/case_history_by_year/g)?.length).toBeGreaterThanOrEqual(8);
  // Each of the six looks begins at its month.
  if (!isPostgres(db)) expect(plan.match(/<expr>=\? AND <expr>=\? AND <expr>>\? AND <expr><\?/g)).toHaveLength(6);
  expect(plan).not.toMatch(/Seq Scan|SCAN (h|case_history)\b/);
  expect(mostRead(plan)).toBeLessThan(20);
});

test('in a new database a case is looked for by its key, and years at the end of it', async () => {
  const fresh = await testDb();
  const year = { region_id: 1, case_kind: 'request', year: 2024 };
  const plan = async (query: { toSQL(): { toNative(): { sql: string; bindings: readonly unknown[] } } }) => {
    const { sql, bindings } = query.toSQL().toNative();
    const how = isPostgres(db) ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
    const answer = await fresh.db.raw(`${how} ${sql.replace(/\$\d+/g, '?')}`, bindings as string[]);
    return JSON.stringify(isPostgres(db) ? answer.rows : answer);
  };
  const key = /case_history_pkey|USING PRIMARY KEY/;
  expect(
    await plan(
      fresh
        .db('case_history')
        .where({ ...year, case_id: 7 })
        .select('recorded_at'),
    ),
  ).toMatch(key);
  const asked: Asked[] = [];
  fresh.db.on('query', (query: Asked) => asked.push(query));
  await yearsHeld(fresh.db, 1);
  const [years] = asked as [Asked];
  const native = { toSQL: () => ({ toNative: () => years }) };
  expect(await plan(native)).toMatch(key);
  expect(await plan(native)).not.toMatch(/Sort|Aggregate|TEMP B-TREE/);
  await fresh.destroy();
});

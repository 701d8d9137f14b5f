import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { type Agent, type TestApp, testApp } from '../support/app';
import { docxFaults } from './annual/docx';
import { playThreeHundred } from './three-hundred';

let app: TestApp;
let refused: unknown[];
beforeAll(async () => {
  app = await testApp();
  refused = await playThreeHundred(app);
}, 240_000);
afterAll(() => app.close());

const stats = async (query: string) => (await app.browser().get(`/api/v1/stats?${query}`).expect(200)).body;
const above0 = (counts: Record<string, number>) => Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));

/*
 * Every month: 10 granted on day 3, 3 on day 10 (the last), 1 on day 12 (late), 1 on day 15 after an extension (in time),
 * 3 refused and 2 granted in part on day 5, 1 not held, 1 not documented, 1 redirected on day 2, 1 given up, 1 met with
 * silence. Times twelve:
 *   granted 10 + 3 + 1 + 1 = 15 → 180 · refused 3 → 36 · granted in part 2 → 24 · the three others 1 → 12 each
 *   given up 1: six months withdrawn, six lapsed · silence 1 → 12 open
 *   180 + 36 + 24 + 12 + 12 + 12 + 6 + 6 + 12 = 300
 *   in time 10 + 3 + 1 + 3 + 2 + 3 = 22 → 264 · late 1 → 12 · answered 276
 * Days: 36 answers after 2, 120 after 3, 60 after 5, 36 after 10, 12 after 12, 12 after 15, which is
 *   72 + 360 + 300 + 360 + 144 + 180 = 1416 days; 1416 / 276 = 5.1304…; 36 + 120 = 156 > 138: the median is 3.
 */
const REQUESTS = {
  ...{ received: 300, imported: 0, granted: 180, granted_partly: 24, refused: 36 },
  ...{ not_held: 12, not_documented: 12, redirected: 12, lapsed: 6, withdrawn: 6, open: 12 },
  ...{ on_time: 264, late: 12, overdue_open: 12, working_days: { mean: 5.13, median: 3, max: 15 } },
  by_month: Array(12).fill(25),
};

test('every step of the year is lawful', () => expect(refused).toEqual([]));

test('statistics of the year are those counted by hand', async () => {
  const { objections, disputes, refusal_grounds, ...rest } = await stats('year=2026&as_of=2026-12-31');
  expect(rest).toEqual({ year: 2026, as_of: '2026-12-31', ...REQUESTS });
  expect(above0(refusal_grounds)).toEqual({ h: 36 });
  // The refusal of December is objected to on the 11th and not answered yet.
  expect(objections).toMatchObject({
    ...{ received: 20, granted: 6, granted_partly: 3, upheld: 8, unanswered: 2, withdrawn: 0, open: 1 },
    grounds: { a: 12, b: 0, c: 8, d: 0, e: 0, f: 0, g: 0 },
  });
  // 19 objections ended, each opened a window: three were used, sixteen missed.
  expect(above0(disputes)).toEqual({ window_missed: 16, not_registered: 1, settled: 1, final: 1 });
});

test('as of days in August they show what the added holiday moved', async () => {
  /*
   * Seven months are over: 7 × 22 in time, 7 late, 7 silent. Of August's by the 19th: 10 + 3 + 2 + 3 = 18 answered in time,
   * 1 lapsed; 3 + 1 + 1 + 1 = 6 open, whose last day moved from the 19th to the 20th.
   */
  const nineteenth = await stats('year=2026&as_of=2026-08-19');
  expect(nineteenth).toMatchObject({ received: 200, on_time: 172, late: 7, withdrawn: 4, lapsed: 4, open: 13 });
  expect(nineteenth.overdue_open).toBe(7);
  // Fifteen objections: eight to refusals (August's still open), seven to silence (July's still open).
  expect(nineteenth.objections).toMatchObject({ received: 15, upheld: 7, granted: 4, granted_partly: 2, open: 2 });
  // July's answer of the 28th: fourteen days, the holiday and two weekends aside, end on the 19th.
  expect(above0(nineteenth.disputes)).toEqual({ window_open: 1, window_missed: 10, not_registered: 1, final: 1 });
  const next = await stats('year=2026&as_of=2026-08-20');
  expect(next).toMatchObject({ on_time: 175, late: 7, open: 10, overdue_open: 7 });
  expect(next.disputes).toMatchObject({ window_open: 0, window_missed: 11 });
  // The late one and the silent one; the extended one has until 1 September.
  expect((await stats('year=2026&as_of=2026-08-21')).overdue_open).toBe(9);
  // Without the holiday the three of the last day would have been answered after 11 days.
  expect(await stats('year=2026&as_of=2026-08-31')).toMatchObject({ late: 8, on_time: 176 });
});

test('by body and by who asked: the parts that the plan gives each', async () => {
  const table = async (name: string): Promise<string[][]> =>
    parse((await app.browser().get(`/statistik/${name}.csv?tahun=2026&per=2026-12-31`).expect(200)).text, {
      bom: true,
    });
  // Dinkominfo has the ten and the silent one of each month: 120 of 132 that were due. Dinkes: 144 of 156.
  const bodies = (await table('badan')).slice(1).map(([key, , ...cells]) => [key, ...cells.slice(0, 8)]);
  expect(bodies).toEqual([
    ['dinkes', '168', '156', '144', '12', '0', '0', '5', '0.923'],
    ['dinkominfo', '132', '120', '120', '0', '12', '12', '3', '0.909'],
  ]);
  const kinds = (await table('pemohon')).slice(1).map(([key, , received, answered]) => [key, received, answered]);
  expect(kinds).toEqual([
    ['individual', '264', '240'],
    ['legal_body', '36', '36'],
  ]);
  const days = (await table('lama')).slice(1).map(([key, , n]) => [key, n]);
  expect(days).toEqual([
    ...[
      ['2', '36'],
      ['3', '120'],
      ['5', '60'],
      ['10', '36'],
      ['12', '12'],
      ['15', '12'],
    ],
  ]);
  // What became of answers and rulings: nine to carry out and two done; two to carry out and one done.
  const done = Object.fromEntries((await table('pelaksanaan')).slice(1).map(([key, , n]) => [key, Number(n)]));
  expect(done).toMatchObject({ answers_owed: 9, answers_executed: 2, petitions: 3, at_commission: 2, turned_away: 1 });
  expect(done).toMatchObject({ agreed: 1, ruled_opened: 1, to_court: 0, rulings_owed: 2, rulings_executed: 1 });
});

const lines = async (register: string, query = ''): Promise<Record<string, string>[]> => {
  const path = `/laporan/register/${register}/unduh/csv?tahun=2026${query}`;
  const { text } = await app.browser().get(path).expect(200);
  const t = app.deps.i18n.for('id');
  const [heads = [], ...rows]: string[][] = parse(text, { bom: true, relax_column_count: true });
  expect(rows.at(-1)).toEqual([t('register:complete', { count: rows.length - 1 })]);
  return rows.slice(0, -1).map((cells) => Object.fromEntries(cells.map((cell, i) => [heads[i], cell])));
};

test('the registers hold every case of the plan, on its days', async () => {
  const t = app.deps.i18n.for('id');
  const cell = (key: string) => t(`register:column.${key}`);
  const all = await lines('permohonan');
  expect(all).toHaveLength(300);
  expect(new Set(all.map((row) => row[cell('number')])).size).toBe(300);
  expect(all.reduce((sum, row) => sum + Number(row[cell('working_days')]), 0)).toBe(1416);
  const august = all.filter((row) => row[cell('received_on')] === '2026-08-04');
  expect(august).toHaveLength(25);
  // What was answered before the change keeps the 19th (10 + 3, and the one that was lapsing); of what was open then
  // 3 + 1 + 3 + 2 + 1 ended on the 20th, and the extended one seven days later.
  const due = (day: string) => august.filter((row) => row[cell('due_on')] === day).length;
  expect(due('2026-08-20')).toBeGreaterThanOrEqual(10);
  expect(due('2026-09-01')).toBe(1);
  expect(due('2026-08-19') + due('2026-08-20')).toBe(24);
  expect(august.filter((row) => row[cell('notified_on')] === '2026-08-20')).toHaveLength(3);
  for (const [status, n] of [
    ['granted', 180],
    ['refused', 36],
    ['withdrawn', 6],
    ['lapsed', 6],
    ['open', 12],
  ] as const)
    expect(await lines('permohonan', `&status=${status}`)).toHaveLength(n);
  expect(await lines('permohonan', '&badan=dinkominfo')).toHaveLength(132);
  expect(await lines('keberatan')).toHaveLength(20);
  expect(await lines('keberatan', '&status=upheld')).toHaveLength(8);
  const disputes = await lines('sengketa');
  expect(disputes.map((row) => row[cell('filed_on')])).toEqual(['2026-02-04', '2026-03-05', '2026-09-14']);
});

/** The rows of a list behind a number, page by page. */
async function behind(agent: Agent, href: string, area: string): Promise<string[]> {
  const found: string[] = [];
  for (let path: string | undefined = href; path; ) {
    const page: string = (await agent.get(path.replaceAll('&amp;', '&')).expect(200)).text;
    const row = new RegExp(
      `<th scope="row"[^>]*>\\s*(?:<a href="${area}/[a-z]+/([^"]+)">|<span class="lines">([^<]+))`,
      'g',
    );
    for (const match of page.matchAll(row)) found.push(String(match[1] ?? match[2]));
    path = /<a [^>]*href="([^"]*sesudah=[^"]*)"/.exec(page)?.[1];
  }
  return found;
}

/** The number on a page that leads to a list, and where. */
function leading(text: string, query: string): { n: number; href: string } {
  const found = new RegExp(`<a href="([^"]*${query.replace('.', '\\.')}[^"]*)">([\\d.]+)</a>`).exec(text);
  if (!found) throw new Error(`nothing leads to ${query}`);
  return { href: String(found[1]), n: Number(String(found[2]).replace('.', '')) };
}

test('reminders open into the cases they went out for, and those into their events', async () => {
  const ppid = await app.as('ppid');
  const page = (await ppid.get('/statistik?tahun=2026&per=2026-12-31').expect(200)).text;
  const { text: csv } = await app.browser().get('/statistik/eskalasi.csv?tahun=2026&per=2026-12-31').expect(200);
  const rungs: string[][] = parse(csv, { bom: true, from_line: 2 });
  /*
   * On the last day at eight 3 + 1 + 1 are open; the day after it the late and the silent one. Three days before the end
   * these five and the extended one, which is told of again before its second end: 6 + 1.
   */
  const fired = Object.fromEntries(rungs.map(([step, , n]) => [step, Number(n)]));
  expect(fired).toMatchObject({ due_today: 60, overdue: 24, three_days_left: 84 });
  let cases = 0;
  for (const [step, , fired, stopped] of rungs) {
    for (const [part, n] of [
      ['fired', fired],
      ['stopped', stopped],
    ] as const) {
      if (Number(n) === 0) continue;
      const link = leading(page, `angka=escalation.${part}&amp;tangga=${step}"`.replace('"', ''));
      const list = await behind(ppid, link.href, '/petugas');
      expect([step, part, list.length]).toEqual([step, part, Number(n)]);
      if (part === 'stopped') cases += list.length;
    }
  }
  // Each case stops once, whatever was sent for it.
  const reminded = await app
    .db('escalations')
    .where('state', 'sent')
    .where('fired_at', '<', '2026-12-31T17:00')
    .distinct('case_kind', 'case_id');
  expect(cases).toBe(reminded.length);
  const auditor = await app.as('auditor');
  const list = (await auditor.get('/statistik/kasus?tahun=2026&angka=escalation.fired&tangga=due_today').expect(200))
    .text;
  const events = /href="(\/statistik\/peristiwa\/[^"]+)"/.exec(list)?.[1];
  expect((await auditor.get(String(events)).expect(200)).text).toContain('kepada');
  await ppid.get('/statistik/kasus?angka=escalation.lost&tangga=due_today').expect(404);
  await ppid.get(`/statistik/kasus?angka=escalation.fired&tangga=${encodeURIComponent("x' OR 1")}`).expect(404);
});

test('what followed opens into its cases, too', async () => {
  const ppid = await app.as('ppid');
  const page = (await ppid.get('/statistik?tahun=2026&per=2026-12-31').expect(200)).text;
  for (const [query, n] of [
    ['objection.answers_owed', 9],
    ['objection.answers_executed', 2],
    ['dispute.petitions', 3],
    ['dispute.rulings_executed', 1],
  ] as const) {
    const link = leading(page, `angka=${query}`);
    expect([query, link.n]).toEqual([query, n]);
    expect(await behind(ppid, link.href, '/petugas')).toHaveLength(n);
  }
  // As of a day before the ruling was carried out, and before the first answer was.
  const early = (await ppid.get('/statistik?tahun=2026&per=2026-04-07').expect(200)).text;
  expect(leading(early, 'angka=dispute.rulings_owed').n).toBe(1);
  expect(early).not.toContain('angka=dispute.rulings_executed');
  expect(early).not.toContain('angka=objection.answers_executed');
});

test('an agency sees its own figures and cases, and nobody else’s', async () => {
  const [opd, opd2] = [await app.as('opd'), await app.as('opd2')];
  const page = (await opd.get('/opd/statistik?tahun=2026&per=2026-12-31').expect(200)).text;
  for (const [query, n] of [
    ['request.received', 132],
    ['request.on_time', 120],
    ['request.overdue_open', 12],
    ['objection.received', 8],
  ] as const)
    expect([query, leading(page, `angka=${query}`).n]).toEqual([query, n]);
  const body = await app.db('bodies').where('slug', 'dinkominfo').first('id');
  const silent = await app.db('requests').where({ body_id: body.id, outcome: null }).orderBy('id').pluck('number');
  expect(await behind(opd, leading(page, 'angka=request.overdue_open').href, '/opd')).toEqual(silent);
  await opd.get(`/opd/permohonan/${silent[0]}`).expect(200);
  // Its head hears three days before the end: of the silent ones only, the ten are answered by then.
  const rung = leading(page, 'angka=escalation.fired&amp;tangga=three_days_left');
  expect(rung.n).toBe(12);
  expect(await behind(opd, rung.href, '/opd')).toEqual(silent);
  expect((await opd.get('/opd/statistik?per=2099-01-01').expect(422)).text).toContain('Hari itu belum tiba');
  for (const path of ['/opd/statistik?badan=', '/opd/statistik/kasus?angka=request.received&badan=']) {
    await opd.get(`${path}dinkes`).expect(404);
    await opd2.get(`${path}dinkominfo`).expect(404);
  }
  const others = await behind(opd2, '/opd/statistik/kasus?tahun=2026&angka=request.received', '/opd');
  expect(others).toHaveLength(168);
  expect(others.filter((number) => silent.includes(number))).toEqual([]);
});

const PARTS = ['policy', 'facilities', 'staff', 'budget', 'obstacles', 'recommendations'];
const PATH = '/petugas/laporan-tahunan';

async function frozen(ppid: Agent) {
  const begun = await ppid.post(PATH).type('form').send({ tahun: '2026' }).expect(303);
  const path = String(begun.headers.location);
  const row = () => app.db('annual_reports').orderBy('id', 'desc').first();
  const texts = Object.fromEntries(PARTS.map((part) => [part, `Uraian ${part}`]));
  await ppid
    .post(`${path}/teks`)
    .type('form')
    .send({ version: '1', ...texts })
    .expect(303);
  const { version } = await row();
  await ppid.post(`${path}/langkah`).type('form').send({ action: 'freeze', version }).expect(303);
  return { path, row: await row() };
}

test('the annual report says the same figures, needs no excuse, is recomputed alike and names nobody', async () => {
  const ppid = await app.as('ppid');
  const { path, row } = await frozen(ppid);
  expect(JSON.parse(row.reasons)).toEqual({});
  const figures = JSON.parse(row.figures);
  // On 28 January the thirty days of December's objection ended in silence: three were not answered, none is open.
  expect(figures.stats).toMatchObject({
    ...REQUESTS,
    objections: { received: 20, granted: 6, granted_partly: 3, upheld: 8, unanswered: 3, open: 0 },
  });
  expect(figures.days.map(({ answers }: { answers: number }) => answers)).toEqual([156, 60, 36, 24, 0]);
  expect(figures.objections).toEqual({ owed: 9, executed: 2 });
  expect(figures.disputes).toEqual({
    ...{ petitions: 3, registered: 2, not_registered: 1, agreed: 1, rulings: { opened: 1 } },
    ...{ in_court: 0, judged: 0, owed: 2, executed: 1 },
  });
  expect((await ppid.get(`${path}?periksa=1`).expect(200)).text).toContain('sama dengan yang dibekukan');
  for (const form of ['lengkap', 'ringkas']) {
    const docx = await ppid
      .get(`${path}/unduh/${form}/docx`)
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    expect(docxFaults(docx.body)).toEqual([]);
    const said = Object.values(unzipSync(docx.body))
      .map((part) => strFromU8(part))
      .join('\n');
    expect(said).toContain('300');
    for (const secret of ['Pemohon Simulasi', '3321010101900001', 'pemohon@contoh.test'])
      expect(said).not.toContain(secret);
  }
});

test('what followed is taken from the log where the history did not keep it yet', async () => {
  const history = () =>
    app.db('case_history').whereNot('case_kind', 'request').orderBy(['case_kind', 'case_id', 'recorded_at']);
  const kept = await history();
  expect(kept.filter(({ executed_on }) => executed_on !== null).length).toBeGreaterThanOrEqual(3);
  // What was built upon it since goes first, and comes again.
  const built: string[] = await app
    .db('migrations')
    .where('name', 'like', 'reports-%')
    .where('name', '>=', 'reports-044')
    .orderBy('name', 'desc')
    .pluck('name');
  for (const name of built) await app.db.migrate.down({ name });
  expect(await app.db.schema.hasColumn('case_history', 'executed_on')).toBe(false);
  for (const name of built.reverse()) await app.db.migrate.up({ name });
  expect(await history()).toEqual(kept);
});

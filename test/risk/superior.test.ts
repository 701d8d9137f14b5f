import { calendarInForce } from '../../src/calendar/queries';
import { advanceDueObjections } from '../../src/objections/advance/commands';
import { advanceDueRequests } from '../../src/requests/advance/commands';
import { casesByRisk } from '../../src/risk/queries';
import { DEFAULT_LADDER } from '../../src/workflow/ladder';
import { objected } from '../objections/staff/cases';
import { filed, row, step } from '../requests/staff/cases';
import { type TestApp, testApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const TODAY = '2027-01-04';
const at = async () => ({
  ...{ cal: await calendarInForce(app.db, app.regionId), today: TODAY, timezone: 'Asia/Jakarta' },
});

const bodyId = async (slug: string): Promise<number> => (await app.db('bodies').where('slug', slug).first('id')).id;

/** Requests that a body answered, as an old register would have them. */
async function answeredBefore(slug: string, days: [notified: string, due: string][]): Promise<void> {
  for (const [notified_on, due_on] of days) {
    const number = await filed(app, { body: slug });
    await app.db('requests').where('number', number).update({ state: 'closed', notified_on, due_on });
  }
}

describe('the superior’s page', () => {
  it('stands in the order of the scores, each with its reasons in words', async () => {
    const ppid = await app.as('ppid');
    const late = await filed(app, { body: 'dinkominfo' });
    const extended = await filed(app);
    await step(app, ppid, '/petugas', extended, { action: 'extend', ground: 'not_held', reason: 'Dicari.' });
    const silent = await filed(app, { body: 'dinkominfo' });
    await answeredBefore('dinkominfo', [
      ...Array(4).fill(['2026-12-10', '2026-12-08']),
      ...Array(6).fill(['2026-12-08', '2026-12-10']),
      // Too long ago to be held against it.
      ['2026-01-03', '2025-12-01'],
    ]);
    // Time passes: reminders, and the completeness that comes by silence, are no work done.
    app.clock.set('2026-12-30T09:00:00+07:00');
    await advanceDueRequests(app.deps);
    app.clock.set('2027-01-04T09:00:00+07:00');
    const fresh = await filed(app);
    const objection = await objected(app, { request: late, ground: 'c' });
    const other = await objected(app);

    const cases = await casesByRisk(app.db, app.regionId, 200, await at());
    const scores = cases.map(({ risk }) => risk.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const of = (number: string) => cases.find((one) => one.of.number === number)?.risk;
    const points = (number: string) => Object.fromEntries(of(number)?.reasons.map((r) => [r.reason, r.points]) ?? []);
    expect(points(late)).toEqual({
      overdue: 40,
      days_over: 3,
      unopened: 10,
      record: 8,
      other_objections: 10,
      idle: 18,
    });
    expect(points(silent)).toEqual({ overdue: 40, days_over: 3, unopened: 10, record: 8, idle: 18 });
    expect(points(extended)).toEqual({ days_left: 10, extended: 10, idle: 18 });
    expect(points(objection)).toEqual({ objection: 25, request_unanswered: 15, unopened: 10, record: 8 });
    expect(points(other)).toEqual({ objection: 25, unopened: 10 });
    expect(points(fresh)).toEqual({ unopened: 10 });
    expect(of(late)?.reasons.find((one) => one.reason === 'record')?.says).toEqual({ answered: 10, late: 4 });

    const page = await (await app.as('atasan')).get('/atasan').expect(200);
    const list = page.text.slice(page.text.indexOf('id="risiko"'), page.text.indexOf('Eskalasi</h2>'));
    const shown = [...list.matchAll(/>([PK]-202\d-\d{6})<\/a>/g)].map((match) => match[1]);
    expect(shown).toEqual(cases.map((one) => one.of.number));
    expect(shown.slice(0, 2)).toEqual([late, silent]);
    for (const words of [
      ...['Skor 89', 'Batas waktu sudah lewat', 'Lewat 3 hari kerja', 'Belum dibuka', 'Perpanjangan sudah dipakai'],
      'Badan publik ini terlambat menjawab 4 dari 10 permohonan dalam 365 hari terakhir',
      ...['1 keberatan atas permohonan', 'Sudah menjadi keberatan', 'Permohonannya belum dijawab', 'Sisa 4 hari kerja'],
      `href="/atasan/keberatan/${objection}"`,
    ]) {
      expect(list).toContain(words);
    }
    // On the case's own page too, for the desk and the superior only.
    const desk = await ppid.get(`/petugas/permohonan/${silent}`).expect(200);
    expect(desk.text).toContain('Risiko sengketa');
    expect(desk.text).toContain('terlambat menjawab 4 dari 10');
    const atasan = await app.as('atasan');
    expect((await atasan.get(`/atasan/keberatan/${objection}`)).text).toContain('satu langkah dari Komisi Informasi');
    const auditor = await app.as('auditor');
    expect((await auditor.get(`/auditor/permohonan/${silent}`)).text).not.toContain('Risiko sengketa');
  });

  it('puts what awaits approval in the same order', async () => {
    const calm = await filed(app);
    const risky = await filed(app);
    const waiting = { state: 'awaiting_approval', proposal_kind: 'refused' };
    await app
      .db('requests')
      .where('number', calm)
      .update({ ...waiting, due_on: '2027-01-11' });
    // Due a day later, but it has used its extension and an objection stands against it.
    await app
      .db('requests')
      .where('number', risky)
      .update({ ...waiting, due_on: '2027-01-12', extended_on: TODAY });
    const page = await (await app.as('atasan')).get('/atasan').expect(200);
    const first = page.text.slice(0, page.text.indexOf('id="risiko"'));
    const shown = [...first.matchAll(/>(P-202\d-\d{6})<\/a>/g)].map((match) => match[1]);
    expect(shown).toEqual([risky, calm]);
  });

  it('weighs no more than it must, and says so by its bounds', async () => {
    const two = await casesByRisk(app.db, app.regionId, 2, await at());
    const sort = (kind: string, overdue: boolean) =>
      two.filter(({ of }) => of.kind === kind && of.due_on < TODAY === overdue).length;
    expect([sort('request', true), sort('request', false), sort('objection', false)]).toEqual([2, 2, 2]);
  });

  it('reads a body’s record from its index alone', async () => {
    if (app.db.client.config.client !== 'sqlite3') return;
    const plan = await app.db.raw(
      `EXPLAIN QUERY PLAN SELECT coalesce(assigned_body_id, body_id), count(*), sum(notified_on > due_on) FROM requests
       WHERE region_id = 1 AND imported = 0 AND notified_on IS NOT NULL AND notified_on > '2026-01-01'
       AND (assigned_body_id IS NOT NULL OR returned_on IS NULL) AND coalesce(assigned_body_id, body_id) IN (1, 2)
       GROUP BY coalesce(assigned_body_id, body_id)`,
    );
    expect(JSON.stringify(plan)).toContain('requests_agency_record');
  });

  it('does not hold against a body what it returned or never held', async () => {
    const [theirs, ours] = [await bodyId('bpbd'), await bodyId('dinkominfo')];
    await answeredBefore('bpbd', Array(5).fill(['2026-12-10', '2026-12-08']));
    await app.db('requests').where('body_id', theirs).update({ assigned_body_id: ours });
    const open = await filed(app, { body: 'bpbd' });
    const risk = (await casesByRisk(app.db, app.regionId, 200, await at())).find(({ of }) => of.number === open)?.risk;
    expect(risk?.reasons.map((one) => one.reason)).not.toContain('record');
    await app
      .db('requests')
      .where({ body_id: theirs, state: 'closed' })
      .update({
        ...{ assigned_body_id: null, returned_on: null },
      });
    const again = (await casesByRisk(app.db, app.regionId, 200, await at())).find(({ of }) => of.number === open)?.risk;
    expect(again?.reasons.find((one) => one.reason === 'record')?.points).toBe(20);
  });
});

describe('lists of escalations', () => {
  it('show every kind of case with its own address, and words for every rung', async () => {
    app.clock.set('2027-02-02T09:00:00+07:00');
    await advanceDueRequests(app.deps);
    await advanceDueObjections(app.deps);
    const kinds = await app.db('escalations').distinct('case_kind').pluck('case_kind');
    expect(kinds).toEqual(expect.arrayContaining(['request', 'objection']));
    const auditor = await app.as('auditor');
    let at = '/auditor?tab=eskalasi';
    let text = '';
    while (at) {
      const page = await auditor.get(at).expect(200);
      text += page.text;
      at = /href="([^"]+sesudah=[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    }
    expect(text).toContain('href="/auditor/keberatan/K-');
    expect(text).toContain('href="/auditor/permohonan/P-');
    const { id, region_id } = await row(app, (await app.db('requests').first('number')).number);
    const rung = { region_id, case_kind: 'request', case_id: id, due_on: TODAY, fired_at: '2027-02-02T03:00:00.000Z' };
    const told = { meant_for: 'superior', sent_to: 'superior', body_id: null, state: 'sent' };
    for (const { step } of DEFAULT_LADDER) {
      await app
        .db('escalations')
        .insert({ ...rung, ...told, step: `${step}_9` })
        .onConflict()
        .ignore();
    }
    await app.db('escalations').insert({ ...rung, ...told, step: 'rung_of_our_own' });
    for (let next = '/auditor?tab=eskalasi'; next; ) {
      const page = await auditor.get(next).expect(200);
      next = /href="([^"]+sesudah=[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    }
  });
});

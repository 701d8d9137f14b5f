import { verifyChains } from '../../../src/audit/verify/queries';
import { readTable } from '../../../src/catalogue/import/table';
import { requestSums } from '../../../src/catalogue/overview-queries';
import { sweep } from '../../../src/jobs/sweep';
import { openIdentity } from '../../../src/requests/identity';
import { headingRow } from '../../../src/requests/import/headings';
import { loadRegister } from '../../../src/requests/import/load-commands';
import { askedSince } from '../../../src/requests/publishing/queries';
import { takeStep } from '../../../src/requests/steps/commands';
import { agencyRecords } from '../../../src/risk/queries';
import { xlsx } from '../../catalogue/xlsx';
import { type TestApp, testApp } from '../../support/app';
import { filed, step } from '../staff/cases';
import { REGISTER } from './printed-register';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ clock: '2024-02-05T02:00:00.000Z' });
  // What the office is told of anyway, by the day.
  await sweep(app.deps);
});
afterAll(() => app.close());

async function load(
  bytes: Buffer | readonly object[],
  { name = 'register.json', dryRun = false, createBodies = false } = {},
) {
  const table = await readTable(Buffer.isBuffer(bytes) ? bytes : Buffer.from(JSON.stringify(bytes)), name, headingRow);
  if ('refused' in table) throw new Error(table.refused);
  return loadRegister(app.deps, table, { dryRun, createBodies });
}

const told = (list: readonly { row: number; code: string }[]) => list.map(({ row, code }) => `${row} ${code}`);
const flagged = (list: readonly { row: number; code: string }[], code: string) =>
  list.filter((one) => one.code === code).map(({ row }) => row);
const count = async (table: string) => Number((await app.db(table).count({ n: '*' }).first())?.n);

test('a real register: impossible rows refused, late ones and days off flagged, slips of the pen repaired', async () => {
  const trial = await load(REGISTER, { dryRun: true });
  expect([trial.loaded, await count('requests')]).toEqual([73, 0]);
  const result = await load(REGISTER);
  expect([result.loaded, result.unchanged]).toEqual([73, 0]);
  expect(told(result.refused)).toEqual(['8 answered_before_received', '74 notice_before_received']);
  expect(flagged(result.flagged, 'late')).toEqual([31, 68, 73]);
  expect(flagged(result.flagged, 'date_repaired')).toEqual([5, 6]);
  expect(flagged(result.flagged, 'day_off')).toEqual([3, 12, 19, 26, 27, 31, 35, 52, 59, 75]);
  expect(result.refused[0]?.reason).toBe(
    'Informasi diberikan (Minggu, 6 Maret 2022) sebelum permohonan diterima (Kamis, 2 Maret 2023).',
  );
  expect(await load(REGISTER)).toMatchObject({ loaded: 0, unchanged: 73 });
  expect(await count('requests')).toBe(73);
});

test('an old case is closed history with a chain of its own, dated by its days and recorded now', async () => {
  const first = await app.db('requests').where('register_no', '1').first();
  expect(first).toMatchObject({
    ...{ number: 'R-2023-000001', imported: 1, source: 'imported', state: 'closed', outcome: 'granted' },
    ...{ received_on: '2023-01-13', delivered_on: '2023-01-24', due_on: '2023-01-30', next_action_at: null },
    object_by: null,
  });
  const events = await app.db('audit_events').where('chain', `request:${first.public_id}`).orderBy('seq');
  expect(events.map(({ kind, occurred_at }) => `${occurred_at.slice(0, 10)} ${kind}`)).toEqual([
    '2023-01-13 submitted',
    '2023-01-13 granted',
    '2023-01-24 delivered',
  ]);
  expect(new Set(events.map(({ recorded_at }) => recorded_at.slice(0, 10)))).toEqual(new Set(['2024-02-05']));
  // Folded, the events say what the row says.
  const folded: Record<string, unknown> = {};
  for (const { payload } of events)
    for (const [key, [, value]] of Object.entries(JSON.parse(payload).changes as Record<string, [unknown, unknown]>))
      folded[key] = value;
  for (const [key, value] of Object.entries(folded)) expect([key, value]).toEqual([key, first[key]]);
  expect(folded).toMatchObject({ state: 'closed', closed_on: '2023-01-24', notified_on: '2023-01-13', imported: 1 });
  const refused = await app.db('requests').where('register_no', '7').first();
  expect(refused).toMatchObject({ state: 'closed', outcome: 'refused', notified_on: '2023-02-27' });
  // Who asked is sealed; the log names nobody in the clear.
  expect(first.identity_sealed).not.toContain('Mahasiswa');
  expect(openIdentity(app.deps.keys, first)?.occupation).toBe('Mahasiswa');
  expect(events.map(({ payload }) => payload).join()).not.toContain('Mahasiswa');
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
});

test('live figures, lists and clocks do not know of it; its page carries the mark and offers nothing', async () => {
  const before = {
    letters: await count('letters'),
    outbox: await count('outbox'),
    events: await count('audit_events'),
  };
  await sweep(app.deps);
  expect({
    letters: await count('letters'),
    outbox: await count('outbox'),
    events: await count('audit_events'),
  }).toEqual(before);
  expect(await requestSums(app.db, app.regionId, 2023)).toEqual([]);
  expect(await askedSince(app.db, app.regionId, '2023-01-01')).toEqual([]);
  const body = await app.db('bodies').where('slug', 'dinkes').first('id');
  await load([
    { no: 'A', received: '2023-12-01', notified: '2023-12-29', given: '2023-12-29', granted: true, body: 'dinkes' },
  ]);
  expect(await agencyRecords(app.db, app.regionId, [body.id], '2023-02-01')).toEqual(new Map());

  const desk = await app.as('petugas');
  for (const tab of ['semua', 'selesai', 'terbuka']) {
    const { text } = await desk.get(`/petugas?tab=${tab}`).expect(200);
    expect(text).not.toContain('R-2023-');
  }
  expect((await (await app.as('auditor')).get('/auditor').expect(200)).text).not.toContain('R-2023-');
  const { text } = await desk.get('/petugas/permohonan/R-2023-000001').expect(200);
  expect(text).toContain('Dari register lama, nomor 1.');
  expect(text).not.toContain('name="action"');
  await (await app.as('auditor')).get('/auditor/permohonan/R-2023-000007').expect(200);
  const old = await app.db('requests').where('register_no', '1').first();
  const ppid = { role: 'ppid', userId: 1, bodyId: null } as const;
  const taken = await takeStep(app.deps, {
    requestId: old.id,
    version: null,
    step: { do: 'withdraw' },
    actor: ppid,
    by: ppid,
  } as never);
  expect(taken).toEqual({ ok: false, kind: 'not_found' });
  expect((await app.db('requests').where('id', old.id).first()).version).toBe(1);
  // A live case beside it keeps its number and its way.
  const live = await filed(app);
  expect(live).toBe('P-2024-000001');
  expect((await step(app, await app.as('ppid'), '/petugas', live, { action: 'declare_complete' })).status).toBe(303);
});

test('the printed form as a sheet: headings in two rows, columns of ticks, personal columns where they are given', async () => {
  const sheet = xlsx(
    [
      ['REGISTER PERMOHONAN INFORMASI PUBLIK', null, null, null, null, null, null, null, null, null],
      [
        'No',
        'Tgl',
        'Nama',
        'Nomor Kontak',
        'Informasi yang diminta',
        'Status Informasi',
        null,
        'Keputusan',
        'Hari dan Tanggal',
        null,
      ],
      [
        null,
        null,
        null,
        null,
        null,
        'Di bawah penguasaan',
        'Belum didokumentasikan',
        null,
        'Pemberitahuan Tertulis',
        'Pemberian Informasi',
      ],
      [
        '1',
        'Senin, 10 Juli 2023',
        'Budi Santoso',
        '081234567890',
        'Data APBD',
        'v',
        null,
        'Dikabulkan sebagian',
        '12/07/2023',
        '13.07.2023',
      ],
      ['2', '11/07/2023', '-', null, 'Data pegawai', null, null, 'Ditolak', '14/07/2023', '-'],
      ['3', '12/07/2023', null, null, 'Peta desa', null, 'v', 'Belum didokumentasikan', '17/07/2023', null],
      ['4', '31/02/2023', null, null, 'Peta', null, null, 'Dikabulkan', '17/07/2023', '17/07/2023'],
      ['5', '13/07/2023', null, null, 'Peta', null, null, 'entah', '17/07/2023', '17/07/2023'],
    ],
    ['F2:G2', 'I2:J2', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:E3', 'H2:H3'],
  );
  const result = await load(sheet, { name: 'register.xlsx' });
  expect([result.loaded, ...told(result.refused)]).toEqual([3, '4 date_unreadable', '5 decision_unknown']);
  const [partly, refused, later] = await app
    .db('requests')
    .where('received_on', 'like', '2023-07-1_')
    .whereIn('details', ['Data APBD', 'Data pegawai', 'Peta desa'])
    .orderBy('received_on');
  expect([partly.outcome, partly.notified_on, partly.delivered_on]).toEqual([
    'granted_partly',
    '2023-07-12',
    '2023-07-13',
  ]);
  expect([refused.outcome, refused.notified_on, refused.identity_sealed]).toEqual(['refused', '2023-07-14', null]);
  expect(later.outcome).toBe('not_documented');
  expect(openIdentity(app.deps.keys, partly)).toMatchObject({ name: 'Budi Santoso', phone: '081234567890' });
  expect(JSON.stringify(partly)).not.toContain('Budi');
});

test('every code of the contract, from CSV; bodies are found, or made when asked for', async () => {
  const csv = [
    'no;received;notified;given;decision;refusal_ground;body',
    'a;;2023-05-02;2023-05-02;granted;;',
    'b;02-05-2023;02-05-2023;;granted;;',
    'c;02-05-2023;;02-05-2023;refused;;',
    'd;2018-05-02;2018-05-02;2018-05-03;granted;;',
    'e;02/05/2023;02/05/2023;03/05/2023;granted;;Dinas Antah Berantah',
    'f;02/05/2023;05/05/2023;;refused;Pasal 17 huruf h;DINAS KESEHATAN',
    'g;02/05/2023;;;withdrawn;;',
    'h;02/05/2030;;02/05/2030;granted;;',
    'i;02/05/2023;;;;;',
  ].join('\n');
  const result = await load(Buffer.from(csv), { name: 'register.csv' });
  expect(told(result.refused)).toEqual([
    ...['1 date_missing', '2 date_missing', '3 date_missing', '4 no_calendar', '5 unknown_body'],
    ...['8 date_in_future', '9 decision_missing'],
  ]);
  expect(result.loaded).toBe(2);
  const f = await app.db('requests').where('register_no', 'f').first();
  expect([f.body_id, JSON.parse(f.decision).ground]).toEqual([
    (await app.db('bodies').where('slug', 'dinkes').first()).id,
    'h',
  ]);
  expect(await app.db('requests').where('register_no', 'g').first()).toMatchObject({
    state: 'withdrawn',
    outcome: null,
  });
  const bodies = await count('bodies');
  expect(await load(Buffer.from(csv), { name: 'r.csv', createBodies: true })).toMatchObject({
    loaded: 1,
    unchanged: 2,
  });
  expect(await count('bodies')).toBe(bodies + 1);
});

test('without numbers the same words on the same day are two cases, and stay two', async () => {
  const twin = { received: '2023-08-03', given: '2023-08-07', granted: true, subject: 'Data kembar' };
  expect(await load([twin, twin])).toMatchObject({ loaded: 2, unchanged: 0 });
  expect(await load([twin, twin])).toMatchObject({ loaded: 0, unchanged: 2 });
});

test.each([
  ['rows', (rows: object[]) => ({ note: 'x', rows })],
  ['register.rows', (rows: object[]) => ({ note: 'x', requests: [{ a: 1 }], register: { id: 'r', rows } })],
])('rows stand under %s as well', async (where, wrapped) => {
  const row = { received: '2023-10-02', given: '2023-10-04', granted: true, subject: `Di bawah ${where}` };
  const file = Buffer.from(JSON.stringify(wrapped([row])));
  expect(await load(file, { dryRun: true })).toMatchObject({ loaded: 1, refused: [] });
});

test('a formula without its result is no day, and no text', async () => {
  const lost = { formula: 'A1' };
  const sheet = xlsx([
    ['received', 'given', 'granted', 'subject'],
    ['2023-09-04', lost, 'ya', 'Data'],
    ['2023-09-04', '2023-09-05', 'ya', lost],
  ]);
  const result = await load(sheet, { name: 'rumus.xlsx' });
  expect([result.loaded, ...told(result.refused)]).toEqual([1, '1 date_unreadable']);
  expect((await app.db('requests').where('received_on', '2023-09-04').first()).details).toBe('');
});

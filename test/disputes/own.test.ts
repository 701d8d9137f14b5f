import { verifyChains } from '../../src/audit/verify/queries';
import { changeCalendar } from '../../src/calendar/commands';
import { writing } from '../../src/db/connect';
import type { DisputeRow } from '../../src/db/tables/disputes';
import { runMoves } from '../../src/holidays/move/commands';
import { wordsOn } from '../requests/public/applicant';
import { type Agent, type TestApp, testApp } from '../support/app';
import { again, answered, does, events, objected, objectionOf, on, opened } from './cases';

let app: TestApp;
let owner: Agent;
let userId: number;
beforeEach(async () => {
  app = await testApp();
  owner = await app.as('warga');
  userId = (await app.db('users').where('email', 'warga@contoh.test').first('id')).id;
});
afterEach(() => app.close());

const pathOf = async (dispute: DisputeRow) => `/keberatan/${(await objectionOf(app, dispute)).number}/sengketa`;
const say = (path: string, fields: Record<string, string>, agent: Agent = owner) =>
  agent
    .post(path)
    .type('form')
    .send({ action: 'file_dispute', commission_number: '', ...fields });

test('the window: last day with weekday, advised day, days left, how it was counted, where to go and with what', async () => {
  const dispute = await opened(app, { userId });
  await on(app, '2026-12-28');
  const page = await owner.get(await pathOf(dispute)).expect(200);
  const words = wordsOn(page);
  for (const part of [
    ...['Rabu, 6 Januari 2027', '5 hari kerja lagi', 'Sebaiknya paling lambat Senin, 4 Januari 2027.'],
    ...['Mengajukan sengketa informasi: cara menghitung Rabu, 6 Januari 2027', 'UU 14/2008 Pasal 37 ayat (2)'],
    ...['Komisi Informasi Provinsi Jawa Tengah', 'belum diisi; tanyakan kepada PPID', 'Tidak dipungut biaya'],
    ...['KTP, paspor', 'Bukti permohonan tidak diperlukan untuk alasan huruf b', 'Bukti keberatan atau tanggapan'],
    ...['Saya sudah mengajukan sengketa', 'Unduh berkas', 'Cuti bersama'],
  ]) {
    expect(words).toContain(part);
  }
});

test('he says that he filed: the state, the letter, the event without a name, and the button is gone', async () => {
  const dispute = await opened(app, { userId });
  await on(app, '2026-12-15');
  const path = await pathOf(dispute);
  const sent = await say(path, { on: '2026-12-14', commission_number: '7/XII/2026', version: String(dispute.version) });
  expect(sent.status).toBe(303);
  const page = await owner.get(String(sent.headers.location)).expect(200);
  expect(wordsOn(page)).toContain('kami catat bahwa Anda sudah mengajukan sengketa');
  expect(page.text).not.toContain('value="file_dispute"');
  expect(wordsOn(page)).toContain('Komisi Informasi mulai memeriksa: Kamis, 7 Januari 2027');
  expect(await again(app, dispute)).toMatchObject({ state: 'filed', commission_number: '7/XII/2026', filed_late: 0 });
  const event = await app.db('audit_events').where('kind', 'dispute_filed').first();
  expect(JSON.parse(event.payload).actor).toMatchObject({ role: 'requester', name: null });
  expect(await app.db('letters').where('kind', 'dispute_filed')).toHaveLength(1);
  expect((await verifyChains(app.db)).ok).toBe(true);
});

test('after the window it is recorded and flagged', async () => {
  const dispute = await opened(app, { userId });
  await on(app, '2027-01-08');
  const path = await pathOf(dispute);
  expect(wordsOn(await owner.get(path))).toContain(
    'Jangka waktu mengajukan sengketa berakhir pada Rabu, 6 Januari 2027',
  );
  const version = String((await again(app, dispute)).version);
  expect((await say(path, { on: '2027-01-07', version })).status).toBe(303);
  expect(await again(app, dispute)).toMatchObject({ state: 'filed', filed_late: 1 });
  const desk = await (await app.as('petugas')).get(`/petugas/sengketa/${dispute.number}`).expect(200);
  expect(wordsOn(desk)).toContain('Diajukan setelah hari terakhirnya, Rabu, 6 Januari 2027');
});

test.each([
  [{ on: '' }, 'f-on-error'],
  [{ on: 'kemarin' }, 'f-on-error'],
  [{ on: '2026-12-30' }, 'f-on-error'],
  [{ on: '2026-12-01' }, 'f-on-error'],
  [{ on: '2026-12-11', commission_number: 'x'.repeat(101) }, 'f-commission_number-error'],
  [{ on: '2026-12-11', action: 'decide_dispute' }, 'kesalahan'],
])('%j is told beside the field and changes nothing', async (wrong, id) => {
  const dispute = await opened(app, { userId });
  const answer = await say(await pathOf(dispute), { version: String(dispute.version), ...wrong });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(`id="${id}"`);
  expect(await again(app, dispute)).toEqual(dispute);
});

test('said twice, or on an old page: recorded once', async () => {
  const dispute = await opened(app, { userId });
  const path = await pathOf(dispute);
  const version = String(dispute.version);
  const answers = await Promise.all([1, 2].map(() => say(path, { on: '2026-12-11', version })));
  expect(answers.map((one) => one.status).sort()).toEqual([303, 409]);
  expect((await say(path, { on: '2026-12-11' })).status).toBe(409);
  expect((await events(app, dispute)).filter((kind) => kind === 'dispute_filed')).toHaveLength(1);
});

test('he withdraws; that is the end', async () => {
  const dispute = await opened(app, { userId });
  await does(app, dispute, { do: 'file_dispute', on: '2026-12-11' }, 'requester');
  const version = String((await again(app, dispute)).version);
  const sent = await say(await pathOf(dispute), { action: 'withdraw_dispute', on: '2026-12-11', version });
  expect(sent.status).toBe(303);
  expect(await again(app, dispute)).toMatchObject({ state: 'withdrawn', ended_on: '2026-12-11' });
});

test('what follows is told: ruling, both readings of the days to court, cassation in plain days', async () => {
  const dispute = await opened(app, { userId });
  await does(app, dispute, { do: 'file_dispute', on: '2026-12-11' }, 'requester');
  await does(app, dispute, { do: 'register_dispute', on: '2026-12-11' });
  await on(app, '2027-03-05');
  const ruled = { outcome: 'upheld', received_on: '2027-03-04', execute_by: null };
  expect(await does(app, dispute, { do: 'decide_dispute', on: '2027-03-01', ...ruled })).toBeNull();
  const path = await pathOf(dispute);
  const decided = wordsOn(await owner.get(path));
  for (const part of [
    ...['Keputusan atau pertimbangan badan publik dikuatkan', 'Ajukan paling lambat Kamis, 18 Maret 2027.'],
    ...['14 hari kalender (Perki 1/2013 Pasal 60 ayat (2)) Kamis, 18 Maret 2027'],
    ...['14 hari kerja (UU 14/2008 Pasal 48 ayat (1)) Senin, 5 April 2027'],
  ]) {
    expect(decided).toContain(part);
  }
  await does(app, dispute, { do: 'go_to_court', on: '2027-03-05' });
  await on(app, '2027-06-10');
  await does(app, dispute, { do: 'court_decides', on: '2027-06-08', outcome: 'opened', received_on: '2027-06-09' });
  const inCourt = wordsOn(await owner.get(path));
  expect(inCourt).toContain('Kasasi ke Mahkamah Agung paling lambat Rabu, 23 Juni 2027');
});

test('before there is a window the page says what it waits for', async () => {
  const waiting = await objected(app, { userId });
  const page = await owner.get(`/keberatan/${waiting.number}/sengketa`).expect(200);
  expect(wordsOn(page)).toContain('tidak menanggapinya sampai Kamis, 28 Januari 2027');
  expect(page.text).not.toContain('berkas-sengketa.zip');
  const onPaper = await answered(app, await objected(app, { userId, email: null }));
  const path = `/keberatan/${onPaper.number}/sengketa`;
  const sent = await owner.get(path).expect(200);
  expect(wordsOn(sent)).toContain('dihitung sejak hari surat itu Anda terima');
  expect(sent.text).toContain('berkas-sengketa.zip');
  const said = await say(path, { on: '2026-12-11', version: '1' });
  expect(said.status).toBe(422);
  expect(wordsOn(said)).toContain('hari surat tanggapan Anda terima belum dicatat');
});

test('a date that the calendar moved stands beside the one that was told', async () => {
  const dispute = await opened(app, { userId });
  await app.db('disputes').where('id', dispute.id).update({ file_by: '2027-01-07', file_told_on: '2027-01-06' });
  const words = wordsOn(await owner.get(await pathOf(dispute)));
  expect(words).toContain('Semula diberitahukan Rabu, 6 Januari 2027');
});

test('nobody else’s: by no number alone, whether there is such an objection or not', async () => {
  const dispute = await opened(app);
  const path = await pathOf(dispute);
  for (const agent of [app.browser(), owner, await app.as('petugas')]) {
    expect((await agent.get(path).expect(303)).headers.location).toMatch(/^\/lacak/);
    expect((await say(path, { on: '2026-12-11', version: '1' }, agent)).status).toBe(303);
    await agent.get('/keberatan/K-2026-999999/sengketa').expect(303);
  }
  expect(await again(app, dispute)).toEqual(dispute);
});

test('before anybody petitions it is a window and goes by its objection; then a dispute with a number of its own', async () => {
  const dispute = await opened(app, { userId });
  const { number } = await objectionOf(app, dispute);
  const path = await pathOf(dispute);
  const desk = await app.as('petugas');
  const pages = [path, `/keberatan/${number}`];
  const staff = ['/petugas/sengketa', `/petugas/sengketa/${dispute.number}`, `/petugas/keberatan/${number}`];
  for (const page of pages) {
    const words = wordsOn(await owner.get(page).expect(200));
    expect([page, words.includes('Jendela ke Komisi Informasi'), words.includes(dispute.number)]).toEqual([
      page,
      true,
      false,
    ]);
  }
  for (const page of staff) {
    const words = wordsOn(await desk.get(page).expect(200));
    const named = words.includes(`Jendela ke Komisi Informasi, keberatan ${number}`);
    expect([page, named, words.includes(dispute.number)]).toEqual([page, true, false]);
  }
  await on(app, '2026-12-29', '08:00');
  const [reminder] = await app.db('outbox').where('kind', 'like', '%dispute_reminder%').limit(1);
  expect(reminder.subject).not.toContain(dispute.number);
  await does(app, dispute, { do: 'file_dispute', on: '2026-12-28' }, 'requester');
  expect(wordsOn(await owner.get(path))).toContain(dispute.number);
  for (const page of [...staff.slice(1), '/petugas/sengketa?tab=berjalan']) {
    expect([page, wordsOn(await desk.get(page)).includes(dispute.number)]).toEqual([page, true]);
  }
});

test('what is wrong with the form is named in the list above it', async () => {
  const dispute = await opened(app, { userId });
  const answer = await say(await pathOf(dispute), { on: '', version: String(dispute.version) });
  expect(answer.status).toBe(422);
  const list = /<div class="error-summary"[\s\S]*?<\/div>/.exec(answer.text)?.[0] ?? '';
  expect(list).toContain('Hari Anda mengajukan sengketa');
});

test('a window that the calendar moved: the objection’s page tells what moved it', async () => {
  const dispute = await opened(app, { userId });
  const { number } = await objectionOf(app, dispute);
  await on(app, '2026-12-14');
  const change = {
    ...{ kind: 'add' as const, decree: 'SK Bupati 9/2026', reason: 'Hari jadi', remove: [], years: [] },
    add: [{ date: '2026-12-21', kind: 'local' as const, name: 'Hari jadi' }],
  };
  const now = app.deps.clock.now().toISOString();
  const order = { regionId: app.deps.regionId, change, expected: null };
  expect((await writing(app.db, (trx) => changeCalendar(trx, order, { actor: { role: 'admin' }, now }))).ok).toBe(true);
  await runMoves(app.deps);
  const told = dispute.file_by;
  expect(await again(app, dispute)).toMatchObject({ file_told_on: told });
  const words = wordsOn(await owner.get(`/keberatan/${number}`).expect(200));
  expect(words).toContain('SK Bupati 9/2026');
});

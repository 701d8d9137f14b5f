import { runMoves } from '../../src/holidays/move/commands';
import { outboxLetter } from '../../src/mail/queries';
import { filed, GRANT, row, step } from '../requests/staff/cases';
import { type Agent, type TestApp, testApp } from '../support/app';

const PATH = '/admin/kalender';
let app: TestApp;
let admin: Agent;
beforeEach(async () => {
  app = await testApp();
  admin = await app.as('admin');
});
afterEach(() => app.close());

const plain = (html: string) => html.replace(/&#34;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');

/** Adds a day through its preview; gives the preview's page and the address of the change. */
async function add(tanggal: string): Promise<{ preview: string; change: string }> {
  const day = { tanggal, jenis: 'cuti_bersama', nama: 'Cuti susulan', keputusan: 'SKB perubahan', alasan: 'Perubahan' };
  const { text: preview } = await admin.post(`${PATH}/2026/tambah`).type('form').send(day).expect(200);
  const hidden = (name: string) => plain(new RegExp(`name="${name}" value="([^"]*)"`).exec(preview)?.[1] ?? '');
  const form = { usulan: hidden('usulan'), versi: hidden('versi') };
  const saved = await admin.post(`${PATH}/simpan`).type('form').send(form).expect(303);
  return { preview, change: String(saved.headers.location) };
}

test('the preview counts what the move then moves, and the page of the change shows it', async () => {
  const [mail, paper] = [await filed(app, { body: 'dinkominfo' }), await filed(app, { email: null })];
  const { preview, change } = await add('2026-12-28');
  expect(preview).toContain('2 perkara terbuka akan bergeser, dari 2 yang dilihat');
  expect(preview).toContain(mail);
  expect(preview).toContain('Rabu, 30 Desember 2026');
  expect(await row(app, mail)).toMatchObject({ due_on: '2026-12-29' });

  expect((await runMoves(app.deps)).moved).toBe(2);
  for (const number of [mail, paper]) expect(await row(app, number)).toMatchObject({ due_on: '2026-12-30' });
  const page = await admin.get(change).expect(200);
  expect(page.text).toContain('Selesai.');
  expect(page.text).toContain(mail);
  expect(page.text).toContain('Hari terakhir jawaban');
  const told = await app.db('outbox').where('dedupe_key', 'like', 'calendar:%');
  expect(told).toHaveLength(2);
});

test('a second change moves on from where the first came to', async () => {
  const number = await filed(app);
  await add('2026-12-28');
  await add('2026-12-30');
  await runMoves(app.deps);
  expect(await row(app, number)).toMatchObject({ due_on: '2026-12-31', due_told_on: '2026-12-29' });
  expect((await runMoves(app.deps)).moved).toBe(0);
});

test('two sweeps at once and a filing in between: every date is the calendar’s, and nothing is told twice', async () => {
  for (let n = 0; n < 12; n++) await filed(app, { email: null });
  const [, late] = await Promise.all([add('2026-12-28'), filed(app, { email: null })]);
  await Promise.all([runMoves(app.deps), runMoves(app.deps)]);
  await runMoves(app.deps);
  expect(await app.db('requests').pluck('due_on')).toEqual(Array(13).fill('2026-12-30'));
  expect(await row(app, late)).toMatchObject({ due_on: '2026-12-30' });
  const twice = await app
    .db('calendar_moved_cases')
    .groupBy('case_id', 'field')
    .havingRaw('count(*) > 1')
    .select('case_id');
  expect(twice).toEqual([]);
});

test('the letter of moved dates explains what moved: of an answered request the window, and never the answer’s own term', async () => {
  const number = await filed(app);
  expect((await step(app, await app.as('ppid'), '/petugas', number, { ...GRANT, provide_days: '5' })).status).toBe(303);
  await add('2026-12-14');
  await runMoves(app.deps);
  const { id } = await row(app, number);
  const mail = await app.db('outbox').where({ request_id: id }).where('dedupe_key', 'like', 'moved:%').first('id');
  const text = (await outboxLetter(app.db, app.deps.keys, app.regionId, mail.id))?.text ?? '';
  expect(text).toContain('Penyerahan yang dijanjikan');
  expect(text).toContain('Cara menghitung');
  expect(text).not.toContain('hari permohonan diterima');
  expect(text).not.toContain('29 Desember 2026');
});

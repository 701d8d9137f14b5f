import { deskCounts } from '../../src/catalogue/desk-queries';
import { waitingCount, waitingDocuments } from '../../src/catalogue/review/queries';
import { type Db, isPostgres, writing } from '../../src/db/connect';
import { insertMany } from '../../src/db/insert-many';
import { type Agent, type TestApp, testApp } from '../support/app';
import { deskOf, PDF } from './desk';

let t: TestApp;
let desk: ReturnType<typeof deskOf>;
let opd: Agent;
let ppid: Agent;

beforeAll(async () => {
  t = await testApp();
  desk = deskOf(t);
  [opd, ppid] = [await t.as('opd'), await t.as('ppid')];
  await trust('0').then(({ status }) => expect(status).toBe(303));
});
afterAll(() => t.close());

const trust = (trusted: string, reason = 'Percobaan') =>
  ppid.post('/petugas/badan-tepercaya/dinkominfo').type('form').send({ trusted, reason });
const queue = async () => (await ppid.get('/petugas/telaah').expect(200)).text;
const mails = (path: string) => t.db('outbox').where('dedupe_key', 'like', `document-review:${desk.idOf(path)}:%`);
const facts = (title: string, more = {}) => ({ title, category: 'berkala', summary: 'Ringkas.', ...more });

/** A published document of the body that is reviewed. */
async function published(title: string): Promise<string> {
  const path = await desk.made(opd, { title });
  await desk.post(opd, path, 'terbit');
  await desk.decide(ppid, path, 'setujui').then(({ status }) => expect(status).toBe(303));
  return path;
}

test('what an agency publishes waits, is approved, and the agency is told', async () => {
  const path = await desk.made(opd, { title: 'Menunggu telaah satu' });
  const sent = await desk.post(opd, path, 'terbit');
  expect([sent.status, (await desk.rowOf(path)).state]).toEqual([303, 'review']);
  expect((await t.browser().get('/informasi?q=menunggu+telaah+satu')).text).not.toContain('Menunggu telaah satu</a>');
  expect(await queue()).toContain('Menunggu telaah satu');
  expect((await opd.get(path)).text).toContain('Menunggu telaah PPID.');
  await desk.decide(ppid, path, 'setujui');
  expect((await desk.publicPage(path)).status).toBe(200);
  expect(await queue()).not.toContain('Menunggu telaah satu');
  expect(await mails(path)).toHaveLength(1);
  expect(await desk.events(path)).toEqual(['document_created', 'document_sent_for_review', 'document_published']);
});

test('sent back it is a draft with the note, and a note is needed', async () => {
  const path = await desk.made(opd, { title: 'Dikembalikan' });
  await desk.post(opd, path, 'terbit');
  const empty = await desk.decide(ppid, path, 'kembalikan', { note: ' ' });
  expect([empty.status, (await desk.rowOf(path)).state]).toEqual([422, 'review']);
  await desk.decide(ppid, path, 'kembalikan', { note: 'Lengkapi tahunnya.' });
  expect(await desk.rowOf(path)).toMatchObject({ state: 'draft', review_note: 'Lengkapi tahunnya.' });
  expect((await opd.get(path)).text).toContain('Lengkapi tahunnya.');
  expect(await mails(path)).toHaveLength(1);
  await desk.post(opd, path, 'terbit');
  expect(await desk.rowOf(path)).toMatchObject({ state: 'review', review_note: null });
});

test('what changed under the eyes of the PPID is not approved', async () => {
  const path = await desk.made(opd, { title: 'Berubah diam-diam' });
  await desk.post(opd, path, 'terbit');
  const { version } = await desk.rowOf(path);
  await desk.post(opd, path, '', facts('Berubah diam-diam, isi lain'));
  const stale = await ppid
    .post(`/petugas/telaah/${desk.idOf(path)}/setujui`)
    .type('form')
    .send({ version: String(version), revision: '0' });
  expect([stale.status, (await desk.rowOf(path)).state]).toEqual([409, 'review']);
  expect(stale.text).toContain('Berubah diam-diam, isi lain');
});

test('a change of a published document waits beside it: readers see the old one until it is approved', async () => {
  const path = await published('Tarif parkir lama');
  const edit = facts('Tarif parkir baru', { correction: 'Tarifnya keliru.', revision: '0' });
  const saved = await desk.post(opd, path, '', edit);
  expect(saved.status).toBe(303);
  await opd.post(`${path}/berkas`).attach('berkas', PDF('baru'), 'tarif-baru.pdf').expect(303);
  await desk.post(opd, path, 'tautan', { link_url: 'https://contoh.test/tarif', link_label: 'Tarif rinci' });
  const before = await desk.publicPage(path);
  for (const hidden of ['Tarif parkir baru', 'tarif-baru.pdf', 'Tarif rinci', 'Tarifnya keliru']) {
    expect([hidden, before.text.includes(hidden)]).toEqual([hidden, false]);
  }
  const { public_id } = await t.db('document_files').where('name', 'tarif-baru.pdf').first();
  await t.browser().get(`/berkas/${public_id}/tarif-baru.pdf`).expect(404);
  await ppid.get(`${path}/usulan/${public_id}`).expect(200);
  expect((await ppid.get(path)).text).toContain(`/petugas/telaah/${desk.idOf(path)}`);
  await (await t.as('opd2')).get(`${path}/usulan/${public_id}`).expect(404);
  expect((await opd.get(path)).text).toContain('value="Tarif parkir baru"');
  const shown = await ppid.get(`/petugas/telaah/${desk.idOf(path)}`).expect(200);
  for (const said of ['Tarif parkir lama', 'Tarif parkir baru', 'tarif-baru.pdf', 'Tarifnya keliru.']) {
    expect(shown.text).toContain(said);
  }
  // What the PPID changes meanwhile in another column stays.
  const { version } = await desk.rowOf(path);
  const own = facts('Tarif parkir lama', { holder: 'Bidang Aset', version: String(version) });
  await ppid.post(path).type('form').send(own).expect(303);
  await desk.decide(ppid, path, 'setujui').then(({ status }) => expect(status).toBe(303));
  const after = await desk.publicPage(path);
  for (const open of ['Tarif parkir baru', 'tarif-baru.pdf', 'Tarif rinci', 'Tarifnya keliru.', 'Bidang Aset']) {
    expect([open, after.text.includes(open)]).toEqual([open, true]);
  }
  await t.browser().get(`/berkas/${public_id}/tarif-baru.pdf`).expect(200);
  expect(await desk.revisionOf(path)).toBeUndefined();
  expect((await desk.events(path)).at(-1)).toBe('document_change_approved');
});

test('a change that was sent back is corrected and sent again, or dropped', async () => {
  const path = await published('Jam layanan');
  await desk.post(opd, path, '', facts('Jam layanan baru'));
  await desk.decide(ppid, path, 'kembalikan', { note: 'Sebut harinya.' });
  expect((await opd.get(path)).text).toContain('Sebut harinya.');
  expect(await queue()).not.toContain('Jam layanan');
  await desk.post(opd, path, '', facts('Jam layanan Senin sampai Jumat'));
  expect(await desk.revisionOf(path)).toMatchObject({ state: 'review', note: null });
  expect(await queue()).toContain('Jam layanan');
  await desk.post(opd, path, 'usulan/hapus');
  expect(await desk.revisionOf(path)).toBeUndefined();
  expect((await desk.publicPage(path)).text).toContain('Jam layanan');
});

test('a change that was changed again since it was looked at is not approved', async () => {
  const path = await published('Peta jalan');
  await desk.post(opd, path, '', facts('Peta jalan satu'));
  const { version } = await desk.rowOf(path);
  await desk.post(opd, path, '', facts('Peta jalan dua'));
  const stale = await ppid
    .post(`/petugas/telaah/${desk.idOf(path)}/setujui`)
    .type('form')
    .send({ version: String(version), revision: '1' });
  expect([stale.status, (await desk.rowOf(path)).title]).toEqual([409, 'Peta jalan']);
  expect(stale.text).toContain('Peta jalan dua');
  // Two people of the agency: the second sees what the first proposed meanwhile.
  const late = await opd
    .post(path)
    .type('form')
    .send({ ...facts('Peta jalan tiga'), version: String(version), revision: '1' });
  expect([late.status, (await desk.revisionOf(path)).version]).toEqual([409, 2]);
});

test('numbers beside the lists stop at a thousand, and the queue is read by its index', async () => {
  const { id: body_id } = await t.db('bodies').where('slug', 'dinkes').first('id');
  const at = '2026-12-10T00:00:00.000Z';
  const rows = Array.from({ length: 1_100 }, (_, i) => ({
    ...{ region_id: t.regionId, body_id, category: 'berkala', state: 'review', title: `Massal ${i}`, example: 0 },
    ...{ public_id: `massal${i}`, slug: `draf-massal${i}`, version: 1, created_at: at, updated_at: at },
  }));
  await writing(t.db, (trx) => insertMany(trx, 'documents', rows));
  const page = (await ppid.get('/opd/informasi?keadaan=review').expect(200)).text;
  expect(page).toContain('Lebih dari 1.000 terbitan atau perubahan menunggu');
  expect(page).toMatch(/Menunggu telaah <span class="pill-count">lebih dari 1\.000</);
  expect(page).toMatch(/Ditarik <span class="pill-count">0</);
  expect(await queue()).toContain('Masih banyak yang menunggu, lebih dari 1.000');
  // Counted that far and no further: an archive may hold a million.
  expect((await deskCounts(t.db, t.regionId, null)).review).toBe(1_001);
  expect((await deskCounts(t.db, t.regionId, [body_id])).review).toBe(1_001);
  // Without figures about the rows PostgreSQL guesses that there is one, and any index will do.
  if (isPostgres(t.db)) await t.db.raw('ANALYZE documents');
  const plans = [
    await planOf(t.db, () => waitingDocuments(t.db, t.regionId, 50)),
    await planOf(t.db, () => waitingCount(t.db, t.regionId)),
  ];
  expect(plans[0]).toContain('documents_not_published');
  // To count, PostgreSQL prefers an index that begins with the states.
  expect(plans[1]).toMatch(/documents_not_published|documents_state_publish_at_index/);
  for (const plan of plans) expect(plan).not.toMatch(/SCAN documents|SCAN d\b|Seq Scan on documents/);
  await t.db('documents').whereLike('title', 'Massal %').delete();
});

/** How the engine would look for what a query asks. */
async function planOf(db: Db, ask: () => Promise<unknown>): Promise<string> {
  const asked: { sql: string; bindings: unknown[] }[] = [];
  const note = (query: { sql: string; bindings: unknown[] }) => void asked.push(query);
  db.on('query', note);
  await ask();
  db.removeListener('query', note);
  const plans: string[] = [];
  for (const { sql, bindings } of asked.filter(
    (one) => /documents/.test(one.sql) && !/document_revisions/.test(one.sql),
  )) {
    plans.push(
      await db.transaction(async (trx) => {
        if (!isPostgres(db)) return JSON.stringify(await trx.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings as string[]));
        // A table of a few rows is read as a whole: what counts is that the index can answer.
        await trx.raw('SET LOCAL enable_seqscan = off');
        const plain = sql.replace(/\$\d+/g, '?');
        return JSON.stringify((await trx.raw(`EXPLAIN ${plain}`, bindings as string[])).rows);
      }),
    );
  }
  return plans.join('\n');
}

test('a second click on approve and on send back decides once', async () => {
  const path = await desk.made(opd, { title: 'Dua klik' });
  await desk.post(opd, path, 'terbit');
  const { version } = await desk.rowOf(path);
  const sent = { version: String(version), revision: '0' };
  const click = () =>
    ppid
      .post(`/petugas/telaah/${desk.idOf(path)}/setujui`)
      .type('form')
      .send(sent);
  const answers = await Promise.all([click(), click()]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect((await desk.events(path)).filter((kind) => kind === 'document_published')).toHaveLength(1);
  expect(await mails(path)).toHaveLength(1);
});

test('taking back is done at once, and what is taken back from review is a draft', async () => {
  const path = await published('Ditarik tanpa telaah');
  await desk.post(opd, path, 'tarik', { reason: 'Salah unggah' });
  expect((await desk.publicPage(path)).status).toBe(410);
  const other = await desk.made(opd, { title: 'Ditarik dari telaah' });
  await desk.post(opd, other, 'terbit');
  await desk.post(opd, other, 'batal');
  expect((await desk.rowOf(other)).state).toBe('draft');
});

test('a trusted agency publishes at once; the reason of the change is on record', async () => {
  const unsaid = await trust('1', ' ');
  expect([unsaid.status, (await t.db('bodies').where('slug', 'dinkominfo').first()).trusted]).toEqual([422, 0]);
  await trust('1', 'Terbitannya selalu rapi');
  const path = await desk.made(opd, { title: 'Langsung terbit' });
  await desk.post(opd, path, 'terbit');
  expect((await desk.rowOf(path)).state).toBe('published');
  const { id } = await t.db('bodies').where('slug', 'dinkominfo').first();
  const last = await t.db('audit_events').where('chain', `body:${id}`).orderBy('seq', 'desc').first();
  expect(JSON.parse(last.payload)).toMatchObject({
    changes: { trusted: [0, 1] },
    detail: { reason: 'Terbitannya selalu rapi' },
  });
});

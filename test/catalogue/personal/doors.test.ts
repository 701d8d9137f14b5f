import { editorOf } from '../../../src/catalogue/editors';
import { attachUploads } from '../../../src/catalogue/file-commands';
import { headingRow } from '../../../src/catalogue/import/headings';
import { loadDocuments } from '../../../src/catalogue/import/load-commands';
import { readTable } from '../../../src/catalogue/import/table';
import { publishDue } from '../../../src/catalogue/schedule-commands';
import { announced } from '../../announcements/announcing';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { deskOf } from '../desk';

let t: TestApp;
let opd: Agent;
let ppid: Agent;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  t = await testApp();
  [opd, ppid] = [await t.as('opd'), await t.as('ppid')];
  desk = deskOf(t);
});
afterAll(() => t.close());

let nth = 0;
/** Another NIK each time, so that nothing of it was looked through before. */
function nik(): string {
  nth += 1;
  return `332101450789${String(nth).padStart(4, '0')}`;
}
const csv = (text: string) => Buffer.from(`nama;nik\nSiti;${text}\n`);
const attach = (path: string, name: string, content: Buffer) =>
  opd.post(`${path}/berkas`).attach('berkas', content, name);
const filesOf = async (path: string): Promise<{ public_id: string; name: string; removed_at: string | null }[]> =>
  t
    .db('document_files')
    .where('document_id', (await desk.rowOf(path)).id)
    .orderBy('id');
const namesOf = async (path: string) =>
  (await filesOf(path)).filter(({ removed_at }) => removed_at === null).map(({ name }) => name);
const tickIn = (html: string, field: string) => new RegExp(`name="${field}" value="([^"]+)"`).exec(html)?.[1] as string;
const heldIn = (html: string) => /name="held" value="([^"]+)"/.exec(html)?.[1] as string;
const FOUND = 'Centang setiap temuan';

async function published(title: string): Promise<string> {
  const path = await desk.made(opd, { title });
  await attach(path, `${title}.csv`, csv('kosong')).expect(303);
  await desk.post(opd, path, 'terbit');
  expect((await desk.rowOf(path)).state).toBe('published');
  return path;
}
const lastEvent = async (path: string) => {
  const chain = `document:${(await desk.rowOf(path)).id}`;
  const { kind, payload } = await t.db('audit_events').where({ chain }).orderBy('seq', 'desc').first();
  return { kind, ...JSON.parse(payload).detail };
};

test('a file that joins a published document is ticked first; the page holds it meanwhile', async () => {
  const path = await published('Terbit lalu ditambah');
  const number = nik();
  const asked = await attach(path, 'penerima.csv', csv(number)).expect(422);
  expect(asked.text).toContain(FOUND);
  expect(asked.text).toContain(`NIK ••••••••••••${number.slice(-4)}`);
  expect(asked.text).not.toContain(number);
  expect(await namesOf(path)).toEqual(['Terbit lalu ditambah.csv']);
  const [confirmed_301, held] = [tickIn(asked.text, 'confirmed_301'), heldIn(asked.text)];
  // The tick of another content is none.
  const again = await opd.post(`${path}/berkas`).field({ held, confirmed_301: 'abc-0' }).expect(422);
  expect(await namesOf(path)).toHaveLength(1);
  await opd
    .post(`${path}/berkas`)
    .field({ held: heldIn(again.text), confirmed_301 })
    .expect(303);
  expect(await namesOf(path)).toEqual(['Terbit lalu ditambah.csv', 'penerima.csv']);
  expect(await lastEvent(path)).toMatchObject({ kind: 'document_files_added', confirmed: [{ kind: 'nik' }] });
});

test('whatever the page was told, a document that is public by now takes no file that nobody looked through', async () => {
  const path = await published('Terbit di tengah jalan');
  const user = { id: (await desk.rowOf(path)).created_by, roles: [{ role: 'ppid', bodyId: null }] };
  const editor = editorOf(user as never) as never;
  const upload = { field: 'berkas', kind: 'document', name: 'x.csv', mediaType: 'text/csv', format: 'csv', size: 3 };
  const files = [{ ...upload, content: { buffer: csv(nik()) } }] as never;
  expect(await attachUploads(t.deps, editor, desk.idOf(path), files)).toEqual({ ok: false, code: 'unlooked' });
  expect(await namesOf(path)).toHaveLength(1);
});

test('a file in the place of another of a published document is ticked first, too', async () => {
  const path = await published('Diganti sesudah terbit');
  const [old] = await filesOf(path);
  const address = `${path}/berkas/${old?.public_id}/ganti`;
  const asked = await opd.post(address).attach('berkas', csv(nik()), 'baru.csv').expect(422);
  expect(asked.text).toContain(FOUND);
  expect(await namesOf(path)).toEqual(['Diganti sesudah terbit.csv']);
  // A masked copy goes at once, and what was held is left.
  const held = heldIn(asked.text);
  await opd.post(address).field({ held }).attach('berkas', csv('(disamarkan)'), 'tersamar.csv').expect(303);
  expect(await namesOf(path)).toEqual(['tersamar.csv']);
  const [, masked] = await filesOf(path);
  const other = await opd.post(`${path}/berkas/${masked?.public_id}/ganti`).attach('berkas', csv(nik()), 'c.csv');
  const form = { held: heldIn(other.text), confirmed_1: tickIn(other.text, 'confirmed_1') };
  await opd.post(`${path}/berkas/${masked?.public_id}/ganti`).field(form).expect(303);
  expect(await namesOf(path)).toEqual(['c.csv']);
});

test('a set day asks as publishing does, and what joins a document that waits for its day is asked, too', async () => {
  const path = await desk.made(opd, { title: 'Terjadwal' });
  await attach(path, 'penerima.csv', csv(nik())).expect(303);
  const day = { publish_day: '2026-12-14', publish_time: '09:30' };
  const asked = await desk.post(opd, path, 'jadwal', day);
  expect([asked.status, asked.text.includes(FOUND), (await desk.rowOf(path)).state]).toEqual([422, true, 'draft']);
  // Two forms of one page have fields of their own.
  const ids = [...asked.text.matchAll(/ id="(f-confirmed[^"]+)"/g)].map(([, id]) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  const ticked = { ...day, confirmed_101: tickIn(asked.text, 'confirmed_101') };
  expect((await desk.post(opd, path, 'jadwal', ticked)).status).toBe(303);
  expect(await desk.rowOf(path)).toMatchObject({ state: 'scheduled' });
  expect(await lastEvent(path)).toMatchObject({ kind: 'document_scheduled', confirmed_count: 1 });
  expect((await attach(path, 'lain.csv', csv(nik()))).status).toBe(422);
  expect(await namesOf(path)).toEqual(['penerima.csv']);
  t.clock.set('2026-12-14T03:00:00.000Z');
  expect(await publishDue(t.deps)).toBe(1);
});

test('in one submit: the draft of a try before may hold another file, which is looked through as well', async () => {
  const key = 'kunci-dua-kali-00000001';
  const facts = { title: 'Dikirim dua kali', category: 'berkala', body: 'dinkominfo', action: 'publish', key };
  const submit = (more: object, name: string, content: Buffer) =>
    opd
      .post('/opd/informasi')
      .field({ ...facts, ...more })
      .attach('berkas', content, name)
      .expect(303);
  const path = (await submit({}, 'asli.csv', csv(nik()))).headers.location as string;
  expect((await desk.rowOf(path)).state).toBe('draft');
  await submit({}, 'tersamar.csv', csv('(disamarkan dua)'));
  expect((await desk.rowOf(path)).state).toBe('draft');
  const day = { action: 'schedule', publish_day: '2027-01-04', publish_time: '09:00' };
  const set = await submit({ ...day, key: 'kunci-dua-kali-00000002' }, 'asli.csv', csv(nik()));
  expect((await desk.rowOf(set.headers.location as string)).state).toBe('draft');
});

test('many at once: what holds something is refused and said, the rest goes out', async () => {
  const [bad, good, said] = [
    await desk.made(opd, { title: 'Massal berisi' }),
    await desk.made(opd, { title: 'Massal bersih' }),
    await desk.made(opd, { title: `Penerima ${nik()}` }),
  ];
  await attach(bad, 'penerima.csv', csv(nik())).expect(303);
  const pilih = await Promise.all(
    [bad, good, said].map(async (p) => `${desk.idOf(p)}.${(await desk.rowOf(p)).version}`),
  );
  const run = (values: object) =>
    opd
      .post('/opd/informasi/massal/jalankan')
      .type('form')
      .send({ pilih, ...values });
  const result = await run({ action: 'publish' }).expect(200);
  expect(result.text).toContain('2 informasi ditolak');
  expect(result.text).toContain('Ditolak: mungkin memuat data pribadi.');
  const states = await Promise.all([bad, good, said].map(async (p) => (await desk.rowOf(p)).state));
  expect(states).toEqual(['draft', 'published', 'draft']);
  const holder = { action: 'holder', holder: 'Siti, 0812-3456-7890' };
  const version = (await desk.rowOf(good)).version;
  const told = await opd
    .post('/opd/informasi/massal/jalankan')
    .type('form')
    .send({ pilih: [`${desk.idOf(good)}.${version}`], ...holder });
  expect([told.text.includes('Ditolak: mungkin memuat'), (await desk.rowOf(good)).holder]).toEqual([true, null]);
});

test('title and summary are looked through as well: at publication, and in each edit of what is public', async () => {
  const number = nik();
  const path = await desk.made(opd, { title: 'Surat keterangan', summary: `Atas nama Siti, NIK ${number}` });
  const asked = await desk.post(opd, path, 'terbit');
  expect([asked.status, asked.text.includes('judul, ringkasan, dan isian lain')]).toEqual([422, true]);
  const facts = { title: 'Surat keterangan', category: 'berkala' };
  await desk.post(opd, path, '', { ...facts, summary: 'Bersih.' }).then(({ status }) => expect(status).toBe(303));
  expect((await desk.post(opd, path, 'terbit')).status).toBe(303);
  const edit = await desk.post(opd, path, '', { ...facts, summary: 'Hubungi 0812-3456-7890.' });
  expect([edit.status, (await desk.rowOf(path)).summary]).toEqual([422, 'Bersih.']);
  const hotline = { ...facts, summary: 'Hubungi 0812-3456-7890.', confirmed_201: tickIn(edit.text, 'confirmed_201') };
  expect((await desk.post(opd, path, '', hotline)).status).toBe(303);
  // What stands there already is not asked once more.
  const next = { ...facts, title: 'Surat keterangan baru', summary: 'Hubungi 0812-3456-7890.' };
  expect((await desk.post(opd, path, '', next)).status).toBe(303);
  const link = { link_url: 'https://contoh.test/', link_label: 'Siti 0812-3456-7890' };
  expect((await desk.post(opd, path, 'tautan', link)).text).toContain('Tulis tanpa nomor');
  for (const step of [
    desk.post(opd, path, 'tautan', { link_url: `https://contoh.test/${nik()}.pdf` }),
    desk.post(opd, path, '', { ...next, url: `https://contoh.test/${nik()}.pdf` }),
  ])
    expect((await step).status).toBe(422);
  const wrong = await desk.post(opd, path, '', { ...next, correction: `Bukan ${nik()} melainkan lain.` });
  expect([wrong.status, (await desk.rowOf(path)).correction]).toEqual([422, null]);
});

test('why something is taken back is read by anyone: no number stands in it, of one or of many', async () => {
  const path = await published('Ditarik dengan alasan');
  const reason = `Memuat NIK ${nik()}`;
  const refused = await desk.post(opd, path, 'tarik', { reason });
  expect([refused.status, refused.text.includes('Tulis tanpa nomor')]).toEqual([422, true]);
  const pilih = [`${desk.idOf(path)}.${(await desk.rowOf(path)).version}`];
  const many = opd.post('/opd/informasi/massal/jalankan').type('form');
  expect((await many.send({ pilih, action: 'withdraw', reason })).text).toContain('Tulis tanpa nomor');
  expect((await desk.rowOf(path)).state).toBe('published');
  expect((await desk.post(opd, path, 'tarik', { reason: 'Memuat data pribadi' })).status).toBe(303);
});

test('what is told of a closed item is its title: no number stands in it', async () => {
  const form = { body: 'dinkominfo', title: `Rekam medis ${nik()}`, key: 'kunci-uji-berjudul-01', document: '' };
  const refused = await ppid.post('/petugas/pengecualian').type('form').send(form);
  expect([refused.status, refused.text.includes('Tulis tanpa nomor')]).toEqual([422, true]);
});

test('what an edit opens that was closed shows its files: they are looked through', async () => {
  const path = await published('Dibuka lagi');
  const { id } = await desk.rowOf(path);
  await t.db('documents').where({ id }).update({ category: 'dikecualikan' });
  const kept = await t.deps.files.put(csv(nik()));
  const file = { public_id: 'berkasdibuka', document_id: id, stored_name: kept.storedName, name: 'isi.csv' };
  const more = { media_type: 'text/csv', size: kept.size, sha256: kept.sha256, added_at: '2026-12-01T00:00:00.000Z' };
  await t.db('document_files').insert({ ...file, ...more });
  const facts = { title: 'Dibuka lagi', category: 'berkala', summary: 'Ringkas.' };
  const asked = await desk.post(ppid, path, '', facts);
  expect([asked.status, (await desk.rowOf(path)).category]).toEqual([422, 'dikecualikan']);
  const pilih = [`${desk.idOf(path)}.${(await desk.rowOf(path)).version}`];
  const many = { pilih, action: 'category', category: 'berkala' };
  await ppid.post('/opd/informasi/massal/jalankan').type('form').send(many).expect(200);
  expect((await desk.rowOf(path)).category).toBe('dikecualikan');
  const ticks = Object.fromEntries(
    [...asked.text.matchAll(/name="(confirmed_2\d\d)" value="([^"]+)"/g)].map(([, name, value]) => [name, value]),
  );
  expect((await desk.post(ppid, path, '', { ...facts, ...ticks } as Record<string, string>)).status).toBe(303);
});

describe('where the PPID reviews first', () => {
  const trust = (trusted: string) =>
    ppid.post('/petugas/badan-tepercaya/dinkominfo').type('form').send({ trusted, reason: 'Percobaan' }).expect(303);
  afterAll(() => trust('1'));

  test('the page of review lists what was found beside the files, and his yes needs the tick', async () => {
    const path = await published('Ditelaah');
    await trust('0');
    const fresh = await desk.made(opd, { title: 'Baru ditelaah' });
    await attach(fresh, 'penerima.csv', csv(nik())).expect(303);
    // As one that was sent before anything was looked through.
    await t.db('documents').where('public_id', desk.idOf(fresh)).update({ state: 'review' });
    const page = await ppid.get(`/petugas/telaah/${desk.idOf(fresh)}`).expect(200);
    expect(page.text).toContain('Ditemukan di penerima.csv');
    const refused = await desk.decide(ppid, fresh, 'setujui');
    expect([refused.status, refused.text.includes(FOUND), (await desk.rowOf(fresh)).state]).toEqual([
      422,
      true,
      'review',
    ]);
    const confirmed_1 = tickIn(page.text, 'confirmed_1');
    expect((await desk.decide(ppid, fresh, 'setujui', { confirmed_1 })).status).toBe(303);
    expect(await lastEvent(fresh)).toMatchObject({ kind: 'document_published', confirmed_count: 1 });

    // A change of what is published: the agency ticks, and the PPID does once more.
    const asked = await attach(path, 'usulan.csv', csv(nik())).expect(422);
    const sent = { held: heldIn(asked.text), confirmed_301: tickIn(asked.text, 'confirmed_301') };
    await opd.post(`${path}/berkas`).field(sent).expect(303);
    expect((await desk.decide(ppid, path, 'setujui')).status).toBe(422);
    expect(await namesOf(path)).toEqual(['Ditelaah.csv']);
    const review = await ppid.get(`/petugas/telaah/${desk.idOf(path)}`).expect(200);
    const yes = { confirmed_1: tickIn(review.text, 'confirmed_1') };
    expect((await desk.decide(ppid, path, 'setujui', yes)).status).toBe(303);
    expect(await namesOf(path)).toEqual(['Ditelaah.csv', 'usulan.csv']);
  });
});

test('the file of a warning that holds something does not go out with it, which is said', async () => {
  const path = await announced(opd, { title: 'Angin kencang' });
  const seen = await opd.get(path);
  expect(seen.text).not.toContain('Tidak ikut terbit');
  const sent = opd.post('/opd/peringatan/baru').field({
    ...{ subkind: 'bencana-alam', title: 'Tanah longsor', happening: 'Longsor.', 'standard[d]': 'Menjauh.' },
    ...{ body: 'dinkominfo', key: 'kunci-peringatan-berkas-01' },
  });
  const made = await sent
    .attach('berkas', csv(nik()), 'korban.csv')
    .attach('berkas', csv('peta'), 'peta.csv')
    .expect(303);
  expect((await opd.get(made.headers.location as string)).text).toContain('mungkin memuat data pribadi: korban.csv');
  const { id } = await t.db('documents').where('title', 'Tanah longsor').first();
  expect(await t.db('document_files').where('document_id', id).pluck('name')).toEqual(['peta.csv']);
});

test('a warning names telephones, but nobody by the number of an identity card', async () => {
  const path = await announced(opd, { title: 'Jembatan putus', happening: 'Hubungi posko 0812-3456-7890.' });
  const warning = {
    ...{ subkind: 'bencana-alam', title: 'Orang hilang', happening: `Dicari: NIK ${nik()}` },
    ...{ 'standard[d]': 'Lapor.', body: 'dinkominfo', key: 'kunci-peringatan-nik-0001' },
  };
  const refused = await opd.post('/opd/peringatan/baru').type('form').send(warning);
  expect([refused.status, refused.text.includes('Tanpa NIK')]).toEqual([422, true]);
  const more = { text: `Ditemukan: ${nik()}`, mail: 'tidak', key: 'kunci-perkembangan-nik-01' };
  expect((await opd.post(`${path}/perkembangan`).type('form').send(more)).status).toBe(422);
  const end = { version: '1', reason: `Ditemukan: ${nik()}` };
  expect((await opd.post(`${path}/akhiri`).type('form').send(end)).status).toBe(422);
});

describe('a list with files', () => {
  const LIST = (rows: readonly string[]) => Buffer.from(`Judul;Kategori;Nama berkas\n${rows.join('\n')}\n`);
  const titled = (title: string) => t.db('documents').where({ title }).first();

  test('on the page: a row that holds something is said beforehand and becomes a draft', async () => {
    const number = nik();
    const list = LIST([
      'Impor berisi;berkala;penerima.csv',
      'Impor bersih;berkala;bersih.csv',
      `Impor ${number};berkala;`,
    ]);
    const sent = await opd
      .post('/opd/impor/berkas')
      .field('cara', 'publish')
      .attach('berkas', list, 'dip.csv')
      .attach('lampiran', csv(nik()), 'penerima.csv')
      .attach('lampiran', csv('bersih'), 'bersih.csv')
      .expect(303);
    const href = String(sent.headers.location);
    for (const step of ['look', 'load']) {
      if (step === 'load') await opd.post(`${href}/muat`).expect(303);
      expect((await opd.get(href)).text).toContain('Mungkin memuat data pribadi (••••••••••••');
    }
    const states = [];
    for (const title of ['Impor berisi', 'Impor bersih', `Impor ${number}`]) states.push((await titled(title)).state);
    expect(states).toEqual(['draft', 'published', 'draft']);
  });

  test('at the command line, too', async () => {
    const number = nik();
    const table = await readTable(
      Buffer.from(`Judul;Kategori;Badan Publik\nBaris ${number};berkala;dinkominfo\n`),
      'a.csv',
      headingRow,
    );
    const options = { listPath: '/nowhere/a.csv', dryRun: false, createBodies: false };
    const result = await loadDocuments(t.deps, table as never, options);
    expect(result).toMatchObject({ loaded: 1, flagged: [{ code: 'personal_found' }] });
    expect((await titled(`Baris ${number}`)).state).toBe('draft');
  });
});

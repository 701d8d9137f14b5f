import { type Agent, type TestApp, testApp } from '../support/app';

let t: TestApp;
let opd: Agent;
beforeAll(async () => {
  t = await testApp();
  opd = await t.as('opd');
});
afterAll(() => t.close());

const FACTS = {
  title: 'Laporan Kinerja Dinkominfo 2026',
  category: 'berkala',
  summary: 'Capaian kinerja setahun.',
  holder: 'Sekretariat',
  year: '2026',
};
let keys = 0;
const key = () => {
  keys += 1;
  return `kunci-halaman-${String(keys).padStart(6, '0')}`;
};

async function draft(agent: Agent, facts: Record<string, string> = {}): Promise<string> {
  const made = await agent
    .post('/opd/informasi')
    .type('form')
    .send({ ...FACTS, body: 'dinkominfo', key: key(), ...facts })
    .expect(303);
  return made.headers.location as string;
}

async function versionOf(path: string): Promise<string> {
  const row = await t
    .db('documents')
    .where('public_id', path.split('/').at(-1) as string)
    .first('version');
  return String(row.version);
}

const rowOf = (path: string) =>
  t
    .db('documents')
    .where('public_id', path.split('/').at(-1) as string)
    .first();
const publish = async (agent: Agent, path: string) =>
  agent
    .post(`${path}/terbit`)
    .type('form')
    .send({ version: await versionOf(path) });
const found = async (q: string) =>
  (
    await t
      .browser()
      .get(`/informasi?q=${encodeURIComponent(q)}`)
      .expect(200)
  ).text;
const events = async (path: string) => {
  const { id } = await rowOf(path);
  return t.db('audit_events').where('chain', `document:${id}`).orderBy('seq').pluck('kind');
};

test('from draft to published to withdrawn, each step shows at once and is on record', async () => {
  const path = await draft(opd, { title: 'Daftar aset unikum 2026' });
  expect(await found('unikum')).toContain('0 informasi');
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
  await opd.post(`${path}/berkas`).attach('berkas', pdf, 'Aset 2026.pdf').expect(303);
  await publish(opd, path).then((answer) => expect(answer.status).toBe(303));
  expect(await found('unikum')).toContain('Daftar aset unikum 2026');
  const { slug } = await rowOf(path);
  expect(slug).toBe('daftar-aset-unikum-2026');
  const page = await t.browser().get(`/informasi/${slug}`).expect(200);
  const file = /\/berkas\/[^"]+/.exec(page.text)?.[0] as string;
  const sent = await t
    .browser()
    .get(file)
    .buffer(true)
    .parse((res, done) => {
      const pieces: Buffer[] = [];
      res.on('data', (piece) => pieces.push(piece));
      res.on('end', () => done(null, Buffer.concat(pieces)));
    });
  expect([sent.status, sent.body.equals(pdf), sent.headers['content-type']]).toEqual([200, true, 'application/pdf']);
  expect(sent.headers['content-disposition']).toContain('Aset 2026.pdf');

  await opd
    .post(path)
    .type('form')
    .send({ ...FACTS, title: 'Daftar aset unikum, diperbarui', version: await versionOf(path) })
    .expect(303);
  expect(await found('unikum')).toContain('Daftar aset unikum, diperbarui');
  expect((await rowOf(path)).slug).toBe(slug);

  await opd
    .post(`${path}/tarik`)
    .type('form')
    .send({ version: await versionOf(path), reason: 'Salah unggah' })
    .expect(303);
  expect(await found('unikum')).toContain('0 informasi');
  await t.browser().get(`/informasi/${slug}`).expect(410);
  await t.browser().get(file).expect(404);
  expect(await events(path)).toEqual([
    'document_created',
    'document_files_added',
    'document_published',
    'document_edited',
    'document_withdrawn',
  ]);
  const { id } = await rowOf(path);
  expect(await t.db('document_versions').where('document_id', id).orderBy('version').pluck('version')).toEqual([
    1, 2, 3, 4, 5,
  ]);

  await publish(opd, path);
  expect((await rowOf(path)).slug).toBe(slug);
  await t.browser().get(`/informasi/${slug}`).expect(200);
});

test('an event keeps old and new value of each field, and who', async () => {
  const path = await draft(opd);
  await opd
    .post(path)
    .type('form')
    .send({ ...FACTS, holder: 'Bidang IKP', version: '1' })
    .expect(303);
  const { id } = await rowOf(path);
  const last = await t.db('audit_events').where('chain', `document:${id}`).orderBy('seq', 'desc').first();
  const payload = JSON.parse(last.payload);
  expect(payload.changes).toEqual({ holder: ['Sekretariat', 'Bidang IKP'] });
  expect(payload.actor).toMatchObject({ role: 'opd' });
});

test('the same page sent twice makes one document', async () => {
  const same = key();
  const first = await draft(opd, { key: same });
  expect(await draft(opd, { key: same })).toBe(first);
  const both = await Promise.all([
    draft(opd, { key: 'klik-ganda-sekaligus' }),
    draft(opd, { key: 'klik-ganda-sekaligus' }),
  ]);
  expect(both[0]).toBe(both[1]);
});

test('a second click on save, publish, withdraw and upload changes nothing', async () => {
  const path = await draft(opd);
  const edited = { ...FACTS, summary: 'Sekali saja.', version: '1' };
  await opd.post(path).type('form').send(edited).expect(303);
  await opd.post(path).type('form').send(edited).expect(303);
  await opd.post(`${path}/terbit`).type('form').send({ version: '2' }).expect(303);
  await opd.post(`${path}/terbit`).type('form').send({ version: '2' }).expect(303);
  const attach = () =>
    opd.post(`${path}/berkas`).attach('berkas', Buffer.from('%PDF-1.4\nsama\n%%EOF'), 'sama.pdf').expect(303);
  await attach();
  await attach();
  const withdrawn = { version: '4', reason: 'Uji' };
  await opd.post(`${path}/tarik`).type('form').send(withdrawn).expect(303);
  await opd.post(`${path}/tarik`).type('form').send(withdrawn).expect(303);
  expect((await rowOf(path)).version).toBe(5);
  expect(await events(path)).toHaveLength(5);
});

test('a stale form gets 409, the fresh page, and what was typed', async () => {
  const path = await draft(opd);
  await opd
    .post(path)
    .type('form')
    .send({ ...FACTS, holder: 'Yang baru', version: '1' })
    .expect(303);
  const stale = await opd
    .post(path)
    .type('form')
    .send({ ...FACTS, holder: 'Yang saya ketik', version: '1' })
    .expect(409);
  expect(stale.text).toContain('Informasi ini sudah diubah orang lain');
  expect(stale.text).toContain('Yang baru');
  expect(stale.text).toContain('value="Yang saya ketik"');
  expect(stale.text).toContain('name="version" value="2"');
  expect((await rowOf(path)).holder).toBe('Yang baru');
  const late = await opd.post(`${path}/terbit`).type('form').send({ version: '1' }).expect(409);
  expect(late.text).toContain('Informasi ini berubah sejak halaman dibuka.');
});

test('two people at once: one change is kept, the other is told', async () => {
  const path = await draft(opd);
  const ppid = await t.as('ppid');
  const answers = await Promise.all(
    [opd, ppid].map((agent, i) =>
      agent
        .post(path)
        .type('form')
        .send({ ...FACTS, holder: `Orang ${i}`, version: '1' }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
});

test.each([
  [{ title: '' }, 'Bagian ini wajib diisi.'],
  [{ title: 'x'.repeat(10_000) }, 'Tulis paling banyak 300 karakter.'],
  [{ category: 'rahasia' }, 'Pilih salah satu dari daftar.'],
  [{ year: '20266' }, 'Tulis tahun dengan empat angka'],
  [{ made_on: '2026-02-30' }, 'Tanggal ini tidak ada.'],
  [{ url: 'javascript:alert(1)' }, 'Tulis alamat lengkap'],
  [{ body: 'tidak-ada' }, 'Pilih badan publik yang Anda kelola.'],
  [{ body: 'dinkes' }, 'Pilih badan publik yang Anda kelola.'],
])('%j is refused with a sentence, and nothing typed is lost', async (wrong, sentence) => {
  const before = Number((await t.db('documents').count({ n: '*' }).first())?.n);
  const typed = { ...FACTS, body: 'dinkominfo', key: key(), retention: 'Tetap ada di sini', ...wrong };
  const page = await opd.post('/opd/informasi').type('form').send(typed).expect(422);
  expect(page.text).toContain(sentence);
  expect(page.text).toContain('Tetap ada di sini');
  expect(Number((await t.db('documents').count({ n: '*' }).first())?.n)).toBe(before);
});

test('quotes, Javanese letters, emoji and script are kept as text', async () => {
  const title = 'Serat “ꦗꦮ” 100% & <script>alert(1)</script> 🙂';
  const path = await draft(opd, { title });
  expect((await rowOf(path)).title).toBe(title);
  await publish(opd, path);
  const { slug } = await rowOf(path);
  const page = await t.browser().get(`/informasi/${slug}`).expect(200);
  expect(page.text).toContain('Serat “ꦗꦮ” 100% &amp; &lt;script&gt;');
});

test('two documents with one title get two addresses', async () => {
  const [a, b] = [await draft(opd, { title: 'Judul kembar' }), await draft(opd, { title: 'Judul kembar' })];
  await Promise.all([publish(opd, a), publish(opd, b)]);
  const slugs = [(await rowOf(a)).slug, (await rowOf(b)).slug];
  expect(new Set(slugs).size).toBe(2);
  for (const slug of slugs) expect(slug).toMatch(/^judul-kembar(-[a-z0-9]{6})?$/);
});

test('a body publishes for itself only; PPID for any; an administrator not at all', async () => {
  const path = await draft(opd);
  const opd2 = await t.as('opd2');
  for (const agent of [opd2]) {
    await agent.get(path).expect(404);
    await agent
      .post(path)
      .type('form')
      .send({ ...FACTS, version: '1' })
      .expect(404);
    await agent.post(`${path}/terbit`).type('form').send({ version: '1' }).expect(404);
    await agent.post(`${path}/berkas`).attach('berkas', Buffer.from('%PDF-1.4\n%%EOF'), 'a.pdf').expect(404);
  }
  const ppid = await t.as('ppid');
  await draft(ppid, { body: 'dinkes' });
  await publish(ppid, path).then(({ status }) => expect(status).toBe(303));
  await (await t.as('admin')).get('/opd/informasi').expect(403);
  const list = await opd2.get('/opd/informasi').expect(200);
  expect(list.text).not.toContain(path);
});

test('only the PPID publishes something as exempt', async () => {
  const path = await draft(opd, { title: 'Data pribadi pegawai', category: 'dikecualikan' });
  const refused = await publish(opd, path);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Hanya PPID yang dapat menyatakan informasi dikecualikan');
  expect((await rowOf(path)).state).toBe('draft');
  const open = await draft(opd, { title: 'Mula-mula terbuka' });
  await publish(opd, open);
  const turned = await opd
    .post(open)
    .type('form')
    .send({ ...FACTS, title: 'Mula-mula terbuka', category: 'dikecualikan', version: '2' });
  expect([turned.status, (await rowOf(open)).category]).toEqual([422, 'berkala']);
  expect((await publish(await t.as('ppid'), path)).status).toBe(303);
});

test('what the PPID published as exempt is opened by nobody else, not by way of a withdrawal either', async () => {
  const path = await draft(opd, { title: 'Rekam medis', category: 'dikecualikan' });
  expect((await publish(await t.as('ppid'), path)).status).toBe(303);
  const open = async () => {
    const { version } = await rowOf(path);
    const sent = opd.post(path).type('form');
    return sent.send({ ...FACTS, title: 'Rekam medis', category: 'berkala', version: String(version) });
  };
  expect([(await open()).status, (await rowOf(path)).category]).toEqual([422, 'dikecualikan']);
  const withdrawal = { version: String((await rowOf(path)).version), reason: 'Keliru' };
  await opd.post(`${path}/tarik`).type('form').send(withdrawal).expect(303);
  expect([(await open()).status, (await rowOf(path)).category]).toEqual([422, 'dikecualikan']);
});

test('withdrawing needs a reason', async () => {
  const path = await draft(opd);
  await publish(opd, path);
  const page = await opd.post(`${path}/tarik`).type('form').send({ version: '2', reason: ' ' }).expect(422);
  expect(page.text).toContain('Bagian ini wajib diisi.');
  expect((await rowOf(path)).state).toBe('published');
});

test.each([
  ['a PHP program called an image', Buffer.from('<?php system($_GET[0]); ?>'), 'ktp_php.jpg'],
  ['an empty file', Buffer.alloc(0), 'kosong.pdf'],
  ['a page', Buffer.from('<html><script>alert(1)</script></html>'), 'laman.html'],
  ['a page called a text', Buffer.from('<html><script>alert(1)</script></html>'), 'laman.txt'],
])('%s is refused beside its field', async (_what, content, name) => {
  const path = await draft(opd);
  const page = await opd.post(`${path}/berkas`).attach('berkas', content, name).expect(422);
  expect(page.text).toContain('href="#f-berkas"');
  expect(await t.db('document_files').where('name', name)).toEqual([]);
});

test('thirty megabytes, fifty files and no file are refused', async () => {
  const path = await draft(opd);
  const large = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(30 * 1024 * 1024, 32)]);
  await opd.post(`${path}/berkas`).attach('berkas', large, 'besar.pdf').expect(422);
  let many = opd.post(`${path}/berkas`);
  for (let i = 0; i < 50; i++) many = many.attach('berkas', Buffer.from(`%PDF-1.4\n${i}\n%%EOF`), `${i}.pdf`);
  await many.expect(422);
  await opd.post(`${path}/berkas`).type('form').send({}).expect(422);
  const { id } = await rowOf(path);
  expect(await t.db('document_files').where('document_id', id)).toEqual([]);
});

test('a removed file is gone for readers and on record for the auditor', async () => {
  const path = await draft(opd);
  await opd.post(`${path}/berkas`).attach('berkas', Buffer.from('%PDF-1.4\nx\n%%EOF'), 'x.pdf').expect(303);
  await opd.post(`${path}/tautan`).type('form').send({ link_url: 'https://contoh.test/' }).expect(303);
  await publish(opd, path);
  const { id, format } = await rowOf(path);
  const file = await t.db('document_files').where('document_id', id).first();
  expect(format).toBe('pdf');
  await opd.post(`${path}/berkas/${file.public_id}/hapus`).type('form').send({ why: 'wrong' }).expect(303);
  await t.browser().get(`/berkas/${file.public_id}/x.pdf`).expect(404);
  expect(await events(path)).toContain('document_file_erased');
  expect((await rowOf(path)).format).toBe('link');
});

test('a form from another site or without its token changes nothing', async () => {
  const path = await draft(opd);
  await opd.post(`${path}/terbit`).set('Sec-Fetch-Site', 'cross-site').type('form').send({ version: '1' }).expect(403);
  await opd.post(`${path}/terbit`).set('X-CSRF-Token', 'salah').type('form').send({ version: '1' }).expect(403);
  await opd
    .post(`${path}/berkas`)
    .set('X-CSRF-Token', 'salah')
    .attach('berkas', Buffer.from('%PDF-1.4\n%%EOF'), 'a.pdf')
    .expect(403);
  expect((await rowOf(path)).version).toBe(1);
});

test('the list is found by title and state, page by page', async () => {
  const ppid = await t.as('ppid');
  const list = await ppid.get('/opd/informasi?judul=KEMBAR&keadaan=published').expect(200);
  expect(list.text.match(/Judul kembar/g)?.length).toBeGreaterThanOrEqual(2);
  await ppid.get('/opd/informasi?judul=100%25_!&sesudah=rusak&keadaan=lain').expect(200);
});

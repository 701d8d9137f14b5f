import { createDocument } from '../../../src/catalogue/commands';
import type { Editor } from '../../../src/catalogue/editors';
import { attachKept } from '../../../src/catalogue/file-commands';
import { workIndexQueue } from '../../../src/catalogue/search/index-commands';
import { givenDocument } from '../../catalogue/documents';
import { pdf as pages } from '../../storage/pdfs';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { filed, GRANT, pdf, row, step } from '../staff/cases';

let app: TestApp;
let ppid: Agent;
beforeAll(async () => {
  app = await testApp();
  ppid = await app.as('ppid');
});
afterAll(() => app.close());

const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const page = async (number: string) => main((await ppid.get(`/petugas/permohonan/${number}`).expect(200)).text);
const documents = () => app.db('documents').whereLike('import_key', '%answer-%');

/** A request that was granted with a file. */
async function granted(
  content = pdf('jawaban.pdf', 'Realisasi anggaran').content,
  name = 'jawaban.pdf',
): Promise<string> {
  const number = await filed(app, { body: 'dinkominfo' });
  const files = { answer_files: { name, content } };
  const done = await step(app, ppid, '/petugas', number, GRANT, files);
  if (done.status !== 303) throw new Error(`granting answered ${done.status}: ${done.text}`);
  return number;
}

async function form(number: string): Promise<Record<string, string | string[]>> {
  const { id } = await row(app, number);
  const files: string[] = await app
    .db('request_files')
    .where({ request_id: id })
    .whereIn('kind', ['answer'])
    .pluck('public_id');
  return { title: 'Laporan realisasi anggaran 2025', body: 'dinkominfo', category: 'setiap-saat', files, masked: '1' };
}
const editor = async (): Promise<Editor> => {
  const { id, name, email } = await app.db('users').where('email', 'ppid@contoh.test').first();
  const roles = [{ role: 'ppid', bodyId: null, deputyFor: null }];
  return { userId: id, bodyIds: null, user: { id, name, email, roles } as never };
};
const NOTHING = {
  ...{ subkind: null, summary: null, holder: null, publisher: null, made_on: null, made_at: null, year: null },
  ...{ form: null, retention: null, url: null },
};
const send = (number: string, fields: object) =>
  ppid.post(`/petugas/permohonan/${number}/terbitkan`).type('form').send(fields);

test('a granted answer becomes a published document, once, with a copy of its file and nothing of the requester', async () => {
  const number = await granted();
  expect(await page(number)).toContain(`/petugas/permohonan/${number}/terbitkan`);
  const shown = main((await ppid.get(`/petugas/permohonan/${number}/terbitkan`).expect(200)).text);
  expect(shown).toContain('value="Laporan realisasi anggaran 2025"');
  const fields = await form(number);
  await send(number, fields).expect(303);
  await send(number, fields).expect(303);
  const [document, ...more] = await documents();
  expect(more).toEqual([]);
  expect(document).toMatchObject({
    state: 'published',
    category: 'setiap-saat',
    title: 'Laporan realisasi anggaran 2025',
  });
  const public_ = (await app.browser().get(`/informasi/${document.slug}`).expect(200)).text;
  expect(public_).toContain('jawaban.pdf');
  expect(public_).not.toMatch(new RegExp(`${number}|Siti Aminah|3321014507890001`));
  const href = /href="(\/berkas\/[^"?]+)"/.exec(public_)?.[1] as string;
  expect((await app.browser().get(href).expect(200)).body.length).toBeGreaterThan(100);
  // The document's bytes are its own.
  const [own] = await app.db('document_files').where('document_id', document.id);
  expect(await app.db('request_files').where('stored_name', own.stored_name)).toEqual([]);
  expect(await page(number)).toContain(`/informasi/${document.slug}`);
  expect(await app.db('audit_events').where('kind', 'answer_published')).toHaveLength(1);
});

test('without the word that it was looked into nothing is published and what was typed stays', async () => {
  const number = await granted();
  const before = (await documents()).length;
  const { masked, ...rest } = await form(number);
  const answer = await send(number, { ...rest, title: 'Judul yang saya ketik' }).expect(422);
  expect(answer.text).toContain('Periksa berkasnya dahulu');
  expect(answer.text).toContain('Judul yang saya ketik');
  await send(number, { ...rest, masked, subkind: 'profil' }).expect(422);
  expect(await documents()).toHaveLength(before);
});

test('text that still lies under a black box stops it, until the officer says that it may be read', async () => {
  const number = await granted(
    pages(['BT /F1 12 Tf 72 700 Td (Nomor rekening 12345678) Tj ET 0 0 0 rg 60 690 300 30 re f']),
  );
  const fields = await form(number);
  const before = (await documents()).length;
  const answer = await send(number, fields).expect(422);
  expect(answer.text).toContain('Masih ada teks di bawah kotak hitam');
  expect(await documents()).toHaveLength(before);
  await send(number, { ...fields, knowingly: '1' }).expect(303);
});

const NUMBER = '3321014507890001';
const line = (text: string) => `BT /F1 12 Tf 72 700 Td (${text}) Tj ET`;
const withNik = () => pages([line('Daftar penerima'), line(`Siti Aminah NIK ${NUMBER}, 0812-3456-7890`)]);

/** Sends the form as a browser does, with a masked copy for its first file. */
function sendCopy(number: string, fields: Record<string, string | string[]>, copy?: { name: string; content: Buffer }) {
  const sending = ppid.post(`/petugas/permohonan/${number}/terbitkan`);
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) sending.field(name, one);
  return copy ? sending.attach('copy_1', copy.content, { filename: copy.name }) : sending;
}
const valuesOf = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map(([, value]) => value as string);

test('a number that is somebody’s is shown masked with its page and stops it, until each one is said to be open', async () => {
  const number = await granted(withNik());
  const [{ public_id: file }] = await app
    .db('request_files')
    .where({ request_id: (await row(app, number)).id, kind: 'answer' });
  const shown = main((await ppid.get(`/petugas/permohonan/${number}/terbitkan`).expect(200)).text);
  // The file can be opened before anything is said of it.
  const href = `/petugas/permohonan/${number}/berkas/${file}`;
  expect(shown).toContain(`href="${href}"`);
  await ppid.get(href).expect(200);
  for (const words of ['NIK ••••••••••••0001, halaman 2', 'Nomor ponsel ••••••••7890, halaman 2', 'name="copy_1"'])
    expect(shown).toContain(words);
  expect(shown).not.toContain(NUMBER);
  const before = (await documents()).length;
  const fields = { ...(await form(number)), title: 'Judul yang saya ketik' };
  const answer = await send(number, fields).expect(422);
  expect(answer.text).toContain('Centang setiap temuan yang boleh dibuka');
  expect(answer.text).toContain('Judul yang saya ketik');
  const [nik, phone] = valuesOf(answer.text, 'confirmed_1') as [string, string];
  const half = await send(number, { ...fields, confirmed_1: nik }).expect(422);
  expect(half.text).toMatch(new RegExp(`value="${nik}" checked`));
  expect(await documents()).toHaveLength(before);
  await send(number, { ...fields, confirmed_1: [nik, phone] }).expect(303);
  const kept = JSON.parse(
    (await app.db('audit_events').where('kind', 'answer_published').orderBy('id', 'desc').first()).payload,
  );
  expect(kept.detail).toMatchObject({ confirmed_count: 2, confirmed: [{ kind: 'nik', page: 2 }, { kind: 'phone' }] });
  expect(JSON.stringify(kept)).not.toContain(NUMBER);
});

test('its title and summary are looked through as well', async () => {
  const number = await granted();
  const fields = { ...(await form(number)), summary: `Diberikan kepada Siti, NIK ${NUMBER}` };
  const asked = await send(number, fields).expect(422);
  expect(asked.text).toContain('judul, ringkasan, dan isian lain');
  const [confirmed_101] = valuesOf(asked.text, 'confirmed_101');
  await send(number, { ...fields, confirmed_101 }).expect(303);
  const { payload } = await app.db('audit_events').where('kind', 'answer_published').orderBy('id', 'desc').first();
  expect(JSON.parse(payload).detail).toMatchObject({ confirmed_count: 1 });
});

test('a masked copy goes out in place of the file, held while the form is mended; the original stays in the case', async () => {
  const number = await granted(withNik());
  const fields = await form(number);
  const copy = pdf('jawaban-tersamar.pdf', 'Siti A. NIK 3321xxxxxxxx0001');
  const refused = await sendCopy(number, { ...fields, title: 'x' }, copy).expect(422);
  expect(refused.text).toContain('Yang terbit sebagai gantinya: jawaban-tersamar.pdf');
  expect(refused.text).not.toContain('NIK ••••');
  const held = valuesOf(refused.text, 'held');
  expect(held).toHaveLength(1);
  // A try before left a draft with the original in it.
  const { public_id, id } = await row(app, number);
  const { document } = (await createDocument(app.deps, await editor(), {
    ...{ bodyId: (await app.db('bodies').where('slug', 'dinkominfo').first()).id, formKey: `answer-${public_id}` },
    facts: { ...NOTHING, title: 'Laporan realisasi anggaran 2025', category: 'setiap-saat' },
  })) as { document: { id: number; public_id: string } };
  const [original] = await app.db('request_files').where({ request_id: id, kind: 'answer' });
  const bytes = await app.deps.files.put(withNik());
  await attachKept(
    app.deps,
    await editor(),
    document.public_id,
    [{ ...bytes, name: original.name, mediaType: 'application/pdf' }],
    new Set(),
  );
  await sendCopy(number, { ...fields, held }).expect(303);
  const files = await app.db('document_files').where({ document_id: document.id, removed_at: null });
  expect(files.map(({ name }) => name)).toEqual(['jawaban-tersamar.pdf']);
  expect((await app.deps.files.read(files[0].stored_name)).equals(copy.content)).toBe(true);
  const gone = await app.db('document_files').where({ document_id: document.id }).whereNotNull('removed_at').first();
  await app.browser().get(`/berkas/${gone.public_id}/jawaban.pdf`).expect(404);
  await ppid.get(`/petugas/permohonan/${number}/berkas/${original.public_id}`).expect(200);
});

test('of a file that no machine reads the officer is told before what he says counts', async () => {
  const number = await granted(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
    'pindai.png',
  );
  const fields = await form(number);
  const answer = await send(number, fields).expect(422);
  expect(answer.text).toContain('tidak terbaca mesin');
  await send(number, { ...fields, told: valuesOf(answer.text, 'told') }).expect(303);
});

test('only an answer that gave something is offered, and only to the PPID', async () => {
  const number = await filed(app, { body: 'dinkominfo' });
  await ppid.get(`/petugas/permohonan/${number}/terbitkan`).expect(404);
  await send(number, { ...(await form(number)) }).expect(404);
  const given = await granted();
  expect((await (await app.as('petugas')).get(`/petugas/permohonan/${given}`).expect(200)).text).not.toContain(
    '/terbitkan"',
  );
});

test('a published document that may answer an open request is shown to the desk and fills its answer in; an exempt one never', async () => {
  const title = 'Peta jaringan irigasi Karangtengah';
  const { slug } = await givenDocument(app.db, { title });
  await givenDocument(app.db, { title: `${title} rahasia`, category: 'dikecualikan' });
  await workIndexQueue(app.db, 10_000);
  const number = await filed(app, { body: 'dinkominfo', details: 'Saya minta peta jaringan irigasi Karangtengah' });
  const shown = await page(number);
  expect(shown).toContain(`href="/informasi/${slug}"`);
  expect(shown).not.toContain('rahasia');
  const filled = main((await ppid.get(`/petugas/permohonan/${number}?langkah=grant&terbit=${slug}`).expect(200)).text);
  expect(filled).toContain(`Sudah terbit: ${title}`);
});

test('what is asked again and again is proposed for publication', async () => {
  for (const details of [
    'Data stunting Mranggen 2025',
    'data kasus stunting Mranggen',
    'Mohon data stunting di Mranggen',
  ]) {
    await filed(app, { details });
  }
  const shown = main((await ppid.get('/petugas/usulan-terbit').expect(200)).text);
  expect(shown).toContain('3 permohonan');
  expect(shown).toMatch(/stunting/);
});

import { workExtractions } from '../../../src/catalogue/extraction/commands';
import { workIndexQueue } from '../../../src/catalogue/search/index-commands';
import type { DocumentRow } from '../../../src/db/tables/catalogue';
import { type TestApp, testApp } from '../../support/app';
import { givenDocument } from '../documents';
import { docx, pdf } from './files';

let portal: TestApp;
beforeAll(async () => {
  portal = await testApp({ filled: 'reference' });
});
afterAll(() => portal.close());

async function givenBytes(document: DocumentRow, name: string, bytes: Buffer) {
  const kept = await portal.deps.files.put(bytes);
  const [row] = await portal
    .db('document_files')
    .insert({
      ...{ public_id: `f${document.id}${name.replace(/\W/g, '')}`, document_id: document.id, name, media_type: 'x' },
      ...{ stored_name: kept.storedName, size: kept.size, sha256: kept.sha256, added_at: document.updated_at },
    })
    .returning('*');
  return row;
}

const work = async () => {
  const done = await workExtractions(portal.deps, 60_000);
  await workIndexQueue(portal.db, 10_000);
  return done;
};
const state = (fileId: number) => portal.db('document_extractions').where('file_id', fileId).first();
const textOf = async (fileId: number) =>
  (await portal.db('document_texts').where('file_id', fileId).first('text'))?.text;

test('the text of a file is found, with the passage marked, and the page says what could not be read', async () => {
  const document = await givenDocument(portal.db, { title: 'Berita acara', slug: 'berita-acara', summary: null });
  await givenBytes(document, 'isi.docx', await docx('Hibah &lt;b&gt;tanah&lt;/b&gt; wakaf untuk pengelolaan makam'));
  await givenBytes(document, 'kunci.pdf', await pdf(['x'], { userPassword: 'p', pdfVersion: '1.7' }));
  await givenBytes(document, 'panjang.pdf', await pdf(Array.from({ length: 203 }, (_, i) => `Lembar ${i}`)));
  expect(await work()).toBe(3);
  expect(await work()).toBe(0);
  const list = await portal.browser().get('/informasi?q=kelola+tanah').expect(200);
  expect(list.text).toContain('Hibah &lt;b&gt;<mark>tanah</mark>&lt;/b&gt; wakaf untuk <mark>pengelolaan</mark> makam');
  const page = await portal.browser().get('/informasi/berita-acara').expect(200);
  expect(page.text).toContain('terkunci dengan kata sandi');
  expect(page.text).toContain('Hanya 200 halaman pertama berkas ini yang ikut dicari (sebagian).');
});

test('nothing is read of a draft, an exempt item, or files that are held; and closing takes the text away', async () => {
  const bytes = await docx('Isi tertutup');
  const closed = [
    await givenDocument(portal.db, { state: 'draft' }),
    await givenDocument(portal.db, { category: 'dikecualikan' }),
    await givenDocument(portal.db, { held_files: 1 }),
  ];
  const files = [];
  for (const document of closed) files.push(await givenBytes(document, 'isi.docx', bytes));
  expect(await work()).toBe(0);
  for (const { id } of files) expect(await state(id)).toMatchObject({ state: 'idle', outcome: null });
  const [draft] = closed as [DocumentRow];
  const [file] = files;
  const set = (change: object) => portal.db('documents').where('id', draft.id).update(change);
  await set({ state: 'published', published_at: draft.created_at });
  expect(await work()).toBe(1);
  expect(await textOf(file.id)).toBe('Isi tertutup');
  for (const [close, open] of [
    [{ state: 'withdrawn' }, { state: 'published' }],
    [{ category: 'dikecualikan' }, { category: 'berkala' }],
    [{ held_files: 1 }, { held_files: 0 }],
  ]) {
    await set(close as object);
    expect(await textOf(file.id)).toBeUndefined();
    expect(await state(file.id)).toMatchObject({ state: 'idle', outcome: null });
    await set(open as object);
    expect(await work()).toBe(1);
    expect(await textOf(file.id)).toBe('Isi tertutup');
  }
  await portal.db('document_files').where('id', file.id).update({ removed_at: draft.created_at });
  expect([await textOf(file.id), await state(file.id)]).toEqual([undefined, undefined]);
});

test('a document that is closed while its file is read keeps no text', async () => {
  const document = await givenDocument(portal.db);
  const file = await givenBytes(document, 'isi.docx', await docx('Isi yang ditutup'));
  const files = {
    ...portal.deps.files,
    read: async (name: string) => {
      await portal.db('documents').where('id', document.id).update({ category: 'dikecualikan' });
      return portal.deps.files.read(name);
    },
  };
  await workExtractions({ ...portal.deps, files }, 60_000);
  expect(await textOf(file.id)).toBeUndefined();
  expect(await state(file.id)).toMatchObject({ state: 'idle' });
});

test('what a killed process had claimed comes back; a file that kills three times is left alone', async () => {
  const document = await givenDocument(portal.db);
  const file = await givenBytes(document, 'isi.docx', await docx('Isi yang selamat'));
  const killed = { ...portal.deps, files: { ...portal.deps.files, read: () => new Promise<Buffer>(() => {}) } };
  const real = portal.deps.clock.real();
  const at = (minutes: number) => ({ now: () => real, real: () => new Date(real.getTime() + minutes * 60_000) });
  for (let n = 0; n < 3; n++) {
    void workExtractions({ ...killed, clock: at(n * 4) }, 60_000);
    while ((await state(file.id)).tries !== n + 1) await new Promise((resolve) => setTimeout(resolve, 10));
    // Another process looks at once, and finds it taken.
    expect(await workExtractions({ ...portal.deps, clock: at(n * 4 + 1) }, 60_000)).toBe(0);
  }
  expect(await workExtractions({ ...portal.deps, clock: at(12) }, 60_000)).toBe(1);
  expect(await state(file.id)).toMatchObject({ state: 'done', outcome: 'too_heavy' });
});

test('a portal that ends breaks off reading, and the file is read the next time', async () => {
  const document = await givenDocument(portal.db);
  const file = await givenBytes(document, 'isi.docx', await docx('Isi berikutnya'));
  const ending = new AbortController();
  const files = {
    ...portal.deps.files,
    read: async (name: string) => {
      setTimeout(() => ending.abort(), 20);
      return portal.deps.files.read(name);
    },
  };
  await workExtractions({ ...portal.deps, files }, 60_000, ending.signal);
  expect(await state(file.id)).toMatchObject({ state: 'waiting', tries: 0 });
  expect(await work()).toBe(1);
  expect(await textOf(file.id)).toBe('Isi berikutnya');
});

test('no text is read of a file before the scanner has called it clean: a passage of it would leave', async () => {
  const document = await givenDocument(portal.db, { title: 'Belum diperiksa', slug: 'belum-diperiksa', summary: null });
  const file = await givenBytes(document, 'isi.txt', Buffer.from('kalimatyangmenunggu'));
  const { config } = portal.deps;
  config.clamdUrl = 'unix:/tidak/ada';
  try {
    await work();
  } finally {
    config.clamdUrl = '';
  }
  expect(await state(file.id)).toMatchObject({ state: 'waiting', tries: 0 });
  expect(await textOf(file.id)).toBeUndefined();
  await portal.db('document_extractions').where('file_id', file.id).update({ not_before: '' });
  await work();
  expect(await textOf(file.id)).toContain('kalimatyangmenunggu');
});

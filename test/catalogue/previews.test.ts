import { createCanvas } from '@napi-rs/canvas';
import { storeCounts } from '../../src/catalogue/counts/commands';
import { paint } from '../../src/catalogue/preview/paint-disk';
import { pdf as pages } from '../storage/pdfs';
import { type TestApp, testApp } from '../support/app';
import { givenDocument } from './documents';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const PDF = pages(['BT /F1 12 Tf 72 700 Td (Isi berkas) Tj ET']);
const png = (width: number, height: number): Buffer => {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').fillRect(0, 0, width / 2, height);
  return canvas.toBuffer('image/png');
};

let made = 0;
async function given(
  name: string,
  content: Buffer,
  facts: object = {},
): Promise<{ path: string; slug: string; id: number }> {
  made += 1;
  const document = await givenDocument(app.db, facts);
  const { storedName, size, sha256 } = await app.deps.files.put(content);
  const row = {
    ...{ public_id: `pratinjau${made}`, document_id: document.id, stored_name: storedName, name },
    ...{ media_type: 'application/octet-stream', size, sha256, added_at: document.created_at },
  };
  await app.db('document_files').insert(row);
  return { path: `/berkas/${row.public_id}/${name}`, slug: document.slug, id: document.id };
}

const get = (path: string) => app.browser().get(path);
const jpeg = (body: Buffer) => body.subarray(0, 3).toString('hex');

test('a PDF and a picture have a small preview, drawn once; the page offers to look at them', async () => {
  const { path, slug } = await given('laporan.pdf', PDF);
  const page = (await get(`/informasi/${slug}`).expect(200)).text;
  expect(page).toContain(`src="${path}/pratinjau.jpg"`);
  expect(page).toContain(`href="${path}?lihat=1"`);
  // Two at once draw one picture.
  const both = await Promise.all([get(`${path}/pratinjau.jpg`), get(`${path}/pratinjau.jpg`)]);
  for (const answer of both) {
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('image/jpeg');
    expect(jpeg(answer.body)).toBe('ffd8ff');
    expect(answer.body.length).toBeLessThan(40_000);
  }
  expect(await app.db('file_previews')).toHaveLength(1);
  const picture = await given('peta.png', png(2000, 1000));
  expect(jpeg((await get(`${picture.path}/pratinjau.jpg`).expect(200)).body)).toBe('ffd8ff');
  expect(await app.db('file_previews').where('width', 400).where('height', 200)).toHaveLength(1);
});

test('looked at, a PDF is shown by the browser; other kinds are only ever saved', async () => {
  const { path } = await given('rencana.pdf', PDF);
  expect((await get(`${path}?lihat=1`).expect(200)).headers['content-disposition']).toBe('inline');
  expect((await get(path).expect(200)).headers['content-disposition']).toContain('attachment');
  const table = await given('data.csv', Buffer.from('a;b\n'));
  expect((await get(`${table.path}?lihat=1`).expect(200)).headers['content-disposition']).toContain('attachment');
  await get(`${table.path}/pratinjau.jpg`).expect(404);
});

test('nothing of an exempt, held or withdrawn document is drawn for anyone', async () => {
  for (const facts of [{ category: 'dikecualikan' as const }, { held_files: 1 }, { state: 'withdrawn' as const }]) {
    const { path } = await given('rahasia.pdf', PDF, facts);
    await get(`${path}/pratinjau.jpg`).expect(404);
    await get(`${path}?lihat=1`).expect(404);
  }
});

test('a file that is no picture, or a bomb, has no preview, and the page does not offer it again', async () => {
  const broken = await given('rusak.pdf', Buffer.from('%PDF-1.4\nbukan apa-apa'));
  await get(`${broken.path}/pratinjau.jpg`).expect(404);
  expect((await get(`/informasi/${broken.slug}`).expect(200)).text).not.toContain('pratinjau.jpg');
  // 20,000 by 20,000 in a few kilobytes: the size is in the head of the file.
  const bomb = png(10, 10);
  bomb.writeUInt32BE(20_000, 16);
  bomb.writeUInt32BE(20_000, 20);
  expect([null, 'too_heavy']).toContain(await paint('image', bomb));
  expect(await paint('pdf', PDF, { seconds: 20, memoryMb: 20 })).toBe('too_heavy');
});

test('readings are counted without readers: browsers only, no part of a download twice, sums kept across passes', async () => {
  const { path, slug, id } = await given('hitung.csv', Buffer.from('a;b\n1;2\n'));
  const browser = { 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Site': 'none' };
  await get(`/informasi/${slug}`).set(browser).expect(200);
  await get(`/informasi/${slug}`).expect(200);
  await get(path).set(browser).expect(200);
  await get(path).set(browser).set('Range', 'bytes=2-').expect(206);
  await storeCounts(app.db);
  await get(`/informasi/${slug}`).set(browser).expect(200);
  await storeCounts(app.db);
  await storeCounts(app.db);
  expect(await app.db('document_counts').where('document_id', id).first()).toEqual({
    document_id: id,
    opened: 2,
    downloaded: 1,
  });
  const page = (await get(`/informasi/${slug}`).expect(200)).text;
  expect(page).toContain('Dibuka 2 kali');
});

test('no preview is drawn of a file before the scanner has called it clean', async () => {
  const { path } = await given('belum.pdf', Buffer.concat([PDF, Buffer.from('% lain')]));
  const { config } = app.deps;
  const drawn = async () => Number((await app.db('file_previews').count({ n: '*' }).first())?.n);
  const before = await drawn();
  config.clamdUrl = 'unix:/tidak/ada';
  try {
    await get(`${path}/pratinjau.jpg`).expect(503).expect('Retry-After', '120');
  } finally {
    config.clamdUrl = '';
  }
  expect(await drawn()).toBe(before);
  await get(`${path}/pratinjau.jpg`).expect(200);
});

import type { DocumentFileRow } from '../../src/db/tables/catalogue';
import { type TestApp, testApp } from '../support/app';
import { givenDocument, givenFile } from './documents';

let t: TestApp;
let file: DocumentFileRow;
let path: string;
beforeAll(async () => {
  t = await testApp({ filled: 'reference' });
  file = await givenFile(t.deps, await givenDocument(t.db), 'Laporan “akhir” 2026.PDF');
  path = `/berkas/${file.public_id}/laporan-akhir-2026.pdf`;
});
afterAll(() => t.close());

test('a published file comes with its name, its type and a mark for caches', async () => {
  const sent = await t.browser().get(path).expect(200);
  expect(sent.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    etag: `"${file.sha256}"`,
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=300',
  });
  expect(sent.headers['content-disposition']).toContain(
    "filename*=UTF-8''Laporan%20%E2%80%9Cakhir%E2%80%9D%202026.PDF",
  );
  expect(sent.headers['set-cookie']).toBeUndefined();
  await t.browser().get(path).set('If-None-Match', `"${file.sha256}"`).expect(304);
});

test('a part of it comes when a part is asked for', async () => {
  const part = await t.browser().get(path).set('Range', 'bytes=0-7').expect(206);
  expect(part.headers['content-range']).toBe(`bytes 0-7/${file.size}`);
  expect(part.body.toString()).toBe('%PDF-1.4');
  await t.browser().get(path).set('Range', 'bytes=9999-').expect(416);
});

test('another name in the address leads to the right one; another id to nothing', async () => {
  const moved = await t.browser().get(`/berkas/${file.public_id}/apa-saja.exe`).expect(301);
  expect(moved.headers.location).toBe(path);
  for (const wrong of [
    '/berkas/tidakada/laporan.pdf',
    '/berkas/..%2F..%2Fetc/passwd',
    `/berkas/${file.stored_name}/x.pdf`,
    '/berkas/%00/x',
  ]) {
    expect((await t.browser().get(wrong)).status).toBe(404);
  }
});

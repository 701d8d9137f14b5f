import { box, line, pdf } from '../../storage/pdfs';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { deskOf } from '../desk';

let app: TestApp;
let opd: Agent;
let desk: ReturnType<typeof deskOf>;
beforeAll(async () => {
  app = await testApp();
  opd = await app.as('opd');
  desk = deskOf(app);
});
afterAll(() => app.close());

const NIK = '3321014507890001';
let keys = 0;

/** The one-submit form with a file. */
function submit(name: string, content: Buffer, more: Record<string, string> = {}) {
  keys += 1;
  const key = `kunci-temuan-${String(keys).padStart(8, '0')}`;
  const facts = { title: `Daftar penerima ${keys}`, category: 'berkala', body: 'dinkominfo', action: 'publish', key };
  return opd
    .post('/opd/informasi')
    .field({ ...facts, ...more })
    .attach('berkas', content, { filename: name });
}

test('what an agency publishes is looked through: with a NIK in it, it stays a draft until each finding is ticked', async () => {
  const csv = Buffer.from(`nama;nik\nSiti Aminah;${NIK}\n`);
  const made = await submit('penerima.csv', csv).expect(303);
  const path = made.headers.location as string;
  expect((await desk.rowOf(path)).state).toBe('draft');
  const page = (await opd.get(path).expect(200)).text;
  expect(page).toContain('Disimpan sebagai draf dan belum terbit');
  expect(page).toContain('NIK ••••••••••••0001');
  expect(page).not.toContain(NIK);
  const refused = await desk.post(opd, path, 'terbit');
  expect([refused.status, refused.text.includes('Centang setiap temuan')]).toEqual([422, true]);
  expect((await desk.rowOf(path)).state).toBe('draft');
  const tick = /name="confirmed_1" value="([^"]+)"/.exec(refused.text)?.[1] as string;
  expect((await desk.post(opd, path, 'terbit', { confirmed_1: tick })).status).toBe(303);
  const { id, state } = await desk.rowOf(path);
  expect(state).toBe('published');
  const event = await app
    .db('audit_events')
    .where({ chain: `document:${id}`, kind: 'document_published' })
    .first();
  expect(JSON.parse(event.payload).detail).toMatchObject({ confirmed: [{ file: 'penerima.csv', kind: 'nik' }] });
  // Published all the same, the page of the desk goes on to say so.
  expect((await opd.get(path).expect(200)).text).toContain('Di berkas yang sudah terbit ini mungkin ada data pribadi');
});

test('a file without findings, and a picture, are published in the one submit as before', async () => {
  for (const [name, content] of [
    ['laporan.pdf', pdf([line('Realisasi 2025 Rp 1.250.000', 700)])],
    ['kotak.pdf', pdf([box(700)])],
  ] as const) {
    const made = await submit(name, content).expect(303);
    expect((await desk.rowOf(made.headers.location as string)).state).toBe('published');
  }
});

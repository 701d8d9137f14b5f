import { PNG, wordsOn } from '../../requests/public/applicant';
import { type TestApp, testApp } from '../../support/app';
import { BARU, fillInMissing, IDENTITY, MISSING, objectToMissing, send, submit, WHO } from './objector';

let portal: TestApp;
beforeEach(async () => {
  portal = await testApp();
});
afterEach(() => portal.close());

const counted = async () => Number((await portal.db('objections').count({ n: '*' }))[0]?.n);
const papers = (browser: ReturnType<TestApp['browser']>) => browser.post(`${BARU}/berkas`);

test('ground b needs no request: what is missing, since when it was found so, and who he is', async () => {
  const browser = portal.browser();
  const { objection, code, receipt } = await objectToMissing(browser);
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  const row = await portal.db('objections').where({ number: objection }).first();
  const body = await portal.db('bodies').where('slug', 'dinkominfo').first('id');
  expect(row).toMatchObject({ ground: 'b', request_id: null, body_id: body.id, window_from: '2026-12-10', late: 0 });
  expect(wordsOn(receipt)).toContain('KTP atau surat keterangan kependudukan');
  expect(receipt.text).not.toContain(IDENTITY.identity_number);
  const page = wordsOn(await browser.get(`/keberatan/${objection}`).expect(200));
  for (const said of ['Huruf b', MISSING.details, 'Kamis, 10 Desember 2026', 'Dinas Komunikasi dan Informatika']) {
    expect(page).toContain(said);
  }
});

test('found long ago it is taken and late; found tomorrow, or on no day, it is refused beside the field', async () => {
  const browser = portal.browser();
  for (const [found_on, says] of [
    ['2026-12-12', 'Tanggal tidak boleh setelah hari ini'],
    ['2026-02-30', 'Tanggal ini tidak ada'],
    ['', 'wajib diisi'],
  ] as const) {
    const refused = await send(browser, 'tidak-diumumkan', { ...MISSING, found_on }).expect(422);
    expect(wordsOn(refused)).toContain(says);
    expect(refused.text).toContain('id="f-found_on-error"');
    expect(refused.text).toContain(MISSING.details);
    expect(refused.headers['set-cookie']).toBeUndefined();
  }
  await objectToMissing(browser, { found_on: '2026-09-01' });
  expect(await portal.db('objections').first()).toMatchObject({ late: 1, window_from: '2026-09-01' });
});

test('the item it is about may be named by its address; one that is not there is refused', async () => {
  const browser = portal.browser();
  const body = await portal.db('bodies').where('slug', 'dinkes').first('id');
  const now = '2026-12-01T02:00:00.000Z';
  await portal.db('documents').insert({
    ...{ public_id: 'd1', region_id: portal.regionId, slug: 'laporan-keuangan-2024', body_id: body.id },
    ...{ category: 'berkala', title: 'Laporan keuangan 2024', state: 'published', published_at: now, example: 0 },
    ...{ version: 1, created_at: now, updated_at: now },
  });
  const refused = await send(browser, 'tidak-diumumkan', { ...MISSING, item: '/informasi/tidak-ada' }).expect(422);
  expect(wordsOn(refused)).toContain('Halaman informasi dengan alamat ini tidak ada');
  expect(refused.text).toContain('value="/informasi/tidak-ada"');
  const item = 'https://ppid.contoh.test/informasi/laporan-keuangan-2024?x=1';
  const { objection } = await objectToMissing(browser, { item, body: '' });
  // Without a body named, it is the item's.
  expect(await portal.db('objections').first()).toMatchObject({ body_id: body.id });
  expect((await browser.get(`/keberatan/${objection}`).expect(200)).text).toContain(
    'href="/informasi/laporan-keuangan-2024"',
  );
});

test('papers are kept sealed and go with the objection; a bad one leaves the good ones and everything typed', async () => {
  const browser = portal.browser();
  await fillInMissing(browser);
  const large = await papers(browser)
    .attach('ktp', Buffer.alloc(30 * 1024 * 1024, 1), 'ktp.jpg')
    .expect(422);
  expect(wordsOn(large)).toContain('paling besar 5 MB');
  expect(large.text).toContain('id="f-ktp-error"');
  await papers(browser).attach('ktp', Buffer.from('<svg/>'), 'ktp.svg').expect(422);
  await papers(browser).attach('surat_kuasa', PNG, 'kuasa.png').expect(303);
  expect(await browser.get(`${BARU}/periksa`).then(wordsOn)).toContain('Belum ada');
  await papers(browser).attach('ktp', PNG, 'ktp saya.png').expect(303).expect('Location', `${BARU}/periksa`);
  expect(wordsOn(await browser.get(`${BARU}/berkas`).expect(200))).toContain('ktp saya.png');
  await submit(browser).expect(303);
  const files = await portal.db('case_files');
  expect(files).toHaveLength(1);
  expect(files[0]).toMatchObject({ case_kind: 'objection', kind: 'ktp', name: 'ktp saya.png', sealed: 1 });
  expect(await portal.deps.files.readSealed(files[0].stored_name)).toEqual(PNG);
  const { number } = await portal.db('objections').first();
  const page = await browser.get(`/keberatan/${number}`).expect(200);
  expect(wordsOn(page)).toContain('ktp saya.png');
  // His own paper is listed, and opens to nobody who has the code.
  await browser.get(`/keberatan/${number}/berkas/${files[0].public_id}`).expect(404);
});

test('sent twice it is one; from somebody else who says the same only the number is told', async () => {
  const browser = portal.browser();
  await fillInMissing(browser);
  const [first, second] = await Promise.all([submit(browser), submit(browser)]);
  expect(first.headers.location).toMatch(/^\/keberatan\/K-2026-\d{6}\/tanda-terima$/);
  expect(second.headers.location).toBe(first.headers.location);
  const { number } = await portal.db('objections').first();

  const other = portal.browser();
  await fillInMissing(other);
  await submit(other).expect(303).expect('Location', `${BARU}/sudah-ada`);
  const page = await other.get(`${BARU}/sudah-ada`).expect(200);
  expect(page.text).toContain(number);
  await other.get(`/keberatan/${number}`).expect(303);
  expect(await counted()).toBe(1);
  expect(await portal.db('outbox').where({ kind: 'objection_code_again' })).toHaveLength(1);
  // Other words make another objection.
  await objectToMissing(other, { details: 'Rencana kerja 2026' });
  expect(await counted()).toBe(2);
});

test('a foreigner, a short NIK and no address are told beside their fields', async () => {
  const browser = portal.browser();
  await send(browser, 'tidak-diumumkan', MISSING).expect(303);
  await send(browser, 'uraian', { position: 'Tidak ada.', purpose: 'Belajar' }).expect(303);
  // The check leads to the first question that is open.
  await browser.get(`${BARU}/periksa`).expect(303).expect('Location', `${BARU}/pemohon`);
  await browser.get(`${BARU}/identitas`).expect(303).expect('Location', `${BARU}/pemohon`);
  await browser.get(`${BARU}/alasan`).expect(303).expect('Location', `${BARU}/tidak-diumumkan`);
  const foreign = await send(browser, 'pemohon', { ...WHO, citizen: 'no' }).expect(422);
  expect(foreign.text).toContain('id="f-citizen-error"');
  await send(browser, 'pemohon', { ...WHO, kind: 'group', proxy: 'yes' }).expect(303);
  const wrong = await send(browser, 'identitas', { ...IDENTITY, identity_number: '12', email: '' }).expect(422);
  for (const field of ['identity_number', 'email', 'proxy_name', 'proxy_nik']) {
    expect(wrong.text).toContain(`id="f-${field}-error"`);
  }
  expect(await counted()).toBe(0);
});

test('what is written is kept for seven days on this browser and can be thrown away with its papers', async () => {
  const browser = portal.browser();
  await fillInMissing(browser);
  await papers(browser).attach('ktp', PNG, 'ktp.png').expect(303);
  const entry = await browser.get(BARU).expect(200);
  expect(wordsOn(entry)).toContain('Lanjutkan keberatan Anda');
  const row = await portal.db('objection_drafts').first();
  expect(row.content_sealed).not.toContain('Siti');
  await send(browser, 'hapus', {}).expect(303);
  expect(await portal.db('objection_drafts')).toHaveLength(0);
  expect(wordsOn(await browser.get(BARU).expect(200))).not.toContain('Lanjutkan keberatan Anda');
  await browser.get(`${BARU}/periksa`).expect(303).expect('Location', BARU);
});

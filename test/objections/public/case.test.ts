import { openLetter } from '../../../src/mail/sealing';
import { accessCode } from '../../../src/secrets/keys';
import { answered, disputeOf, on } from '../../disputes/cases';
import { cookiesOf, wordsOn } from '../../requests/public/applicant';
import { officeDoes } from '../../requests/public/cases';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { asked, BARU, objectTo, objectToMissing } from './objector';

let portal: TestApp;
beforeEach(async () => {
  portal = await testApp();
});
afterEach(() => portal.close());

const track = (browser: Agent, nomor: string, kode: string) =>
  browser.post('/lacak').type('form').send({ nomor, kode });
const rowOf = (number: string) => portal.db('objections').where({ number }).first();
const at = (day: string) => portal.clock.set(`${day}T09:00:00+07:00`);

/** Siti's objection to silence, filed on Wednesday 30 December 2026. */
async function objected(): Promise<{ browser: Agent; number: string; code: string; request: string; own: string }> {
  const browser = portal.browser();
  const { number: request, code: own } = await asked(browser);
  at('2026-12-30');
  const { objection, code } = await objectTo(browser, request, 'c');
  return { browser, number: objection, code, request, own };
}

test('number and code open the objection at /lacak for twelve hours; a wrong code and an unknown number look alike', async () => {
  const { number, code } = await objected();
  const browser = portal.browser();
  const opened = await track(browser, ` ${number.toLowerCase()} `, code.toLowerCase()).expect(303);
  expect(opened.headers.location).toBe(`/keberatan/${number}`);
  expect(cookiesOf(opened).akses).toMatch(new RegExp(`Path=/keberatan/${number};.*HttpOnly; SameSite=Strict`));
  const page = await browser.get(`/keberatan/${number}`).expect(200);
  expect(page.headers['cache-control']).toBe('no-store');
  expect(page.text).not.toContain(code);
  expect(page.text).not.toContain('3321014101900001');
  portal.clock.passReal(12.1 * 3_600_000);
  await browser.get(`/keberatan/${number}`).expect(303).expect('Location', `/lacak?nomor=${number}`);
  const wrong = await track(portal.browser(), number, 'AAAA-AAAA-AAAA-AAAA').expect(422);
  const unknown = await track(portal.browser(), 'K-2026-999999', 'AAAA-AAAA-AAAA-AAAA').expect(422);
  expect(wrong.text.replaceAll(number, 'N')).toBe(unknown.text.replaceAll('K-2026-999999', 'N'));
});

test('who owns it: by its code, by the draft it was filed from, by the request behind it, by either account', async () => {
  const { browser, number, code, request, own } = await objected();
  const opens = async (agent: Agent) => (await agent.get(`/keberatan/${number}`)).status === 200;
  expect(await opens(browser)).toBe(true);
  const byCode = portal.browser();
  await track(byCode, number, code).expect(303);
  expect(await opens(byCode)).toBe(true);
  // Its own code does not open the request behind it.
  await byCode.get(`/permohonan/${request}`).expect(303);
  const byRequest = portal.browser();
  await track(byRequest, request, own).expect(303);
  expect(await opens(byRequest)).toBe(true);

  const other = portal.browser();
  const another = await asked(other, { what: { details: 'Hal lain', purpose: 'Lain', body: '' } });
  await track(other, another.number, another.code).expect(303);
  for (const stranger of [
    portal.browser(),
    other,
    await portal.as('warga'),
    await portal.as('ppid'),
    await portal.as('atasan'),
  ]) {
    for (const rest of ['', '/tanda-terima', '/cabut']) {
      const answer = await stranger.get(`/keberatan/${number}${rest}`);
      expect([answer.status, answer.headers.location]).toEqual([303, `/lacak?nomor=${number}`]);
    }
    await stranger.post(`/keberatan/${number}/cabut`).type('form').send({ versi: '1' }).expect(303);
  }
  expect(await rowOf(number)).toMatchObject({ state: 'registered' });
  const stolen = cookiesOf(await track(portal.browser(), another.number, another.code));
  const value = stolen[`akses-${another.number}`]?.split(';')[0]?.split('=')[1];
  await portal
    .browser()
    .get(`/keberatan/${number}`)
    .set('Cookie', `akses=${value}; akses-${request}=${value}`)
    .expect(303);

  const { id } = await portal.db('users').where('email', 'warga@contoh.test').first('id');
  await portal.db('requests').where({ number: request }).update({ user_id: id });
  expect(await opens(await portal.as('warga'))).toBe(true);
});

test('withdrawn after a page of its own that asks; the request behind it goes on', async () => {
  const { browser, number, request } = await objected();
  const page = await browser.get(`/keberatan/${number}/cabut`).expect(200);
  expect(wordsOn(page)).toContain('tidak dapat dihidupkan lagi');
  const versi = /name="versi" value="(\d+)"/.exec(page.text)?.[1] ?? '';
  const cabut = (version: string) => browser.post(`/keberatan/${number}/cabut`).type('form').send({ versi: version });
  await cabut('').expect(409);
  const done = await cabut(versi).expect(303);
  const after = await browser.get(String(done.headers.location)).expect(200);
  expect(wordsOn(after)).toContain('Keberatan sudah ditarik');
  expect(after.text).not.toContain('/cabut"');
  await browser.get(`/keberatan/${number}/cabut`).expect(303);
  expect(wordsOn(await cabut('99').expect(409))).toContain('baru saja berubah');
  expect(await rowOf(number)).toMatchObject({ state: 'withdrawn', withdrawn_on: '2026-12-30' });
  expect(await portal.db('requests').where({ number: request }).first()).toMatchObject({ open_objections: 0 });
  // The ground is free again.
  await objectTo(browser, request, 'c');
});

test('the request lists its objections, says whose turn it is, and offers what can still be objected to', async () => {
  const { browser, number, request } = await objected();
  const page = await browser.get(`/permohonan/${request}`).expect(200);
  const words = wordsOn(page);
  expect(page.text).toContain(`href="/keberatan/${number}"`);
  expect(words).toContain(`Atasan PPID menanggapi keberatan ${number} paling lambat Senin, 15 Februari 2027`);
  // c is objected to already, g is there as well.
  expect(page.text).toContain(`href="/keberatan/baru?nomor=${request}"`);
  expect(page.text).toContain(`href="/keberatan/formulir?nomor=${request}"`);
  const early = portal.browser();
  at('2026-12-11');
  const fresh = await asked(early, { what: { details: 'Hal lain', purpose: 'Lain', body: '' } });
  expect((await early.get(`/permohonan/${fresh.number}`).expect(200)).text).not.toContain('/keberatan/baru?nomor=');
});

test('once the window is over the request says that an objection would be late', async () => {
  const browser = portal.browser();
  const { number } = await asked(browser);
  await officeDoes(portal, number, { do: 'not_held' });
  await on(portal, '2027-03-01');
  expect(await portal.db('requests').where({ number }).first()).toMatchObject({ state: 'closed' });
  const page = await browser.get(`/permohonan/${number}`).expect(200);
  expect(wordsOn(page)).toContain('kami catat terlambat');
  expect(page.text).toContain(`href="/keberatan/baru?nomor=${number}"`);
});

test('the answer stands with its reasons, and the window to the commission with its last day, place and papers', async () => {
  const { browser, number } = await objected();
  at('2027-01-08');
  await answered(portal, await rowOf(number), 'upheld');
  const page = await browser.get(`/keberatan/${number}`).expect(200);
  const words = wordsOn(page);
  for (const said of [
    ...[
      'Keputusan PPID dikuatkan',
      'Alasan yang dikuatkan.',
      'Sekretaris Daerah',
      'Ditanggapi pada Jumat, 8 Januari 2027',
    ],
    ...[
      'Kamis, 28 Januari 2027',
      'Sebaiknya sudah diajukan pada Rabu, 27 Januari 2027',
      'Komisi Informasi Provinsi Jawa Tengah',
    ],
    ...['Yang dibawa', 'Giliran siapa Anda'],
  ]) {
    expect(words).toContain(said);
  }
  expect(page.text).toContain(`href="/keberatan/${number}/sengketa"`);
  expect(page.text).toContain(`href="/keberatan/${number}/berkas-sengketa.zip"`);
  const letters = [...page.text.matchAll(/href="(\/keberatan\/K-[^"]+\/surat\/[^"]+)"/g)].map((m) => m[1] as string);
  expect(letters).toHaveLength(2);
  for (const letter of letters) {
    await browser.get(letter).expect(200);
    const pdf = await browser.get(`${letter}/pdf`).expect(200);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    await portal.browser().get(letter).expect(303);
  }
  const other = await objectToMissing(portal.browser());
  const stranger = portal.browser();
  await track(stranger, other.objection, other.code).expect(303);
  await stranger.get((letters[0] as string).replace(number, other.objection)).expect(404);
});

test('granted: what is to be done and until when, and nothing to withdraw any more', async () => {
  const { browser, number } = await objected();
  await answered(portal, await rowOf(number), 'granted');
  const words = wordsOn(await browser.get(`/keberatan/${number}`).expect(200));
  expect(words).toContain('PPID melaksanakan tanggapan itu paling lambat Jumat, 8 Januari 2027');
  await browser.get(`/keberatan/${number}/cabut`).expect(303);
});

test("silence: after the last day the commission's window is open by itself", async () => {
  const { browser, number } = await objected();
  await on(portal, '2027-02-16');
  const dispute = await disputeOf(portal, await rowOf(number));
  expect(dispute).toMatchObject({ state: 'window_open', window_from: '2027-02-15' });
  const words = wordsOn(await browser.get(`/keberatan/${number}`).expect(200));
  expect(words).toContain('tidak menanggapi keberatan Anda');
  expect(words).toContain('Waktu 30 hari kerja berakhir tanpa tanggapan');
});

test('a moved date stands beside the one that was told', async () => {
  const { browser, number } = await objected();
  await portal.db('objections').where({ number }).update({ due_on: '2027-02-16', due_told_on: '2027-02-15' });
  const words = wordsOn(await browser.get(`/keberatan/${number}`).expect(200));
  expect(words).toContain('Tanggal yang pernah kami beri tahukan: Senin, 15 Februari 2027');
  expect(words).toContain('Selasa, 16 Februari 2027');
});

test('a lost code goes to the address on file, once an hour, and to no other', async () => {
  const { number, code } = await objected();
  const lost = (email: string) => portal.browser().post('/lacak/kode').type('form').send({ nomor: number, email });
  const mails = async () => portal.db('outbox').where({ kind: 'objection_code_again' });
  await lost('orang@lain.test').expect(303);
  expect(await mails()).toHaveLength(0);
  await lost('Siti@Warga.test').expect(303).expect('Location', '/lacak/kode/terkirim');
  await lost('siti@warga.test').expect(303);
  const [mail] = await mails();
  expect(await mails()).toHaveLength(1);
  expect(openLetter(portal.deps.keys, mail).text).toContain(code);
});

test('closed on this device, neither the objection nor the request opens any more', async () => {
  const { browser, number, request } = await objected();
  await browser.post(`/keberatan/${number}/tutup`).type('form').send({}).expect(303);
  for (const path of [`/keberatan/${number}`, `/permohonan/${request}`]) await browser.get(path).expect(303);

  const again = portal.browser();
  const { public_id } = await portal.db('requests').where({ number: request }).first();
  await track(again, request, accessCode(portal.deps.keys, public_id)).expect(303);
  await again.get(`/keberatan/${number}`).expect(200);
  await again.post(`/permohonan/${request}/tutup`).type('form').send({}).expect(303);
  for (const path of [`/keberatan/${number}`, `/permohonan/${request}`]) await again.get(path).expect(303);
});

test('events of the request that an objection writes stand in its interface for programs too', async () => {
  const { request, own } = await objected();
  const answer = await portal
    .browser()
    .get(`/api/v1/requests/${request}`)
    .set('Authorization', `Code ${own}`)
    .expect(200);
  expect(JSON.stringify(answer.body)).toContain('objection_filed');
});

test('the page of an objection in English', async () => {
  const { browser, number } = await objected();
  at('2027-01-08');
  await answered(portal, await rowOf(number), 'upheld');
  await browser.post('/bahasa').type('form').send({ bahasa: 'en', kembali: '/' }).expect(303);
  for (const rest of ['', '/tanda-terima']) await browser.get(`/keberatan/${number}${rest}`).expect(200);
  expect(wordsOn(await browser.get(`/keberatan/${number}`))).toContain('If you are not satisfied');
  await browser.get(BARU).expect(200);
});

import { cookiesOf, wordsOn } from '../../requests/public/applicant';
import { officeDoes } from '../../requests/public/cases';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { asked, BARU, begin, COURSE, fillIn, objectTo, send, submit } from './objector';

let portal: TestApp;
beforeEach(async () => {
  portal = await testApp();
});
afterEach(() => portal.close());

const rowOf = (number: string) => portal.db('objections').where({ number }).first();
const at = (day: string) => portal.clock.set(`${day}T09:00:00+07:00`);
const counted = async () => Number((await portal.db('objections').count({ n: '*' }))[0]?.n);

/** A request of Siti's, received on Friday 11 December 2026 and due on Tuesday 29. */
async function siti(): Promise<{ browser: Agent; number: string; code: string }> {
  const browser = portal.browser();
  return { browser, ...(await asked(browser)) };
}

type Did = Parameters<typeof officeDoes>[2]['do'];

/** What the office did, and on which day each ground is right, too early or late. The last good day stands in `until`. */
const GROUNDS: readonly {
  ground: string;
  did: readonly [day: string, Did][];
  early: string | null;
  says: string;
  right: string;
  until: string;
}[] = [
  {
    ground: 'a',
    did: [
      ['2026-12-14', 'propose_refusal'],
      ['2026-12-14', 'approve_refusal'],
    ],
    early: '2026-12-11',
    says: 'mulai Rabu, 30 Desember 2026 pakai alasan huruf c',
    right: '2026-12-15',
    until: '2027-01-29',
  },
  {
    ground: 'c',
    did: [],
    early: '2026-12-29',
    says: 'dapat dipakai mulai Rabu, 30 Desember 2026',
    right: '2026-12-30',
    until: '2027-02-12',
  },
  {
    ground: 'd',
    did: [['2026-12-14', 'grant']],
    early: '2026-12-11',
    says: 'paling lambat Selasa, 29 Desember 2026',
    right: '2026-12-14',
    until: '2027-01-29',
  },
  {
    ground: 'e',
    did: [['2026-12-14', 'not_held']],
    early: '2026-12-11',
    says: 'memerlukan pemberitahuan tertulis',
    right: '2026-12-15',
    until: '2027-01-29',
  },
  {
    ground: 'f',
    did: [['2026-12-14', 'grant']],
    early: '2026-12-11',
    says: 'memerlukan pemberitahuan tertulis',
    right: '2026-12-16',
    until: '2027-01-29',
  },
  {
    // The notice promised the material within days; they pass without it.
    ground: 'g',
    did: [['2026-12-14', 'grant']],
    early: '2026-12-14',
    says: 'Belum ada penyerahan yang terlambat',
    right: '2026-12-30',
    until: '',
  },
];

test.each(GROUNDS)('ground $ground: refused too early with what to do, taken when it is there', async (one) => {
  const { browser, number } = await siti();
  const steps = [...one.did];
  if (one.early) {
    while (steps[0] && steps[0][0] <= one.early)
      await officeDoes(portal, number, { do: (steps.shift() as [string, Did])[1] });
    at(one.early);
    await begin(browser, number).expect(303).expect('Location', `${BARU}/alasan`);
    const refused = await send(browser, 'alasan', { ground: one.ground }).expect(422);
    expect(wordsOn(refused)).toContain(one.says);
    expect(refused.text).toMatch(new RegExp(`value="${one.ground}" checked`));
    expect(refused.text).toContain('id="f-ground-error"');
    expect(await counted()).toBe(0);
  }
  for (const [day, step] of steps) {
    at(day);
    await officeDoes(portal, number, { do: step });
  }
  at(one.right);
  const page = await browser.get(`${BARU}/alasan`).expect(one.early ? 200 : 303);
  if (one.early)
    expect(page.text.indexOf(`value="${one.ground}"`)).toBeLessThan(page.text.indexOf('Alasan lain</summary>'));
  const { objection } = await objectTo(browser, number, one.ground);
  const row = await rowOf(objection);
  expect(row).toMatchObject({ ground: one.ground, state: 'registered', late: 0, request_number: number });
  if (one.until) expect(row.object_by).toBe(one.until);
});

test("the receipt gives number, code, the superior's last day and how it was counted; nobody types who he is again", async () => {
  const { browser, number } = await siti();
  at('2026-12-30');
  const { objection, code, receipt, address } = await objectTo(browser, number, 'c');
  expect(objection).toMatch(/^K-2026-\d{6}$/);
  expect(address).toBe(`/keberatan/${objection}/tanda-terima`);
  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  expect(receipt.headers['cache-control']).toBe('no-store');
  const words = wordsOn(receipt);
  for (const said of [
    'Senin, 15 Februari 2027',
    '30 hari kerja sejak Rabu, 30 Desember 2026',
    'UU 14/2008 Pasal 36 ayat (2)',
    'Cuti bersama: Cuti Bersama Tahun Baru Imlek',
    'siti@warga.test',
  ]) {
    expect(words).toContain(said);
  }
  expect(receipt.text).not.toContain('3321014101900001');
  const row = await rowOf(objection);
  expect(row).toMatchObject({
    purpose: COURSE.purpose,
    position: COURSE.position,
    channel: 'web',
    due_on: '2027-02-15',
  });
  expect(row.details).toBe((await portal.db('requests').where({ number }).first()).details);
  const mails = await portal.db('outbox').where({ kind: 'objection_receipt' });
  expect(mails).toHaveLength(1);
});

test('an objection after its window is taken, and everybody is told that it was late', async () => {
  const { browser, number } = await siti();
  at('2027-02-15');
  await begin(browser, number).expect(303);
  expect(wordsOn(await browser.get(`${BARU}/alasan`).expect(200))).toContain(
    'Waktunya berakhir Jumat, 12 Februari 2027',
  );
  await send(browser, 'alasan', { ground: 'c' }).expect(303);
  await send(browser, 'uraian', COURSE).expect(303);
  await send(browser, 'kuasa', { filed_by: 'self' }).expect(303);
  expect(wordsOn(await browser.get(`${BARU}/periksa`).expect(200))).toContain('Waktunya sudah lewat');
  const sent = await submit(browser).expect(303);
  const receipt = wordsOn(await browser.get(String(sent.headers.location)).expect(200));
  expect(receipt).toContain('Diterima setelah waktunya');
  expect(receipt).toContain('Atasan PPID yang menilai');
  expect(await portal.db('objections').first()).toMatchObject({ late: 1, state: 'registered' });
});

test('a second click shows the same objection; another draft on the same ground leads to the one that is there', async () => {
  const { browser, number } = await siti();
  at('2026-12-30');
  await fillIn(browser, number, 'c');
  const [first, second] = await Promise.all([submit(browser), submit(browser)]);
  expect([first.status, second.status]).toEqual([303, 303]);
  expect(first.headers.location).toBe(second.headers.location);
  expect(await counted()).toBe(1);
  await submit(browser).expect(303).expect('Location', String(first.headers.location));

  const { number: objection } = await portal.db('objections').first();
  await begin(browser, number).expect(303);
  const again = await send(browser, 'alasan', { ground: 'c' }).expect(422);
  expect(wordsOn(again)).toContain('masih diproses');
  expect(again.text).toContain(`href="/keberatan/${objection}"`);
  expect(await counted()).toBe(1);
});

test('two browsers that wrote the same objection end at the same page', async () => {
  const { browser, number, code } = await siti();
  at('2026-12-30');
  const other = portal.browser();
  await fillIn(browser, number, 'c');
  await begin(other, number, code).expect(303);
  for (const [page, form] of [
    ['alasan', { ground: 'c' }],
    ['uraian', COURSE],
    ['kuasa', { filed_by: 'self' }],
  ] as const) {
    await send(other, page, form as Record<string, string>).expect(303);
  }
  const sent = await submit(browser).expect(303);
  const { number: objection } = await portal.db('objections').first();
  const late = await submit(other).expect(303);
  expect(sent.headers.location).toBe(`/keberatan/${objection}/tanda-terima`);
  expect(late.headers.location).toBe(`/keberatan/${objection}?sudah=ada`);
  expect(wordsOn(await other.get(String(late.headers.location)).expect(200))).toContain(
    'tidak ada yang dicatat dua kali',
  );
  expect(await counted()).toBe(1);
});

test('the answer that comes while somebody writes is told before anything is filed', async () => {
  const { browser, number } = await siti();
  at('2026-12-30');
  await fillIn(browser, number, 'c');
  await officeDoes(portal, number, { do: 'grant' });
  const refused = await submit(browser).expect(422);
  expect(wordsOn(refused)).toContain('sudah dijawab secara tertulis');
  expect(wordsOn(refused)).toContain('pakai huruf d atau e');
  expect(await counted()).toBe(0);
  // What was typed is still there: another ground, and off it goes.
  await send(browser, 'alasan', { ground: 'g' }).expect(303);
  await submit(browser).expect(303);
  expect(await portal.db('objections').first()).toMatchObject({ ground: 'g', position: COURSE.position });
});

test('a proxy of his own: his data are asked, his power of attorney may come with it', async () => {
  const { browser, number } = await siti();
  at('2026-12-30');
  await begin(browser, number).expect(303);
  await send(browser, 'alasan', { ground: 'c' }).expect(303);
  await send(browser, 'uraian', COURSE).expect(303);
  const wrong = await send(browser, 'kuasa', { filed_by: 'other', proxy_name: 'Budi', proxy_nik: '12' }).expect(422);
  expect(wrong.text).toContain('value="Budi"');
  expect(wordsOn(wrong)).toContain('NIK terdiri atas 16 angka');
  const asks = { filed_by: 'other', proxy_name: 'Budi', proxy_nik: '3321014101900099', proxy_address: '' };
  await send(browser, 'kuasa', asks).expect(303).expect('Location', `${BARU}/berkas`);
  const check = await browser.get(`${BARU}/periksa`).expect(200);
  expect(wordsOn(check)).toContain('••••••••••••0099');
  expect(check.text).not.toContain('3321014101900099');
  const sent = await submit(browser).expect(303);
  expect(wordsOn(await browser.get(String(sent.headers.location)).expect(200))).toContain('Surat kuasa bermeterai');
  const letter = await portal.db('letters').where({ kind: 'objection_receipt' }).first();
  const objection = String(sent.headers.location).split('/')[2];
  expect(wordsOn(await browser.get(`/keberatan/${objection}/surat/${letter.public_id}`).expect(200))).toContain('Budi');
});

test('who is asked for the code and does not have it gets one answer, whatever there is behind the number', async () => {
  const { number } = await siti();
  const stranger = portal.browser();
  const page = await stranger.get(`${BARU}?nomor=${number}`).expect(200);
  expect(page.headers['set-cookie']).toBeUndefined();
  expect(page.text).not.toContain('APBDes');
  const wrong = await begin(stranger, number, 'AAAA-AAAA-AAAA-AAAA').expect(422);
  const unknown = await begin(stranger, 'P-2026-999999', 'AAAA-AAAA-AAAA-AAAA').expect(422);
  expect(wrong.text.replaceAll(number, 'N')).toBe(unknown.text.replaceAll('P-2026-999999', 'N'));
  expect(wrong.headers['set-cookie']).toBeUndefined();
  expect(wrong.text).not.toContain('AAAA-AAAA');
  const missing = await begin(stranger, number).expect(422);
  expect(missing.text).toContain('id="f-kode-error"');
  await stranger.get(`${BARU}/alasan`).expect(303).expect('Location', BARU);
});

test('no page sets a cookie before something is sent, and what was typed comes back with its sentence', async () => {
  const { browser, number, code } = await siti();
  const fresh = portal.browser();
  for (const path of [BARU, `${BARU}?nomor=${number}`, `${BARU}/tidak-diumumkan`]) {
    expect((await fresh.get(path).expect(200)).headers['set-cookie']).toBeUndefined();
  }
  at('2026-12-30');
  const begun = await begin(fresh, number, code).expect(303);
  expect(cookiesOf(begun)['draf-keberatan']).toMatch(/Path=\/keberatan;.*HttpOnly; SameSite=Lax/);
  const empty = await send(fresh, 'alasan', {}).expect(422);
  expect(empty.text).toContain('id="f-ground-error"');
  const long = 'x'.repeat(5001);
  const wrong = await send(fresh, 'uraian', { position: long, purpose: '' }).expect(422);
  expect(wrong.text).toContain(long);
  expect([...wrong.text.matchAll(/id="f-(position|purpose)-error"/g)]).toHaveLength(2);
  // The purpose was copied from the request before anything was typed.
  expect((await browser.get(`${BARU}?nomor=${number}`).expect(200)).text).toContain('APBDes');
});

test('a withdrawn request gives rise to nothing, and says so', async () => {
  const { browser, number } = await siti();
  const page = await browser.get(`/permohonan/${number}/cabut`).expect(200);
  const versi = /name="versi" value="(\d+)"/.exec(page.text)?.[1] ?? '';
  await browser.post(`/permohonan/${number}/cabut`).type('form').send({ versi }).expect(303);
  await begin(browser, number).expect(303);
  expect(wordsOn(await browser.get(`${BARU}/alasan`).expect(200))).toContain('Belum ada yang dapat dikeberatani');
  const refused = await send(browser, 'alasan', { ground: 'd' }).expect(422);
  expect(wordsOn(refused)).toContain('sudah ditarik');
});

test('a signed-in owner needs no code; both his lists lead to the objection', async () => {
  const warga = await portal.signIn('warga');
  const { number } = await asked(warga);
  at('2026-12-30');
  const { objection } = await objectTo(warga, number, 'c');
  expect(await rowOf(objection)).toMatchObject({ request_number: number });
  expect((await warga.get('/akun').expect(200)).text).toContain(`href="/keberatan/${objection}"`);
  const again = await portal.signIn('warga');
  expect((await again.get(`/permohonan/${number}`).expect(200)).text).toContain(`href="/keberatan/${objection}"`);
  await again.get(`/keberatan/${objection}`).expect(200);
});

test('the whole form and its receipt in English', async () => {
  const browser = portal.browser();
  await browser.post('/bahasa').type('form').send({ bahasa: 'en', kembali: '/' }).expect(303);
  const { number } = await asked(browser, { delivery: { obtain: 'copy', deliver: 'email', language: 'en' } });
  at('2026-12-30');
  expect(wordsOn(await browser.get(BARU).expect(200))).toContain('There is no fee');
  await fillIn(browser, number, 'c');
  for (const page of ['alasan', 'uraian', 'kuasa', 'periksa']) await browser.get(`${BARU}/${page}`).expect(200);
  const sent = await submit(browser).expect(303);
  expect(wordsOn(await browser.get(String(sent.headers.location)).expect(200))).toContain('Monday, 15 February 2027');
});

import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { openChromium, type Person, PHONE, person, staff } from './support/chromium';
import { fileRequest, press, type Receipt, track } from './support/citizen';
import { type Inbox, openInbox } from './support/inbox';
import { openCase, said, takeStep } from './support/officer';
import { document } from './support/papers';
import { type Portal, startPortal } from './support/portal';

const LIST = document('menara-2025.pdf', 'Daftar menara telekomunikasi 2025', 'Menara Bintoro 1', 'Menara Mranggen 2');

let portal: Portal;
let browser: Browser;
let inbox: Inbox;

beforeAll(async () => {
  inbox = await openInbox();
  [portal, browser] = await Promise.all([startPortal({ smtpUrl: inbox.url }), openChromium()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
  await inbox.close();
});

/** The whole way of one request, told in the order in which it happens. */
describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('a request is filed, answered and read %s', (_words, script) => {
  const nik = script ? '3321014101900001' : '3321014101900002';
  const email = script ? 'siti@warga.test' : 'budi@warga.test';
  let citizen: Person;
  let ppid: Person;
  let agency: Person;
  let receipt: Receipt;

  beforeAll(async () => {
    citizen = await person(browser, { base: portal.base, size: PHONE, script });
    ppid = await staff(browser, portal.base, 'ppid', { script });
    agency = await staff(browser, portal.base, 'opd', { script });
  });
  afterAll(async () => {
    const faults = [citizen, ppid, agency].flatMap((one) => one.faults);
    await Promise.all([citizen, ppid, agency].map((one) => one.close()));
    expect(faults).toEqual([]);
  });

  test('the citizen searches, does not find it, and files step by step', async () => {
    await citizen.open('/');
    await citizen.page.locator('main input[name=q]').fill('menara telekomunikasi Bintoro');
    await citizen.page.locator('main form button[type=submit]').first().click();
    await citizen.page.waitForURL(/\/informasi\?/);
    await citizen.open('/permohonan/baru');
    receipt = await fileRequest(citizen, { nik, email, name: script ? 'Siti Aminah' : 'Budi “Cak” Hartono ꦲꦤ 🙂' });
    expect(receipt.number).toMatch(/^P-2026-\d{6}$/);
    expect(receipt.code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect(receipt.due).toBe('Selasa, 29 Desember 2026');
    const text = await citizen.page.locator('main').innerText();
    expect(text).toContain('Jumat, 25 Desember 2026');
    expect(text).toContain('Semua jenis berkas sudah ada');
    expect(text).toMatch(/keberatan/);
  });

  test('the receipt arrives by mail, with number, code and date', async () => {
    await portal.sweep();
    const [letter] = await inbox.arrived(email, 1);
    for (const words of [receipt.number, receipt.code, 'Selasa, 29 Desember 2026']) {
      expect(letter?.mail.text).toContain(words);
    }
  });

  test('the PPID finds it on the desk, declares it complete and hands it to Dinas Kominfo', async () => {
    await openCase(ppid, '/petugas', receipt.number);
    expect(await ppid.page.locator('main').innerText()).toContain('Giliran PPID: periksa kelengkapannya.');
    await takeStep(ppid, 'Nyatakan lengkap', 'Nyatakan lengkap');
    expect(await said(ppid)).toContain('Permohonan dinyatakan lengkap.');
    await takeStep(ppid, 'Teruskan ke badan publik', 'Teruskan', {
      body: 'dinkominfo',
      reason: 'Mohon daftar tahun 2025.',
    });
    expect(await ppid.page.locator('main').innerText()).toContain('menyerahkan bahan jawaban');
  });

  test('the agency answers with a text and a file, and learns nothing of who asks', async () => {
    await openCase(agency, '/opd', receipt.number);
    const page = await agency.page.content();
    for (const secret of [nik, email, script ? 'Siti Aminah' : 'Hartono']) expect(page).not.toContain(secret);
    await takeStep(agency, 'Serahkan bahan jawaban', 'Serahkan jawaban', {
      reason: 'Terlampir daftar dua menara beserta izinnya.',
      material_files: LIST,
    });
    expect(await said(agency)).toContain('Bahan jawaban sudah diserahkan kepada PPID.');
  });

  test('the PPID reads the answer, grants and delivers', async () => {
    await openCase(ppid, '/petugas', receipt.number);
    const page = await ppid.page.locator('main').innerText();
    expect(page).toContain('Giliran PPID: Dinas Komunikasi dan Informatika sudah menyerahkan bahan jawaban.');
    expect(page).toContain('Terlampir daftar dua menara beserta izinnya.');
    await takeStep(ppid, 'Kabulkan', 'Kabulkan dan kirim pemberitahuan', {
      material: 'Daftar menara telekomunikasi dan izinnya tahun 2025',
      provide_days: '2',
      considerations: 'Informasi ini terbuka dan tidak termasuk yang dikecualikan.',
    });
    expect(await said(ppid)).toContain('Permohonan dikabulkan');
    await press(ppid, 'Catat penyerahan');
    await ppid.page.locator('main [name=give]').first().check();
    await press(ppid, 'Catat penyerahan');
    expect(await said(ppid)).toContain('Penyerahan sudah dicatat.');
  });

  test('the citizen reads the decision and downloads the file with number and code', async () => {
    const stranger = await person(browser, { base: portal.base, size: PHONE, script });
    await track(stranger, receipt);
    const text = await stranger.page.locator('main').innerText();
    expect(text).toContain('Informasi ini terbuka dan tidak termasuk yang dikecualikan.');
    expect(text).toContain('Diserahkan');
    const [download] = await Promise.all([
      stranger.page.waitForEvent('download'),
      stranger.page.locator('main a[href*="/berkas/"]').first().click(),
    ]);
    expect(await readFile(await download.path())).toEqual(LIST.buffer);
    expect(stranger.faults).toEqual([]);
    await stranger.close();
  });

  test('the notice and the delivery arrive by mail, each once', async () => {
    await portal.sweep();
    await portal.sweep();
    const subjects = (await inbox.arrived(email, 3)).map(({ mail }) => mail.subject);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects.length).toBe(3);
  });
});

test('a wrong code and an unknown number get the same answer', async () => {
  const stranger = await person(browser, { base: portal.base, size: PHONE });
  const answers: string[] = [];
  for (const number of ['P-2026-000001', 'P-2026-999999']) {
    await track(stranger, { number, code: 'AAAA-BBBB-CCCC-DDDD' });
    answers.push((await stranger.page.locator('main').innerText()).replace(number, ''));
  }
  expect(answers[0]).toBe(answers[1]);
  expect(stranger.faults).toEqual([]);
  await stranger.close();
});

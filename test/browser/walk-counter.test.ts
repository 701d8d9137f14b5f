import type { Browser } from 'playwright-core';
import { openChromium, type Person, PHONE, person, staff } from './support/chromium';
import { press, track } from './support/citizen';
import { faultsOf } from './support/look';
import { fillIn, openCase, said, takeStep } from './support/officer';
import { document, ktpPicture } from './support/papers';
import { type Portal, startPortal } from './support/portal';
import { sheetsOf } from './support/print';

let portal: Portal;
let browser: Browser;
let clerk: Person;
let number = '';
let code = '';

beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), openChromium()]);
  clerk = await staff(browser, portal.base, 'petugas');
});
afterAll(async () => {
  const faults = clerk.faults;
  await browser.close();
  await portal.close();
  expect(faults).toEqual([]);
});

test('a letter that came on Tuesday is entered on Friday, with its reason and its scan', async () => {
  await clerk.open('/petugas');
  await press(clerk, 'Catat permohonan');
  await fillIn(clerk, {
    channel: 'letter',
    received_on: '2026-12-08',
    details: 'Salinan perjanjian pengelolaan Pasar Bintoro',
    purpose: 'Mengawasi pasar',
    name: 'Mbah Sastro <script>alert(1)</script>',
    identity_number: '3321014101500001',
    address: 'Dukuh Krajan RT 2, Bintoro, Demak',
    deliver: 'post',
    ktp: ktpPicture(),
  });
  await press(clerk, 'Catat dan beri nomor');
  expect(await clerk.page.locator('#kesalahan').innerText()).toContain('Tulis alasan terlambat dicatat');
  expect(await clerk.page.locator('[name=name]').inputValue()).toContain('<script>');
  expect(await faultsOf(clerk, 'a refused entry')).toEqual([]);
  await fillIn(clerk, {
    late_entry_reason: 'Surat tertahan di bagian umum.',
    scan: document('surat.pdf', 'Permohonan informasi'),
  });
  await press(clerk, 'Catat dan beri nomor');
  await clerk.page.waitForURL(/\/tanda-terima$/);
  const receipt = await clerk.page.locator('main').innerText();
  number = receipt.match(/P-2026-\d{6}/)?.[0] ?? '';
  code = receipt.match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)?.[0] ?? '';
  expect([number, code]).not.toContain('');
  // Ten working days from Tuesday the 8th, the day it was received: the 9th is the first.
  expect(receipt).toContain('Selasa, 22 Desember 2026');
  expect(await faultsOf(clerk, 'the receipt at the counter')).toEqual([]);
});

test('the receipt is printed on A4 without the site around it, and opens the case', async () => {
  const { sheets, text } = await sheetsOf(clerk);
  expect(sheets.every(({ width, height }) => width === 595 && height === 842)).toBe(true);
  expect(sheets.length).toBeLessThanOrEqual(2);
  expect(text).toContain(number);
  for (const chrome of ['Catat permohonan', 'Lacak permohonan', 'Pemasangan contoh', 'Sudah diserahkan hari ini']) {
    expect(text).not.toContain(chrome);
  }
  const citizen = await person(browser, { base: portal.base, size: PHONE });
  await track(citizen, { number, code });
  expect(await citizen.page.locator('main').innerText()).toContain('Selasa, 22 Desember 2026');
  await citizen.close();
});

test('a paper letter is printed, and the days it was sent and received are kept', async () => {
  const ppid = await staff(browser, portal.base, 'ppid');
  await openCase(ppid, '/petugas', number);
  await takeStep(ppid, 'Nyatakan lengkap', 'Nyatakan lengkap');
  await takeStep(ppid, 'Beri tahu tidak dikuasai', 'Kirim pemberitahuan', {
    holder: 'Dinas Perdagangan, Koperasi, Usaha Kecil dan Menengah',
    considerations: 'Perjanjian itu tidak ada pada kami.',
  });
  expect(await said(ppid)).toContain('tidak dikuasai');
  await Promise.all([
    ppid.page.waitForEvent('load'),
    ppid.page.locator('[aria-labelledby=surat] a[href*="/surat/"]').last().click(),
  ]);
  expect(await faultsOf(ppid, 'a letter')).toEqual([]);
  const { sheets, text } = await sheetsOf(ppid);
  expect(sheets.length).toBeLessThanOrEqual(2);
  expect(text).toContain('Perjanjian itu tidak ada pada kami.');
  expect(text).not.toContain('Kembali ke');

  await ppid.open('/petugas?tab=surat');
  const row = ppid.page.locator('tr', { hasText: 'Pemberitahuan' });
  await Promise.all([ppid.page.waitForEvent('load'), row.getByRole('link', { name: /Catat pengiriman/ }).click()]);
  await fillIn(ppid, { way: 'post', sent_on: '2026-12-11', reached_on: '2026-12-11' });
  await press(ppid, 'Simpan catatan surat');
  expect(await said(ppid)).toContain('Catatan surat sudah disimpan.');
  const page = await ppid.page.locator('main').innerText();
  expect(page).toContain('Keberatan paling lambat');
  expect(ppid.faults).toEqual([]);
  await ppid.close();
});

test('the auditor sees that it was entered late, and why', async () => {
  const auditor = await staff(browser, portal.base, 'auditor');
  await auditor.open('/auditor?tab=terlambat-dicatat');
  const page = await auditor.page.locator('main').innerText();
  expect(page).toContain(number);
  expect(page).toContain('Surat tertahan di bagian umum.');
  expect(page).not.toContain('Sastro');
  expect(auditor.faults).toEqual([]);
  await auditor.close();
});

import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { openChromium, type Person, PHONE, person, staff } from './support/chromium';
import { press } from './support/citizen';
import { faultsOf } from './support/look';
import { fillIn, said } from './support/officer';
import { document } from './support/papers';
import { type Portal, startPortal } from './support/portal';

const TITLE = 'Daftar menara telekomunikasi Kabupaten Demak “2026” & izinnya';
const FILE = document('menara 2026.pdf', 'Daftar menara telekomunikasi 2026');

let portal: Portal;
let browser: Browser;
let publisher: Person;
let visitor: Person;
let page = '';
let file = '';

beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), openChromium()]);
  publisher = await staff(browser, portal.base, 'opd');
  visitor = await person(browser, { base: portal.base, size: PHONE });
});
afterAll(async () => {
  const faults = [...publisher.faults, ...visitor.faults];
  await browser.close();
  await portal.close();
  expect(faults).toEqual([]);
});

/** What a visitor finds who looks for the title. */
async function found(): Promise<string[]> {
  await visitor.open('/informasi?q=menara+telekomunikasi+demak');
  return visitor.page.locator('.results h3').allInnerTexts();
}

test('a draft with a file is seen by nobody', async () => {
  await publisher.open('/opd/informasi');
  await press(publisher, 'Buat informasi baru');
  await press(publisher, 'Simpan konsep');
  expect(await publisher.page.locator('#kesalahan').count()).toBe(1);
  expect(await faultsOf(publisher, 'an empty document')).toEqual([]);
  await fillIn(publisher, { title: TITLE, category: 'berkala' });
  await publisher.page.getByText('Ringkasan dan kolom Daftar Informasi Publik').click();
  await fillIn(publisher, { summary: 'Letak, pemilik, dan nomor izin.', year: '2026' });
  await press(publisher, 'Simpan konsep');
  await fillIn(publisher, { berkas: FILE });
  await press(publisher, 'Unggah');
  expect(await said(publisher)).toContain('1 berkas diunggah.');
  expect(await faultsOf(publisher, 'a draft')).toEqual([]);
  expect(await found()).not.toContain(TITLE);
});

test('published, it shows at once, and anybody downloads the file', async () => {
  await press(publisher, 'Terbitkan sekarang');
  expect(await said(publisher)).toContain('Informasi sudah terbit.');
  expect(await found()).toContain(TITLE);
  await visitor.open('/informasi?kategori=berkala&badan=dinkominfo');
  expect(await visitor.page.locator('.results h3').first().innerText()).toBe(TITLE);
  await Promise.all([
    visitor.page.waitForURL(/\/informasi\/[^/?]+$/),
    visitor.page.locator('.results h3 a').first().click(),
  ]);
  page = new URL(visitor.page.url()).pathname;
  expect(await faultsOf(visitor, 'a document with a file')).toEqual([]);
  await visitor.page.setViewportSize(PHONE);
  file = (await visitor.page.locator('main a[href^="/berkas/"]').first().getAttribute('href')) ?? '';
  const [download] = await Promise.all([
    visitor.page.waitForEvent('download'),
    visitor.page.locator('main a[href^="/berkas/"]').first().click(),
  ]);
  expect(await readFile(await download.path())).toEqual(FILE.buffer);
  expect(await visitor.context.cookies()).toEqual([]);
});

test('withdrawn, it is gone from the search, its page and its file', async () => {
  await publisher.page.locator('#tarik').click();
  await fillIn(publisher, { reason: 'Ada angka yang keliru.' });
  await press(publisher, 'Tarik informasi');
  expect(await said(publisher)).toContain('Informasi sudah ditarik.');
  expect(await found()).not.toContain(TITLE);
  expect(await visitor.open(page)).toBe(410);
  expect(await visitor.page.locator('main').innerText()).toContain('Ada angka yang keliru.');
  expect(await faultsOf(visitor, 'a withdrawn document')).toEqual([]);
  // A browser that has it already may keep it for five minutes; nobody else gets it any more.
  expect((await fetch(portal.base + file)).status).toBe(404);
});

test('an exempt document is no agency’s to publish, and another agency’s is not found', async () => {
  await publisher.open('/opd/informasi/baru');
  await fillIn(publisher, { title: 'Sesuatu yang dikecualikan', category: 'dikecualikan' });
  await press(publisher, 'Simpan konsep');
  const own = new URL(publisher.page.url()).pathname;
  if (await publisher.page.getByRole('button', { name: 'Terbitkan sekarang' }).count()) {
    await press(publisher, 'Terbitkan sekarang');
  }
  expect(await publisher.page.locator('main').innerText()).toContain(
    'Hanya PPID yang dapat menyatakan informasi dikecualikan',
  );
  const other = await staff(browser, portal.base, 'opd2');
  if (/informasi\/[^/]{10,}$/.test(own)) expect(await other.open(own)).toBe(404);
  expect(other.faults).toEqual([]);
  await other.close();
});

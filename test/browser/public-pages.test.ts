import type { Browser } from 'playwright-core';
import { openChromium, type Person, PHONE, person } from './support/chromium';
import { faultsOf } from './support/look';
import { type Portal, startPortal } from './support/portal';
import { firstVisit } from './support/weight';

/** Every page that anyone may open, and the states in which a visitor may meet it. */
const PAGES = [
  '/',
  '/informasi',
  '/informasi?q=anggaran&kategori=berkala',
  '/informasi?q=tidakadakatasepertiini',
  '/badan-publik',
  '/badan-publik/dinkominfo',
  '/permohonan/baru',
  '/lacak',
  '/lacak/kode',
  '/lacak/kode/terkirim',
  '/kalkulator-tenggat',
  '/kalkulator-tenggat?dari=2026-12-11&hari=10',
  '/kalkulator-tenggat?dari=2031-01-01&hari=10',
  '/keberatan/baru',
  '/keberatan/baru/tidak-diumumkan',
  '/keberatan/formulir',
  '/privasi',
  '/masuk',
  '/masuk/lupa',
  '/masuk/lupa/terkirim',
  '/daftar',
  '/daftar/terkirim',
  '/api/docs',
];
const MOST_BYTES = 100 * 1024;

let portal: Portal;
let browser: Browser;
let visitor: Person;
const titles = new Map<string, string>();

beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), openChromium()]);
  visitor = await person(browser, { base: portal.base });
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

test.each([...PAGES, 'a document'])('%s: light, no cookie, no fault', async (given) => {
  const path = given.startsWith('/') ? given : await aDocument();
  const newcomer = await person(browser, { base: portal.base });
  const { status, bytes, cookies } = await firstVisit(newcomer, path);
  expect([200, 422]).toContain(status);
  expect({ cookies, light: bytes <= MOST_BYTES || bytes }).toEqual({ cookies: 0, light: true });
  expect(await faultsOf(newcomer, path)).toEqual([]);
  expect(newcomer.faults).toEqual([]);

  const title = await newcomer.page.title();
  const { pathname } = new URL(newcomer.page.url());
  expect(titles.get(title) ?? pathname).toBe(pathname);
  titles.set(title, pathname);
  await newcomer.close();
});

test.each([
  ['/tidak-ada', 404],
  ['/informasi/tidak-ada', 404],
  ['/badan-publik/tidak-ada', 404],
  ['/berkas/tidak-ada/apa.pdf', 404],
  ['/permohonan/P-2026-999999', 200],
  ['/informasi?sesudah=bukan-kursor', 200],
])('%s answers %d with a page that has no fault', async (path, status) => {
  expect(await visitor.open(path)).toBe(status);
  expect(await faultsOf(visitor, path)).toEqual([]);
});

test('the pages in English have no fault either', async () => {
  const guest = await person(browser, { base: portal.base });
  await guest.open('/');
  // The page that was is loaded already: only the next one's own event tells that it is there.
  await Promise.all([guest.page.waitForEvent('load'), guest.page.locator('.site-language button').click()]);
  for (const path of [
    '/',
    '/informasi',
    '/permohonan/baru',
    '/lacak',
    '/kalkulator-tenggat?dari=2026-12-11&hari=10',
    '/privasi',
  ]) {
    await guest.open(path);
    expect(await guest.page.locator('html').getAttribute('lang')).toBe('en');
    expect(await faultsOf(guest, path)).toEqual([]);
  }
  expect(guest.faults).toEqual([]);
  await guest.close();
});

test('the keyboard alone is enough: skip link, visible focus, error summary', async () => {
  const guest = await person(browser, { base: portal.base, size: PHONE });
  await guest.open('/lacak');
  await guest.page.keyboard.press('Tab');
  const skip = guest.page.locator('.skip-link');
  expect(await focusedId(guest)).toBe('skip-link');
  const place = await skip.boundingBox();
  expect(place && place.y >= 0 && place.height > 0).toBe(true);
  await guest.page.keyboard.press('Enter');
  expect(await focusedId(guest)).toBe('isi');

  const seen = new Set<string>();
  for (let i = 0; i < 6; i++) {
    await guest.page.keyboard.press('Tab');
    const focused = await guest.page.evaluate<{ name: string; shown: boolean }>(FOCUSED);
    expect(focused).toEqual({ name: focused.name, shown: true });
    seen.add(focused.name);
  }
  expect(seen.size).toBe(6);

  const send = guest.page.locator('main form button[type=submit]').first();
  await Promise.all([guest.page.waitForEvent('load'), send.click()]);
  expect(await focusedId(guest)).toBe('kesalahan');
  expect(await faultsOf(guest, 'lacak 422')).toEqual([]);
  await guest.page.setViewportSize(PHONE);
  await guest.page.locator('#kesalahan a').first().click();
  expect(await focusedId(guest)).toBe('f-nomor');
  expect(guest.faults).toEqual([]);
  await guest.close();
});

const FOCUSED = `(() => {
  const at = document.activeElement;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const shown = (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  return { name: at.id || at.textContent.trim() || at.tagName, shown };
})()`;

const focusedId = ({ page }: Person): Promise<string> =>
  page.evaluate<string>('document.activeElement.id || document.activeElement.className');

async function aDocument(): Promise<string> {
  await visitor.open('/informasi');
  return (await visitor.page.locator('.results a[href^="/informasi/"]').first().getAttribute('href')) ?? '';
}

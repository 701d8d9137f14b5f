import type { Browser } from 'playwright-core';
import { DESK, openChromium, type Person, PHONE, person } from './support/chromium';
import { fileRequest, press, track } from './support/citizen';
import { faultsOf } from './support/look';
import { type Portal, startPortal } from './support/portal';
import { sheetsOf } from './support/print';

let portal: Portal;
let browser: Browser;
let citizen: Person;

beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), openChromium()]);
  citizen = await person(browser, { base: portal.base, size: PHONE });
});
afterAll(async () => {
  const faults = citizen.faults;
  await browser.close();
  await portal.close();
  expect(faults).toEqual([]);
});

/** The page as it stands, and again after its form was sent empty. */
async function look(name: string): Promise<void> {
  expect(await faultsOf(citizen, name)).toEqual([]);
  await citizen.page.setViewportSize(PHONE);
  if (!['what', 'who', 'identity', 'delivery'].includes(name)) return;
  await press(citizen, 'Lanjutkan');
  expect(await citizen.page.evaluate<string>('document.activeElement.id')).toBe('kesalahan');
  expect(await citizen.page.title()).toMatch(/^Kesalahan/);
  expect(await faultsOf(citizen, `${name}, sent empty`)).toEqual([]);
  await citizen.page.setViewportSize(PHONE);
}

test('every page of the form, as it is and with its faults told', async () => {
  await citizen.open('/permohonan/baru');
  const receipt = await fileRequest(citizen, { atEachPage: look });
  const { sheets, text } = await sheetsOf(citizen);
  expect(sheets.length).toBeLessThanOrEqual(3);
  expect(sheets.every(({ width, height }) => width === 595 && height === 842)).toBe(true);
  for (const words of [receipt.number, receipt.code, receipt.due]) expect(text).toContain(words);
  for (const chrome of ['Menu', 'Cetak tanda terima', 'Pemasangan contoh', 'Pemberitahuan privasi']) {
    expect(text).not.toContain(chrome);
  }
  const { number } = receipt;
  for (const path of ['', '/berkas', '/cabut']) {
    expect(await citizen.open(`/permohonan/${number}${path}`)).toBe(200);
    expect(await faultsOf(citizen, path || 'the request')).toEqual([]);
  }
  await citizen.open(`/permohonan/${number}`);
  await citizen.page.locator('main a[href*="/surat/"]').first().click();
  await citizen.page.waitForURL(/\/surat\//);
  expect(await faultsOf(citizen, 'the letter')).toEqual([]);
  await citizen.page.setViewportSize(DESK);
  expect((await sheetsOf(citizen)).sheets.length).toBeLessThanOrEqual(2);
});

test('a draft is there again later, with its text, and may be thrown away', async () => {
  const details = 'Teks yang “panjang” & berharga <b>ꦲꦤ</b> 🙂';
  const writer = await person(browser, { base: portal.base, size: PHONE, script: false });
  await writer.open('/permohonan/baru');
  await writer.page.getByLabel('Rincian informasi').fill(details);
  await writer.page.getByLabel('Tujuan penggunaan informasi').fill('Uji');
  await press(writer, 'Selesaikan nanti');
  expect(await writer.page.locator('main').innerText()).toContain('Isian Anda tersimpan');
  await writer.open('/permohonan/baru');
  expect(await writer.page.locator('main').innerText()).toContain(details);
  await press(writer, 'Hapus dan mulai baru');
  expect(await writer.page.getByLabel('Rincian informasi').inputValue()).toBe('');
  expect(writer.faults).toEqual([]);
  await writer.close();
});

test('a double click on the last button makes one request', async () => {
  const hasty = await person(browser, { base: portal.base, size: PHONE, script: false });
  await hasty.open('/permohonan/baru');
  const numbers = new Set<string>();
  hasty.page.on('response', (answer) => {
    const number = answer.headers().location?.match(/P-2026-\d{6}/)?.[0];
    if (number) numbers.add(number);
  });
  await fileRequest(hasty, { nik: '3321014101900077', clicks: 2 });
  expect(numbers.size).toBe(1);
  await hasty.close();
});

test('a withdrawn request says so, and offers nothing more', async () => {
  const other = await person(browser, { base: portal.base, size: PHONE });
  await other.open('/permohonan/baru');
  const receipt = await fileRequest(other, { nik: '3321014101900088', ktp: null });
  await track(other, receipt);
  await press(other, 'Cabut permohonan');
  await Promise.all([other.page.waitForEvent('load'), other.page.locator('main form .btn-danger').click()]);
  expect(await other.page.locator('main').innerText()).toContain('Tidak ada yang perlu Anda lakukan sekarang');
  expect(await faultsOf(other, 'a withdrawn request')).toEqual([]);
  expect(other.faults).toEqual([]);
  await other.close();
});

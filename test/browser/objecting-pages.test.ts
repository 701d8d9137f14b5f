import type { Browser } from 'playwright-core';
import { answered, on } from '../disputes/cases';
import { COURSE, IDENTITY, MISSING } from '../objections/public/objector';
import type { TestApp } from '../support/app';
import { fileByApi } from './support/api';
import { openChromium, type Person, PHONE, person } from './support/chromium';
import { choose, press, type Receipt, track } from './support/citizen';
import { faultsOf } from './support/look';
import { ktpPicture } from './support/papers';
import { type Served, servedApp } from './support/served';

let served: Served;
let app: TestApp;
let browser: Browser;
let citizen: Person;
let request: Receipt;

beforeAll(async () => {
  [served, browser] = await Promise.all([servedApp(), openChromium()]);
  app = served.app;
  citizen = await person(browser, { base: served.base, size: PHONE });
  request = await fileByApi(served.base, { details: 'Laporan realisasi APBDes Bungo 2025', body: 'dinkominfo' });
  await on(app, '2026-12-30');
});
afterAll(async () => {
  const { faults } = citizen;
  await browser.close();
  await served.close();
  expect(faults).toEqual([]);
});

/** The page as it stands, and again after its form was sent empty. */
async function look(name: string, sendEmpty = false): Promise<void> {
  expect(await faultsOf(citizen, name)).toEqual([]);
  await citizen.page.setViewportSize(PHONE);
  if (process.env.SHOTS) await citizen.page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  if (!sendEmpty) return;
  await press(citizen, 'Lanjutkan');
  expect(await citizen.page.title()).toMatch(/^Kesalahan/);
  expect(await faultsOf(citizen, `${name}, sent empty`)).toEqual([]);
  await citizen.page.setViewportSize(PHONE);
}

const number = async () => (await citizen.page.locator('.receipt-number').innerText()).trim();

test('an objection against a request: every page of the form, the receipt, and the page it leads to', async () => {
  const { page } = citizen;
  await citizen.open('/keberatan/baru');
  await look('start', true);
  await page.getByLabel('Nomor pendaftaran permohonan').fill(request.number);
  await page.getByLabel('Kode permohonan').fill(request.code);
  await press(citizen, 'Lanjutkan');
  await look('ground', true);
  await page.getByText('Alasan lain', { exact: true }).click();
  await choose(citizen, 'ground', 'd');
  await press(citizen, 'Lanjutkan');
  expect(await page.locator('.field-error').innerText()).toContain('alasan huruf c dapat dipakai sekarang');
  await look('ground-refused');
  await choose(citizen, 'ground', 'c');
  await press(citizen, 'Lanjutkan');
  await look('course');
  expect(await page.getByLabel('Tujuan penggunaan informasi').inputValue()).toBe('Penelitian');
  await page.getByLabel('Kasus posisi').fill(COURSE.position);
  await press(citizen, 'Lanjutkan');
  await look('proxy', true);
  await choose(citizen, 'filed_by', 'self');
  await press(citizen, 'Lanjutkan');
  await look('check');
  await press(citizen, 'Kirim keberatan');
  await look('receipt');
  const objection = await number();
  await citizen.open(`/keberatan/${objection}`);
  await look('case');
  await citizen.open(`/keberatan/${objection}/cabut`);
  await look('withdraw');
  await track(citizen, request);
  await look('request');

  await answered(app, await app.db('objections').where({ number: objection }).first(), 'upheld');
  await citizen.open(`/keberatan/${objection}`);
  await look('answered');
  await page.locator('main a[href*="/surat/"]').first().click();
  await page.waitForURL(/\/surat\//);
  await look('letter');
});

test('what is not published needs no request: every page of the form and the receipt', async () => {
  const { page } = citizen;
  // A busy machine is slow with the styles: a page is judged when they are there, never the bare markup before.
  const styles = /\.css(\?|$)/;
  await citizen.open('/keberatan/baru');
  await page.route(styles, (route) => setTimeout(() => void route.continue(), 700));
  await press(citizen, 'Laporkan yang tidak diumumkan');
  await look('missing', true);
  await page.unroute(styles);
  await page.getByLabel('Informasi yang seharusnya diumumkan').fill(MISSING.details);
  await page.locator('#f-body').selectOption(MISSING.body);
  await page.locator('#f-found_on').fill('2026-12-29');
  await press(citizen, 'Lanjutkan');
  await look('course-missing', true);
  await page.getByLabel('Kasus posisi').fill(COURSE.position);
  await page.getByLabel('Tujuan penggunaan informasi').fill(COURSE.purpose);
  await press(citizen, 'Lanjutkan');
  await look('who', true);
  for (const [name, value] of [
    ['kind', 'individual'],
    ['proxy', 'yes'],
    ['citizen', 'yes'],
  ] as const) {
    await choose(citizen, name, value);
  }
  await press(citizen, 'Lanjutkan');
  await look('identity', true);
  for (const [name, value] of Object.entries({ ...IDENTITY, proxy_name: 'Budi', proxy_nik: '3321014101900099' })) {
    if (value) await page.locator(`#f-${name}`).fill(value);
  }
  await press(citizen, 'Lanjutkan');
  await look('papers');
  await page.locator('#f-ktp').setInputFiles(ktpPicture());
  await press(citizen, 'Kirim berkas dan lanjutkan');
  await look('check-missing');
  await press(citizen, 'Kirim keberatan');
  await look('receipt-missing');
  await citizen.open(`/keberatan/${await number()}`);
  await look('case-missing');
});

import type { Browser } from 'playwright-core';
import { runRecounts } from '../../src/ladder/recount/commands';
import type { TestApp } from '../support/app';
import { openChromium, type Person, staff } from './support/chromium';
import { press } from './support/citizen';
import { faultsOf } from './support/look';
import { fillIn, said } from './support/officer';
import { type Served, servedApp } from './support/served';

const PATH = '/admin/eskalasi';
let served: Served;
let app: TestApp;
let browser: Browser;
let admin: Person;

beforeAll(async () => {
  [served, browser] = await Promise.all([servedApp(), openChromium()]);
  app = served.app;
  admin = await staff(browser, served.base, 'admin');
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

test('every page of the ladder has no fault', async () => {
  const found: string[] = [];
  for (const path of [
    '',
    '/tambah?jam=request.answer',
    '/tambah?jam=request.arrival',
    '/tambah?jam=dispute.dispute_window',
    '/langkah/request/overdue',
    '/langkah/request/overdue/hapus',
    '/bawaan',
  ]) {
    expect(await admin.open(`${PATH}${path}`)).toBe(200);
    found.push(...(await faultsOf(admin, path)));
  }
  expect(found).toEqual([]);
  expect(admin.faults).toEqual([]);
});

test('a rung is added: refused as too early, seen before it is kept, and followed to its end', async () => {
  await admin.open(`${PATH}/tambah?jam=request.answer`);
  await fillIn(admin, {
    ...{ nama: 'sisa dua hari kerja', kapan: 'sebelum', hari: '12', kepada: 'ppid', pesan: 'time_left' },
    alasan: 'Diminta Atasan PPID',
  });
  await press(admin, 'Lihat akibatnya');
  await admin.page.locator('.error-summary').waitFor();
  expect(await admin.page.locator('main').innerText()).toContain('Paling banyak 9 hari kerja');
  expect(await admin.page.locator('[name="nama"]').inputValue()).toBe('sisa dua hari kerja');
  expect(await faultsOf(admin, 'refused rung')).toEqual([]);

  await fillIn(admin, { hari: '2' });
  await press(admin, 'Lihat akibatnya');
  expect(await admin.page.locator('h1').innerText()).toBe('Akibat perubahan tangga eskalasi');
  expect(await faultsOf(admin, 'preview')).toEqual([]);
  await press(admin, 'Simpan tangga ini');
  expect(await said(admin)).toContain('Tangga eskalasi disimpan');
  expect(await faultsOf(admin, 'version being counted')).toEqual([]);
  await runRecounts(app.deps);
  await press(admin, 'Muat ulang keadaannya');
  expect(await admin.page.locator('main').innerText()).toContain('sudah dihitung ulang');
  expect(await faultsOf(admin, 'version')).toEqual([]);
  await admin.open(PATH);
  expect(await faultsOf(admin, 'ladder with a history')).toEqual([]);
  expect(admin.faults).toEqual([]);
});

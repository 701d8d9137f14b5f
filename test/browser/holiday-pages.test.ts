import type { Browser } from 'playwright-core';
import { runMoves } from '../../src/holidays/move/commands';
import { CSV_2028 } from '../holidays/calendars';
import type { TestApp } from '../support/app';
import { openChromium, type Person, staff } from './support/chromium';
import { press } from './support/citizen';
import { faultsOf } from './support/look';
import { fillIn, said } from './support/officer';
import { type Served, servedApp } from './support/served';

const PATH = '/admin/kalender';
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

const BY = { keputusan: 'SKB 3 Menteri Nomor 1 Tahun 2026', alasan: 'Perubahan SKB' };

async function fault(path: string): Promise<string[]> {
  expect(await admin.open(path)).toBe(200);
  return faultsOf(admin, path);
}

test('every page of the calendar has no fault', async () => {
  const { id } = await app.db('holidays').where('date', '2026-12-25').first('id');
  const found: string[] = [];
  for (const path of [
    '',
    '/2026',
    '/2027',
    '/2026/tambah',
    `/2026/hari/${id}`,
    `/2026/hari/${id}/hapus`,
    '/2027/keputusan',
    '/impor?tahun=2028',
    '/perubahan',
  ]) {
    found.push(...(await fault(`${PATH}${path}`)));
  }
  expect(found).toEqual([]);
  expect(admin.faults).toEqual([]);
});

test('a day is added: refused on a Sunday, seen before it is saved, and followed to its end', async () => {
  await admin.open(`${PATH}/2026/tambah`);
  const day = { tanggal: '2026-12-27', jenis: 'cuti_bersama', nama: 'Cuti Bersama Natal', ...BY };
  await fillIn(admin, day);
  await press(admin, 'Lihat akibatnya');
  await admin.page.locator('.error-summary').waitFor();
  expect(await admin.page.locator('[name="nama"]').inputValue()).toBe('Cuti Bersama Natal');
  expect(await faultsOf(admin, 'refused day')).toEqual([]);

  await fillIn(admin, { tanggal: '2026-12-28' });
  await press(admin, 'Lihat akibatnya');
  expect(await admin.page.locator('h1').innerText()).toBe('Periksa akibat perubahan');
  expect(await faultsOf(admin, 'preview')).toEqual([]);
  await press(admin, 'Simpan perubahan');
  expect(await said(admin)).toContain('sudah disimpan');
  expect(await faultsOf(admin, 'change under way')).toEqual([]);
  await runMoves(app.deps);
  await press(admin, 'Lihat kemajuan terbaru');
  expect(await admin.page.locator('main').innerText()).toContain('Selesai.');
  expect(await faultsOf(admin, 'change done')).toEqual([]);
  expect(admin.faults).toEqual([]);
});

test('a list with a broken line is mended where it stands and becomes a year', async () => {
  await admin.open(`${PATH}/impor?tahun=2028`);
  await fillIn(admin, {
    daftar: CSV_2028.replace('2028-08-17', '2028-08-71'),
    cara: 'complete',
    kepastian: 'high',
    ...BY,
  });
  await press(admin, 'Periksa daftar');
  await admin.page.locator('.error-summary').waitFor();
  expect(await admin.page.locator('main').innerText()).toContain('Baris 13: “2028-08-71”');
  expect(await faultsOf(admin, 'refused list')).toEqual([]);
  await fillIn(admin, { daftar: CSV_2028 });
  await press(admin, 'Periksa daftar');
  expect(await faultsOf(admin, 'preview of a list')).toEqual([]);
  await press(admin, 'Simpan perubahan');
  expect(await fault(`${PATH}/2028`)).toEqual([]);
  expect(await fault(`${PATH}/perubahan`)).toEqual([]);
  expect(admin.faults).toEqual([]);
});

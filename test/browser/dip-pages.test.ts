import type { Browser } from 'playwright-core';
import { givenDocument } from '../catalogue/documents';
import { openChromium, type Person, person, staff } from './support/chromium';
import { press } from './support/citizen';
import { faultsOf } from './support/look';
import { fillIn, said } from './support/officer';
import { type Served, servedApp } from './support/served';

const PUBLIC = '/daftar-informasi-publik';
let served: Served;
let browser: Browser;
let [ppid, atasan, citizen]: Person[] = [];

beforeAll(async () => {
  [served, browser] = await Promise.all([servedApp(), openChromium()]);
  const { db } = served.app;
  const full = { summary: 'Memuat realisasi anggaran dan hambatannya.', holder: 'Sekretaris Dinas', form: 'PDF' };
  for (let i = 1; i <= 3; i++)
    await givenDocument(db, { ...full, title: `Laporan kinerja triwulan ${i}`, subkind: 'kinerja' });
  await givenDocument(db, {
    ...full,
    title: 'Data penyakit menular',
    body: 'dinkes',
    category: 'serta-merta',
    retention: '5 tahun',
  });
  const at = { base: served.base };
  [ppid, atasan, citizen] = [
    await staff(browser, served.base, 'ppid'),
    await staff(browser, served.base, 'atasan'),
    await person(browser, at),
  ];
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

test('a register goes from the check to the decree and to the citizen, and no page has a fault', async () => {
  const found: string[] = [];
  const look = async (who: Person | undefined, name: string) => {
    if (!who) throw new Error('nobody');
    found.push(...(await faultsOf(who, name)));
  };
  if (!ppid || !atasan || !citizen) throw new Error('nobody');
  await ppid.open('/petugas/dip');
  await look(ppid, 'desk');
  await press(ppid, 'Periksa dan usulkan');
  await press(ppid, 'Dinas Komunikasi dan Informatika');
  await look(ppid, 'check');
  await fillIn(ppid, { catatan: 'Pemutakhiran semester dua' });
  await press(ppid, 'Bekukan dan usulkan');

  await atasan.open('/atasan');
  await press(atasan, 'Periksa usulannya');
  await look(atasan, 'deciding');
  await press(atasan, 'Isi daftar, baris demi baris');
  await atasan.page.goBack();
  await atasan.page.getByRole('button', { name: 'Setujui' }).click();
  expect(await said(atasan)).toContain('Usulan disetujui');

  await ppid.page.reload();
  await fillIn(ppid, { nomor: '188.4/12/2026', tanggal: '2026-12-10' });
  await ppid.page.getByRole('button', { name: 'Tetapkan dengan keputusan' }).click();
  await look(ppid, 'refused');
  expect(await ppid.page.locator('#f-nomor').inputValue()).toBe('188.4/12/2026');
  await fillIn(ppid, { tanggal: '2026-12-11' });
  await ppid.page.getByRole('button', { name: 'Tetapkan dengan keputusan' }).click();
  expect(await said(ppid)).toContain('DIP versi 1 ditetapkan');

  await citizen.open(PUBLIC);
  await look(citizen, 'public');
  await fillIn(citizen, { q: 'penyakit' });
  await press(citizen, 'Tampilkan');
  expect(await citizen.page.locator('tbody tr').count()).toBe(1);
  await citizen.open(`${PUBLIC}/banding?lama=1&baru=1`);
  await look(citizen, 'compare');
  expect(found).toEqual([]);
  expect([...ppid.faults, ...atasan.faults, ...citizen.faults]).toEqual([]);
});

import type { Browser } from 'playwright-core';
import { openChromium, type Person, PHONE, person, staff } from './support/chromium';
import { press } from './support/citizen';
import { faultsOf } from './support/look';
import { fillIn, said } from './support/officer';
import { document } from './support/papers';
import { type Portal, startPortal } from './support/portal';

const FILE = document('agenda 2026.pdf', 'Agenda pimpinan 2026');

let portal: Portal;
let browser: Browser;
let ppid: Person;
let visitor: Person;

beforeAll(async () => {
  [portal, browser] = await Promise.all([startPortal(), openChromium()]);
  ppid = await staff(browser, portal.base, 'ppid');
  visitor = await person(browser, { base: portal.base, size: PHONE });
});
afterAll(async () => {
  const faults = [...ppid.faults, ...visitor.faults];
  await browser.close();
  await portal.close();
  expect(faults).toEqual([]);
});

const found = async (words: string) => {
  await visitor.open(`/informasi?q=${encodeURIComponent(words)}`);
  return visitor.page.locator('.results h3').allInnerTexts();
};

test.each([true, false])('on a phone, with scripts: %s, an agency publishes in one submit', async (script) => {
  const agency = await staff(browser, portal.base, 'opd', { size: PHONE, script });
  const title = `Agenda pimpinan ${script ? 'mingguan' : 'bulanan'}`;
  await agency.open('/opd/informasi/baru');
  if (script) expect(await faultsOf(agency, 'the form for a new document')).toEqual([]);
  await agency.page.setViewportSize(PHONE);
  // The sub-kind says the category: nobody need choose it.
  await fillIn(agency, { title, subkind: 'agenda-pimpinan', berkas: FILE });
  await press(agency, 'Terbitkan sekarang');
  expect(await said(agency)).toContain('Informasi sudah terbit.');
  expect(await found(title)).toContain(title);
  if (script) expect(await faultsOf(agency, 'a published document in the desk')).toEqual([]);
  expect(agency.faults).toEqual([]);
  await agency.close();
});

test('of an agency that is reviewed, a correction waits for the PPID and is then shown with its day', async () => {
  await ppid.open('/petugas/badan-tepercaya/dinkominfo');
  expect(await faultsOf(ppid, 'how a body publishes')).toEqual([]);
  await fillIn(ppid, { trusted: '0', reason: 'Admin baru.' });
  await press(ppid, 'Simpan');
  expect(await faultsOf(ppid, 'the bodies that publish at once')).toEqual([]);
  const agency = await staff(browser, portal.base, 'opd', { size: PHONE, script: false });
  await agency.open('/opd/informasi?judul=agenda+pimpinan+mingguan');
  await press(agency, 'Agenda pimpinan mingguan');
  await fillIn(agency, { title: 'Agenda pimpinan mingguan (diperbaiki)', correction: 'Jam rapat hari Selasa keliru.' });
  await press(agency, 'Kirim perubahan ke PPID');
  expect(await said(agency)).toContain('Perubahan dikirim ke PPID.');
  expect(await found('agenda pimpinan mingguan')).toEqual(expect.arrayContaining(['Agenda pimpinan mingguan']));
  await ppid.open('/petugas/telaah');
  expect(await faultsOf(ppid, 'the queue of the PPID')).toEqual([]);
  await press(ppid, 'Agenda pimpinan mingguan');
  expect(await faultsOf(ppid, 'a change that waits')).toEqual([]);
  await press(ppid, 'Setujui perubahan');
  expect(await said(ppid)).toContain('Disetujui.');
  expect(await found('agenda pimpinan diperbaiki')).toContain('Agenda pimpinan mingguan (diperbaiki)');
  await Promise.all([
    visitor.page.waitForURL(/\/informasi\/[^/?]+$/),
    visitor.page.locator('.results h3 a').first().click(),
  ]);
  expect(await visitor.page.locator('main').innerText()).toContain('Jam rapat hari Selasa keliru.');
  expect(await faultsOf(visitor, 'a corrected document')).toEqual([]);
  await visitor.page.locator('summary', { hasText: 'Riwayat perubahan' }).click();
  await Promise.all([visitor.page.waitForURL(/\/versi\/\d+$/), visitor.page.locator('.timeline a').last().click()]);
  expect(await faultsOf(visitor, 'an earlier version')).toEqual([]);
  expect(agency.faults).toEqual([]);
  await agency.close();
});

test('many at once', async () => {
  await ppid.open('/opd/informasi?judul=agenda+pimpinan');
  expect(await faultsOf(ppid, 'the list of documents')).toEqual([]);
  for (const box of await ppid.page.locator('input[name="pilih"]').all()) await box.check();
  await press(ppid, 'Ubah yang dipilih');
  expect(await faultsOf(ppid, 'a change of many')).toEqual([]);
  await fillIn(ppid, { action: 'year', year: '2026' });
  await press(ppid, 'Lakukan pada 2 informasi');
  expect(await said(ppid)).toContain('2 informasi selesai.');
  expect(await faultsOf(ppid, 'what became of many')).toEqual([]);
});

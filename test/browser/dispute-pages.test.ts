import type { Browser } from 'playwright-core';
import type { DisputeRow } from '../../src/db/tables/disputes';
import { does, objectionOf, on, opened } from '../disputes/cases';
import type { TestApp } from '../support/app';
import { openChromium, type Person, person, signIn, staff } from './support/chromium';
import { press } from './support/citizen';
import { faultsOf } from './support/look';
import { fillIn, said } from './support/officer';
import { type Served, servedApp } from './support/served';

let served: Served;
let app: TestApp;
let browser: Browser;
let citizen: Person;
let desk: Person;
let open: DisputeRow;
let running: DisputeRow;

beforeAll(async () => {
  [served, browser] = await Promise.all([servedApp(), openChromium()]);
  app = served.app;
  const userId = (await app.db('users').where('email', 'warga@contoh.test').first('id')).id;
  open = await opened(app, { userId });
  running = await opened(app, { userId });
  await does(app, running, { do: 'file_dispute', on: '2026-12-11' }, 'requester');
  await does(app, running, { do: 'register_dispute', on: '2026-12-11' });
  // Without JavaScript, on a phone.
  citizen = await person(browser, { base: served.base, script: false });
  await signIn(citizen, 'warga');
  desk = await staff(browser, served.base, 'ppid');
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

const ownPath = async (dispute: DisputeRow) => `/keberatan/${(await objectionOf(app, dispute)).number}/sengketa`;

async function faults(who: Person, path: string): Promise<string[]> {
  expect(await who.open(path)).toBe(200);
  return who === citizen ? [] : faultsOf(who, path);
}

test('every page of a dispute has no fault', async () => {
  const found: string[] = [];
  const requester = await staff(browser, served.base, 'warga');
  for (const one of [open, running]) found.push(...(await faults(requester, await ownPath(one))));
  const path = `/petugas/sengketa/${running.number}`;
  for (const page of ['/petugas/sengketa', '/petugas/sengketa?tab=berjalan', path]) {
    found.push(...(await faults(desk, page)));
  }
  for (const step of ['mediate', 'decide_dispute']) found.push(...(await faults(desk, `${path}?langkah=${step}`)));
  const admin = await staff(browser, served.base, 'admin');
  found.push(...(await faults(admin, '/admin/komisi-informasi')));
  expect(found).toEqual([]);
  expect([...requester.faults, ...desk.faults, ...admin.faults]).toEqual([]);
});

test('without JavaScript: he reads his last day, takes the file, and says that he has filed', async () => {
  await citizen.open(await ownPath(open));
  expect(await citizen.page.locator('main').innerText()).toContain('Rabu, 6 Januari 2027');
  const link = citizen.page.getByRole('link', { name: 'Unduh berkas' });
  const [file] = await Promise.all([citizen.page.waitForEvent('download'), link.click()]);
  expect(file.suggestedFilename()).toBe(`Berkas sengketa ${(await objectionOf(app, open)).number}.zip`);
  await press(citizen, 'Saya sudah mengajukan sengketa');
  await citizen.page.locator('.error-summary').waitFor();
  await fillIn(citizen, { on: '2026-12-11' });
  await press(citizen, 'Saya sudah mengajukan sengketa');
  expect(await said(citizen)).toContain('kami catat bahwa Anda sudah mengajukan sengketa');
  expect(citizen.faults).toEqual([]);
});

test('the PPID records the ruling, then carries it out with the item that it opened', async () => {
  const path = `/petugas/sengketa/${running.number}`;
  await on(app, '2027-03-05');
  await desk.open(path);
  await press(desk, 'Catat putusan');
  const ruled = { on: '2027-03-01', outcome: 'duty_ordered', ruling: 'Dibuka seluruhnya.', received_on: '2027-03-04' };
  await fillIn(desk, ruled);
  await press(desk, 'Simpan');
  expect(await faultsOf(desk, 'decided')).toEqual([]);
  await press(desk, 'Catat berkekuatan hukum tetap');
  expect(await faultsOf(desk, 'final, with its warning')).toEqual([]);
  await fillIn(desk, { early_reason: 'Kedua pihak menerima putusan secara tertulis.' });
  await press(desk, 'Simpan');
  await press(desk, 'Catat pelaksanaan');
  await press(desk, 'Simpan');
  await desk.page.locator('.error-summary').waitFor();
  expect(await faultsOf(desk, 'carrying out, refused')).toEqual([]);
  await fillIn(desk, { publish: 'new', title: 'Laporan yang dibuka', url: 'https://demak.test/laporan.pdf' });
  await press(desk, 'Simpan');
  await press(desk, 'Laporan yang dibuka');
  expect(desk.page.url()).toContain('/informasi/laporan-yang-dibuka');
  expect(desk.faults).toEqual([]);
});

import type { Browser } from 'playwright-core';
import { addressOf } from '../support/cast';
import { fileByApi } from './support/api';
import { openChromium, type Person, PHONE, person, staff } from './support/chromium';
import { press, track } from './support/citizen';
import { type Inbox, linkIn, openInbox } from './support/inbox';
import { faultsOf } from './support/look';
import { fillIn, said } from './support/officer';
import { type Portal, startPortal } from './support/portal';

const FIRST = 'lumbung-pasir-kelapa-9';
const SECOND = 'jendela-hujan-ketan-4';

let portal: Portal;
let browser: Browser;
let inbox: Inbox;

beforeAll(async () => {
  inbox = await openInbox();
  [portal, browser] = await Promise.all([startPortal({ smtpUrl: inbox.url }), openChromium()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
  await inbox.close();
});

async function signInAs(someone: Person, email: string, password: string): Promise<void> {
  await someone.open('/masuk');
  await fillIn(someone, { email, password });
  await press(someone, 'Masuk');
}

const isSignedIn = ({ page }: Person) => page.locator('form[action="/keluar"]').count().then(Boolean);

test('an administrator invites an officer, who chooses a password and is at the desk', async () => {
  const admin = await staff(browser, portal.base, 'admin');
  await admin.open('/admin/pengguna');
  await press(admin, 'Undang pengguna');
  await fillIn(admin, { email: 'baru@demak.test', name: 'Rini Petugas Baru', role: 'petugas' });
  await press(admin, 'Kirim undangan');
  expect(await faultsOf(admin, 'an invitation')).toEqual([]);
  await portal.sweep();
  const link = linkIn((await inbox.arrived('baru@demak.test', 1))[0], '/masuk/atur-sandi');

  const officer = await person(browser, { base: portal.base });
  await officer.open(link);
  await fillIn(officer, { fresh: 'pendek', again: 'pendek' });
  await press(officer, 'Simpan kata sandi');
  expect(await faultsOf(officer, 'a refused password')).toEqual([]);
  await fillIn(officer, { fresh: FIRST, again: FIRST });
  await press(officer, 'Simpan kata sandi');
  await signInAs(officer, 'baru@demak.test', FIRST);
  expect(await officer.open('/petugas')).toBe(200);
  expect(await officer.open('/admin')).toBe(403);
  expect(await faultsOf(officer, 'a page of somebody else')).toEqual([]);
  expect(await officer.open(link)).not.toBe(200);
  expect([...admin.faults, ...officer.faults]).toEqual([]);
  await Promise.all([admin.close(), officer.close()]);
});

test('a lost password is made anew by a mailed link, once', async () => {
  const officer = await person(browser, { base: portal.base, size: PHONE });
  await officer.open('/masuk');
  await press(officer, 'Lupa kata sandi?');
  await fillIn(officer, { email: 'baru@demak.test' });
  await press(officer, 'Kirim tautan');
  await portal.sweep();
  const link = linkIn((await inbox.arrived('baru@demak.test', 2))[1], '/masuk/atur-sandi');
  await officer.open(link);
  await fillIn(officer, { fresh: SECOND, again: SECOND });
  await press(officer, 'Simpan kata sandi');
  await signInAs(officer, 'baru@demak.test', FIRST);
  expect(await isSignedIn(officer)).toBe(false);
  expect(await faultsOf(officer, 'a refused sign-in')).toEqual([]);
  await signInAs(officer, 'baru@demak.test', SECOND);
  expect(await isSignedIn(officer)).toBe(true);
  expect(officer.faults).toEqual([]);
  await officer.close();
});

test('a page for staff leads to the sign-in and from there to itself; signing out ends it', async () => {
  const officer = await person(browser, { base: portal.base });
  await officer.open('/petugas?tab=terbuka');
  expect(new URL(officer.page.url()).pathname).toBe('/masuk');
  await fillIn(officer, { email: addressOf('ppid'), password: 'kuda-poni-zaitun-27' });
  await press(officer, 'Masuk');
  expect(officer.page.url()).toContain('/petugas?tab=terbuka');
  await Promise.all([officer.page.waitForEvent('load'), officer.page.locator('form[action="/keluar"] button').click()]);
  expect(await isSignedIn(officer)).toBe(false);
  await officer.open('/petugas');
  expect(new URL(officer.page.url()).pathname).toBe('/masuk');
  expect(officer.faults).toEqual([]);
  await officer.close();
});

test('a lost code is mailed to the address on file, and the page says the same to a stranger', async () => {
  const receipt = await fileByApi(portal.base, { details: 'Jadwal imunisasi 2026', email: 'lupa@warga.test' });
  await portal.sweep();
  const before = (await inbox.arrived('lupa@warga.test', 1)).length;
  const citizen = await person(browser, { base: portal.base, size: PHONE });
  const answers: string[] = [];
  for (const email of ['lupa@warga.test', 'bukan@warga.test']) {
    await citizen.open('/lacak');
    await press(citizen, 'Kirim kode ke e-mail saya');
    await fillIn(citizen, { nomor: receipt.number, email });
    await press(citizen, 'Kirim kode');
    answers.push(await citizen.page.locator('main').innerText());
  }
  expect(answers[0]).toBe(answers[1]);
  await portal.sweep();
  const letters = (await inbox.arrived('lupa@warga.test', before + 1)).slice(before);
  expect(letters.map(({ mail }) => mail.text?.includes(receipt.code))).toEqual([true]);
  expect(inbox.to('bukan@warga.test')).toEqual([]);
  await track(citizen, receipt);
  expect(await citizen.page.locator('h1').innerText()).toContain(receipt.number);
  expect(citizen.faults).toEqual([]);
  await citizen.close();
});

test('a citizen with an account files and finds his requests there', async () => {
  const citizen = await staff(browser, portal.base, 'warga', { size: PHONE });
  expect(await citizen.open('/akun')).toBe(200);
  expect(await said(citizen).catch(() => '')).not.toContain('salah');
  expect(await faultsOf(citizen, '/akun')).toEqual([]);
  expect(await citizen.open('/petugas')).toBe(403);
  expect(citizen.faults).toEqual([]);
  await citizen.close();
});

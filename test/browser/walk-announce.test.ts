import type { Browser } from 'playwright-core';
import { type TestSmtp, testSmtp } from '../mail/smtp';
import { openChromium, type Person, PHONE, person, signIn } from './support/chromium';
import { press } from './support/citizen';
import { faultsOf } from './support/look';
import { fillIn, said } from './support/officer';
import { type Portal, startPortal } from './support/portal';

const TITLE = 'Banjir di Kecamatan Sayung, air masih naik';

const TYPED = {
  title: TITLE,
  happening: 'Tanggul jebol di Desa Ngemplik. Air setinggi 80 cm dan naik.',
  'standard[d]': 'Naik ke lantai dua atau ke balai desa. Matikan listrik.',
};

let smtp: TestSmtp;
let portal: Portal;
let browser: Browser;
let officer: Person;
let reader: Person;

beforeAll(async () => {
  smtp = await testSmtp();
  [portal, browser] = await Promise.all([startPortal({ smtpUrl: smtp.url }), openChromium()]);
  officer = await person(browser, { base: portal.base, size: PHONE });
  // Without JavaScript: what must reach everybody reaches everybody.
  reader = await person(browser, { base: portal.base, size: PHONE, script: false });
});
afterAll(async () => {
  const faults = [...officer.faults, ...reader.faults];
  await browser.close();
  await portal.close();
  await smtp.close();
  expect(faults).toEqual([]);
});

/** The newest letter to somebody, once it has arrived. */
async function letterTo(address: string): Promise<string> {
  await portal.sweep();
  const text = smtp.received.filter(({ to }) => to === address).at(-1)?.mail.text;
  if (!text) throw new Error(`no letter to ${address}`);
  return text;
}

const pathIn = (text: string, pattern: RegExp): string => {
  const { pathname, search } = new URL(pattern.exec(text)?.[0] ?? '');
  return pathname + search;
};

test('a citizen asks for warnings by e-mail and confirms, without JavaScript', async () => {
  await reader.open('/peringatan');
  await fillIn(reader, { email: 'siti@warga.test' });
  await press(reader, 'Kabari saya');
  expect(await reader.page.locator('h1').innerText()).toBe('Periksa e-mail Anda');
  await reader.open(pathIn(await letterTo('siti@warga.test'), /http\S+konfirmasi\?kunci=\S+/));
  await press(reader, 'Ya, kabari saya');
  expect(await reader.page.locator('h1').innerText()).toBe('Kabar lewat e-mail sudah aktif');
  expect(await reader.context.cookies()).toEqual([]);
});

test('from signing in to a warning above every page takes less than a minute, typing included', async () => {
  const began = Date.now();
  await signIn(officer, 'opd');
  await press(officer, 'Umumkan peringatan');
  await officer.page.locator('main label', { hasText: 'Bencana alam' }).click();
  await fillIn(officer, TYPED);
  await press(officer, 'Umumkan sekarang');
  expect(await said(officer)).toContain('Peringatan sudah diumumkan');
  await reader.open('/');
  expect(await reader.page.locator('.alerts').innerText()).toContain(TITLE);
  // A person types what the machine fills in: five characters a second, on a telephone.
  const typing = Object.values(TYPED).join('').length / 5;
  const seconds = (Date.now() - began) / 1000 + typing;
  process.stdout.write(`from sign-in to announced: ${seconds.toFixed(1)} s, typing included\n`);
  expect(seconds).toBeLessThan(60);
  expect(await faultsOf(officer, 'the announcement at the desk')).toEqual([]);
});

test('the warning is read, mailed, and ended with one tap; its pages hold up at both widths', async () => {
  await press(reader, TITLE);
  expect(await reader.page.locator('main').innerText()).toContain('Matikan listrik.');
  const stop = pathIn(await letterTo('siti@warga.test'), /http\S+berhenti\?tanda=\S+/);
  expect(smtp.received.at(-1)?.mail.subject).toBe(`PERINGATAN Bencana alam: ${TITLE}`);
  await officer.open('/opd/peringatan/baru');
  await press(officer, 'Umumkan sekarang');
  expect(await officer.page.locator('#kesalahan li').count()).toBe(4);
  const faults = await faultsOf(officer, 'the form with errors');
  for (const path of [
    '/',
    '/peringatan',
    new URL(reader.page.url()).pathname,
    '/opd/peringatan',
    '/informasi?q=banjir',
    stop,
  ]) {
    await officer.open(path);
    faults.push(...(await faultsOf(officer, path)));
  }
  expect(faults).toEqual([]);
  await reader.open(stop);
  await press(reader, 'Berhenti dari kabar ini');
  expect(await reader.page.locator('h1').innerText()).toBe('Anda tidak menerima kabar ini lagi');
});

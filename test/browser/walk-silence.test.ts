import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { openChromium, PHONE, person, staff } from './support/chromium';
import { fileRequest, type Receipt, track } from './support/citizen';
import { type Inbox, openInbox } from './support/inbox';
import { type Portal, startPortal } from './support/portal';

/** Day and hour of each rung of the ladder, and who must hear of it: the request came on Friday 11 December 2026. */
const LADDER: readonly [at: string, to: string[]][] = [
  ['2026-12-14', ['petugas@contoh.test']],
  ['2026-12-18', ['opd@contoh.test']],
  ['2026-12-22', ['kepala.dinkominfo@contoh.test']],
  ['2026-12-28', ['ppid@contoh.test']],
  ['2026-12-29', ['atasan@contoh.test']],
  ['2026-12-30', ['atasan@contoh.test', 'auditor@contoh.test', 'siti@warga.test']],
];

let portal: Portal;
let browser: Browser;
let inbox: Inbox;
let receipt: Receipt;

beforeAll(async () => {
  inbox = await openInbox();
  [portal, browser] = await Promise.all([startPortal({ smtpUrl: inbox.url }), openChromium()]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
  await inbox.close();
});

/** Two passes at the same time and one after them, beside the portal's own. */
async function sweepMuch(): Promise<void> {
  await Promise.all([portal.sweep(), portal.sweep()]);
  await portal.sweep();
}

/** Fresh letters that name the case: others are reminded to publish, or that next year's calendar is provisional. */
const ofTheCase = () => inbox.fresh().filter(({ mail }) => `${mail.subject} ${mail.text}`.includes(receipt.number));

/** The letters that come next: the portal's own timer may be sending them at this very moment. */
async function nextLetters(count: number) {
  const letters = ofTheCase();
  for (let waited = 0; waited < 40 && letters.length < count; waited++) {
    await delay(250);
    letters.push(...ofTheCase());
  }
  return letters;
}

test('a request is filed on Friday morning', async () => {
  const citizen = await person(browser, { base: portal.base, size: PHONE });
  await citizen.open('/permohonan/baru');
  receipt = await fileRequest(citizen, { body: 'dinkominfo' });
  expect(receipt.due).toBe('Selasa, 29 Desember 2026');
  await citizen.close();
  await portal.sweep();
  await inbox.arrived('siti@warga.test', 1);
  expect(ofTheCase().map(({ to }) => to)).toContain('siti@warga.test');
});

test('two minutes before eight nobody hears anything', async () => {
  await portal.moveTo('2026-12-14T07:58:00+07:00');
  await portal.sweep();
  expect(ofTheCase()).toEqual([]);
});

test.each(LADDER)('nobody answers: on %s at 08.00 %s hear of it, once', async (day, to) => {
  await portal.moveTo(`${day}T08:00:30+07:00`);
  // Passes at once are tried on the first rung and where most people hear of it.
  await (day === LADDER[0]?.[0] || to.length > 1 ? sweepMuch() : portal.sweep());
  const letters = await nextLetters(to.length);
  expect(letters.map((letter) => letter.to).sort()).toEqual(to);
});

test('the citizen is told of the right to object, and until when', async () => {
  const text = inbox.to('siti@warga.test').at(-1)?.mail.text ?? '';
  expect(text).toContain('keberatan');
  expect(text).toContain('Jumat, 12 Februari 2027');
});

test('the page of the request says the same, and staff see it as overdue', async () => {
  const citizen = await person(browser, { base: portal.base, size: PHONE });
  await track(citizen, receipt);
  const page = await citizen.page.locator('main').innerText();
  expect(page).toContain('Jumat, 12 Februari 2027');
  expect(citizen.faults).toEqual([]);
  await citizen.close();
  for (const [name, area] of [
    ['petugas', '/petugas'],
    ['atasan', '/atasan'],
    ['auditor', '/auditor'],
  ] as const) {
    const officer = await staff(browser, portal.base, name);
    await officer.open(area);
    const queue = await officer.page.locator('main').innerText();
    expect(queue).toContain(receipt.number);
    expect(queue).toContain('Terlambat 1 hari kerja');
    expect(officer.faults).toEqual([]);
    await officer.close();
  }
});

test('nothing more is sent that day, and the superior is reminded after five working days', async () => {
  await sweepMuch();
  expect(ofTheCase()).toEqual([]);
  await portal.moveTo('2027-01-08T08:00:30+07:00');
  await sweepMuch();
  expect((await nextLetters(1)).map(({ to }) => to)).toEqual(['atasan@contoh.test']);
});

import type { Browser } from 'playwright-core';
import { fileByApi } from './support/api';
import { openChromium, type Person, PHONE, person, staff } from './support/chromium';
import { press, track } from './support/citizen';
import { type Inbox, openInbox } from './support/inbox';
import { faultsOf } from './support/look';
import { fillIn, openCase, said, takeStep } from './support/officer';
import { badlyRedacted, document } from './support/papers';
import { type Portal, startPortal } from './support/portal';

const EXEMPTION = {
  exemption_number: '188/12/2026',
  exemption_decided_on: '2026-03-02',
  exemption_title: 'Penetapan informasi yang dikecualikan',
  exemption_ground: 'h',
  exemption_file: document('sk-188-12-2026.pdf', 'Keputusan pengecualian 188/12/2026'),
};

let portal: Portal;
let browser: Browser;
let inbox: Inbox;
let ppid: Person;
let superior: Person;

beforeAll(async () => {
  inbox = await openInbox();
  [portal, browser] = await Promise.all([startPortal({ smtpUrl: inbox.url }), openChromium()]);
  ppid = await staff(browser, portal.base, 'ppid');
  superior = await staff(browser, portal.base, 'atasan');
});
afterAll(async () => {
  const faults = [...ppid.faults, ...superior.faults];
  await browser.close();
  await portal.close();
  await inbox.close();
  expect(faults).toEqual([]);
});

test('a refusal is proposed with its decision, approved by the superior, and read by the citizen', async () => {
  const receipt = await fileByApi(portal.base, {
    details: 'Rekam medis pasien RSUD tahun 2024',
    email: 'tolak@warga.test',
  });
  await openCase(ppid, '/petugas', receipt.number);
  await takeStep(ppid, 'Nyatakan lengkap', 'Nyatakan lengkap');

  await press(ppid, 'Usulkan penolakan');
  const { exemption_file: _, ...withoutFile } = EXEMPTION;
  await fillIn(ppid, { considerations: 'Rekam medis adalah rahasia pribadi (Pasal 17 huruf h).', ...withoutFile });
  await press(ppid, 'Usulkan penolakan');
  expect(await ppid.page.locator('#kesalahan').innerText()).toMatch(/keputusan/i);
  expect(await ppid.page.locator('[name=exemption_number]').inputValue()).toBe('188/12/2026');
  expect(await faultsOf(ppid, 'a step that was refused')).toEqual([]);
  await fillIn(ppid, { exemption_file: EXEMPTION.exemption_file });
  await press(ppid, 'Usulkan penolakan');
  expect(await said(ppid)).toContain('menunggu Atasan PPID');

  await superior.open('/atasan');
  expect(await faultsOf(superior, '/atasan with a proposal')).toEqual([]);
  await openCase(superior, '/atasan', receipt.number);
  expect(await superior.page.locator('main').innerText()).toContain('188/12/2026');
  expect(await faultsOf(superior, 'a proposal')).toEqual([]);
  await takeStep(superior, 'Setujui usulan', 'Setujui dan kirim');
  expect(await said(superior)).toContain('suratnya sudah dibuat');

  const citizen = await person(browser, { base: portal.base, size: PHONE });
  await track(citizen, receipt);
  const page = await citizen.page.locator('main').innerText();
  for (const words of ['Ditolak', 'rahasia pribadi', 'keberatan']) expect(page).toContain(words);
  expect(await faultsOf(citizen, 'a refused request')).toEqual([]);
  expect(citizen.faults).toEqual([]);
  await citizen.close();
  await portal.sweep();
  expect(inbox.to('tolak@warga.test').at(-1)?.mail.text).toContain('188/12/2026');
});

test('a grant in part warns of text under black boxes, and only the copy goes out', async () => {
  const receipt = await fileByApi(portal.base, {
    details: 'Daftar penerima bantuan 2025',
    email: 'sebagian@warga.test',
  });
  await openCase(ppid, '/petugas', receipt.number);
  await takeStep(ppid, 'Nyatakan lengkap', 'Nyatakan lengkap');
  await press(ppid, 'Kabulkan sebagian');
  expect(await faultsOf(ppid, 'why only a part')).toEqual([]);
  await press(ppid, 'Sebagian dikecualikan');
  await fillIn(ppid, {
    material: 'Daftar penerima tanpa nama',
    provide_days: '3',
    considerations: 'Nama penerima adalah rahasia pribadi.',
    ...EXEMPTION,
    redaction_1_part: 'Kolom nama',
    redaction_1_ground: 'h',
    original_1: document('asli.pdf', 'Daftar penerima', 'Slamet Riyadi'),
    redacted_1: badlyRedacted('salinan.pdf'),
  });
  await press(ppid, 'Kabulkan sebagian');
  const warned = await ppid.page.locator('main').innerText();
  expect(warned).toContain('Masih ada teks di bawah kotak hitam');
  expect(warned).toContain('Slamet Riyadi');
  expect(await faultsOf(ppid, 'the warning')).toEqual([]);

  await fillIn(ppid, { redacted_1: document('salinan.pdf', 'Daftar penerima') });
  await press(ppid, 'Kabulkan sebagian');
  expect(await ppid.page.locator('main').innerText()).not.toContain('Masih ada teks di bawah kotak hitam');
  await openCase(superior, '/atasan', receipt.number);
  await takeStep(superior, 'Setujui usulan', 'Setujui dan kirim');

  const citizen = await person(browser, { base: portal.base, size: PHONE });
  await track(citizen, receipt);
  const files = citizen.page.locator('main a[href*="/berkas/"]');
  const names = (await files.allInnerTexts()).join(' ');
  expect(names).toContain('salinan.pdf');
  expect(names).not.toContain('asli.pdf');
  expect(await citizen.page.locator('main').innerText()).toContain('Dikabulkan sebagian');
  expect(citizen.faults).toEqual([]);
  await citizen.close();
});

test('two officers on one case: the second is told, and nothing he typed is lost', async () => {
  const { number } = await fileByApi(portal.base, { details: 'Notulen rapat Musrenbang 2025' });
  const clerk = await staff(browser, portal.base, 'petugas');
  await openCase(clerk, '/petugas', number);
  await press(clerk, 'Teruskan ke badan publik');
  await fillIn(clerk, { body: 'dinkes', reason: 'Catatan yang panjang dan berharga' });
  await openCase(ppid, '/petugas', number);
  await takeStep(ppid, 'Nyatakan lengkap', 'Nyatakan lengkap');

  await press(clerk, 'Teruskan');
  const page = await clerk.page.locator('main').innerText();
  expect(page).toContain('baru saja diubah orang lain');
  expect(await clerk.page.locator('[name=reason]').inputValue()).toBe('Catatan yang panjang dan berharga');
  expect(await faultsOf(clerk, 'a stale form')).toEqual([]);
  await press(clerk, 'Teruskan');
  expect(await said(clerk)).toContain('diteruskan ke badan publik');
  expect(clerk.faults).toEqual([]);
  await clerk.close();
});

import type { Browser } from 'playwright-core';
import { fileByApi } from './support/api';
import { openChromium, type Person, PHONE, person, staff } from './support/chromium';
import { press, track } from './support/citizen';
import { type Inbox, openInbox } from './support/inbox';
import { faultsOf } from './support/look';
import { fillIn, openCase, said, takeStep } from './support/officer';
import { badlyRedacted, document } from './support/papers';
import { type Portal, startPortal } from './support/portal';

const EXEMPTION = '188/12/2026';

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

/** Fills in the consequence test, completes it, and enacts it with the head's approval; the page is looked at on the way. */
async function enact(officer: Person): Promise<void> {
  const body = await officer.page.locator('main [name=body] option').nth(1).getAttribute('value');
  await fillIn(officer, { title: 'Rekam medis pasien', body: body ?? '' });
  expect(await faultsOf(officer, 'a new test')).toEqual([]);
  await press(officer, 'Lanjutkan');
  await fillIn(officer, {
    ...{ ground: 'h.2', legal_basis: 'UU 14/2008 Pasal 17 huruf h angka 2', if_opened: 'Riwayat sakit terungkap.' },
    ...{ if_closed: 'Rahasia terlindungi.', public_interest: 'Tidak menuntut pembukaan.' },
    ...{ term_basis: 'Selama perlu.', until_on: '2030-06-28' },
    ...{ tester_1_name: 'Rina', tester_1_office: 'Kepala Bidang', tester_1_unit: 'Kominfo' },
  });
  expect(await faultsOf(officer, 'the sheet of a test')).toEqual([]);
  await press(officer, 'Simpan dan nyatakan selesai');
  await press(officer, 'Tetapkan');
  // The decree is dated today already; the head approved on the same day.
  const today = await officer.page.locator('main [name=decided_on]').inputValue();
  await fillIn(officer, {
    ...{ number: EXEMPTION, approval_name: 'Bupati Contoh', approval_office: 'Bupati' },
    ...{ approval_number: '180/1/2026', approval_on: today },
  });
  await press(officer, 'Tetapkan');
  expect(await said(officer)).toContain('ditetapkan');
  expect(await faultsOf(officer, 'an exemption in force')).toEqual([]);
}

/** Chooses the first decision that is offered. */
async function choose(officer: Person): Promise<void> {
  const field = officer.page.locator('main [name=exemption]');
  await field.selectOption((await field.locator('option').nth(1).getAttribute('value')) ?? '');
}

test('a refusal is proposed with its decision, approved by the superior, and read by the citizen', async () => {
  const receipt = await fileByApi(portal.base, {
    details: 'Rekam medis pasien RSUD tahun 2024',
    email: 'tolak@warga.test',
  });
  await openCase(ppid, '/petugas', receipt.number);
  await takeStep(ppid, 'Nyatakan lengkap', 'Nyatakan lengkap');

  await press(ppid, 'Usulkan penolakan');
  expect(await ppid.page.locator('main').innerText()).toContain('Belum ada keputusan pengecualian yang berlaku');
  // To the test in one tap, and back in one.
  await press(ppid, 'Belum ada keputusannya? Mulai uji konsekuensi');
  await enact(ppid);
  await press(ppid, `Kembali ke permohonan ${receipt.number}`);
  await fillIn(ppid, { considerations: 'Rekam medis adalah rahasia pribadi (Pasal 17 huruf h).' });
  await press(ppid, 'Usulkan penolakan');
  expect(await ppid.page.locator('#kesalahan').innerText()).toMatch(/keputusan/i);
  expect(await faultsOf(ppid, 'a step that was refused')).toEqual([]);
  await choose(ppid);
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
  expect((await inbox.arrived('tolak@warga.test', 2)).at(-1)?.mail.text).toContain('188/12/2026');
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
    redaction_1_part: 'Kolom nama',
    redaction_1_ground: 'h',
    original_1: document('asli.pdf', 'Daftar penerima', 'Slamet Riyadi'),
    redacted_1: badlyRedacted('salinan.pdf'),
  });
  await choose(ppid);
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

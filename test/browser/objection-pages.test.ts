import type { Browser } from 'playwright-core';
import { decreed } from '../exemptions/given';
import { caseFile, objected, objection, objectionStep } from '../objections/staff/cases';
import { EXEMPTION, filed, ktp, step } from '../requests/staff/cases';
import type { TestApp } from '../support/app';
import type { CastName } from '../support/cast';
import { openChromium, type Person, staff } from './support/chromium';
import { press } from './support/citizen';
import { faultsOf } from './support/look';
import { fillIn } from './support/officer';
import { type Served, servedApp } from './support/served';

let served: Served;
let app: TestApp;
let browser: Browser;
const signedIn = new Map<CastName, Person>();
const made: Record<string, string> = {};

beforeAll(async () => {
  [served, browser] = await Promise.all([servedApp(), openChromium()]);
  app = served.app;
  await cases();
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

async function as(name: CastName): Promise<Person> {
  const officer = signedIn.get(name) ?? (await staff(browser, served.base, name));
  signedIn.set(name, officer);
  return officer;
}

/** Objections at every place of their way. */
async function cases(): Promise<void> {
  const [ppid, atasan] = [await app.as('ppid'), await app.as('atasan')];
  app.clock.set('2026-12-04T09:00:00+07:00');
  made.request = await filed(app, { body: 'dinkominfo', details: 'Rekam medis pasien atas nama tetangga saya' });
  await decreed(app);
  await step(app, ppid, '/petugas', made.request, { action: 'propose_refusal', ...EXEMPTION });
  await step(app, atasan, '/atasan', made.request, { action: 'approve_refusal' });
  app.clock.set('2026-12-11T09:00:00+07:00');
  made.refused = await objected(app, { request: made.request, ground: 'a', files: [await ktp(app)] });
  made.open = await objected(app, { body: 'dinkominfo', foundOn: '2026-09-01' });
  made.granted = await objected(app, { body: 'dinkominfo', email: null });
  await objectionStep(app, atasan, '/atasan', made.granted, {
    ...{ action: 'answer_objection', outcome: 'granted', reasons: 'Memang wajib diumumkan.', order: 'Umumkan.' },
    execute_days: '5',
  });
  const { id } = await objection(app, made.granted);
  const letter = await app
    .db('letters')
    .where({ case_kind: 'objection', case_id: id, kind: 'objection_granted' })
    .first();
  made.letter = letter.public_id;
}

const PAGES: readonly [CastName, string][] = [
  ['petugas', '/petugas/keberatan'],
  ['petugas', '/petugas/keberatan?tab=pelaksanaan&nomor=K-2026-999999'],
  ['petugas', '/petugas/keberatan/register'],
  ['petugas', '/petugas/keberatan/baru'],
  ['ppid', '/petugas/keberatan/:refused'],
  ['ppid', '/petugas/keberatan/:open?langkah=settle'],
  ['ppid', '/petugas/keberatan/:granted?langkah=execute'],
  ['ppid', '/petugas/keberatan/:granted?langkah=respond'],
  ['ppid', '/petugas/keberatan/:granted?langkah=record_letter&surat=:letter'],
  ['ppid', '/petugas/keberatan/:granted/surat/:letter'],
  ['petugas', '/petugas/keberatan/:granted/tanda-terima'],
  ['opd', '/opd/keberatan'],
  ['opd', '/opd/keberatan/:open'],
  ['atasan', '/atasan'],
  ['atasan', '/atasan/keberatan'],
  ['atasan', '/atasan/keberatan/:open'],
  ['atasan', '/atasan/keberatan/:open?langkah=answer_objection'],
  ['atasan', '/atasan/keberatan/:open?langkah=answer_objection&putusan=granted'],
  ['atasan', '/atasan/keberatan/:refused?langkah=answer_objection&putusan=upheld'],
  ['atasan', '/atasan/keberatan/:open?langkah=delegate'],
  ['auditor', '/auditor/keberatan'],
  ['auditor', '/auditor/keberatan/register'],
  ['auditor', '/auditor/keberatan/:granted'],
];

const addressOf = (path: string): string => path.replace(/:(\w+)/g, (_, name) => made[name] ?? '');

test.each(PAGES)('%s at %s has no fault', async (who, path) => {
  const officer = await as(who);
  expect(await officer.open(addressOf(path))).toBe(200);
  expect(await faultsOf(officer, path)).toEqual([]);
  expect(officer.faults).toEqual([]);
});

test('an objection on paper goes from the counter to its answer', async () => {
  const petugas = await as('petugas');
  await petugas.open(`/petugas/keberatan/baru?permohonan=${made.request}`);
  await press(petugas, 'Catat dan beri nomor');
  await petugas.page.locator('.error-summary').waitFor();
  expect(await faultsOf(petugas, 'the entry form, refused')).toEqual([]);
  await petugas.page.locator('[name="channel"][value="letter"]').check();
  await petugas.page.locator('[name="ground"][value="d"]').check();
  await fillIn(petugas, { position: 'Yang saya minta ringkasannya, bukan rekam medisnya.' });
  await press(petugas, 'Catat dan beri nomor');
  await petugas.page.locator('article.letter').waitFor();
  const { number } = await app.db('objections').orderBy('id', 'desc').first('number');

  const atasan = await as('atasan');
  await atasan.open('/atasan/keberatan');
  await atasan.page.getByRole('link', { name: number, exact: true }).click();
  await atasan.page.getByRole('link', { name: 'Tanggapi keberatan' }).click();
  await atasan.page.getByRole('link', { name: 'Mengabulkan sebagian' }).click();
  await fillIn(atasan, { reasons: 'Ringkasan tanpa nama dapat diberikan.', order: 'Berikan ringkasannya.' });
  await atasan.page.selectOption('select[name=execute_days]', '10');
  await press(atasan, 'Kirim tanggapan');
  await atasan.page.getByText('Tanggapan sudah dibuat').waitFor();
  expect((await objection(app, number)).state).toBe('granted_partly');
  expect(await caseFile(app, number, 'exemption')).toBeUndefined();
});

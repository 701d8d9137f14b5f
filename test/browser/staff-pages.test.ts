import type { Browser } from 'playwright-core';
import { decreed } from '../exemptions/given';
import { EXEMPTION, filed, GRANT, ktp, pdf, row, step } from '../requests/staff/cases';
import type { TestApp } from '../support/app';
import type { CastName } from '../support/cast';
import { openChromium, type Person, staff } from './support/chromium';
import { faultsOf } from './support/look';
import { type Served, servedApp } from './support/served';

let served: Served;
let app: TestApp;
let browser: Browser;
const signedIn = new Map<CastName, Person>();
const numbers: Record<string, string> = {};
let letter = '';

beforeAll(async () => {
  [served, browser] = await Promise.all([servedApp(), openChromium()]);
  app = served.app;
  await cases();
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

/** One browser for each of them: signing in again for every page would take longer than looking at it. */
async function as(name: CastName): Promise<Person> {
  const officer = signedIn.get(name) ?? (await staff(browser, served.base, name));
  signedIn.set(name, officer);
  return officer;
}

/** A desk on a busy morning: cases at every place of their way, some late. */
async function cases(): Promise<void> {
  const [petugas, ppid, opd] = [await app.as('petugas'), await app.as('ppid'), await app.as('opd')];
  app.clock.set('2026-11-24T09:00:00+07:00');
  numbers.late = await filed(app, {
    body: 'dinkes',
    details: 'Jumlah tenaga kesehatan di setiap puskesmas tahun 2025',
  });
  app.clock.set('2026-11-30T09:00:00+07:00');
  numbers.soon = await filed(app, { email: null, details: 'Rincian anggaran perbaikan jalan Mranggen–Karangawen' });
  await step(app, ppid, '/petugas', numbers.soon, { action: 'declare_incomplete', missing: 'ktp' });
  app.clock.set('2026-12-04T09:00:00+07:00');
  numbers.held = await filed(app, {
    body: 'dinkominfo',
    files: [await ktp(app)],
    details: 'Daftar menara telekomunikasi beserta izinnya',
  });
  await step(app, ppid, '/petugas', numbers.held, { action: 'declare_complete' });
  await step(app, petugas, '/petugas', numbers.held, {
    action: 'assign',
    body: 'dinkominfo',
    reason: 'Mohon daftar 2025.',
  });
  await step(
    app,
    opd,
    '/opd',
    numbers.held,
    { action: 'propose_answer', reason: 'Daftar terlampir.' },
    { material_files: pdf('menara.pdf') },
  );
  numbers.waits = await filed(app, { details: 'Rekam medis pasien atas nama tetangga saya' });
  await decreed(app);
  await step(app, ppid, '/petugas', numbers.waits, { action: 'propose_refusal', ...EXEMPTION });
  numbers.granted = await filed(app, { email: null, details: 'Laporan realisasi anggaran 2025' });
  await step(app, ppid, '/petugas', numbers.granted, {
    ...GRANT,
    copy_per_sheet: '500',
    sheets: '12',
    payment: 'Tunai',
  });
  numbers.fresh = await filed(app, {
    details: 'Salinan perjanjian kerja sama pengelolaan pasar',
    files: [await ktp(app)],
  });
  app.clock.set('2026-12-11T09:00:00+07:00');
  const { id } = await row(app, numbers.granted);
  letter = (await app.db('letters').where({ request_id: id, kind: 'granted' }).first()).public_id;
  // The stage of a ladder with the longest words, which a phone has to break.
  await app.db('escalations').insert({
    ...{ region_id: app.regionId, case_kind: 'request', case_id: id, step: 'window_five_days_left', state: 'sent' },
    ...{ meant_for: 'requester', sent_to: 'requester', due_on: '2026-12-11', fired_at: '2026-12-11T01:00:00.000Z' },
  });
  await ppid.post('/monev').type('form').send({ tahun: '2026', komisi: 'pusat', asal: 'starting' });
}

const PAGES: readonly [CastName, string][] = [
  ['ppid', '/petugas'],
  ['petugas', '/petugas?tab=terbuka&badan=dinkominfo'],
  ['ppid', '/petugas?tab=surat'],
  ['ppid', '/petugas?tab=selesai&nomor=P-2026-999999'],
  ['petugas', '/petugas/permohonan/baru'],
  ['petugas', '/petugas/permohonan/:granted/tanda-terima'],
  ['ppid', '/petugas/permohonan/:fresh'],
  ...[
    'declare_complete',
    'declare_incomplete',
    'add_papers',
    'assign',
    'extend',
    'grant',
    'not_held',
    'not_documented',
  ].map((name): [CastName, string] => ['ppid', `/petugas/permohonan/:held?langkah=${name}`]),
  ['ppid', '/petugas/permohonan/:held?langkah=redirect&layanan=kependudukan'],
  ['ppid', '/petugas/permohonan/:held?langkah=grant_partly&karena=exempt'],
  ['ppid', '/petugas/permohonan/:held?langkah=correct_receipt'],
  ['ppid', '/petugas/permohonan/:soon?langkah=complete_papers'],
  ['petugas', '/petugas/permohonan/:granted?langkah=deliver'],
  ['petugas', '/petugas/permohonan/:granted?langkah=record_letter&surat=:letter'],
  ['petugas', '/petugas/permohonan/:granted/surat/:letter'],
  ['opd', '/opd'],
  ['opd', '/opd/permohonan/:held?langkah=propose_answer'],
  ['atasan', '/atasan'],
  ['atasan', '/atasan/permohonan/:waits?langkah=approve_refusal'],
  ['auditor', '/auditor'],
  ['auditor', '/auditor?tab=terlambat-dicatat'],
  ['auditor', '/auditor?tab=eskalasi'],
  ['auditor', '/auditor/permohonan/:held'],
  ['opd', '/opd/informasi'],
  ['opd', '/opd/informasi?judul=tidakada'],
  ['opd', '/opd/informasi/baru'],
  ['warga', '/akun'],
  ['warga', '/akun/profil'],
  ['admin', '/admin'],
  ['admin', '/admin/pengguna'],
  ['admin', '/admin/pengguna?tampil=semua&q=contoh'],
  ['admin', '/admin/pengguna/undang'],
  ['admin', '/admin/badan-publik'],
  ['admin', '/admin/badan-publik/dinkominfo'],
  ['ppid', '/akun/profil'],
  ['admin', '/admin/surat-keluar'],
  ['admin', '/admin/tenggat'],
  ['admin', '/admin/tenggat/data_access'],
  ['ppid', '/monev'],
  ['ppid', '/monev/2026/pusat?bagian=pelayanan'],
  ['ppid', '/monev/2026/pusat/soal/PL-8'],
  ['ppid', '/monev/2026/pusat/kuesioner'],
  ['ppid', '/monev/2026/pusat/kuesioner/soal/PL-8'],
  ['auditor', '/monev/2026/pusat/kurang'],
];

const addressOf = (path: string): string =>
  path.replace(/:(\w+)/g, (_, name) => (name === 'letter' ? letter : (numbers[name] ?? '')));

test.each(PAGES)('%s at %s has no fault', async (who, path) => {
  const officer = await as(who);
  expect(await officer.open(addressOf(path))).toBe(200);
  expect(await faultsOf(officer, path)).toEqual([]);
  expect(officer.faults).toEqual([]);
});

test('a refused form names its faults, and has none of its own', async () => {
  const officer = await as('ppid');
  await officer.open(addressOf('/petugas/permohonan/:held?langkah=grant_partly&karena=exempt'));
  await officer.page.locator('#langkah form button[type=submit]').click();
  await officer.page.locator('.error-summary').waitFor();
  expect(await faultsOf(officer, 'refused form')).toEqual([]);
  expect(officer.faults).toEqual([]);
});

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { EXEMPTION, filed, GRANT, ktp, pdf, row, step } from '../requests/staff/cases';
import { type TestApp, testApp } from '../support/app';
import type { CastName } from '../support/cast';
import { openChromium, staff } from './support/chromium';
import { faultsOf } from './support/look';

let app: TestApp;
let server: Server;
let browser: Browser;
let base: string;
const numbers: Record<string, string> = {};
let letter = '';

beforeAll(async () => {
  app = await testApp();
  server = createServer(app.app).listen(0, '127.0.0.1');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await openChromium();
  await cases();
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => server.close(resolve));
  await app.close();
});

/** A desk on a busy morning: cases at every place of their way, some late. */
async function cases(): Promise<void> {
  const [petugas, ppid, opd] = [await app.as('petugas'), await app.as('ppid'), await app.as('opd')];
  app.clock.set('2026-11-24T09:00:00+07:00');
  numbers.late = await filed(app, { body: 'dinkes', details: 'Jumlah tenaga kesehatan di setiap puskesmas tahun 2025' });
  app.clock.set('2026-11-30T09:00:00+07:00');
  numbers.soon = await filed(app, { email: null, details: 'Rincian anggaran perbaikan jalan Mranggen–Karangawen' });
  await step(app, ppid, '/petugas', numbers.soon, { action: 'declare_incomplete', missing: 'ktp' });
  app.clock.set('2026-12-04T09:00:00+07:00');
  numbers.held = await filed(app, { body: 'dinkominfo', files: [await ktp(app)], details: 'Daftar menara telekomunikasi beserta izinnya' });
  await step(app, ppid, '/petugas', numbers.held, { action: 'declare_complete' });
  await step(app, petugas, '/petugas', numbers.held, { action: 'assign', body: 'dinkominfo', reason: 'Mohon daftar 2025.' });
  await step(app, opd, '/opd', numbers.held, { action: 'propose_answer', reason: 'Daftar terlampir.' }, { material_files: pdf('menara.pdf') });
  numbers.waits = await filed(app, { details: 'Rekam medis pasien atas nama tetangga saya' });
  await step(app, ppid, '/petugas', numbers.waits, { action: 'propose_refusal', ...EXEMPTION }, { exemption_file: pdf('sk.pdf') });
  numbers.granted = await filed(app, { email: null, details: 'Laporan realisasi anggaran 2025' });
  await step(app, ppid, '/petugas', numbers.granted, { ...GRANT, copy_per_sheet: '500', sheets: '12', payment: 'Tunai' });
  numbers.fresh = await filed(app, { details: 'Salinan perjanjian kerja sama pengelolaan pasar', files: [await ktp(app)] });
  app.clock.set('2026-12-11T09:00:00+07:00');
  const { id } = await row(app, numbers.granted);
  letter = (await app.db('letters').where({ request_id: id, kind: 'granted' }).first()).public_id;
}

const PAGES: readonly [CastName, string][] = [
  ['ppid', '/petugas'],
  ['petugas', '/petugas?tab=terbuka&badan=dinkominfo'],
  ['ppid', '/petugas?tab=surat'],
  ['ppid', '/petugas?tab=selesai&nomor=P-2026-999999'],
  ['petugas', '/petugas/permohonan/baru'],
  ['petugas', '/petugas/permohonan/:granted/tanda-terima'],
  ['ppid', '/petugas/permohonan/:fresh'],
  ...['declare_complete', 'declare_incomplete', 'add_papers', 'assign', 'extend', 'grant', 'not_held', 'not_documented'].map(
    (name): [CastName, string] => ['ppid', `/petugas/permohonan/:held?langkah=${name}`],
  ),
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
];

const addressOf = (path: string): string => path.replace(/:(\w+)/g, (_, name) => (name === 'letter' ? letter : (numbers[name] ?? '')));


test('shots', async () => {
  const only = process.env.SHOT ? new RegExp(process.env.SHOT) : /./;
  for (const [i, [who, path]] of PAGES.entries()) {
    if (!only.test(path)) continue;
    const officer = await staff(browser, base, who, { script: false });
    for (const [w, h] of [[360, 740], [1280, 900]] as const) {
      await officer.page.setViewportSize({ width: w, height: h });
      await officer.open(addressOf(path));
      await officer.page.screenshot({ path: `/tmp/deskgen/${String(i).padStart(2, '0')}-${w}.png`, fullPage: true });
    }
    await officer.close();
  }
}, 300000);

/**
 * Makes the pictures of the README anew: `node test/support/run-ts.cjs test/browser/screenshots.ts` after a build.
 * Run by hand when the look has changed; the suite does not run it.
 */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { fileByApi } from './support/api';
import { DESK, openChromium, type Person, PHONE, person, staff } from './support/chromium';
import { fileRequest } from './support/citizen';
import { openCase, takeStep } from './support/officer';
import { document } from './support/papers';
import { type Portal, startPortal } from './support/portal';

const FOLDER = resolve(__dirname, '../../.readme');

const shoot = ({ page }: Person, name: string) => page.screenshot({ path: `${FOLDER}/${name}.png` });

/** A desk as it is on a busy morning: cases of different ages at different places of their way. */
async function fillDesk(portal: Portal, browser: Browser): Promise<void> {
  await fileByApi(portal.base, { details: 'Jumlah tenaga kesehatan di setiap puskesmas tahun 2025', body: 'dinkes' });
  await portal.moveTo('2026-12-01T10:20:00+07:00');
  await fileByApi(portal.base, { details: 'Rincian anggaran perbaikan jalan Mranggen–Karangawen' });
  await portal.moveTo('2026-12-04T09:00:00+07:00');
  const { number } = await fileByApi(portal.base, {
    details: 'Daftar menara telekomunikasi beserta izinnya tahun 2025',
    body: 'dinkominfo',
  });
  const [ppid, agency] = [await staff(browser, portal.base, 'ppid'), await staff(browser, portal.base, 'opd')];
  await openCase(ppid, '/petugas', number);
  await takeStep(ppid, 'Nyatakan lengkap', 'Nyatakan lengkap');
  await takeStep(ppid, 'Teruskan ke badan publik', 'Teruskan', {
    body: 'dinkominfo',
    reason: 'Mohon daftar tahun 2025.',
  });
  await openCase(agency, '/opd', number);
  await takeStep(agency, 'Serahkan bahan jawaban', 'Serahkan jawaban', {
    reason: 'Terlampir daftar 214 menara beserta nomor izinnya.',
    material_files: document('daftar-menara-2025.pdf', 'Daftar menara'),
  });
  await Promise.all([ppid.close(), agency.close()]);
  await portal.moveTo('2026-12-11T09:00:00+07:00');
  await fileByApi(portal.base, { details: 'Salinan perjanjian kerja sama pengelolaan pasar', body: 'dinkes' });
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const [portal, browser] = await Promise.all([startPortal({ clock: '2026-11-26T09:00:00+07:00' }), openChromium()]);
  try {
    await fillDesk(portal, browser);
    const citizen = await person(browser, { base: portal.base, size: PHONE });
    await citizen.open('/');
    await shoot(citizen, 'beranda-360');
    await citizen.open('/permohonan/baru');
    await fileRequest(citizen, { details: 'Laporan hasil uji air PDAM tahun 2026' });
    await shoot(citizen, 'tanda-terima-360');
    const officer = await staff(browser, portal.base, 'ppid', { size: DESK });
    await officer.open('/petugas');
    await shoot(officer, 'meja-1280');
    await officer.page.getByRole('link', { name: 'P-2026-000003' }).click();
    await officer.page.waitForLoadState();
    await shoot(officer, 'perkara-1280');
  } finally {
    await browser.close();
    await portal.close();
  }
}

void main();

import type { Response } from 'supertest';
import { file } from '../../requests/public/applicant';
import type { Agent } from '../../support/app';

export const BARU = '/keberatan/baru';

export const COURSE = {
  position: 'Saya meminta laporan realisasi APBDes pada 11 Desember. Jawabannya tidak memuaskan.',
  purpose: 'Mengawasi pembangunan desa',
};

/** What Siti misses on the portal (ground b), and who she is. */
export const MISSING = {
  details: 'Laporan keuangan tahun 2025 Dinas Kominfo',
  body: 'dinkominfo',
  item: '',
  found_on: '2026-12-10',
};
export const WHO = { kind: 'individual', proxy: 'no', citizen: 'yes' };
export const IDENTITY = {
  name: 'Siti Aminah',
  identity_number: '3321014101900001',
  email: 'siti@warga.test',
  phone: '',
  address: '',
  occupation: 'Petani',
};

/** Sends one page of the form, by the last part of its address. */
export const send = (browser: Agent, page: string, form: Record<string, string>) =>
  browser
    .post(page === '' ? BARU : `${BARU}/${page}`)
    .type('form')
    .send(form);

export const submit = (browser: Agent) => send(browser, 'periksa', {});

/** Begins an objection against a request whose number and code are typed. */
export const begin = (browser: Agent, nomor: string, kode = '') => send(browser, '', { nomor, kode });

/** Fills in all pages against a request that the browser owns, up to the check. */
export async function fillIn(browser: Agent, number: string, ground: string): Promise<void> {
  await begin(browser, number).expect(303);
  await send(browser, 'alasan', { ground }).expect(303);
  await send(browser, 'uraian', COURSE).expect(303);
  await send(browser, 'kuasa', { filed_by: 'self' }).expect(303);
}

/** Files an objection against a request that the browser owns: number, code and the receipt's page. */
export async function objectTo(browser: Agent, number: string, ground: string) {
  await fillIn(browser, number, ground);
  return receiptOf(browser, await submit(browser).expect(303));
}

/** Fills in the pages of ground b up to the check. */
export async function fillInMissing(browser: Agent, over: Partial<typeof MISSING> = {}): Promise<void> {
  await send(browser, 'tidak-diumumkan', { ...MISSING, ...over }).expect(303);
  await send(browser, 'uraian', COURSE).expect(303);
  await send(browser, 'pemohon', WHO).expect(303);
  await send(browser, 'identitas', IDENTITY).expect(303);
}

export async function objectToMissing(browser: Agent, over: Partial<typeof MISSING> = {}) {
  await fillInMissing(browser, over);
  return receiptOf(browser, await submit(browser).expect(303));
}

async function receiptOf(browser: Agent, sent: Response) {
  const address = String(sent.headers.location);
  const receipt = await browser.get(address).expect(200);
  return { objection: objectionOn(receipt), code: codeOn(receipt), address, receipt };
}

export const objectionOn = (page: Response): string => /K-\d{4}-\d{6}/.exec(page.text)?.[0] ?? '';
const codeOn = (page: Response): string => /code-large">([^<]+)</.exec(page.text)?.[1] ?? '';

/** A request of Siti's in a browser that owns it. */
export async function asked(browser: Agent, over = {}): Promise<{ number: string; code: string }> {
  const { number, code } = await file(browser, over);
  return { number, code };
}

import type { Person } from './chromium';
import { ktpPicture, type Paper } from './papers';

export type Receipt = { number: string; code: string; due: string };

export type Wish = {
  details?: string;
  body?: string;
  name?: string;
  nik?: string;
  email?: string;
  ktp?: Paper | null;
  /** How often the last button is pressed; once unless said otherwise. */
  clicks?: number;
  /** Called on each page of the form before it is filled in. */
  atEachPage?: (name: string) => Promise<void>;
};

/** Files a request as a citizen does, question by question, and reads the receipt. */
export async function fileRequest(citizen: Person, wish: Wish = {}): Promise<Receipt> {
  const { page } = citizen;
  const { details = 'Daftar menara telekomunikasi dan izinnya tahun 2025', ktp = ktpPicture() } = wish;
  const look = wish.atEachPage ?? (async () => undefined);
  const next = () => press(citizen, 'Lanjutkan');

  await look('what');
  await page.getByLabel('Rincian informasi').fill(details);
  await page.getByLabel('Tujuan penggunaan informasi').fill('Bahan skripsi');
  if (wish.body) await page.locator('#f-body').selectOption(wish.body);
  await next();
  if (page.url().includes('/mungkin-tersedia')) {
    await look('similar');
    await press(citizen, 'Bukan itu, lanjutkan permohonan');
  }
  await look('who');
  await choose(citizen, 'kind', 'individual');
  await choose(citizen, 'proxy', 'no');
  await choose(citizen, 'citizen', 'yes');
  await next();
  await look('identity');
  await page.getByLabel('Nama lengkap').fill(wish.name ?? 'Siti Aminah');
  await page.locator('#f-identity_number').fill(wish.nik ?? '3321014101900001');
  if (wish.email !== '') await page.locator('#f-email').fill(wish.email ?? 'siti@warga.test');
  else await page.locator('#f-address').fill('Jalan Sultan Fatah 1, Bintoro, Demak 59511');
  await next();
  await look('papers');
  if (ktp) {
    await page.locator('#f-ktp').setInputFiles(ktp);
    await press(citizen, 'Kirim berkas dan lanjutkan');
  } else {
    await press(citizen, 'Lanjutkan tanpa berkas baru');
  }
  await look('delivery');
  await choose(citizen, 'obtain', 'copy');
  await choose(citizen, 'deliver', wish.email === '' ? 'pickup' : 'email');
  await choose(citizen, 'language', 'id');
  await next();
  await look('check');
  await page.getByRole('button', { name: 'Kirim permohonan' }).click({ clickCount: wish.clicks ?? 1 });
  await page.waitForURL(/\/tanda-terima$/);
  await look('receipt');
  return {
    number: (await page.locator('.receipt-number').innerText()).trim(),
    code: (await page.locator('.code-block').innerText()).trim(),
    due: (await page.locator('.big-date').first().innerText()).trim(),
  };
}

/** Opens a request with number and code at `/lacak`. */
export async function track(citizen: Person, { number, code }: Pick<Receipt, 'number' | 'code'>): Promise<void> {
  await citizen.open('/lacak');
  await citizen.page.locator('#f-nomor').fill(number);
  await citizen.page.locator('#f-kode').fill(code);
  await press(citizen, 'Buka');
}

/** Presses the button, or follows the link that looks like one, and waits for the page it leads to. */
export async function press({ page }: Person, name: string): Promise<void> {
  const main = page.locator('main');
  const target = main.getByRole('button', { name, exact: true }).or(main.getByRole('link', { name, exact: true }));
  await Promise.all([page.waitForEvent('load'), target.first().click()]);
}

/** Chooses one of the answers of a question. */
export async function choose({ page }: Person, name: string, value: string): Promise<void> {
  await page.locator(`input[name="${name}"][value="${value}"]`).check();
}

import type { Response } from 'supertest';
import type { Agent } from '../../support/app';

export type Answers = {
  what: Record<string, string>;
  who: Record<string, string>;
  identity: Record<string, string>;
  delivery: Record<string, string>;
};

/** Siti, who asks for her village's budget and attaches nothing. */
export const SITI: Answers = {
  what: { details: 'Laporan realisasi APBDes Bungo 2025', purpose: 'Mengawasi pembangunan desa', body: 'dinkominfo' },
  who: { kind: 'individual', proxy: 'no', citizen: 'yes' },
  identity: {
    name: 'Siti Aminah',
    identity_number: '3321014101900001',
    email: 'siti@warga.test',
    phone: '',
    address: '',
    occupation: 'Petani',
  },
  delivery: { obtain: 'copy', deliver: 'email', language: 'id' },
};

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const PAGE = { what: 'informasi', who: 'pemohon', identity: 'identitas', delivery: 'cara' } as const;

export type Page = keyof typeof PAGE;

/** Sends one page of the form. */
export function send(browser: Agent, page: Page, form: Record<string, string>) {
  return browser.post(`/permohonan/baru/${PAGE[page]}`).type('form').send(form);
}

/** Answers every page up to the last one, with what differs from Siti's answers. */
export async function fillIn(browser: Agent, over: Partial<Answers> = {}): Promise<void> {
  for (const page of ['what', 'who', 'identity', 'delivery'] as const) {
    await send(browser, page, { ...SITI[page], ...over[page] }).expect(303);
  }
}

export const submit = (browser: Agent) => browser.post('/permohonan/baru/periksa').type('form').send({});

/** Fills in everything and sends it: the number and the code that the receipt shows. */
export async function file(
  browser: Agent,
  over: Partial<Answers> = {},
): Promise<{ number: string; code: string; receipt: string }> {
  await fillIn(browser, over);
  const sent = await submit(browser).expect(303);
  const receipt = String(sent.headers.location);
  const page = await browser.get(receipt).expect(200);
  return { number: numberOn(page), code: codeOn(page) ?? '', receipt };
}

export const numberOn = (page: Response): string => /P-\d{4}-\d{6}/.exec(page.text)?.[0] ?? '';
export const codeOn = (page: Response): string | null =>
  /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}/.exec(page.text)?.[0] ?? null;

/** Cookies that an answer sets, by name. */
export function cookiesOf(answer: Response): Record<string, string> {
  const lines = (answer.headers['set-cookie'] as unknown as string[] | undefined) ?? [];
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line]));
}

/** The page's text without markup, blanks folded: what a reader sees. */
export function wordsOn(page: Response): string {
  return page.text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

import type { Response } from 'supertest';
import { pdfReader } from '../letters/reading';
import { type TestApp, testApp } from '../support/app';
import { file } from './public/applicant';
import { filed, NAME, row } from './staff/cases';

const reader = pdfReader();
let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => {
  await app.close();
  await reader.close();
});

const flat = (text: string): string => text.replace(/\s+/g, '');
const letterOf = async (number: string): Promise<string> =>
  (
    await app
      .db('letters')
      .where('request_id', (await row(app, number)).id)
      .first('public_id')
  ).public_id;

/** Reads the PDF that came, and looks at how it came. */
async function textOf(answer: Response): Promise<string> {
  expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'private, no-store' });
  expect(answer.headers['content-disposition']).toMatch(
    /^attachment; filename="Tanda terima \d+-PPID-[IVX]+-\d{4}\.pdf"$/,
  );
  expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
  return flat((await reader.read(answer.body)).text);
}

test('the owner finds the PDF on the page of the letter, with his code in it; nobody else gets it', async () => {
  const { number, code } = await file(app.browser());
  const browser = app.browser();
  await browser.post('/lacak').type('form').send({ nomor: number, kode: code }).expect(303);
  const address = `/permohonan/${number}/surat/${await letterOf(number)}`;
  expect((await browser.get(address).expect(200)).text).toContain(`href="${address}/pdf"`);
  const text = await textOf(await browser.get(`${address}/pdf`).expect(200));
  expect(text).toContain(flat(code));
  expect(text).toContain(flat(number));

  await app.browser().get(`${address}/pdf`).expect(303);
  const other = await filed(app);
  await browser.get(`/permohonan/${number}/surat/${await letterOf(other)}/pdf`).expect(404);
  await browser.get(`/permohonan/${number}/surat/${await letterOf(other)}`).expect(404);
});

test('the desk gets it without the code, the auditor without the name', async () => {
  const number = await filed(app);
  const letter = await letterOf(number);
  const read = async (who: 'petugas' | 'atasan' | 'auditor') => {
    const agent = await app.as(who);
    const address = `/${who}/permohonan/${number}/surat/${letter}`;
    expect((await agent.get(address).expect(200)).text).toContain(`href="${address}/pdf"`);
    return textOf(await agent.get(`${address}/pdf`).expect(200));
  };
  for (const who of ['petugas', 'atasan'] as const) {
    const text = await read(who);
    expect(text).toContain(flat(NAME));
    expect(text).toContain('hanyaditampilkankepadapemohon');
  }
  const masked = await read('auditor');
  expect(masked).toContain('hanyaditampilkankepadapemohon');
  expect(masked).not.toContain(flat(NAME));
  expect(masked).not.toContain(flat('Jalan Pemuda 5'));
});

test('a letter whose text was erased is gone as a PDF too', async () => {
  const number = await filed(app);
  const letter = await letterOf(number);
  await app.db('requests').where({ number }).update({ case_key_sealed: null });
  await (await app.as('petugas')).get(`/petugas/permohonan/${number}/surat/${letter}/pdf`).expect(404);
});

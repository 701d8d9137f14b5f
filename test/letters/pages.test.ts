import express from 'express';
import supertest from 'supertest';
import { LETTER_KINDS } from '../../src/letters/kinds';
import { letterView } from '../../src/letters/pages';
import { renderPage } from '../../src/web/page';
import { type TestApp, testApp } from '../support/app';
import { letterFor, siti } from './cast';

let portal: TestApp;
beforeAll(async () => {
  portal = await testApp({ filled: 'reference' });
});
afterAll(() => portal.close());

test('the paper form of Lampiran X is open to anyone, sets no cookie, and has every field', async () => {
  const page = await supertest(portal.app).get('/keberatan/formulir?nomor=p-2026-000123').expect(200);
  expect(page.headers['set-cookie']).toBeUndefined();
  for (const field of [
    'Nomor registrasi keberatan',
    'P-2026-000123',
    'Tujuan penggunaan informasi',
    'Identitas pemohon',
    'Identitas kuasa pemohon',
    'Nama',
    'Alamat',
    'Pekerjaan',
    'Nomor telepon',
    'a. Permohonan ditolak',
    'b. Informasi yang wajib diumumkan secara berkala',
    'c. Permohonan tidak ditanggapi',
    'd. Permohonan ditanggapi tidak sebagaimana',
    'e. Permohonan tidak dipenuhi',
    'f. Biaya yang dikenakan tidak wajar',
    'g. Informasi disampaikan melebihi waktu',
    'Kasus posisi',
    'Hari dan tanggal tanggapan akan diberikan',
    'Petugas yang menerima keberatan',
    'Pengaju keberatan',
    'Jalan Kyai Singkil Nomor 7, Demak',
  ]) {
    expect(page.text).toContain(field);
  }
});

test.each(['', '?nomor=', '?nomor=<script>alert(1)</script>', '?nomor=P-2026-1', '?nomor=a&nomor=b', '?nomor[x]=1'])(
  'with the address %j the form is blank',
  async (query) => {
    const page = await supertest(portal.app).get(`/keberatan/formulir${query}`).expect(200);
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).toContain('Kosongkan bila keberatan huruf b</small></dt><dd></dd>');
  },
);

test('the form speaks English to those who chose it', async () => {
  const page = await supertest(portal.app).get('/keberatan/formulir').set('Cookie', 'bahasa=en').expect(200);
  expect(page.text).toContain('Objection about a request for information');
});

test.each(LETTER_KINDS)('the page of a letter "%s" is complete in both languages', async (kind) => {
  for (const language of ['id', 'en'] as const) {
    const doc = letterFor(kind, language, { requester: { ...siti.requester, name: '<b>Siti</b> & 🙏' } });
    const app = express();
    Object.assign(app.locals, portal.app.locals);
    app.get('/', (req, res) => {
      const view = { letter: letterView(doc), back: { href: '/lacak', label: 'Kembali' }, pdf: null, signed: null };
      renderPage(req, res, 'letters/letter', view, { title: doc.title });
    });
    const page = await supertest(app).get('/').expect(200);
    expect(page.text).toContain(`<article class="letter" lang="${language}">`);
    expect(page.text).toContain('&lt;b&gt;Siti&lt;/b&gt; &amp; 🙏');
    expect(page.text).not.toContain('<b>Siti');
    expect(page.text.match(/<h1>/g)).toHaveLength(1);
    expect(page.text).not.toContain('ABCD-EFGH');
  }
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestApp, testApp } from '../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ filled: 'reference' });
});
afterAll(() => t.close());

const open = (query: Record<string, string | string[]> = {}) => t.browser().get('/kalkulator-tenggat').query(query);

/** The page's main part as words, without markup. */
const words = (html: string): string =>
  html
    .slice(html.indexOf('<main'), html.indexOf('</main>'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#34;/g, '"')
    .replace(/\s+/g, ' ');

test('the empty form stands on today and sets no cookie', async () => {
  const page = await open().expect(200);
  expect(page.headers['set-cookie']).toBeUndefined();
  expect(page.text).toMatch(/type="date" id="f-mulai" name="mulai" value="2026-12-11"/);
  expect(page.text).toMatch(/value="answer" selected/);
  expect(words(page.text)).toContain('Kalender tersedia untuk tahun 2019 sampai 2027.');
  expect(words(page.text)).not.toContain('Hari terakhir');
});

test('a legal term shows its last day, its law and every skipped day', async () => {
  const page = await open({ mulai: '2026-12-11', tenggat: 'answer', hari: '' }).expect(200);
  const text = words(page.text);
  expect(text).toContain('Hari terakhir Selasa, 29 Desember 2026');
  expect(text).toContain('Lewat waktu mulai Rabu, 30 Desember 2026');
  expect(text).toContain('Hari ke-0 Jumat, 11 Desember 2026 Yaitu hari permohonan diterima.');
  expect(text).toContain('Hari ke-1 Senin, 14 Desember 2026');
  expect(text).toContain('10 hari kerja, yaitu 18 hari kalender');
  expect(text).toContain('UU 14/2008 Pasal 22 ayat (7)');
  expect(text).toContain('Hari libur yang dilewati SKB 3 Menteri Nomor 1497 Tahun 2025');
  expect(text).toContain('Kamis, 24 Desember 2026 Cuti bersama: Cuti Bersama Hari Raya Natal');
  expect(text).toContain('Kalender yang dipakai Tahun 2026, versi 1');
  expect(text).not.toContain('Tahun 2027, versi');
  expect(text).toContain('Jumat, 25 Desember 2026 Libur nasional: Hari Raya Natal');
  expect(text).toContain('6 hari Sabtu dan Minggu Sabtu, 12 Desember 2026 dan Minggu, 13 Desember 2026');
  expect(text).toContain('Sebaiknya sebelum lewat Senin, 28 Desember 2026');
  expect(text).not.toContain('masih sementara');
});

test('every term counted forward in working days is offered with its length, and no other', async () => {
  const page = (await open().expect(200)).text;
  const select = page.slice(page.indexOf('<select'), page.indexOf('</select>'));
  expect(select).toContain('Penyelesaian sengketa di Komisi Informasi: 100 hari kerja');
  expect(select).toContain('value="court_objection_working"');
  for (const code of ['summons', 'court_objection', 'dip_renewal', 'exemption_enforcement', 'breach_notice']) {
    expect(select).not.toContain(`value="${code}"`);
    await open({ mulai: '2026-12-11', tenggat: code }).expect(422);
  }
  for (const [, tenggat = ''] of select.matchAll(/value="([a-z_]+)"/g)) {
    if (tenggat === 'lain') continue;
    const text = words((await open({ mulai: '2026-03-02', tenggat }).expect(200)).text);
    expect(text).toMatch(/Yaitu hari .+ Dasar hukum (UU|Perki) /);
  }
});

test('a number of one’s own is counted, and a provisional year says so', async () => {
  const text = words((await open({ mulai: '2026-12-11', tenggat: 'lain', hari: '100' }).expect(200)).text);
  expect(text).toContain('Hari terakhir Rabu, 26 Mei 2027');
  expect(text).toContain('Kalender tahun 2027 masih sementara');
  expect(text).not.toContain('Dasar hukum');
});

test('zero days, a start on a day off, and a number without a chosen term', async () => {
  const zero = words((await open({ mulai: '2026-11-21', tenggat: 'lain', hari: '0' }).expect(200)).text);
  expect(zero).toContain('Hari terakhir Sabtu, 21 November 2026');
  expect(zero).toContain('Hari ini bukan hari kerja.');
  const bare = words((await open({ mulai: '2026-11-21', hari: '10' }).expect(200)).text);
  expect(bare).toContain('Hari terakhir Jumat, 4 Desember 2026');
  const quiet = words((await open({ mulai: '2026-11-23', tenggat: 'lain', hari: '3' }).expect(200)).text);
  expect(quiet).toContain('Tidak ada hari libur pada hari kerja');
});

test('a date typed as people write it is understood', async () => {
  for (const mulai of ['11/12/2026', '11-12-2026'])
    expect(words((await open({ mulai, tenggat: 'answer' }).expect(200)).text)).toContain('Selasa, 29 Desember 2026');
});

test.each([
  [{ mulai: '', tenggat: 'answer' }, 'mulai', 'Bagian ini wajib diisi.'],
  [{ mulai: '2026-02-30', tenggat: 'answer' }, 'mulai', 'Tanggal ini tidak ada.'],
  [{ mulai: '31/02/2026', tenggat: 'answer' }, 'mulai', 'Tanggal ini tidak ada.'],
  [{ mulai: '2026-12-11', tenggat: '' }, 'tenggat', 'Pilih salah satu'],
  [{ mulai: '2026-12-11', tenggat: 'seratus' }, 'tenggat', 'Pilih salah satu'],
  [{ mulai: '2026-12-11', tenggat: 'lain', hari: '' }, 'hari', 'Tulis jumlah hari kerja, dari 0 sampai 400.'],
  [{ mulai: '2026-12-11', tenggat: 'lain', hari: '401' }, 'hari', 'Tulis bilangan bulat dari 0 sampai 400.'],
  [{ mulai: '2026-12-11', tenggat: 'lain', hari: '-1' }, 'hari', 'Tulis bilangan bulat'],
  [{ mulai: '2026-12-11', tenggat: 'lain', hari: '1.5' }, 'hari', 'Tulis bilangan bulat'],
  [{ mulai: '2026-12-11', tenggat: 'lain', hari: 'sepuluh' }, 'hari', 'Tulis bilangan bulat'],
  [{ mulai: '2027-12-20', tenggat: 'answer' }, 'mulai', 'Kalender tahun 2028 belum ditetapkan'],
  [{ mulai: '2018-01-02', tenggat: 'answer' }, 'mulai', 'Kalender tahun 2018 belum ditetapkan'],
  [{ mulai: '2026-12-11', tenggat: 'lain', hari: '400' }, 'mulai', 'Kalender tahun 2028 belum ditetapkan'],
])('%j is refused beside its field and in the summary, with what was typed', async (query, field, sentence) => {
  const page = await open(query).expect(422);
  expect(page.text).toContain(`id="f-${field}-error"`);
  expect(page.text).toMatch(new RegExp(`<a href="#f-${field}">[^<]*${sentence.replace(/[()]/g, '.')}`));
  expect(page.text).toContain('<title>Kesalahan: Kalkulator tenggat');
  expect(page.text).toContain(`value="${query.mulai}"`);
  expect(words(page.text)).not.toContain('Lewat waktu mulai');
});

test('markup and repeated names do no harm', async () => {
  const page = await open({ mulai: '"><script>alert(1)</script>', tenggat: 'answer' }).expect(422);
  expect(page.text).not.toContain('<script>alert');
  expect((await open({ mulai: 'x'.repeat(10_000), tenggat: 'answer' })).status).toBe(422);
  await open({ mulai: ['2026-12-11', '2026-12-12'], tenggat: 'answer' }).expect(422);
  await open({ mulai: '2026-12-11', tenggat: ['answer', 'repair'] }).expect(422);
});

test('English is complete', async () => {
  const page = await open({ mulai: '2026-12-11', tenggat: 'objection_window' }).set('Cookie', 'bahasa=en').expect(200);
  const text = words(page.text);
  expect(text).toContain('Last day Thursday, 28 January 2027');
  expect(text).toContain('Filing an objection: 30 working days');
  const keys = (file: string) => {
    const flat = (node: object, path: string): string[] =>
      Object.entries(node).flatMap(([key, value]) =>
        typeof value === 'string' ? [`${path}${key}`.replace(/_(one|other)$/, '')] : flat(value, `${path}${key}.`),
      );
    return [
      ...new Set(flat(JSON.parse(readFileSync(join(t.deps.config.projectRoot, 'src/i18n', file), 'utf8')), '')),
    ].sort();
  };
  expect(keys('en/calendar.json')).toEqual(keys('id/calendar.json'));
});

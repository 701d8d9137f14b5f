import { requestExample } from '../../src/api/openapi/request-body';
import { reckonFreshness } from '../../src/freshness/reckon-commands';
import { unguarded } from '../../src/jobs/bench/unguarded';
import { TABLE_NAMES } from '../../src/reports/statistics/tables';
import { type Agent, type TestApp, testApp } from '../support/app';
import { playYear } from './year';

let app: TestApp;
let auditor: Agent;
beforeAll(async () => {
  app = await testApp();
  await playYear(app);
  auditor = await app.as('auditor');
});
afterAll(() => app.close());

const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const open = async (path: string, as: Agent = app.browser(), status = 200) =>
  main((await as.get(path).expect(status)).text);

test('the public page shows the figures with pictures, tables and files, and no way to a case', async () => {
  const res = await app.browser().get('/statistik').expect(200);
  expect(res.headers['set-cookie']).toBeUndefined();
  const page = main(res.text);
  for (const name of TABLE_NAMES) expect(page).toContain(`<h2 id="${name}">`);
  expect(page.match(/<svg class="chart"/g)?.length).toBeGreaterThanOrEqual(4);
  // The pages' policy lets no style stand.
  expect(page).not.toMatch(/style=|<style/);
  expect(page).not.toContain('/statistik/kasus');
  expect(page).toContain('Kesegaran penerbitan');
});

test('another day, another source, and what cannot be asked for', async () => {
  const then = await open('/statistik?tahun=2026&per=2026-04-21&sumber=portal');
  expect(then).toContain('Selasa, 21 April 2026');
  expect(await open('/statistik?tahun=2026&per=&sumber=')).toContain('Selasa, 17 November 2026');
  const wrong = await open('/statistik?tahun=2026&per=2026-11-18', app.browser(), 422);
  expect(wrong).toContain('belum tiba');
  expect(wrong).toContain(`value="2026-11-18"`);
  const nothing = await open('/statistik?tahun=2011');
  // Nothing came: that is no small number, and there is no share of it.
  expect(nothing).not.toContain('kurang dari 5');
  expect(nothing).toContain('Tidak ada permohonan, keberatan, atau sengketa tahun 2011');
  const late = await auditor.get('/statistik/kasus?angka=request.received&per=2026-11-18').expect(303);
  expect(late.headers.location).toBe('/statistik?per=2026-11-18');
});

/** Every number that leads to cases: its address and what it says. */
const numbers = (page: string) =>
  [...page.matchAll(/<a href="(\/statistik\/kasus[^"]+)">([^<]+)<\/a>/g)].map(([, href = '', said = '']) => ({
    href: href.replaceAll('&amp;', '&'),
    said,
  }));

test.each(['', '?tahun=2026&per=2026-04-21', '?tahun=2026&per=2026-11-16&sumber=portal'])(
  'every number opens into as many cases as it says: %s',
  async (query) => {
    const found = numbers(await open(`/statistik${query}`, auditor)).filter(({ said }) => /^\d+$/.test(said));
    expect(found.length).toBeGreaterThan(20);
    const looked = new Set<string>();
    for (const { href, said } of found) {
      if (looked.has(href)) continue;
      looked.add(href);
      const rows = (await open(href, auditor)).match(/<th scope="row"/g)?.length ?? 0;
      expect({ href, rows }).toEqual({ href, rows: Number(said) });
    }
  },
);

test.each(['auditor', 'ppid', 'atasan', 'petugas'] as const)(
  'each case opens into its events, for whoever may open it: %s',
  async (name) => {
    const staff = await app.as(name);
    const list = await open('/statistik/kasus?angka=request.late', staff);
    const [, events = ''] = /href="(\/statistik\/peristiwa\/request\/[^"]+)"/.exec(list) ?? [];
    const page = await open(events, staff);
    expect(page).toContain('submitted');
    for (const words of ['Permohonan diterima dan diberi nomor', 'Hari pemberitahuan tertulis: – → 22 Apr 2026'])
      expect(page).toContain(words);
    // The codes stand apart, below.
    const technical = page.slice(page.indexOf('Rincian teknis'));
    expect(technical).toMatch(/notified_on: \w+ menjadi 2026-04-22/);
    expect(page.replace(technical, '')).not.toContain('notified_on');
    // The request itself and whose it is are in no entry that is shown.
    expect(page).not.toContain('Permohonan 2026-04-06');
    expect(page).not.toContain(requestExample.requester.name);
  },
);

test('what leads to no case, and an agency that is not staff of the whole', async () => {
  const opd = await app.as('opd');
  const [{ number }] = await app.db('requests').orderBy('id').limit(1).select('number');
  await opd.get(`/statistik/peristiwa/request/${number}`).expect(403);
  await auditor.get('/statistik/kasus?angka=request.lost').expect(404);
  await auditor.get('/statistik/kasus?angka=request.late&badan=tidak-ada').expect(404);
  await auditor.get('/statistik/peristiwa/request/P-2026-999999').expect(404);
});

test('a table as CSV and as JSON-stat says what the page says', async () => {
  const csv = (await app.browser().get('/statistik/bulan.csv').expect(200)).text.split('\r\n');
  expect(csv[0]).toBe(
    '\ufeffkode,nama,diterima,dijawab,tepat_waktu,terlambat,belum_dijawab,lewat_batas,nilai_tengah_hari_kerja,' +
      'bagian_tepat_waktu,dari_register_lama',
  );
  expect(csv[4]).toBe('04,April 2026,10,9,5,4,1,1,10,0.5,0');
  // Nothing was answered in March: no number of days, which a nought would be.
  expect(csv[3]).toBe('03,Maret 2026,0,0,0,0,0,0,,,0');
  const { body } = await app.browser().get('/statistik/ringkasan.json').expect(200);
  expect(body).toMatchObject({ version: '2.0', class: 'dataset', id: ['row', 'measure'] });
  expect(body.value).toHaveLength(body.size[0] * body.size[1]);
  expect(body.dimension.row.category.index[0]).toBe('received');
  expect(body.value[0]).toBe(30);
  expect(body.label).toBe('Ringkasan, tahun 2026, per Selasa, 17 November 2026');
  await app.browser().get('/statistik/lain.csv').expect(404);
  await app.browser().get('/statistik/bulan.csv?tahun=2099').expect(422);
});

test('every open table may be read from pages of other sites, and has a column of codes', async () => {
  for (const file of [...TABLE_NAMES.map((name) => `${name}.csv`), 'ringkasan.json', 'kesegaran.csv']) {
    const { headers, text } = await app.browser().get(`/statistik/${file}`).expect(200);
    expect({ file, cors: headers['access-control-allow-origin'] }).toEqual({ file, cors: '*' });
    if (file.endsWith('csv')) expect(text).toMatch(/^\ufeffkode,nama,[a-z_]+/);
    if (file.endsWith('csv')) expect(text.split('\r\n')[0]).not.toMatch(/key|label|received|count|answers|fired/);
  }
});

test('of answers that there are none of, nothing is said; a genuine nought stays one', async () => {
  const page = await open('/statistik?tahun=2011');
  for (const row of ['Rata-rata hari kerja', 'Hari kerja terlama'])
    expect(page).toMatch(new RegExp(`${row}</th><td class="numeric">–</td>`));
  const csv = (await app.browser().get('/statistik/ringkasan.csv?tahun=2011')).text;
  expect(csv).toContain('median,Nilai tengah hari kerja,,\r\n');
  expect(csv).toContain('received,Diterima,0,0\r\n');
  const { body } = await app.browser().get('/statistik/ringkasan.json?tahun=2011');
  expect(body.value.slice(-6)).toEqual([null, null, null, null, null, null]);
  expect(body.value[0]).toBe(0);
});

test('under a day gone by, freshness says that it is of today', async () => {
  expect(await open('/statistik?per=2026-04-21')).toContain(
    'Keadaan hari ini, Selasa, 17 November 2026, bukan per Selasa, 21 April 2026.',
  );
  expect(await open('/statistik')).not.toContain('Keadaan hari ini');
  await reckonFreshness(app.deps);
  expect(await open('/opd/statistik?per=2026-04-21', await app.as('opd'))).toContain('Keadaan hari ini, Selasa');
});

test('a name that is no question is not passed over, nor is a typed value lost', async () => {
  const page = await open('/statistik?asal=foo&utm_source=surat');
  expect(page).toContain('memuat &#34;asal&#34;, yang tidak dikenal');
  expect(page).toContain('Yang dikenal: tahun, per, sumber.');
  expect(page).not.toContain('utm_source');
  expect(await open('/statistik?tahun=2026')).not.toContain('tidak dikenal');
  const wrong = await open('/statistik?tahun=abc&sumber=foo', app.browser(), 422);
  expect(wrong).toContain('Pilih tahun antara 2000 dan 2026.');
  expect(wrong).toContain('<option value="abc" selected>abc</option>');
  expect(wrong).toContain('<option value="foo" selected>foo</option>');
  // A year that nothing was received in stands in its field as well.
  expect(await open('/statistik?tahun=2011')).toContain('<option value="2011" selected>2011</option>');
  const { body } = await app.browser().get('/statistik/bulan.json?asal=foo').expect(422);
  expect(body.errors).toEqual([{ field: 'asal', message: expect.stringContaining('Yang ada: tahun, per, sumber.') }]);
});

test('only a table of more than 25 rows is cut off, and says so above', async () => {
  const page = await open('/statistik');
  for (const [, section = ''] of page.matchAll(/<section class="chart-section"(.*?)<\/section>/gs)) {
    const rows = section.match(/<th scope="row"/g)?.length ?? 0;
    expect({ rows, long: section.includes('chart-table-long') }).toEqual({ rows, long: rows > 25 });
    expect(section.includes('gulir di dalam tabel')).toBe(rows > 25);
  }
});

test('the feed tells what each month changed; other sites may frame the card', async () => {
  const feed = (await app.browser().get('/statistik/perubahan.atom').expect(200)).text;
  expect(feed.match(/<entry>/g)).toHaveLength(6);
  expect(feed).toContain('Diterima: 20 (+0 dalam sebulan)'.replace('+0', '0'));
  const card = await app.browser().get('/statistik/kartu').expect(200);
  expect(card.headers['content-security-policy']).toContain('frame-ancestors *');
  expect(card.text).toContain('<svg');
});

test('figures that do not add up are held back with a sentence', async () => {
  const row = { region_id: app.regionId, case_kind: 'request', year: 2004, case_id: 9, received_on: '2004-02-02' };
  const lost = { ...row, recorded_at: '2004-02-02T03:00:00.000Z', result: 'lost', imported: 0 };
  await unguarded(app.db, 'case_history', () => app.db('case_history').insert(lost));
  expect(await open('/statistik?tahun=2004', app.browser(), 500)).toContain('ditahan sampai penyebabnya ditemukan');
  await app.browser().get('/statistik/bulan.csv?tahun=2004').expect(500);
});

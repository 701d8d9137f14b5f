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
  expect(nothing).toContain('kurang dari 5');
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

test('each case opens into its events, for the auditor alone', async () => {
  const list = await open('/statistik/kasus?angka=request.late', auditor);
  const [, events = ''] = /href="(\/statistik\/peristiwa\/request\/[^"]+)"/.exec(list) ?? [];
  const page = await open(events, auditor);
  expect(page).toContain('submitted');
  expect(page).toContain('notified_on: kosong menjadi 2026-04-22');
  expect(await open('/statistik/kasus?angka=request.late', await app.as('ppid'))).not.toContain('peristiwa');
  await auditor.get('/statistik/kasus?angka=request.lost').expect(404);
  await auditor.get('/statistik/kasus?angka=request.late&badan=tidak-ada').expect(404);
  await auditor.get('/statistik/peristiwa/request/P-2026-999999').expect(404);
});

test('a table as CSV and as JSON-stat says what the page says', async () => {
  const csv = (await app.browser().get('/statistik/bulan.csv').expect(200)).text.split('\r\n');
  expect(csv[0]).toBe('\ufeffkey,label,received,answered,on_time,late,open,overdue_open,median,rate');
  expect(csv[4]).toBe('04,April 2026,10,9,5,4,1,1,10,0.5');
  const { body } = await app.browser().get('/statistik/ringkasan.json').expect(200);
  expect(body).toMatchObject({ version: '2.0', class: 'dataset', id: ['row', 'measure'] });
  expect(body.value).toHaveLength(body.size[0] * body.size[1]);
  expect(body.dimension.row.category.index[0]).toBe('received');
  expect(body.value[0]).toBe(30);
  await app.browser().get('/statistik/kesegaran.csv').expect(200);
  await app.browser().get('/statistik/lain.csv').expect(404);
  await app.browser().get('/statistik/bulan.csv?tahun=2099').expect(422);
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
  await app.db('case_history').insert({ ...row, recorded_at: '2004-02-02T03:00:00.000Z', result: 'lost', imported: 0 });
  expect(await open('/statistik?tahun=2004', app.browser(), 500)).toContain('ditahan sampai penyebabnya ditemukan');
  await app.browser().get('/statistik/bulan.csv?tahun=2004').expect(500);
});

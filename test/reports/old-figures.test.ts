import { requestExample } from '../../src/api/openapi/request-body';
import { readTable } from '../../src/catalogue/import/table';
import { headingRow } from '../../src/requests/import/headings';
import { loadRegister } from '../../src/requests/import/load-commands';
import { take } from '../api/lives';
import { type TestApp, testApp } from '../support/app';

let app: TestApp;
let early: string;
beforeAll(async () => {
  app = await testApp({ clock: '2025-12-22T09:00:00+07:00' });
  const ask = async (details: string): Promise<string> =>
    (
      await app
        .browser()
        .post('/api/v1/requests')
        .send({ ...requestExample, details })
        .expect(201)
    ).body.number;
  await ask('Nol');
  app.clock.set('2026-02-10T09:00:00+07:00');
  early = await read('/statistik/perubahan.atom');
  app.clock.set('2026-12-21T09:00:00+07:00');
  const asked = [await ask('Satu'), await ask('Dua'), await ask('Tiga')];
  // In the year that follows one is answered, one runs past its last day and an old register is loaded.
  app.clock.set('2027-01-05T10:00:00+07:00');
  await take(app, asked[0] as string, 'grant');
  app.clock.set('2027-01-20T10:00:00+07:00');
  const old = { requester_kind: 'individual', subject: 'Anggaran', purpose: 'Skripsi', decision: 'granted' };
  const rows = [
    ...['2023-03-01', '2023-03-02', '2023-05-02'].map((received, i) => ({ no: i + 1, received, given: '2023-05-04' })),
    { no: 4, received: '2026-03-02', given: '2026-03-04' },
  ];
  const bytes = Buffer.from(JSON.stringify(rows.map((row) => ({ ...old, ...row }))));
  const table = await readTable(bytes, 'lama.json', headingRow);
  if ('refused' in table) throw new Error(table.refused);
  const { loaded } = await loadRegister(app.deps, table, { dryRun: false, createBodies: false });
  if (loaded !== 4) throw new Error(`${loaded} loaded`);
  app.clock.set('2027-02-08T09:00:00+07:00');
});
afterAll(() => app.close());

const read = async (path: string) => (await app.browser().get(path).expect(200)).text;

test('the feed lists every older year whose figures a month changed, and only those', async () => {
  const feed = await read('/statistik/perubahan.atom');
  const entries = [...feed.matchAll(/<entry>(.*?)<\/entry>/gs)].map(([, entry = '']) => entry);
  const [january = '', december = '', ...earlier] = entries;
  expect(january).toContain('per akhir Januari 2027');
  expect(january).toContain(
    'Tahun 2026: Diterima 4 (+1); Dari register lama 1 (+1); Dikabulkan 2 (+2); Belum dijawab 2 (-1); ' +
      'Dijawab tepat waktu 2 (+2); Lewat batas, belum dijawab 2 (+2).',
  );
  expect(january).toContain('Tahun 2023: Diterima 3 (+3); Dari register lama 3 (+3); Dikabulkan 3 (+3);');
  expect(january).toMatch(/rel="related"[^>]+tahun=2023&amp;per=2027-01-31/);
  expect(december).toContain('Diterima: 3 (+3 dalam sebulan)');
  for (const entry of [december, ...earlier]) expect(entry).not.toMatch(/Tahun 20|related/);
});

test('what runs past its last day in the year that follows is told without anything written down', () => {
  expect(early).toContain('Tahun 2025: Lewat batas, belum dijawab 1 (+1).');
});

test('cases of old registers among the others are counted beside them wherever figures are shown', async () => {
  const page = await read('/statistik?tahun=2026');
  expect(page).toContain('Termasuk 1 dari register lama.');
  expect(page).toMatch(/<h2 id="bulan">.*?<th scope="col" class="numeric">Dari register lama<\/th>/s);
  expect(await read('/statistik?tahun=2026&per=2027-01-10')).not.toContain('dari register lama.');
  expect(await read('/statistik?tahun=2026&per=2027-01-10')).not.toMatch(/<th scope="col"[^>]*>Dari register lama/);
  expect(await read('/statistik?tahun=2026&sumber=portal')).not.toContain('Termasuk 1');

  const lines = (await read('/statistik/bulan.csv?tahun=2026')).split('\r\n');
  expect(lines[0]).toMatch(/^\ufeffkode,nama,diterima,.*,dari_register_lama$/);
  expect(lines[3]).toMatch(/^03,Maret 2026,1,1,1,0,.*,1$/);
  expect(lines[12]).toMatch(/^12,Desember 2026,3,.*,0$/);
  expect(await read('/statistik/bulan.csv?tahun=2023')).toMatch(/03,Maret 2023,2,.*,2\r\n/);
  const summary = await read('/statistik/ringkasan.csv?tahun=2026');
  expect(summary).toContain('received,Diterima,4,1\r\n');
  expect(summary).toContain('granted,Dikabulkan,2,1\r\n');
  expect(JSON.parse(await read('/api/v1/stats?year=2026'))).toMatchObject({ received: 4, imported: 1 });

  const card = await read('/statistik/kartu?tahun=2026');
  expect(card).toContain('Per Senin, 8 Februari 2027. Termasuk 1 dari register lama.');
  expect(await read('/statistik/kartu?tahun=2023&sumber=impor')).toContain('Hanya dari register lama.');
});

test('the number of old ones opens into those alone', async () => {
  const auditor = await app.as('auditor');
  const page = (await auditor.get('/statistik?tahun=2026').expect(200)).text;
  const [, href = ''] =
    /<th scope="row">Maret 2026<.*?href="([^"]+sumber=impor[^"]*)">1<\/a><\/td><\/tr>/s.exec(page) ?? [];
  const list = (await auditor.get(href.replaceAll('&amp;', '&')).expect(200)).text;
  expect(list.match(/<th scope="row"/g)).toHaveLength(1);
  expect(list).toContain('R-2026-000001');
});

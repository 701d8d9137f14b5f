import type { Browser } from 'playwright-core';
import { aBreach, CONTENT, people, take } from '../breaches/cases';
import type { TestApp } from '../support/app';
import type { CastName } from '../support/cast';
import { openChromium, type Person, staff } from './support/chromium';
import { faultsOf } from './support/look';
import { type Served, servedApp } from './support/served';

let served: Served;
let app: TestApp;
let browser: Browser;
const signedIn = new Map<CastName, Person>();
const made: Record<string, string> = {};

beforeAll(async () => {
  [served, browser] = await Promise.all([servedApp(), openChromium()]);
  app = served.app;
  app.clock.set('2026-12-06T21:30:00+07:00');
  made.late = await aBreach(app, { content: { ...CONTENT, handling: '' }, people_count: null });
  app.clock.set('2026-12-09T09:00:00+07:00');
  made.told = await aBreach(app);
  await people(app, made.told, ['Siti Aminah,siti@warga.test,']);
  await take(app, made.told, { do: 'notify_agency', way: 'portal', sent_at: null, note: 'LP-77/2026' });
  await take(app, made.told, { do: 'notify_subjects' });
  made.open = await aBreach(app, { people_count: 250 });
  const all = await people(app, made.open, [
    'Siti Aminah,siti@warga.test,',
    'Budi,,"Jalan Melati 3, Wedung"',
    'Tini,,Bonang',
  ]);
  made.person = String(all[1]?.id);
  app.clock.set('2026-12-11T15:00:00+07:00');
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

async function as(name: CastName): Promise<Person> {
  const officer = signedIn.get(name) ?? (await staff(browser, served.base, name));
  signedIn.set(name, officer);
  return officer;
}

const PAGES: readonly [CastName, string][] = [
  ['ppid', ''],
  ['auditor', ''],
  ['ppid', '/baru'],
  ['admin', '/lembaga'],
  ['ppid', '/:open'],
  ['ppid', '/:late'],
  ['atasan', '/:told'],
  ...['describe', 'add_addressees', 'notify_public', 'correct_discovery', 'dismiss'].map((name): [CastName, string] => [
    'ppid',
    `/:open?langkah=${name}`,
  ]),
  ['ppid', '/:late?langkah=notify_public'],
  ['ppid', '/:open/surat/pemilik'],
  ['ppid', '/:open/surat/lembaga'],
  ['auditor', '/:open/surat/pemilik'],
  ['auditor', '/:open/penerima'],
  ['ppid', '/:open/penerima'],
  ['ppid', '/:open/penerima?langkah=record_sending'],
  ['ppid', '/:open/penerima?langkah=drop_addressees'],
  ['ppid', '/:open/penerima/:person/surat'],
  ['ppid', '/:open/cetak'],
];

test.each(PAGES)('%s at /pelanggaran-data%s has no fault', async (who, path) => {
  const officer = await as(who);
  const address = `/pelanggaran-data${path.replace(/:(\w+)/g, (_, name) => made[name] ?? '')}`;
  expect(await officer.open(address)).toBe(200);
  expect(await faultsOf(officer, path)).toEqual([]);
  expect(officer.faults).toEqual([]);
});

test('a refused list names its rows, and has no fault of its own', async () => {
  const officer = await as('ppid');
  await officer.open(`/pelanggaran-data/${made.open}?langkah=add_addressees`);
  await officer.page.locator('#f-list').fill('nama,e-mail\nTono,bukan-alamat\n,tini@warga.test');
  await officer.page.locator('#langkah form button[type=submit]').click();
  await officer.page.locator('.error-summary').waitFor();
  expect(await officer.page.locator('#langkah table tbody tr').count()).toBe(2);
  expect(await faultsOf(officer, 'refused list')).toEqual([]);
  expect(officer.faults).toEqual([]);
});

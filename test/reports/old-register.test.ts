import { readTable } from '../../src/catalogue/import/table';
import { headingRow } from '../../src/requests/import/headings';
import { loadRegister } from '../../src/requests/import/load-commands';
import { type TestApp, testApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ clock: '2024-02-05T02:00:00.000Z' });
});
afterAll(() => app.close());

const ROWS = [
  // In time although the notice of an old register stands on the day of receipt; late; refused under Pasal 17 huruf h.
  {
    no: 1,
    received: '2023-03-01',
    notified: '2023-03-01',
    given: '2023-03-08',
    subject: 'APBD 2022',
    decision: 'granted',
  },
  {
    no: 2,
    received: '2023-03-01',
    notified: '2023-03-01',
    given: '2023-05-02',
    subject: 'Renstra',
    decision: 'granted',
  },
  {
    ...{ no: 3, received: '2023-06-05', notified: '2023-06-07', subject: 'Rekam medis', decision: 'refused' },
    refusal_ground: 'Pasal 17 huruf h',
  },
];

test('an old register counts beside the live one or by itself: by the day it was given, and refusals by their letter', async () => {
  const table = await readTable(Buffer.from(JSON.stringify(ROWS)), 'register.json', headingRow);
  if ('refused' in table) throw new Error(table.refused);
  await loadRegister(app.deps, table, { dryRun: false, createBodies: false });
  const stats = async (query: string) => (await app.browser().get(`/api/v1/stats?year=2023${query}`).expect(200)).body;
  const figures = { received: 3, imported: 3, granted: 2, refused: 1, open: 0, on_time: 2, late: 1, overdue_open: 0 };
  for (const query of ['', '&source=imported']) expect(await stats(query)).toMatchObject(figures);
  const all = await stats('');
  expect(all.refusal_grounds).toMatchObject({ h: 1, other: 0 });
  // Loaded today: a figure as of yesterday does not know of it.
  expect(await stats('&as_of=2024-02-04')).toMatchObject({ received: 0 });
  expect(await stats('&source=live')).toMatchObject({ received: 0, imported: 0 });
});

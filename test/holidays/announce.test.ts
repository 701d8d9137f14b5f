import { announceMissingYear } from '../../src/holidays/announce/commands';
import { outboxLetter } from '../../src/mail/queries';
import { type TestApp, testApp } from '../support/app';

let app: TestApp;
beforeEach(async () => {
  app = await testApp({ clock: '2026-09-30T23:59:00+07:00' });
});
afterEach(() => app.close());

const told = () => app.db('outbox').where('dedupe_key', 'like', 'calendar-gap:%').orderBy('id');
const forget = async (year: number) => {
  await app.db('holidays').whereLike('date', `${year}-%`).delete();
  await app.db('calendar_years').where({ year }).delete();
};

test('from 1 October on, by the office’s clock, once a month, to the administrators', async () => {
  await forget(2027);
  expect(await announceMissingYear(app.deps)).toBe(0);
  app.clock.set('2026-10-01T00:00:00+07:00');
  expect(await announceMissingYear(app.deps)).toBe(1);
  expect(await announceMissingYear(app.deps)).toBe(0);
  app.clock.set('2026-10-31T23:00:00+07:00');
  expect(await announceMissingYear(app.deps)).toBe(0);
  app.clock.set('2026-11-01T00:00:00+07:00');
  expect(await announceMissingYear(app.deps)).toBe(1);
  const [first] = await told();
  const letter = await outboxLetter(app.db, app.deps.keys, app.regionId, first.id);
  expect(letter?.subject).toBe('Kalender kerja tahun 2027 belum dimuat');
  expect(letter?.text).toContain('/admin/kalender');
  expect(letter?.recipient).toMatch(/@contoh\.test$/);
});

test('two sweeps at once write one letter', async () => {
  app.clock.set('2026-10-05T09:00:00+07:00');
  const both = await Promise.all([announceMissingYear(app.deps), announceMissingYear(app.deps)]);
  expect(both[0] + both[1]).toBe(1);
  expect(await told()).toHaveLength(1);
});

test('the notice stands on the three pages, and on none before', async () => {
  const [admin, desk] = [await app.as('admin'), await app.as('ppid')];
  const pages = async () => [
    (await admin.get('/admin').expect(200)).text,
    (await admin.get('/admin/kalender').expect(200)).text,
    (await desk.get('/petugas').expect(200)).text,
  ];
  for (const text of await pages()) expect(text).not.toContain('Kalender tahun 2027');
  app.clock.set('2026-10-01T00:00:00+07:00');
  for (const text of await pages()) expect(text).toContain('Kalender tahun 2027 masih sementara');
  await forget(2027);
  for (const text of await pages()) expect(text).toContain('Kalender tahun 2027 belum ada');
});

test('nothing is said when the next year is confirmed', async () => {
  await app.db('calendar_years').where('year', 2027).update({ confidence: 'high' });
  app.clock.set('2026-12-01T09:00:00+07:00');
  expect(await announceMissingYear(app.deps)).toBe(0);
  expect((await (await app.as('admin')).get('/admin/kalender')).text).not.toContain('notice-warn');
});

import { publishDue } from '../../src/catalogue/schedule-commands';
import { type Agent, type TestApp, testApp } from '../support/app';
import { deskOf } from './desk';

// Friday 11 December 2026, 09.00 WIB.
let t: TestApp;
let desk: ReturnType<typeof deskOf>;
let opd: Agent;
let ppid: Agent;

beforeAll(async () => {
  t = await testApp();
  desk = deskOf(t);
  [opd, ppid] = [await t.as('opd'), await t.as('ppid')];
});
afterAll(() => t.close());

const set = (path: string, publish_day: string, publish_time = '09:30') =>
  desk.post(opd, path, 'jadwal', { publish_day, publish_time });
const published = async (path: string) =>
  (await desk.events(path)).filter((kind) => kind === 'document_published').length;

test('on its instant of the office it goes out once, whatever sweeps run at once', async () => {
  const path = await desk.made(opd, { title: 'Terbit Senin' });
  expect((await set(path, '2026-12-14')).status).toBe(303);
  expect(await desk.rowOf(path)).toMatchObject({ state: 'scheduled', publish_at: '2026-12-14T02:30:00.000Z' });
  expect((await opd.get(path)).text).toContain('Terbit sendiri pada Senin, 14 Desember 2026 pukul 09.30 WIB');
  t.clock.set('2026-12-14T02:29:59.999Z');
  expect(await publishDue(t.deps)).toBe(0);
  t.clock.set('2026-12-14T02:30:00.000Z');
  const both = await Promise.all([publishDue(t.deps), publishDue(t.deps)]);
  expect(both.reduce((a, b) => a + b)).toBe(1);
  expect(await published(path)).toBe(1);
  expect(await desk.rowOf(path)).toMatchObject({ state: 'published', publish_at: null, slug: 'terbit-senin' });
  expect((await desk.publicPage(path)).status).toBe(200);
});

test('cancelled it does not go out', async () => {
  const path = await desk.made(opd, { title: 'Batal terbit' });
  await set(path, '2026-12-15');
  await desk.post(opd, path, 'batal').then(({ status }) => expect(status).toBe(303));
  t.clock.set('2026-12-16T02:00:00.000Z');
  await publishDue(t.deps);
  expect(await desk.rowOf(path)).toMatchObject({ state: 'draft', publish_at: null });
  expect(await published(path)).toBe(0);
});

test.each([
  ['2026-12-16', '08:00', 'Saat ini sudah lewat.'],
  ['2030-01-01', '08:00', 'Pilih hari dalam dua tahun ke depan.'],
  ['2026-02-30', '08:00', 'Tanggal ini tidak ada.'],
  ['', '08:00', 'Bagian ini wajib diisi.'],
  ['2026-12-20', '25:00', 'Tulis jam dan menit'],
])('%s %s is a sentence and changes nothing', async (day, time, sentence) => {
  const path = await desk.made(opd);
  const answer = await set(path, day, time);
  expect([answer.status, answer.text.includes(sentence)]).toEqual([422, true]);
  expect((await desk.rowOf(path)).state).toBe('draft');
});

test('what is public is given no day, and an exempt item is the PPID’s to schedule', async () => {
  const path = await desk.made(opd);
  await desk.post(opd, path, 'terbit');
  expect((await set(path, '2026-12-20')).text).toContain('Informasi ini sudah terbit');
  const exempt = await desk.made(opd, { category: 'dikecualikan', title: 'Data rahasia' });
  expect((await set(exempt, '2026-12-20')).status).toBe(422);
  const open = await desk.made(opd, { title: 'Mula-mula terbuka, terjadwal' });
  await set(open, '2026-12-20');
  const turned = await desk.post(opd, open, '', { title: 'Terbuka', category: 'dikecualikan' });
  expect([turned.status, (await desk.rowOf(open)).category]).toEqual([422, 'berkala']);
});

test('of an agency that is not trusted it is approved first, and reviewed anew when it changes after that', async () => {
  await t.db('bodies').where('slug', 'dinkominfo').update({ trusted: 0 });
  const path = await desk.made(opd, { title: 'Terjadwal dan ditelaah' });
  await set(path, '2026-12-21');
  expect((await desk.rowOf(path)).state).toBe('review');
  await desk.decide(ppid, path, 'setujui');
  expect(await desk.rowOf(path)).toMatchObject({ state: 'scheduled', publish_at: '2026-12-21T02:30:00.000Z' });
  await desk.post(opd, path, '', { title: 'Terjadwal, diubah', category: 'berkala' });
  expect((await desk.rowOf(path)).state).toBe('review');
  t.clock.set('2026-12-22T02:00:00.000Z');
  await publishDue(t.deps);
  expect((await desk.rowOf(path)).state).toBe('review');
  await desk.decide(ppid, path, 'setujui');
  expect((await desk.rowOf(path)).state).toBe('published');
  await t.db('bodies').where('slug', 'dinkominfo').update({ trusted: 1 });
});

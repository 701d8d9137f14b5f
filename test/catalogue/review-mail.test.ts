import { tellOfArrivals } from '../../src/catalogue/review/notify/commands';
import { openLetter } from '../../src/mail/sealing';
import { type Agent, type TestApp, testApp } from '../support/app';
import { deskOf } from './desk';

let t: TestApp;
let desk: ReturnType<typeof deskOf>;
let opd: Agent;
let ppid: Agent;

beforeAll(async () => {
  t = await testApp({ clock: '2026-12-11T09:00:00+07:00' });
  desk = deskOf(t);
  [opd, ppid] = [await t.as('opd'), await t.as('ppid')];
  await t.db('bodies').where('slug', 'dinkominfo').update({ trusted: 0 });
});
beforeEach(() => t.db('outbox').delete());
afterAll(() => t.close());

const told = async () =>
  (await t.db('outbox').where('dedupe_key', 'like', 'review-arrived:%').orderBy('id')).map((row) => ({
    ...{ subject: row.subject, ...openLetter(t.deps.keys, row) },
  }));
/** A document of the body that waits for the PPID. */
async function handedIn(title: string): Promise<string> {
  const path = await desk.made(opd, { title });
  await desk.post(opd, path, 'terbit');
  return path;
}
const choose = (kabar: string) => ppid.post('/petugas/telaah/kabar').type('form').send({ kabar });

test('what comes in is told at once, all of a pass in one letter, each document once', async () => {
  const [one] = [await handedIn('Surat satu'), await handedIn('Surat dua')];
  await Promise.all([tellOfArrivals(t.deps), tellOfArrivals(t.deps)]);
  const [letter, ...more] = await told();
  expect(more).toEqual([]);
  expect(letter).toMatchObject({ to: 'ppid@contoh.test', subject: '2 terbitan atau perubahan menunggu telaah Anda' });
  for (const words of ['1. Surat satu (Dinas Komunikasi', '2. Surat dua', '/petugas/telaah']) {
    expect(letter?.text).toContain(words);
  }
  await desk.post(opd, one, '', { title: 'Surat satu, diperbaiki', category: 'berkala', summary: 'x' });
  expect(await tellOfArrivals(t.deps)).toBe(0);
  // Sent back and handed in again it is told once more.
  await desk.decide(ppid, one, 'kembalikan', { note: 'Lengkapi.' });
  expect(await tellOfArrivals(t.deps)).toBe(0);
  await desk.post(opd, one, 'terbit');
  expect(await tellOfArrivals(t.deps)).toBe(1);
  // So is a change of what is published by then.
  await desk.decide(ppid, one, 'setujui');
  await desk.post(opd, one, '', { title: 'Surat satu, isi baru', category: 'berkala', summary: 'x' });
  await tellOfArrivals(t.deps);
  expect((await told()).at(-1)?.text).toContain('perubahan pada yang sudah terbit');
  expect(await told()).toHaveLength(3);
  expect(await tellOfArrivals(t.deps)).toBe(0);
  // The agency heard what became of it each time.
  expect(await t.db('outbox').where('dedupe_key', 'like', `document-review:${desk.idOf(one)}:%`)).toHaveLength(2);
});

test('once a day where the PPID wants it so: in the morning, what came since, with an event for the choice', async () => {
  expect((await choose('kadang')).status).toBe(422);
  await choose('daily').then(({ status }) => expect(status).toBe(303));
  await choose('daily');
  const kinds = await t.db('audit_events').where({ chain: 'settings', kind: 'review_mail_changed' });
  expect(kinds).toHaveLength(1);
  expect((await ppid.get('/petugas/telaah')).text).toMatch(/value="daily"[^>]*checked/);
  await tellOfArrivals(t.deps);
  await t.db('outbox').delete();
  await handedIn('Harian satu');
  expect(await tellOfArrivals(t.deps)).toBe(0);
  t.clock.set('2026-12-12T06:59:59+07:00');
  await handedIn('Harian dua');
  expect(await tellOfArrivals(t.deps)).toBe(0);
  t.clock.set('2026-12-12T07:00:00+07:00');
  expect(await tellOfArrivals(t.deps)).toBe(1);
  expect((await told()).at(-1)?.subject).toContain('2 terbitan');
  await handedIn('Harian tiga');
  t.clock.set('2026-12-12T20:00:00+07:00');
  expect(await tellOfArrivals(t.deps)).toBe(0);
  t.clock.set('2026-12-13T07:30:00+07:00');
  expect(await tellOfArrivals(t.deps)).toBe(1);
  t.clock.set('2026-12-14T07:30:00+07:00');
  expect(await tellOfArrivals(t.deps)).toBe(0);
});

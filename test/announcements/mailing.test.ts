import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import supertest from 'supertest';
import { runMailings } from '../../src/announcements/mailing/commands';
import { sweep } from '../../src/jobs/sweep';
import { openLetter } from '../../src/mail/sealing';
import { mailTransport } from '../../src/mail/transport';
import { another } from '../cases/crowd';
import { testSmtp } from '../mail/smtp';
import { type Agent, type TestApp, testApp } from '../support/app';
import { announced, FLOOD, idOf, readers } from './announcing';

const READERS = 1730;
const RUN = resolve(__dirname, '../support/run-ts.cjs');
const CHILD = resolve(__dirname, 'mailing-child.ts');

let t: TestApp;
let opd: Agent;
beforeAll(async () => {
  t = await testApp({ clock: '2026-12-11T09:00:00+07:00' });
  opd = await t.as('opd');
  await readers(t, READERS);
});
beforeEach(async () => {
  await t.db('announcement_mailings').delete();
  await t.db('outbox').delete();
});
afterAll(() => t.close());

/** A pass in a process of its own; true when it lived to its end. */
function passInChild(dies: number): boolean {
  const { databaseUrl, dataDir, dataKey } = t.deps.config;
  const env = { NODE_ENV: 'test', DATA_DIR: dataDir, DATABASE_URL: databaseUrl, DATA_KEY: dataKey };
  const now = t.clock.now().toISOString();
  const given = JSON.stringify({ env: { ...env, SESSION_SECRET: 'x'.repeat(32) }, now, dies, regionId: t.regionId });
  const child = spawnSync(process.execPath, [RUN, CHILD, given], { encoding: 'utf8' });
  if (child.signal !== 'SIGKILL' && child.status !== 0) throw new Error(child.stderr);
  return child.signal === null;
}

/** How many letters each reader has: all of them one. */
async function letters(): Promise<{ people: number; most: number }> {
  const rows = await t
    .db('outbox')
    .where('kind', 'announcement')
    .select('dedupe_key', 'recipient_sealed', 'content_sealed');
  const to = rows.map((row) => openLetter(t.deps.keys, row).to);
  const counts = new Map<string, number>();
  for (const one of to) counts.set(one, (counts.get(one) ?? 0) + 1);
  return { people: counts.size, most: Math.max(0, ...counts.values()) };
}

const mailing = () => t.db('announcement_mailings').first('state', 'told', 'after_id');

test('a fan-out killed again and again writes to every reader exactly once, batch by batch', async () => {
  await announced(opd);
  const told: number[] = [];
  for (const dies of [4, 9, 14, 6]) {
    expect(passInChild(dies)).toBe(false);
    const { people, most } = await letters();
    // What a dead pass leaves is whole batches, and as many as it says.
    expect([people % 500, most <= 1, people]).toEqual([0, true, (await mailing()).told]);
    told.push(people);
  }
  expect(Math.max(...told)).toBeGreaterThan(0);
  expect(Math.min(...told)).toBeLessThan(READERS);
  expect(passInChild(0)).toBe(true);
  expect(await letters()).toEqual({ people: READERS, most: 1 });
  expect(await mailing()).toMatchObject({ state: 'done', told: READERS });
}, 120_000);

test('two passes at once on connections of their own write to every reader once', async () => {
  await announced(opd);
  const second = another(t);
  const told = await Promise.all([runMailings(t.deps), runMailings(second.deps), runMailings(t.deps)]);
  await second.close();
  expect(told.reduce((sum, n) => sum + n, 0)).toBe(READERS);
  expect(await letters()).toEqual({ people: READERS, most: 1 });
});

test('a batch is bounded, a pass is bounded in time, and who confirms afterwards is not written to', async () => {
  await announced(opd);
  t.clock.set('2026-12-11T09:00:01+07:00');
  await readers(t, 1, READERS);
  // No time at all: not even one batch. The next pass does it.
  expect(await runMailings(t.deps, 0)).toBe(0);
  const batches: string[] = [];
  const watch = ({ sql }: { sql: string }) => void (/^update .announcement_mailings/i.test(sql) && batches.push(sql));
  t.db.on('query', watch);
  await runMailings(t.deps);
  t.db.off('query', watch);
  expect([await letters(), batches.length]).toEqual([{ people: READERS, most: 1 }, 4]);
  await t
    .db('subscriptions')
    .where('public_id', `reader${String(READERS).padStart(8, '0')}`)
    .delete();
});

test('an announcement that ended before its letters went out alarms nobody any more', async () => {
  const path = await announced(opd);
  await opd.post(`${path}/akhiri`).type('form').send({ reason: 'Keliru', version: '1' }).expect(303);
  expect(await runMailings(t.deps)).toBe(0);
  expect(await mailing()).toMatchObject({ state: 'done', told: 0 });
});

test('through a real mail server: what stands in the letter, its one-click end, and letters of cases before it', async () => {
  const smtp = await testSmtp();
  t.deps.mail = mailTransport({ ...t.deps.config, smtpUrl: smtp.url });
  try {
    const keep = await t.db('subscriptions').orderBy('id').limit(10).pluck('id');
    await t.db('subscriptions').whereNotIn('id', keep).delete();
    const path = await announced(opd, { 'standard[e]': 'Posko 112' });
    await t
      .browser()
      .post('/langganan')
      .type('form')
      .send({ kind: 'announcements', email: 'baru@contoh.test' })
      .expect(303);
    await sweep(t.deps);
    const got = () => smtp.received.filter(({ to }) => /^(reader|baru)/.test(to));
    expect(got()).toHaveLength(11);
    // Asked for a moment after the warning, and yet it leaves first.
    expect(got()[0]?.to).toBe('baru@contoh.test');
    const one = smtp.received.find(({ to }) => to === 'reader0@contoh.test');
    const header = (key: string) => one?.mail.headers.find((found) => found.key === key)?.value ?? '';
    expect(one?.mail.subject).toBe(`PERINGATAN Bencana alam: ${FLOOD.title}`);
    for (const words of [FLOOD.happening, FLOOD['standard[d]'], 'Posko 112', `/peringatan/${idOf(path)}`])
      expect(one?.mail.text).toContain(words);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const [, url = ''] = /^<([^>]+)>$/.exec(header('list-unsubscribe')) ?? [];
    expect(one?.mail.text).toContain(url);
    expect(smtp.received.find(({ to }) => to === 'reader9@contoh.test')?.mail.subject).toMatch(
      /^WARNING Natural disaster:/,
    );

    // The mail program's own POST: no cookie, no origin, no page before it.
    const { pathname, search } = new URL(url);
    await supertest(t.app)
      .post(pathname + search)
      .type('form')
      .send('List-Unsubscribe=One-Click')
      .expect(200);
    expect(await t.db('subscriptions').count({ n: '*' })).toEqual([{ n: 10 }]);
    await opd
      .post(`${path}/perkembangan`)
      .type('form')
      .send({ text: 'Air naik lagi.', mail: 'ya', key: 'kunci-kabar-surel-01' })
      .expect(303);
    await sweep(t.deps);
    const again = got().slice(11);
    expect(again.map(({ to }) => to)).not.toContain('reader0@contoh.test');
    expect(again).toHaveLength(9);
    expect(again[0]?.mail.subject).toMatch(/^PERKEMBANGAN Bencana alam/);
    expect(again[0]?.mail.text).toContain('Air naik lagi.');
  } finally {
    await smtp.close();
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { type Db, writing } from '../../src/db/connect';
import type { OutboxRow } from '../../src/db/tables/mail';
import { deliverOutbox } from '../../src/mail/deliver';
import { enqueueMail, enqueueMails, requeue } from '../../src/mail/outbox';
import { countOutbox, listOutbox, outboxLetter } from '../../src/mail/queries';
import { mailTransport } from '../../src/mail/transport';
import { deriveKeys } from '../../src/secrets/keys';
import { region } from '../audit/chains';
import { FRIDAY_MORNING, type TestClock, testClock } from '../support/clock';
import { type TestDb, testDb } from '../support/db';
import { DATA_KEY, letter, ORG } from './letters';
import { type TestSmtp, testSmtp } from './smtp';

const keys = deriveKeys(DATA_KEY);
const log = pino({ level: 'silent' });
const MINUTES = 60_000;
let test: TestDb;
let db: Db;
let regionId: number;
let smtp: TestSmtp;
let clock: TestClock;

beforeEach(async () => {
  test = await testDb('schema');
  db = test.db;
  regionId = await region(db);
  smtp = await testSmtp();
  clock = testClock();
});
afterEach(async () => {
  await smtp.close();
  await test.destroy();
});

const deps = (smtpUrl = smtp.url) => ({ db, clock, keys, log, mail: mailTransport({ smtpUrl, org: ORG }) });
const put = (...mails: ReturnType<typeof letter>[]) =>
  writing(db, (trx) => enqueueMails(trx, keys, clock.now().toISOString(), mails));
const rows = (): Promise<OutboxRow[]> => db('outbox').orderBy('id');
const only = async () => (await rows())[0] as OutboxRow;
const later = (ms: number) => clock.set(new Date(clock.now().getTime() + ms).toISOString());

describe('putting a letter in', () => {
  it('stores one letter for one occasion, sealed', async () => {
    const first = await writing(db, (trx) => enqueueMail(trx, keys, FRIDAY_MORNING, letter(regionId, 1)));
    const again = await writing(db, (trx) => enqueueMail(trx, keys, FRIDAY_MORNING, letter(regionId, 1)));
    expect([first, again]).toEqual([true, false]);
    expect(await put(letter(regionId, 1), letter(regionId, 2))).toEqual(['test:2']);
    const stored = JSON.stringify(await rows());
    expect(stored).not.toMatch(/warga1|Ratna|P-2026/);
  });

  it('leaves with the change it tells of, or not at all', async () => {
    const failing = writing(db, async (trx) => {
      await enqueueMail(trx, keys, FRIDAY_MORNING, letter(regionId, 1));
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await rows()).toEqual([]);
  });
});

describe('delivering', () => {
  it('sends each letter once, also with several passes at once', async () => {
    smtp.slow(5);
    await put(...Array.from({ length: 30 }, (_, n) => letter(regionId, n)));
    const passes = await Promise.all([deliverOutbox(deps()), deliverOutbox(deps()), deliverOutbox(deps())]);
    expect(passes.reduce((sum, pass) => sum + pass.sent, 0)).toBe(30);
    expect(new Set(smtp.received.map((mail) => mail.to)).size).toBe(30);
    expect(smtp.received).toHaveLength(30);
    expect(await deliverOutbox(deps())).toEqual({ sent: 0, retried: 0, failed: 0 });
  });

  it('sends what was written, from the office, under the kept Message-ID', async () => {
    await put({ ...letter(regionId, 1), html: '<p>Halo</p>' });
    await deliverOutbox(deps());
    const [{ mail, from } = { mail: undefined, from: '' }] = smtp.received;
    expect(from).toBe(ORG.email);
    expect(mail?.from).toMatchObject({ name: ORG.name, address: ORG.email });
    expect(mail?.subject).toBe('Permohonan Anda kami terima');
    expect(mail?.text?.replaceAll('\r', '').trim()).toBe(letter(regionId, 1).text.trim());
    expect(mail?.html).toContain('<p>Halo</p>');
    expect(mail?.date).toBe(FRIDAY_MORNING);
    expect(mail?.headers.find((header) => header.key === 'auto-submitted')?.value).toBe('auto-generated');
    const row = await only();
    expect(mail?.messageId).toBe(`<${row.message_id}@demak.test>`);
    expect(row).toMatchObject({ state: 'sent', attempts: 1, sent_at: FRIDAY_MORNING, last_error: null });
  });

  it('keeps every letter while no server is set', async () => {
    await put(letter(regionId, 1));
    expect(await deliverOutbox(deps(''))).toEqual({ sent: 0, retried: 0, failed: 0 });
    expect(await only()).toMatchObject({ state: 'pending', attempts: 0 });
  });

  it('tells the register in the same transaction which letter was sent when', async () => {
    await put({ ...letter(regionId, 1), letterId: 7 });
    const told: unknown[] = [];
    await deliverOutbox(deps(), {
      onSent: async (trx, sent) => {
        told.push(sent, (await trx('outbox').first('state')).state);
      },
    });
    expect(told).toEqual([
      { outboxId: (await only()).id, requestId: null, letterId: 7, sentAt: FRIDAY_MORNING },
      'sent',
    ]);
  });

  it('stops at the limit', async () => {
    await put(letter(regionId, 1), letter(regionId, 2), letter(regionId, 3));
    expect(await deliverOutbox(deps(), { limit: 2 })).toMatchObject({ sent: 2 });
    expect(await countOutbox(db, regionId)).toEqual({ sent: 2, pending: 1 });
  });
});

describe('when the server is not willing', () => {
  it('waits for a server that is down, and sends when it is back', async () => {
    const url = smtp.url;
    await smtp.close();
    await put(letter(regionId, 1), letter(regionId, 2));
    expect(await deliverOutbox(deps(url))).toEqual({ sent: 0, retried: 1, failed: 0 });
    expect(await only()).toMatchObject({
      state: 'pending',
      attempts: 1,
      last_error: expect.stringContaining('ECONNREFUSED'),
    });
    smtp = await testSmtp(Number(new URL(url).port));
    expect(await deliverOutbox(deps(url))).toMatchObject({ sent: 1 });
    later(1 * MINUTES);
    expect(await deliverOutbox(deps(url))).toMatchObject({ sent: 1 });
    expect(smtp.received).toHaveLength(2);
  });

  it('never gives a letter up for a server that cannot be reached, and asks it every hour', async () => {
    const url = smtp.url;
    await smtp.close();
    await put(letter(regionId, 1));
    for (let i = 0; i < 15; i++) {
      expect(await deliverOutbox(deps(url))).toMatchObject({ retried: 1 });
      later(60 * MINUTES);
    }
    smtp = await testSmtp(Number(new URL(url).port));
    expect(await deliverOutbox(deps(url))).toMatchObject({ sent: 1 });
  });

  it.each([
    ['recipient', { rcpt: 451 }],
    ['letter', { data: 452 }],
  ])('tries again later after a "not now" about the %s', async (_, behaviour) => {
    await put(letter(regionId, 1));
    smtp.behave(() => behaviour);
    expect(await deliverOutbox(deps())).toEqual({ sent: 0, retried: 1, failed: 0 });
    smtp.behave(() => 'ok');
    later(MINUTES - 1);
    expect(await deliverOutbox(deps())).toMatchObject({ sent: 0 });
    later(1);
    expect(await deliverOutbox(deps())).toMatchObject({ sent: 1 });
    expect(smtp.received).toHaveLength(1);
  });

  it('waits longer each time and gives up after ten attempts', async () => {
    await put(letter(regionId, 1));
    smtp.behave(() => ({ rcpt: 450 }));
    const waits: number[] = [];
    for (;;) {
      await deliverOutbox(deps());
      const row = await only();
      if (row.state !== 'pending') break;
      const wait = Date.parse(row.next_attempt_at as string) - clock.now().getTime();
      waits.push(wait / MINUTES);
      later(wait);
    }
    expect(waits).toEqual([1, 5, 15, 60, 240, 720, 1440, 1440, 1440]);
    expect(await only()).toMatchObject({ state: 'failed', attempts: 10 });
  });

  it.each([
    ['recipient', { rcpt: 550 }],
    ['letter', { data: 554 }],
  ])('gives up at once when the %s is refused for good, and sends the others', async (_, behaviour) => {
    await put(letter(regionId, 1), letter(regionId, 2));
    smtp.behave((to) => (to.startsWith('warga1@') ? behaviour : 'ok'));
    expect(await deliverOutbox(deps())).toEqual({ sent: 1, retried: 0, failed: 1 });
    expect(await only()).toMatchObject({ state: 'failed', attempts: 1 });
    expect(smtp.received.map((mail) => mail.to)).toEqual(['warga2@contoh.test']);
  });

  it('gives an impossible address up at once', async () => {
    await put(letter(regionId, 1, 'bukan alamat\r\nRCPT TO:<x@y.test>'));
    expect(await deliverOutbox(deps())).toMatchObject({ failed: 1 });
    expect(smtp.received).toEqual([]);
  });

  it('does not stop for a letter that another data key sealed', async () => {
    await put(letter(regionId, 1));
    await writing(db, (trx) => enqueueMail(trx, deriveKeys('77'.repeat(32)), FRIDAY_MORNING, letter(regionId, 2)));
    expect(await deliverOutbox(deps())).toEqual({ sent: 1, retried: 0, failed: 1 });
  });
});

describe('when the conversation ends in the middle', () => {
  it.each([['drop'], ['take-and-drop']] as const)(
    'leaves the letter uncertain and never sends it by itself (%s)',
    async (how) => {
      await put(letter(regionId, 1), letter(regionId, 2));
      smtp.behave((to) => (to.startsWith('warga1@') ? how : 'ok'));
      expect(await deliverOutbox(deps())).toEqual({ sent: 1, retried: 0, failed: 0 });
      expect(await only()).toMatchObject({ state: 'uncertain' });
      smtp.behave(() => 'ok');
      later(48 * 60 * MINUTES);
      clock.passReal(60 * MINUTES);
      expect(await deliverOutbox(deps())).toMatchObject({ sent: 0 });
      expect(smtp.received.filter((mail) => mail.to.startsWith('warga1@'))).toHaveLength(how === 'drop' ? 0 : 1);

      const { id, message_id } = await only();
      expect(await writing(db, (trx) => requeue(trx, regionId, id, clock.now().toISOString()))).toBe(true);
      expect(await deliverOutbox(deps())).toMatchObject({ sent: 1 });
      expect(smtp.received.at(-1)?.messageId).toBe(`<${message_id}@demak.test>`);
      expect(await writing(db, (trx) => requeue(trx, regionId, id, clock.now().toISOString()))).toBe(false);
    },
  );

  it('gives back what a dead pass had claimed, and calls uncertain what it was handing over', async () => {
    await put(letter(regionId, 1), letter(regionId, 2));
    const [first, second] = await rows();
    const claimed_at = clock.real().toISOString();
    await db('outbox').where({ id: first?.id }).update({ state: 'claimed', claim: 'dead', claimed_at });
    await db('outbox').where({ id: second?.id }).update({ state: 'handing_over', claim: 'dead too', claimed_at });
    clock.passReal(4 * MINUTES);
    expect(await deliverOutbox(deps())).toMatchObject({ sent: 0 });
    clock.passReal(2 * MINUTES);
    expect(await deliverOutbox(deps())).toMatchObject({ sent: 1 });
    expect((await rows()).map((row) => row.state)).toEqual(['sent', 'uncertain']);
  });

  it('loses nothing and doubles nothing when its process is killed at any moment', async () => {
    const COUNT = 30;
    await put(...Array.from({ length: COUNT }, (_, n) => letter(regionId, n)));
    smtp.slow(15);
    let killed = 0;
    for (let round = 0; round < 5; round++) {
      const before = smtp.received.length;
      const child = startPass(round);
      const ended = once(child, 'exit');
      // Kill somewhere inside the next few letters, counted from the first one that really leaves.
      while (smtp.received.length === before && child.exitCode === null) await pause(2);
      await pause(7 + round * 9);
      if (child.kill('SIGKILL')) killed++;
      await ended;
    }
    clock.passReal(5 * 6 * MINUTES + 6 * MINUTES);
    await deliverOutbox(deps());
    const all = await rows();
    const uncertain = all.filter((row) => row.state === 'uncertain');
    expect(all.filter((row) => row.state === 'sent')).toHaveLength(COUNT - uncertain.length);
    expect(uncertain.length).toBeLessThanOrEqual(killed);
    const ids = smtp.received.map((mail) => mail.messageId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const row of all) {
      if (row.state === 'sent') expect(ids).toContain(`<${row.message_id}@demak.test>`);
    }
  }, 60_000);

  function startPass(round: number) {
    const root = resolve(__dirname, '../..');
    const args = [test.databaseUrl, test.dataDir, smtp.url, DATA_KEY, FRIDAY_MORNING, String(round * 6 * MINUTES)];
    const runner = resolve(root, 'test/support/run-ts.cjs');
    return spawn(process.execPath, [runner, resolve(__dirname, 'deliver-child.ts'), ...args], {
      cwd: root,
      stdio: 'ignore',
    });
  }
});

describe('what the administrator sees', () => {
  it('lists newest first, page by page, with masked addresses', async () => {
    await put(letter(regionId, 1), letter(regionId, 2), letter(regionId, 3));
    const first = await listOutbox(db, keys, regionId, { limit: 2 });
    expect(first.items.map((item) => item.recipient)).toEqual(['w•••@contoh.test', 'w•••@contoh.test']);
    const rest = await listOutbox(db, keys, regionId, { limit: 2, cursor: first.next });
    expect(rest).toMatchObject({ items: [{ state: 'pending' }], next: null });
    expect(await listOutbox(db, keys, regionId, { states: ['sent'] })).toEqual({ items: [], next: null });
    const opened = await outboxLetter(db, keys, regionId, rest.items[0]?.id ?? 0);
    expect(opened).toMatchObject({ recipient: 'w•••@contoh.test', text: letter(regionId, 1).text });
    expect(await outboxLetter(db, keys, regionId + 1, rest.items[0]?.id ?? 0)).toBeUndefined();
  });
});

const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

import { writing } from '../../src/db/connect';
import { sweep } from '../../src/jobs/sweep';
import { deliverOutbox } from '../../src/mail/deliver';
import { deliveryOf } from '../../src/mail/delivery';
import { openLetter } from '../../src/mail/sealing';
import { mailTransport } from '../../src/mail/transport';
import { openText } from '../../src/secrets/keys';
import { forgetOld } from '../../src/subscriptions/commands';
import { runDigests } from '../../src/subscriptions/digest/commands';
import { another } from '../cases/crowd';
import { givenDocument } from '../catalogue/documents';
import { type Behaviour, testSmtp } from '../mail/smtp';
import { type Agent, type TestApp, testApp } from '../support/app';

const FRIDAY = '2026-12-11T09:00:00+07:00';
const HOUR = 3_600_000;
let t: TestApp;
let reader: Agent;
beforeAll(async () => {
  t = await testApp({ clock: FRIDAY });
  reader = t.browser();
});
beforeEach(async () => {
  t.clock.set(FRIDAY);
  await t.db('subscriptions').delete();
  await t.db('outbox').delete();
});
afterAll(() => t.close());

const ask = (form: Record<string, string>) =>
  reader
    .post('/langganan')
    .type('form')
    .send({ kind: 'documents', ...form });
const rows = () => t.db('subscriptions').orderBy('id');
const letters = async () =>
  (await t.db('outbox').orderBy('id')).map((row) => ({ ...row, ...openLetter(t.deps.keys, row) }));
const lastText = async () => (await letters()).at(-1)?.text ?? '';
const tokenIn = (text: string) => /konfirmasi\?kunci=([\w-]+)/.exec(text)?.[1] ?? '';
const stopIn = (text: string) => new URL(/http\S+berhenti\?tanda=[\w-]+/.exec(text)?.[0] ?? '');
const confirm = (kunci: string) => reader.post('/langganan/konfirmasi').type('form').send({ kunci });

/** Asks and confirms, as its owner would. */
async function subscribed(form: Record<string, string>): Promise<void> {
  await ask(form).expect(303);
  await confirm(tokenIn(await lastText())).expect(200);
  await t.db('outbox').delete();
  t.clock.passReal(2 * HOUR);
}

describe('asking and confirming', () => {
  it('sends nothing before the owner has confirmed, by a button and not by opening the link', async () => {
    await ask({ email: 'Siti@Warga.test', q: 'anggaran', badan: 'dinkominfo' })
      .expect(303)
      .expect('Location', '/langganan/terkirim');
    const text = await lastText();
    expect(text).toContain('kata “anggaran”, Dinas Komunikasi dan Informatika');
    const token = tokenIn(text);
    const opened = await reader
      .get(`/langganan/konfirmasi?kunci=${token}`)
      .expect(200)
      .expect('Cache-Control', 'no-store');
    expect(opened.headers['set-cookie']).toBeUndefined();
    expect(opened.text).toContain('s•••@warga.test');
    expect((await rows())[0]).toMatchObject({ state: 'waiting', confirmed_at: null, next_digest_at: null });
    await confirm(token).expect(200);
    await confirm(token).expect(200);
    expect((await rows())[0]).toMatchObject({
      state: 'active',
      frequency: 'daily',
      next_digest_at: '2026-12-12T00:00:00.000Z',
    });
    // Neither the address nor the token stands anywhere in the clear, the log included.
    const kept = JSON.stringify([
      await rows(),
      await t.db('outbox'),
      await t.db('audit_events').where('chain', 'subscriptions'),
    ]);
    expect(kept).not.toMatch(/warga\.test/i);
    expect(kept).not.toContain(token);
    expect(kept).toContain('subscription_confirmed');
  });

  it('answers the same for an address that is new, waits, or has subscribed, and keeps it once', async () => {
    const answers = [];
    for (let i = 0; i < 3; i++) {
      const answer = await ask({ email: 'siti@warga.test' });
      answers.push([answer.status, answer.headers.location, answer.text]);
      if (i === 1) await confirm(tokenIn(await lastText()));
      t.clock.passReal(2 * HOUR);
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await rows()).toHaveLength(1);
    const subjects = new Set((await letters()).map((letter) => letter.subject));
    expect([(await letters()).length, subjects.size]).toEqual([3, 1]);
  });

  it('writes once for two clicks at once, and floods nobody', async () => {
    await Promise.all([ask({ email: 'a@b.test' }), ask({ email: 'a@b.test' }), ask({ email: 'a@b.test' })]);
    expect(await letters()).toHaveLength(1);
    for (let i = 0; i < 6; i++) await ask({ email: 'a@b.test', q: `kata${i}` }).expect(303);
    expect(await letters()).toHaveLength(3);
    t.clock.passReal(2 * HOUR);
    await ask({ email: 'a@b.test', q: 'lagi' }).expect(303);
    expect(await letters()).toHaveLength(4);
  });

  it('forgets what was not confirmed in three days, and its link with it', async () => {
    await ask({ email: 'siti@warga.test' });
    const token = tokenIn(await lastText());
    t.clock.passReal(72 * HOUR - 60_000);
    await forgetOld(t.deps);
    expect(await rows()).toHaveLength(1);
    t.clock.passReal(61_000);
    await confirm(token).expect(410);
    await reader.get(`/langganan/konfirmasi?kunci=${token}`).expect(410);
    await forgetOld(t.deps);
    expect(await rows()).toEqual([]);
  });

  it.each([
    ['no address', { email: '' }, '#f-email'],
    ['half an address', { email: 'siti@' }, '#f-email'],
    ['an unknown body', { email: 'a@b.test', badan: 'tidak-ada' }, 'Pencarian ini tidak dapat disimpan'],
    ['an unknown category', { email: 'a@b.test', kategori: 'rahasia' }, 'Pencarian ini tidak dapat disimpan'],
    ['an endless search', { email: 'a@b.test', q: 'x'.repeat(5000) }, 'Pencarian ini tidak dapat disimpan'],
  ])('refuses %s with a sentence, keeps what was typed, and stores nothing', async (_, form, words) => {
    const answer = await ask(form as Record<string, string>);
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(words)]);
    if (form.email) expect(answer.text).toContain(`value="${form.email}"`);
    expect([await rows(), await letters()]).toEqual([[], []]);
  });

  it('slows down whoever asks too often', async () => {
    const strict = await testApp({ config: { rateLimit: true } });
    const answers: number[] = [];
    for (let i = 0; i < 11; i++) {
      const sent = strict.browser().post('/langganan').type('form').send({ kind: 'documents', email: '' });
      answers.push((await sent).status);
    }
    await strict.close();
    expect(answers).toEqual([...Array(10).fill(422), 429]);
  });

  it('stands on the list with its search, on a body’s page and at the warnings, without a cookie', async () => {
    const list = await reader.get('/informasi?q=anggaran&badan=dinkes').expect(200);
    expect(list.text).toContain('<input type="hidden" name="q" value="anggaran">');
    expect(list.text).toContain('<input type="hidden" name="badan" value="dinkes">');
    expect((await reader.get('/badan-publik/dinkes')).text).toContain(
      '<input type="hidden" name="badan" value="dinkes">',
    );
    expect((await reader.get('/peringatan')).text).toContain('<input type="hidden" name="kind" value="announcements">');
    expect(list.headers['set-cookie']).toBeUndefined();
  });
});

describe('ending', () => {
  it('ends one, or all of an address, without signing in, and says so again when asked again', async () => {
    for (const q of ['satu', 'dua', 'tiga']) await ask({ email: 'siti@warga.test', q });
    await ask({ email: 'lain@warga.test', q: 'satu' });
    const [first, second] = (await letters()).map((letter) => stopIn(letter.text));
    const stop = first as URL;
    const page = await reader.get(stop.pathname + stop.search).expect(200);
    expect(page.text).toContain('kata “satu”');
    expect(await rows()).toHaveLength(4);
    await reader.post(stop.pathname + stop.search).expect(200);
    await reader.post(stop.pathname + stop.search).expect(200);
    expect(await rows()).toHaveLength(3);
    await reader.get(`${stop.pathname}?tanda=${second?.searchParams.get('tanda')}`).expect(404);
    await reader.post(`${second?.pathname}?tanda=x`).expect(404);
    const all = second as URL;
    await reader
      .post(all.pathname + all.search)
      .type('form')
      .send({ semua: '1' })
      .expect(200);
    expect(await rows()).toHaveLength(1);
  });
});

describe('digests', () => {
  /** Documents published at an instant, through what the public list shows. */
  const publish = (title: string, at: string, over = {}) =>
    givenDocument(t.db, { title, published_at: new Date(at).toISOString(), ...over });

  it('tells in the morning what is new for the search, each item once, and never what the list hides', async () => {
    await publish('Anggaran lama', '2026-12-10T10:00:00+07:00');
    await subscribed({ email: 'siti@warga.test', q: 'anggaran' });
    const secret = await publish('Anggaran rahasia', '2026-12-11T10:00:00+07:00', {
      category: 'dikecualikan',
      summary: 'ISI RAHASIA',
      url: 'https://rahasia.test/x',
    });
    await publish('Anggaran konsep', '2026-12-11T10:00:00+07:00', { state: 'draft' });
    await publish('Anggaran ditarik', '2026-12-11T10:00:00+07:00', { state: 'withdrawn' });
    await publish('Jalan desa', '2026-12-11T10:00:00+07:00');
    const fresh = await publish('Anggaran 2027', '2026-12-11T10:00:00+07:00', { summary: 'Ringkasan anggaran.' });

    t.clock.set('2026-12-12T06:59:59+07:00');
    expect(await runDigests(t.deps)).toBe(0);
    t.clock.set('2026-12-12T07:00:00+07:00');
    expect(await runDigests(t.deps)).toBe(1);
    const [letter] = await letters();
    expect(letter?.to).toBe('siti@warga.test');
    expect(letter?.text).toContain(`/informasi/${fresh.slug}`);
    // That an exempt item exists is public, as on the list; what it says, and where, is not.
    expect(letter?.text).toContain(secret.title);
    expect(letter?.text).not.toMatch(/ISI RAHASIA|rahasia\.test/);
    expect(letter?.text).not.toMatch(/konsep|ditarik|Jalan desa|Anggaran lama/);
    expect(letter?.unsubscribe).toBe(stopIn(letter?.text ?? '').href);
    // Once, whoever asks again; and the next morning is silent when nothing is new.
    expect(await runDigests(t.deps)).toBe(0);
    t.clock.set('2026-12-13T07:00:00+07:00');
    expect(await runDigests(t.deps)).toBe(0);
    expect(await letters()).toHaveLength(1);
  });

  it('misses nothing and repeats nothing at the edge of two digests', async () => {
    await subscribed({ email: 'siti@warga.test', badan: 'dinkes' });
    const times = ['06:54:59.999', '06:55:00.000', '06:55:00.001', '06:59:59.000'];
    for (const [i, time] of times.entries()) await publish(`Tepi ${i}`, `2026-12-12T${time}+07:00`, { body: 'dinkes' });
    const seen: string[] = [];
    for (const day of ['12', '13', '14']) {
      t.clock.set(`2026-12-${day}T07:00:00+07:00`);
      await runDigests(t.deps);
    }
    for (const { text } of await letters()) seen.push(...[...text.matchAll(/Tepi \d/g)].map(String));
    expect(seen.sort()).toEqual(['Tepi 0', 'Tepi 1', 'Tepi 2', 'Tepi 3']);
    expect(await letters()).toHaveLength(2);
  });

  it('lists twenty at most, with the way to the others; weekly ones leave on Monday', async () => {
    await subscribed({ email: 'siti@warga.test', kategori: 'setiap-saat', frequency: 'weekly' });
    for (let i = 0; i < 25; i++)
      await publish(`Keputusan ${i}`, '2026-12-11T11:00:00+07:00', { category: 'setiap-saat' });
    t.clock.set('2026-12-13T08:00:00+07:00');
    expect(await runDigests(t.deps)).toBe(0);
    t.clock.set('2026-12-14T07:00:00+07:00');
    expect(await runDigests(t.deps)).toBe(1);
    const [letter] = await letters();
    expect(letter?.text.match(/Keputusan \d/g)).toHaveLength(20);
    expect(letter?.text).toContain('/informasi?kategori=setiap-saat');
    expect((await rows())[0].next_digest_at).toBe('2026-12-21T00:00:00.000Z');
  });

  it('is made once for each by passes at once, in bounded batches, with one look for equal searches', async () => {
    await subscribed({ email: 'siti@warga.test', q: 'irigasi' });
    const [{ id: _, ...one }] = await rows();
    const others = Array.from({ length: 449 }, (_unused, i) => ({
      ...one,
      public_id: `salin${i}`,
      email_index: `i${i}`,
      token_hash: null,
    }));
    for (let i = 0; i < others.length; i += 45) await t.db('subscriptions').insert(others.slice(i, i + 45));
    // Sealed for the first row alone: of the copies nobody is written to, and none of them holds the others up.
    await publish('Irigasi Sungai Wulan', '2026-12-11T12:00:00+07:00');
    t.clock.set('2026-12-12T07:00:00+07:00');
    const second = another(t);
    let looks = 0;
    const watch = ({ sql }: { sql: string }) => void (/from .documents. as .d. inner join/i.test(sql) && looks++);
    t.db.on('query', watch);
    const written = await Promise.all([runDigests(t.deps), runDigests(second.deps)]);
    t.db.off('query', watch);
    await second.close();
    expect(written.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect(looks).toBeLessThanOrEqual(3);
    expect(await t.db('subscriptions').where('next_digest_at', '<=', t.clock.now().toISOString())).toEqual([]);
  });

  it('leaves by a real mail server with its one-click end, and the letter is forgotten after a month', async () => {
    await subscribed({ email: 'siti@warga.test', q: 'parkir' });
    await publish('Peraturan parkir', '2026-12-11T12:00:00+07:00');
    t.clock.set('2026-12-12T07:00:00+07:00');
    await runDigests(t.deps);
    const smtp = await testSmtp();
    await deliverOutbox({ ...t.deps, mail: mailTransport({ ...t.deps.config, smtpUrl: smtp.url }) });
    await smtp.close();
    const [mail] = smtp.received;
    expect(mail?.mail.subject).toBe('1 informasi baru dari PPID Kabupaten Demak');
    expect(mail?.mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toMatch(
      /^<http.+berhenti\?tanda=[\w-]+>$/,
    );
    await writing(t.db, (trx) => trx('outbox').insert({ ...LETTER_OF_A_CASE, region_id: t.regionId }));
    t.clock.set('2027-01-11T06:59:59+07:00');
    await forgetOld(t.deps);
    expect(await t.db('outbox')).toHaveLength(2);
    t.clock.set('2027-01-11T07:00:01+07:00');
    await forgetOld(t.deps);
    expect(await t.db('outbox').pluck('kind')).toEqual(['receipt']);
  });
});

describe('an address that nobody is reached under', () => {
  const ended = async () =>
    (await t.db('audit_events').where({ chain: 'subscriptions', kind: 'subscription_unreachable' })).length;

  /** A letter of an alert that meets this answer of a real mail server; what is left of the subscriptions. */
  async function met(behaviour: Behaviour): Promise<string[]> {
    await t.db('subscriptions').delete();
    await t.db('outbox').delete();
    t.clock.set(FRIDAY);
    await subscribed({ email: 'mati@warga.test', q: 'parkir' });
    await subscribed({ email: 'mati@warga.test', q: 'taman' });
    await subscribed({ email: 'hidup@warga.test', q: 'parkir' });
    await givenDocument(t.db, { title: 'Peraturan parkir', published_at: '2026-12-11T05:00:00.000Z' });
    t.clock.set('2026-12-12T07:00:00+07:00');
    const smtp = await testSmtp();
    smtp.behave((to) => (to.startsWith('mati@') ? behaviour : 'ok'));
    await sweep({ ...t.deps, mail: mailTransport({ ...t.deps.config, smtpUrl: smtp.url }) });
    await smtp.close();
    expect(smtp.received.map(({ to }) => to)).toContain('hidup@warga.test');
    const left = await t.db('subscriptions').orderBy('id');
    return left.map((row) => openText(t.deps.keys.seal, row.email_sealed, `subscription:${row.public_id}`));
  }

  it('ends every subscription of it when the refusal is for good, with an event that names nobody', async () => {
    const before = await ended();
    expect(await met({ rcpt: 550 })).toEqual(['hidup@warga.test']);
    expect(await ended()).toBe(before + 2);
    const kept = JSON.stringify(await t.db('audit_events').where('chain', 'subscriptions'));
    expect(kept).not.toMatch(/warga\.test/);
    expect(await t.db('outbox').where('state', 'failed')).toHaveLength(1);
    // The sealed address has no business here a month later.
    t.clock.set('2027-01-11T06:59:59+07:00');
    await forgetOld(t.deps);
    expect(await t.db('outbox').where('state', 'failed')).toHaveLength(1);
    t.clock.set('2027-01-11T07:00:01+07:00');
    await forgetOld(t.deps);
    expect(await t.db('outbox').where('state', 'failed')).toEqual([]);
  });

  it.each<[string, Behaviour]>([
    ['not now', { rcpt: 450 }],
    ['the letter itself', { data: 554 }],
    ['not now for the letter', { data: 451 }],
  ])('keeps them when the server says %s', async (_, behaviour) => {
    const before = await ended();
    expect(await met(behaviour)).toEqual(['mati@warga.test', 'mati@warga.test', 'hidup@warga.test']);
    expect(await ended()).toBe(before);
  });

  it.each([
    [550, 'RCPT TO', '550 5.1.1 <x@y.test> User unknown', true],
    [550, 'RCPT TO', '550 No such user here', true],
    [553, 'RCPT TO', '553 5.1.3 Bad address', true],
    [550, 'RCPT TO', '550 5.2.1 The mailbox is disabled', true],
    [550, 'DATA', '550 5.1.1 User unknown', true],
    [552, 'RCPT TO', '552 5.2.2 Mailbox full', false],
    [554, 'RCPT TO', '554 5.7.1 Relay access denied', false],
    [550, 'RCPT TO', '550 relaying denied', false],
    [550, 'RCPT TO', '550 5.7.26 blocked by policy', false],
    [554, 'DATA', '554 message looks like spam', false],
  ])('%s to %s, "%s": nobody is there: %s', (responseCode, command, response, expected) => {
    const error = { message: `refused: ${response}`, response, responseCode, command };
    expect(deliveryOf(error, { connected: true, begun: command === 'DATA' })).toMatchObject({
      ...{ outcome: 'refused', noSuchAddress: expected },
    });
  });
});

const LETTER_OF_A_CASE = {
  ...{
    dedupe_key: 'surat-kasus',
    kind: 'receipt',
    recipient_sealed: '',
    subject: '',
    content_sealed: '',
    state: 'sent',
  },
  ...{ attempts: 1, message_id: 'x', created_at: '2026-12-01T00:00:00.000Z', sent_at: '2026-12-01T00:00:00.000Z' },
};

import { execFile } from 'node:child_process';
import { createHash, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { chainNamed } from '../../src/audit/case-queries';
import { publishHead } from '../../src/audit/heads/commands';
import { sealEvents } from '../../src/audit/seal/commands';
import { headText } from '../../src/audit/signing';
import { remindOfFindings } from '../../src/auditor/finding-commands';
import { logEntries } from '../../src/auditor/log-queries';
import { rankOf } from '../../src/auditor/sampling';
import { isPostgres } from '../../src/db/connect';
import { copyRequests } from '../../src/jobs/bench/load';
import { openLetter } from '../../src/mail/sealing';
import { type TestApp, testApp } from '../support/app';

let portal: TestApp;
const numbers: string[] = [];

beforeAll(async () => {
  portal = await testApp();
  for (let n = 0; n < 6; n++) numbers.push(await filed(n));
});
afterAll(() => portal.close());

async function filed(n: number): Promise<string> {
  const requester = {
    kind: 'individual',
    name: `Pemohon ${n}`,
    identity_number: `332101010190000${n}`,
    email: `p${n}@warga.test`,
  };
  const sent = { requester, details: `Anggaran desa ${n}`, purpose: 'Skripsi', obtain: 'copy', deliver: 'email' };
  const answer = await portal.browser().post('/api/v1/requests').send(sent).expect(201);
  return answer.body.number;
}

const letters = async (start: string) =>
  (await portal.db('outbox').where('dedupe_key', 'like', `${start}%`).orderBy('id')).map((row) => ({
    ...row,
    text: openLetter(portal.deps.keys, row).text,
  }));

describe('the log', () => {
  it('is searched by case, person and kind, each shown with who, when and what changed', async () => {
    const auditor = await portal.as('auditor');
    const page = await auditor.get(`/auditor/log?kasus=${numbers[0]?.toLowerCase()}`).expect(200);
    expect(page.text).toContain(`/auditor/permohonan/${numbers[0]}`);
    expect(page.text).toMatch(/timeline-title">Permohonan diterima dan diberi nomor · /);
    expect(page.text).toContain('<li>Batas pemeriksaan kelengkapan: – → ');
    expect(page.text).toContain('Kode: submitted, rantai request:');
    expect(page.text).toMatch(/<option value="submitted"[^>]*>Permohonan diterima dan diberi nomor</);
    expect(page.text).not.toContain(numbers[1]);
    expect(page.text).not.toContain('Pemohon 0');
    const kinds = await auditor.get('/auditor/log?jenis=submitted').expect(200);
    for (const number of numbers) expect(kinds.text).toContain(number);
    await auditor.get('/auditor/log?orang=petugas@contoh.test').expect(200);
    const unknown = await auditor.get('/auditor/log?orang=tidak-ada&kasus=P-1').expect(422);
    expect(unknown.text).toContain('Tidak tepat satu petugas');
    expect(unknown.text).toContain('Tidak ada perkara atau rantai');
  });

  it('pages by a cursor, and asks by indexes alone', async () => {
    const { db, regionId } = portal;
    const none = { chain: null, person: null, kind: null };
    const [first] = await logEntries(db, regionId, none, { before: null, limit: 1 });
    const [second] = await logEntries(db, regionId, none, { before: first?.id ?? 0, limit: 1 });
    expect(second?.id).toBeLessThan(first?.id ?? 0);
    const chain = await chainNamed(db, regionId, String(numbers[0]));
    if (isPostgres(db)) await db.raw('SET enable_seqscan = off');
    for (const [filter, index] of [
      [{ ...none, kind: 'submitted' }, /by_kind/],
      [{ ...none, person: 3 }, /by_person/],
      [{ chain, person: null, kind: null }, /chain/],
    ] as const) {
      const asked: { sql: string; bindings: never[] }[] = [];
      const hear = (query: (typeof asked)[number]) => void asked.push(query);
      db.on('query', hear);
      await logEntries(db, regionId, filter, { before: 999, limit: 5 });
      db.off('query', hear);
      const plan = await db.raw(
        `EXPLAIN ${isPostgres(db) ? '' : 'QUERY PLAN '}${asked[0]?.sql}`.replace(/\$\d+/g, '?'),
        asked[0]?.bindings ?? [],
      );
      expect(JSON.stringify(isPostgres(db) ? plan.rows : plan)).toMatch(index);
    }
  });

  it('leaves by the page as a ZIP that its own verifier finds whole, with an event that says what for', async () => {
    const auditor = await portal.as('auditor');
    const answer = await auditor
      .post('/auditor/log/ekspor')
      .type('form')
      .send({ purpose: 'Pemeriksaan tahunan' })
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200);
    const folder = mkdtempSync(join(tmpdir(), 'export-'));
    for (const [name, content] of Object.entries(unzipSync(new Uint8Array(answer.body))))
      writeFileSync(join(folder, name), content);
    const key = await portal.browser().get('/catatan-audit/kunci.pem').expect(200);
    writeFileSync(join(folder, 'kunci.pem'), key.text);
    const said = await new Promise<string>((resolve) => {
      execFile(process.execPath, ['pemeriksa-audit.mjs', '.', '--key', 'kunci.pem'], { cwd: folder }, (_, out) =>
        resolve(out),
      );
    });
    rmSync(folder, { recursive: true });
    expect(said).toMatch(/^whole: \d+ events/);
    const event = await portal.db('audit_events').where('kind', 'audit_log_exported').first();
    expect(JSON.parse(event.payload)).toMatchObject({
      actor: { role: 'auditor' },
      detail: { purpose: 'Pemeriksaan tahunan' },
    });
  });
});

describe('the head of the day', () => {
  it('is kept and mailed once, also with two sweeps at once, and shown to everybody', async () => {
    const admin = await portal.as('admin');
    const wrong = await admin.post('/admin/log').type('form').send({ addresses: 'a@b.test\nbukan alamat' }).expect(422);
    expect(wrong.text).toContain('Bukan alamat e-mail: bukan.');
    await admin
      .post('/admin/log')
      .type('form')
      .send({ addresses: 'inspektorat@demak.test\nki@jateng.test' })
      .expect(303);
    await sealEvents(portal.db, portal.clock.real().toISOString());
    await Promise.all([publishHead(portal.deps), publishHead(portal.deps)]);
    expect(await publishHead(portal.deps)).toBe(0);
    const [head, ...others] = await portal.db('audit_heads');
    expect(others).toEqual([]);
    const mails = await letters('audit-head:');
    expect(mails).toHaveLength(2);
    expect(mails[0].text).toContain(head.seal);
    const page = await portal.browser().get('/catatan-audit').expect(200);
    expect(page.text).toContain(head.seal);
    expect(page.headers['set-cookie']).toBeUndefined();
    const csv = await portal.browser().get('/catatan-audit/sidik-jari.csv').expect(200);
    const [names, [day, region, seal, , , signature, key] = []] = csv.text
      .replace('\ufeff', '')
      .split('\r\n')
      .map((line) => line.split(','));
    expect(names).toEqual(['day', 'region', 'seal', 'seal_id', 'last_event', 'signature_hex', 'public_key']);
    // Taken as the file gives it: a guard against formulas has touched neither.
    const pem = `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----`;
    const line = Buffer.from(['portal-audit-head-1', region, day, seal].join('\n'));
    expect(verify(null, line, pem, Buffer.from(String(signature), 'hex'))).toBe(true);
    expect(page.text).toContain('portal-audit-head-1');
    // What was mailed can be checked by anybody who kept the key.
    const said = Buffer.from(headText(portal.deps.config.org.region, head.day, head.seal));
    expect(verify(null, said, head.public_key, Buffer.from(head.signature, 'base64'))).toBe(true);
    portal.clock.set('2026-12-12T02:00:00.000Z');
    await publishHead(portal.deps);
    expect(await letters('audit-head:')).toHaveLength(4);
    portal.clock.set('2026-12-11T02:00:00.000Z');
  });
});

describe('a sample', () => {
  const order = { kind: 'request', year: '2026', size: '3', seed: 'dadu-7', purpose: 'Uji petik' };

  it('is what the seed says, kept with it, and the same when it is drawn again later', async () => {
    const auditor = await portal.as('auditor');
    const drawn = await auditor.post('/auditor/sampel').type('form').send(order).expect(303);
    const sample = await portal.db('audit_samples').orderBy('id', 'desc').first();
    // Recomputed by hand: the three smallest hashes.
    const expected = [...numbers].sort((a, b) => (rankOf('dadu-7', a) < rankOf('dadu-7', b) ? -1 : 1)).slice(0, 3);
    expect(JSON.parse(sample.picked)).toEqual(expected);
    expect(sample).toMatchObject({ seed: 'dadu-7', population: 6 });
    numbers.push(await filed(7));
    const again = await auditor.get(`${drawn.headers.location}?periksa=1`).expect(200);
    expect(again.text).toContain('Pemilihan ulang memberi perkara yang sama');
    await expect(portal.db('audit_samples').update({ seed: 'lain' })).rejects.toThrow('append-only');
  });

  it('larger than the set is refused with a sentence; without a seed one is made', async () => {
    const auditor = await portal.as('auditor');
    const count = await portal.db('audit_samples').count({ n: '*' }).first();
    const page = await auditor
      .post('/auditor/sampel')
      .type('form')
      .send({ ...order, size: '50' })
      .expect(422);
    expect(page.text).toContain(`hanya ada ${numbers.length} perkara`);
    expect(page.text).toContain('value="dadu-7"');
    expect(await portal.db('audit_samples').count({ n: '*' }).first()).toEqual(count);
    await auditor
      .post('/auditor/sampel')
      .type('form')
      .send({ ...order, seed: '' })
      .expect(303);
    expect((await portal.db('audit_samples').orderBy('id', 'desc').first()).seed).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('a finding', () => {
  it('is answered by the body, asked again, reminded of once, and closed; the case is not touched', async () => {
    const [auditor, opd, opd2, ppid] = await Promise.all(
      (['auditor', 'opd', 'opd2', 'ppid'] as const).map((name) => portal.as(name)),
    );
    if (!auditor || !opd || !opd2 || !ppid) throw new Error('nobody');
    const before = await portal.db('requests').where('number', String(numbers[0])).first();
    const typed = {
      title: 'Alasan tidak ada',
      text: 'Pertimbangan kosong.',
      case_number: numbers[0],
      body: 'dinkominfo',
      answer_by: '2026-12-18',
    };
    const wrong = await auditor
      .post('/auditor/temuan')
      .type('form')
      .send({ ...typed, case_number: 'P-2026-999999', answer_by: '2026-12-01' })
      .expect(422);
    expect(wrong.text).toContain('Tidak ada perkara dengan nomor ini');
    expect(wrong.text).toContain('Pilih hari ini atau sesudahnya');
    const left = await auditor.post('/auditor/temuan').type('form').send(typed).expect(303);
    const id = String(left.headers.location).split('/').pop();
    expect((await letters(`finding:${id}:opened`)).map(({ text }) => text.includes(`/opd/temuan/${id}`))).toEqual([
      true,
    ]);

    portal.clock.set('2026-12-21T02:00:00.000Z');
    await Promise.all([remindOfFindings(portal.deps), remindOfFindings(portal.deps)]);
    await remindOfFindings(portal.deps);
    expect(await letters(`finding:${id}:reminded`)).toHaveLength(1);

    await opd2.get(`/opd/temuan/${id}`).expect(404);
    const own = await opd.get(`/opd/temuan/${id}`).expect(200);
    expect(own.text).toContain('Lewat batas jawaban');
    const answer = { action: 'answer', text: 'Sudah dilengkapi.', version: '1' };
    await ppid.post(`/petugas/temuan/${id}`).type('form').send(answer).expect(422);
    await opd
      .post(`/opd/temuan/${id}`)
      .type('form')
      .send({ ...answer, action: 'close' })
      .expect(422);
    await opd.post(`/opd/temuan/${id}`).type('form').send(answer).expect(303);
    const stale = await opd.post(`/opd/temuan/${id}`).type('form').send(answer).expect(409);
    expect(stale.text).toContain('sudah berubah');
    expect(await letters(`finding:${id}:answered`)).toHaveLength(1);

    const again = { action: 'ask_again', text: 'Mana buktinya?', version: '2', answer_by: '' };
    await auditor.post(`/auditor/temuan/${id}`).type('form').send(again).expect(422);
    await auditor
      .post(`/auditor/temuan/${id}`)
      .type('form')
      .send({ ...again, answer_by: '2026-12-28' })
      .expect(303);
    await auditor
      .post(`/auditor/temuan/${id}`)
      .type('form')
      .send({ action: 'close', text: 'Cukup.', version: '3' })
      .expect(303);
    expect((await auditor.get('/auditor/temuan?keadaan=closed')).text).toContain('Alasan tidak ada');
    expect((await ppid.get('/petugas/temuan')).text).toContain('Alasan tidak ada');
    const events = await portal.db('audit_events').where('chain', `finding:${id}`).orderBy('seq').pluck('kind');
    expect(events).toEqual([
      'finding_opened',
      'finding_reminded',
      'finding_answered',
      'finding_asked_again',
      'finding_closed',
    ]);
    expect(await portal.db('requests').where('number', String(numbers[0])).first()).toEqual(before);
    portal.clock.set('2026-12-11T02:00:00.000Z');
  });
});

it('costs a filing one insert into the log, and reads no row that filings share', async () => {
  const heard: string[] = [];
  const hear = ({ sql }: { sql: string }) => /audit_/.test(sql) && heard.push(sql);
  portal.db.on('query', hear);
  await filed(8);
  portal.db.off('query', hear);
  expect(heard.map((sql) => sql.replace(/\s*\(.*$/s, '').toLowerCase())).toEqual([
    expect.stringMatching(/^insert into ["`]audit_events["`]$/),
  ]);
});

it('of a large set is drawn by keys at random, in a few look-ups, and the same again when a case has moved on', async () => {
  const { db } = portal;
  await copyRequests(db, 6_000, '2099-01-01T00:00:00.000Z');
  const auditor = await portal.as('auditor');
  const order = { kind: 'request', year: '2026', size: '40', seed: 'dadu-8', purpose: 'Himpunan besar' };
  const asked: string[] = [];
  const hear = ({ sql }: { sql: string }) => /case_history/.test(sql) && asked.push(sql);
  db.on('query', hear);
  const drawn = await auditor.post('/auditor/sampel').type('form').send(order).expect(303);
  db.off('query', hear);
  expect(asked.length).toBeLessThanOrEqual(3);
  const sample = await db('audit_samples').orderBy('id', 'desc').first();
  expect(sample).toMatchObject({ seed: 'dadu-8', population: 6_000 });
  // Recomputed by hand from what the page says.
  const rows: { id: number; number: string }[] = await db('requests').orderBy('id').select('id', 'number');
  const byKey = new Map(rows.map(({ id, number }) => [id, number]));
  const [low, high] = [rows[0]?.id ?? 0, rows.at(-1)?.id ?? 0];
  const expected = new Set<string>();
  for (let n = 0; expected.size < 40; n++) {
    const bits = Number.parseInt(createHash('sha256').update(`dadu-8\n${n}`).digest('hex').slice(0, 12), 16);
    const number = byKey.get(low + (bits % (high - low + 1)));
    if (number) expected.add(number);
  }
  expect(JSON.parse(sample.picked)).toEqual([...expected]);
  const event = await db('audit_events').where('kind', 'sample_drawn').orderBy('id', 'desc').first();
  expect(JSON.parse(event.payload).detail).toMatchObject({ method: 'keys', keys: [low, high], seed: 'dadu-8' });
  portal.clock.set('2026-12-14T02:00:00.000Z');
  const [first] = JSON.parse(sample.picked);
  await db('requests')
    .where('number', first)
    .update({ received_on: '2025-12-11', recorded_at: '2026-12-13T02:00:00.000Z' });
  const again = await auditor.get(`${drawn.headers.location}?periksa=1`).expect(200);
  expect(again.text).toContain('Pemilihan ulang memberi perkara yang sama');
  const beyond = await auditor
    .post('/auditor/sampel')
    .type('form')
    .send({ ...order, kind: 'dispute' })
    .expect(422);
  expect(beyond.text).toContain('hanya ada 0 perkara');
  portal.clock.set('2026-12-11T02:00:00.000Z');
});

it('says from where staff acted, whatever they did, and who signed in; nothing of where a requester asks from', async () => {
  const { db } = portal;
  const [{ id: before }] = await db('audit_events').orderBy('id', 'desc').limit(1).select('id');
  const number = String(numbers[0]);
  const ppid = await portal.as('ppid');
  const { version } = await db('requests').where('number', number).first('version');
  await ppid
    .post(`/petugas/permohonan/${number}/transitions`)
    .type('form')
    .send({ action: 'declare_complete', version })
    .expect(303);
  await (await portal.as('auditor')).post('/auditor/log/ekspor').type('form').send({ purpose: 'Uji asal' }).expect(200);
  const events = await db('audit_events').where('id', '>', before).orderBy('id').select('kind', 'payload');
  const said = (kind: string) => JSON.parse(events.filter((one) => one.kind === kind).at(-1)?.payload ?? '{}');
  const from = { ip: expect.stringContaining('127.0.0.1') };
  expect(said('declared_complete')).toMatchObject({ from, actor: { role: 'ppid' } });
  expect(said('audit_log_exported')).toMatchObject({ from, actor: { role: 'auditor' } });
  const entries = await db('audit_events').where('kind', 'signed_in').orderBy('id').pluck('payload');
  expect(entries.map((payload) => JSON.parse(payload).actor.name)).toContain('PPID Contoh');
  const filings = await db('audit_events').where('kind', 'submitted').pluck('payload');
  expect(filings.filter((payload) => 'from' in JSON.parse(payload))).toEqual([]);
});

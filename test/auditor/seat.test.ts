import supertest from 'supertest';
import { createApp } from '../../src/app';
import { grantReading, makeRole } from '../../src/auditor/grant-commands';
import { connectReadOnly, type Db, isPostgres } from '../../src/db/connect';
import { type Agent, signIn, type TestApp, testApp } from '../support/app';
import { addressOf, CAST_PASSWORD } from '../support/cast';

let portal: TestApp;
let number: string;

beforeAll(async () => {
  portal = await testApp();
  const requester = {
    kind: 'individual',
    name: 'Siti Aminah',
    identity_number: '3321010101900001',
    email: 's@warga.test',
  };
  const sent = { requester, details: 'Anggaran desa', purpose: 'Skripsi', obtain: 'copy', deliver: 'email' };
  number = (await portal.browser().post('/api/v1/requests').send(sent).expect(201)).body.number;
});
afterAll(() => portal.close());

const PAGES = [
  '/auditor',
  '/auditor?tab=eskalasi',
  '/auditor/keberatan',
  '/auditor/keberatan/register',
  '/auditor/sengketa',
  '/auditor/dip',
  '/auditor/pengecualian',
  '/auditor/log',
  '/auditor/log?jenis=submitted',
  '/auditor/sampel',
  '/auditor/temuan',
  '/auditor/temuan/baru',
  '/retensi',
  '/retensi/jatuh-tempo/request',
  '/retensi/penahanan',
  '/statistik/kasus?angka=request.received',
];

it('reads through a connection on which every write fails, and sees neither the name nor a paper', async () => {
  const { reader } = portal.deps;
  if (!reader) throw new Error('no reader');
  await expect(reader('requests').update({ state: 'closed' })).rejects.toThrow(/readonly|read-only/);
  await expect(reader('audit_events').del()).rejects.toThrow(/readonly|read-only/);
  const asked: string[] = [];
  reader.on('query', ({ sql }: { sql: string }) => asked.push(sql));
  const auditor = await portal.as('auditor');
  const page = await auditor.get(`/auditor/permohonan/${number}`).expect(200);
  expect(asked.some((sql) => /requests/.test(sql))).toBe(true);
  expect(page.text).not.toContain('Siti Aminah');
  expect(page.text).not.toContain('berkas-identitas');
  for (const path of PAGES) {
    const before = asked.length;
    await auditor.get(path).expect(200);
    expect([path, asked.length > before]).toEqual([path, true]);
  }
  // Nobody else's pages go that way.
  const before = asked.length;
  await (await portal.as('petugas')).get(`/petugas/permohonan/${number}`).expect(200);
  await (await portal.as('ppid')).get('/retensi').expect(200);
  expect(asked.length).toBe(before);
});

it('opens under a role of PostgreSQL that has SELECT and no secret', async () => {
  const { db, deps } = portal;
  // On SQLite the file itself is opened to read.
  if (!isPostgres(db)) return;
  const url = new URL(String(process.env.TEST_DATABASE_URL));
  url.pathname = (await db.raw('SELECT current_database() AS name')).rows[0].name;
  url.username = `auditor_${process.pid}`;
  url.password = "sandi'uji?1";
  await makeRole(db, url.href);
  await makeRole(db, url.href);
  expect(await grantReading(db, url.href)).toBe(true);
  const role: Db = connectReadOnly(url.href, deps.config.dataDir, deps.config.projectRoot);
  try {
    await role.raw('SET default_transaction_read_only = off');
    for (const statement of [
      "UPDATE requests SET state = 'closed'",
      'DELETE FROM audit_events',
      'SELECT * FROM sessions',
      'SELECT password_hash FROM users',
      'SELECT * FROM outbox',
      'CREATE TABLE mine (id int)',
    ]) {
      await expect(role.raw(statement)).rejects.toThrow(/permission denied/);
    }
    const auditor = await auditorOver(role);
    for (const path of [...PAGES, `/auditor/permohonan/${number}`]) await auditor.get(path).expect(200);
  } finally {
    await role.destroy();
    await db.raw(`DROP OWNED BY "auditor_${process.pid}"`);
    await db.raw(`DROP ROLE "auditor_${process.pid}"`);
  }
});

/** The auditor in the same application, its seat over another connection. */
async function auditorOver(reader: Db): Promise<Agent> {
  const browser = supertest.agent(createApp({ ...portal.deps, reader })).set('Sec-Fetch-Site', 'same-origin');
  return signIn(browser, addressOf('auditor'), CAST_PASSWORD);
}

it('leaves a trace on the case when somebody opens what was blackened for others, the auditor included', async () => {
  const { db, deps } = portal;
  const { id, public_id } = await db('requests').where('number', number).first('id', 'public_id');
  const { storedName, size, sha256 } = await deps.files.putSealed(Buffer.from('%PDF-1.4 rahasia'));
  const stored = { stored_name: storedName, size, sha256, sealed: 1 };
  const row = { request_id: id, name: 'asli.pdf', media_type: 'application/pdf', added_at: '2026-12-11T02:00:00.000Z' };
  await db('request_files').insert({ ...row, ...stored, public_id: 'berkasasli', kind: 'original' });
  await (await portal.as('auditor')).get(`/auditor/permohonan/${number}/berkas/berkasasli`).expect(200);
  const event = await db('audit_events')
    .where({ chain: `request:${public_id}`, kind: 'exempt_file_opened' })
    .first();
  expect(JSON.parse(event.payload)).toMatchObject({
    actor: { role: 'auditor' },
    detail: { file: 'original', id: 'berkasasli' },
  });
});

it('is told of the scan of a paper request or objection, and opens neither: name and number stand on it', async () => {
  const { db, deps } = portal;
  const { id } = await db('requests').where('number', number).first('id');
  const { storedName, size, sha256 } = await deps.files.putSealed(Buffer.from('%PDF-1.4 NIK'));
  const stored = { stored_name: storedName, size, sha256, sealed: 1, media_type: 'application/pdf', kind: 'scan' };
  const file = {
    ...stored,
    name: 'Surat Siti Aminah.pdf',
    added_at: '2026-12-11T02:00:00.000Z',
    public_id: 'pindaian1',
  };
  await db('request_files').insert({ ...file, request_id: id });
  const auditor = await portal.as('auditor');
  const refused = await auditor.get(`/auditor/permohonan/${number}/berkas/pindaian1`).expect(403);
  expect(refused.text).toContain('Auditor tidak melihat identitas.');
  const page = (await auditor.get(`/auditor/permohonan/${number}`).expect(200)).text;
  expect(page).toContain('Pindaian tersimpan, tidak dibuka di sini');
  expect(page).not.toContain('Siti Aminah');
  expect(page).not.toContain('pindaian1');
  await (await portal.as('petugas')).get(`/petugas/permohonan/${number}/berkas/pindaian1`).expect(200);
});

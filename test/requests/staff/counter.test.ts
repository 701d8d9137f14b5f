import { verifyChains } from '../../../src/audit/verify/queries';
import { addDays } from '../../../src/calendar/working-days';
import { accessCode } from '../../../src/secrets/keys';
import { decreed } from '../../exemptions/given';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { EXEMPTION, events, filed, GRANT, ktp, NAME, NIK, pdf, row, step } from './cases';

let app: TestApp;
let petugas: Agent;
let ppid: Agent;
beforeAll(async () => {
  app = await testApp();
  await decreed(app);
  [petugas, ppid] = [await app.as('petugas'), await app.as('ppid')];
});
afterAll(() => app.close());

const ENTRY = {
  channel: 'walk_in',
  received_on: '2026-12-11',
  details: 'Daftar sekolah penerima bantuan',
  purpose: 'Skripsi',
  body: 'dinkominfo',
  kind: 'individual',
  citizen: 'yes',
  name: 'Budi Santoso',
  identity_number: NIK,
  address: 'Jalan Sultan Fatah 1',
  email: '',
  phone: '',
  occupation: '',
  proxy: 'no',
  obtain: 'copy',
  deliver: 'pickup',
  language: 'id',
};

function enter(fields: Record<string, string>, files: Record<string, { name: string; content: Buffer }> = {}) {
  const sending = petugas.post('/petugas/permohonan/baru');
  for (const [name, value] of Object.entries({ ...ENTRY, ...fields })) sending.field(name, value);
  for (const [name, file] of Object.entries(files)) sending.attach(name, file.content, { filename: file.name });
  return sending;
}

const lastNumber = async (): Promise<string> => (await app.db('requests').orderBy('id', 'desc').first('number')).number;
const codeOf = async (number: string) => accessCode(app.deps.keys, (await row(app, number)).public_id);

describe('a request entered at the desk', () => {
  it('gets its number, and a receipt whose code only that officer sees, for a while', async () => {
    await petugas.get('/petugas/permohonan/baru').expect(200);
    const res = await enter({ details: 'Walk-in satu' });
    const number = await lastNumber();
    expect([res.status, res.headers.location]).toEqual([303, `/petugas/permohonan/${number}/tanda-terima`]);
    const code = await codeOf(number);
    expect((await petugas.get(`/petugas/permohonan/${number}/tanda-terima`)).text).toContain(code);
    expect((await ppid.get(`/petugas/permohonan/${number}/tanda-terima`)).text).not.toContain(code);

    app.clock.passReal(16 * 60_000);
    expect((await petugas.get(`/petugas/permohonan/${number}/tanda-terima`)).text).not.toContain(code);
    await petugas.post(`/petugas/permohonan/${number}/tanda-terima`).type('form').send({ reason: '' }).expect(422);
    await petugas
      .post(`/petugas/permohonan/${number}/tanda-terima`)
      .type('form')
      .send({ reason: 'Kertasnya hilang' })
      .expect(303);
    expect((await petugas.get(`/petugas/permohonan/${number}/tanda-terima`)).text).toContain(code);
    expect(await events(app, number)).toEqual(['submitted', 'code_shown']);
    expect((await ppid.get(`/petugas/permohonan/${number}`)).text).toContain('Kertasnya hilang');
  });

  it('counts from the true day of receipt, and wants reason and scan when that lies back', async () => {
    const bare = await enter({ details: 'Surat lama', channel: 'letter', received_on: '2026-12-07' });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('Tulis alasan terlambat dicatat');
    expect(bare.text).toContain('Lampirkan pindaian suratnya');
    expect(bare.text).toContain('Surat lama');
    const good = await enter(
      { details: 'Surat lama', channel: 'letter', received_on: '2026-12-07', late_entry_reason: 'Salah kotak surat' },
      { scan: pdf('surat.pdf') },
    );
    expect(good.status).toBe(303);
    const entered = await row(app, await lastNumber());
    expect([entered.received_on, entered.recorded_on, entered.due_on]).toEqual([
      '2026-12-07',
      '2026-12-11',
      '2026-12-21',
    ]);
    const late = await (await app.as('auditor')).get('/auditor?tab=terlambat-dicatat').expect(200);
    expect(late.text).toContain('Salah kotak surat');
    expect((await enter({ received_on: addDays('2026-12-11', 1) })).status).toBe(422);
  });

  it('tells of every fault at once, and of a case that is there already', async () => {
    const res = await enter({ details: '', identity_number: '33210145', channel: 'pigeon' });
    expect(res.status).toBe(422);
    for (const field of ['f-details', 'f-identity_number', 'f-channel']) expect(res.text).toContain(`#${field}"`);
    await enter({ details: 'Dua kali' });
    const number = await lastNumber();
    const twice = await enter({ details: 'Dua kali' });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain(`/petugas/permohonan/${number}`);
    expect(twice.text).not.toContain(await codeOf(number));
  });

  it('keeps papers sealed, and refuses what is not what it says', async () => {
    const php = { name: 'ktp_php.jpg', content: Buffer.from('<?php phpinfo();') };
    const bad = await enter({ details: 'Dengan PHP' }, { ktp: php });
    expect(bad.status).toBe(422);
    expect(await app.db('requests').where('details', 'Dengan PHP')).toEqual([]);
    await enter({ details: 'Dengan KTP' }, { ktp: pdf('ktp.pdf') });
    const { id } = await row(app, await lastNumber());
    expect(await app.db('request_files').where('request_id', id).select('kind', 'sealed')).toEqual([
      { kind: 'ktp', sealed: 1 },
    ]);
  });
});

describe('an identity paper', () => {
  it('is opened with a reason only, logged on the case, and never by others', async () => {
    const number = await filed(app, { files: [await ktp(app)] });
    const file = await app
      .db('request_files')
      .where('request_id', (await row(app, number)).id)
      .first();
    const address = `/petugas/permohonan/${number}/berkas-identitas/${file.public_id}`;
    await petugas.post(address).type('form').send({ reason: ' ' }).expect(303);
    expect(await events(app, number)).toEqual(['submitted']);
    const version = (await row(app, number)).version;
    const opened = await petugas.post(address).type('form').send({ reason: 'Mencocokkan nama' }).expect(200);
    expect(opened.body.toString()).toBe('a paper that nobody reads in the clear');
    expect(opened.headers['cache-control']).toContain('no-store');
    expect(await events(app, number)).toEqual(['submitted', 'identity_opened']);
    expect((await row(app, number)).version).toBe(version);
    for (const who of ['admin', 'auditor', 'atasan', 'opd'] as const) {
      await (await app.as(who)).post(address).type('form').send({ reason: 'x' }).expect(403);
    }
    for (const area of ['petugas', 'atasan', 'auditor'] as const) {
      const agent = await app.as(area);
      await agent.get(`/${area}/permohonan/${number}/berkas/${file.public_id}`).expect(404);
    }
    expect((await verifyChains(app.db)).ok).toBe(true);
  });
});

describe('letters on paper', () => {
  it('wait for their days, and give the case its own', async () => {
    const number = await filed(app, { email: null });
    await step(app, ppid, '/petugas', number, { action: 'declare_incomplete', missing: 'ktp' });
    const { id } = await row(app, number);
    const letter = await app.db('letters').where({ request_id: id, kind: 'incomplete' }).first();
    const list = await petugas.get('/petugas?tab=surat').expect(200);
    expect(list.text).toContain(letter.number);
    expect((await row(app, number)).repair_due_on).toBeNull();
    const sending = { action: 'record_letter', letter: letter.public_id, way: 'post', sent_on: '2026-12-11' };
    const early = await step(app, petugas, '/petugas', number, { ...sending, sent_on: '2026-12-10' });
    expect(early.status).toBe(422);
    app.clock.set('2026-12-14T10:00:00+07:00');
    const sent = await step(app, petugas, '/petugas', number, { ...sending, reached_on: '2026-12-14' });
    expect(sent.status).toBe(303);
    const after = await row(app, number);
    const stored = await app.db('letters').where('id', letter.id).first();
    expect([stored.sent_way, stored.sent_on, stored.reached_on]).toEqual(['post', '2026-12-11', '2026-12-14']);
    expect(after.repair_due_on).toBe('2026-12-17');

    const bare = await step(app, petugas, '/petugas', number, { ...sending, reached_on: '2026-12-16' });
    expect(bare.status).toBe(422);
    const scan = await step(
      app,
      petugas,
      '/petugas',
      number,
      { ...sending, reached_on: '2026-12-16' },
      { signed_file: pdf('ttd.pdf') },
    );
    expect(scan.status).toBe(303);
    const signed = await app.db('letters').where('id', letter.id).first();
    expect([signed.reached_on, signed.signed_file_id === null]).toEqual(['2026-12-14', false]);
    app.clock.set('2026-12-11T09:00:00+07:00');
  });

  it('of a delivery over the counter are recorded with it', async () => {
    const number = await filed(app, { email: null });
    await step(app, ppid, '/petugas', number, { action: 'declare_complete' });
    await step(app, ppid, '/petugas', number, GRANT);
    const res = await step(
      app,
      petugas,
      '/petugas',
      number,
      { action: 'deliver', way: 'pickup', sent_on: '2026-12-11', reached_on: '2026-12-11' },
      { answer_files: pdf('jawaban.pdf') },
    );
    expect(res.status).toBe(303);
    const { id } = await row(app, number);
    const letter = await app.db('letters').where({ request_id: id, kind: 'delivered' }).first();
    expect([letter.sent_way, letter.reached_on]).toEqual(['pickup', '2026-12-11']);
    const notice = await app.db('letters').where({ request_id: id, kind: 'granted' }).first();
    expect((await row(app, number)).notice_reached_on).toBeNull();
    await step(app, petugas, '/petugas', number, {
      action: 'record_letter',
      letter: notice.public_id,
      way: 'pickup',
      sent_on: '2026-12-11',
      reached_on: '2026-12-11',
    });
    const after = await row(app, number);
    expect(after.notice_reached_on).toBe('2026-12-11');
    expect(after.object_by).not.toBeNull();
  });
});

describe('who sees what', () => {
  it('shows the auditor no name, and no letter with one', async () => {
    const number = await filed(app);
    const auditor = await app.as('auditor');
    const page = await auditor.get(`/auditor/permohonan/${number}`).expect(200);
    const letter = /href="(\/auditor\/permohonan\/[^"]+\/surat\/[^"]+)"/.exec(page.text)?.[1] ?? '';
    const read = await auditor.get(letter).expect(200);
    for (const text of [page.text, read.text]) {
      for (const secret of [NAME, NIK, 'siti@contoh.test', 'Jalan Pemuda 5']) expect(text.includes(secret)).toBe(false);
    }
    expect(page.text).toContain((await row(app, number)).head_hash);
    expect(page.text).not.toContain('langkah=');
    expect(await events(app, number)).toEqual(['submitted']);
  });

  it('shows a body its own cases only, until it returns them', async () => {
    const number = await filed(app, { body: 'dinkominfo' });
    const [opd, opd2] = [await app.as('opd'), await app.as('opd2')];
    await opd2.get(`/opd/permohonan/${number}`).expect(404);
    expect((await step(app, opd2, '/opd', number, { action: 'propose_answer', reason: 'x' })).status).toBe(404);
    await step(app, petugas, '/petugas', number, { action: 'assign', body: 'dinkes' });
    await opd.get(`/opd/permohonan/${number}`).expect(404);
    const returned = await step(app, opd2, '/opd', number, { action: 'return', reason: 'Bukan milik kami' });
    expect([returned.status, returned.headers.location]).toEqual([303, '/opd']);
    await opd2.get(`/opd/permohonan/${number}`).expect(404);
    expect((await petugas.get(`/petugas/permohonan/${number}`)).text).toContain('Bukan milik kami');
  });

  it('offers the officer no decision, and refuses one that is sent anyway', async () => {
    const number = await filed(app);
    const res = await step(app, petugas, '/petugas', number, { action: 'not_held', considerations: 'x' });
    expect(res.status).toBe(422);
    expect((await row(app, number)).state).toBe('registered');
    expect((await step(app, petugas, '/petugas', number, { action: 'withdraw' })).status).toBe(422);
    const unknown = { action: 'propose_refusal', ...EXEMPTION, exemption: 'SK-99/2026' };
    expect((await step(app, ppid, '/petugas', number, unknown)).status).toBe(422);
  });

  it('finds a case by its number and says so when there is none', async () => {
    const number = await filed(app);
    await petugas
      .get(`/petugas?nomor=${number.toLowerCase()}`)
      .expect(303)
      .expect('Location', `/petugas/permohonan/${number}`);
    expect((await petugas.get('/petugas?nomor=P-2026-999999').expect(200)).text).toContain(
      'Tidak ada perkara dengan nomor itu',
    );
    await petugas.get('/petugas/permohonan/P-2026-999999').expect(404);
    await petugas.get('/petugas?sesudah=bukan-kursor&tab=selesai&badan=khayalan').expect(200);
    for (const tab of ['terbuka', 'persetujuan', 'belum-lengkap', 'penyerahan', 'surat', 'selesai']) {
      await petugas.get(`/petugas?tab=${tab}&badan=dinkominfo`).expect(200);
    }
  });

  it('turns the pages of a long queue without losing or repeating a case', async () => {
    for (let n = 0; n < 30; n++) await filed(app, { body: 'bkpp' });
    const seen: string[] = [];
    let next: string | undefined = '/petugas?tab=terbuka';
    while (next) {
      const page: { text: string } = await petugas.get(next).expect(200);
      seen.push(...[...page.text.matchAll(/href="\/petugas\/permohonan\/(P-\d+-\d+)"/g)].map((m) => m[1] as string));
      next = /href="([^"]+)" rel="next"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    }
    const open = await app
      .db('requests')
      .whereIn('state', ['registered', 'incomplete', 'in_process', 'awaiting_approval'])
      .pluck('number');
    expect([...seen].sort()).toEqual([...open].sort());
  });
});

import { decreed, enacted, over } from '../../exemptions/given';
import { pdf as pages } from '../../storage/pdfs';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { EXEMPTION, events, filed, GRANT, pdf, row, step, versionOf } from './cases';

let app: TestApp;
let ppid: Agent;
let atasan: Agent;
beforeAll(async () => {
  app = await testApp();
  await decreed(app);
  [ppid, atasan] = [await app.as('ppid'), await app.as('atasan')];
});
afterAll(() => app.close());

const boxed = pages(['BT /F1 12 Tf 72 700 Td (Rekening 123456789) Tj ET 0 0 0 rg 60 690 300 30 re f']);
const PARTLY = {
  ...GRANT,
  action: 'grant_partly',
  because: 'exempt',
  ...EXEMPTION,
  redaction_1_part: 'Nomor rekening',
  redaction_1_ground: 'h',
  redaction_1_reason: 'Rahasia pribadi',
};

async function inProcess(): Promise<string> {
  const number = await filed(app);
  await step(app, ppid, '/petugas', number, { action: 'declare_complete' });
  return number;
}

describe('a refusal', () => {
  it('needs a decision in force, keeps what was typed, and takes effect when the superior approves', async () => {
    const number = await inProcess();
    const lapsed = (await over(app)).number;
    const part = (await enacted(app, { title: 'Sebagian', partial: 1, part: 'NIK' })).number;
    for (const [exemption, sentence] of [
      ['', 'Pilih keputusan pengecualian yang sudah ditetapkan'],
      ['SK-karangan/2026', 'Pilih keputusan pengecualian yang sudah ditetapkan'],
      [lapsed, 'tidak berlaku lagi pada hari ini'],
      [part, 'hanya menutup sebagian dokumen'],
    ] as const) {
      const bare = await step(app, ppid, '/petugas', number, { action: 'propose_refusal', ...EXEMPTION, exemption });
      expect(bare.status).toBe(422);
      expect(bare.text).toContain(sentence);
      expect(bare.text).toContain('Informasi memuat rahasia pribadi.');
      expect(bare.text).toContain(`/petugas/pengecualian/baru?permohonan=${number}`);
    }
    expect((await row(app, number)).state).toBe('in_process');

    const proposed = await step(app, ppid, '/petugas', number, { action: 'propose_refusal', ...EXEMPTION });
    expect(proposed.status).toBe(303);
    const home = await atasan.get('/atasan').expect(200);
    expect(home.text).toContain(number);
    const page = await atasan.get(`/atasan/permohonan/${number}`).expect(200);
    expect(page.text).toContain('SK-7/2026');
    expect(page.text).toContain('SK SK-7-2026.pdf');
    expect((await step(app, ppid, '/petugas', number, { action: 'approve_refusal' })).status).toBe(422);
    expect((await step(app, atasan, '/atasan', number, { action: 'reject_refusal', reason: '' })).status).toBe(422);
    expect((await step(app, atasan, '/atasan', number, { action: 'approve_refusal' })).status).toBe(303);
    const after = await row(app, number);
    expect([after.state, after.outcome, after.notified_on]).toEqual(['refused', 'refused', '2026-12-11']);
    expect(await app.db('letters').where({ request_id: after.id, kind: 'refused' }).first()).toBeTruthy();
  });

  it('is not approved any more when its decision ended in between, by a change or by time', async () => {
    const { number: code, id } = await enacted(app, { title: 'Berubah' });
    const number = await inProcess();
    const proposed = { action: 'propose_refusal', ...EXEMPTION, exemption: code };
    expect((await step(app, ppid, '/petugas', number, proposed)).status).toBe(303);
    await app.db('exemptions').where({ id }).update({ state: 'revoked', ended_on: '2026-12-11', ended_by: 'ruling' });
    const refused = await step(app, atasan, '/atasan', number, { action: 'approve_refusal' });
    expect([refused.status, (await row(app, number)).state]).toEqual([422, 'awaiting_approval']);
    expect(refused.text).toContain('tidak berlaku lagi pada hari ini');
    expect(
      (await step(app, atasan, '/atasan', number, { action: 'reject_refusal', reason: 'Sudah dibuka' })).status,
    ).toBe(303);
  });

  it("goes back to the PPID with the superior's reason", async () => {
    const number = await inProcess();
    await step(app, ppid, '/petugas', number, { action: 'propose_refusal', ...EXEMPTION });
    await step(app, atasan, '/atasan', number, { action: 'reject_refusal', reason: 'Dasar belum tepat' });
    expect((await row(app, number)).state).toBe('in_process');
    expect((await ppid.get(`/petugas/permohonan/${number}`)).text).toContain('Dasar belum tepat');
  });
});

describe('a grant in part because of an exemption', () => {
  it('warns of text under the black boxes, holds the files, and goes on when the officer ticks', async () => {
    const number = await inProcess();
    const files = {
      original_1: pdf('asli.pdf', 'Rekening 123456789'),
      redacted_1: { name: 'hitam.pdf', content: boxed },
    };
    const warned = await step(app, ppid, '/petugas', number, PARTLY, files);
    expect(warned.status).toBe(422);
    expect(warned.text).toContain('Masih ada teks di bawah kotak hitam');
    expect(warned.text).toContain('Rekening 123456789');
    expect(await app.db('request_files').where('request_id', (await row(app, number)).id)).toEqual([]);
    const held = [...warned.text.matchAll(/name="held" value="([^"]+)"/g)].map((m) => m[1] as string);
    expect(held).toHaveLength(2);

    // What was held for this form opens for no other.
    const elsewhere = await inProcess();
    expect((await step(app, ppid, '/petugas', elsewhere, { ...PARTLY, held, accept_warning: '1' })).status).toBe(303);
    const there = app.db('request_files').where('request_id', (await row(app, elsewhere)).id);
    expect(await there.pluck('kind')).toEqual(['exemption']);
    const gone = await step(app, ppid, '/petugas', number, { ...PARTLY, held, accept_warning: '1' });
    expect(gone.status).toBe(303);
    const rows = await app
      .db('request_files')
      .where('request_id', (await row(app, number)).id)
      .orderBy('id');
    const original = rows.find((file) => file.kind === 'original');
    const redacted = rows.find((file) => file.kind === 'redacted');
    expect(redacted.original_id).toBe(original.id);
    expect(redacted.warning).toBe('text:1');
    expect(JSON.stringify(rows)).not.toContain('123456789');

    const opened = await atasan.get(`/atasan/permohonan/${number}?langkah=approve_refusal`).expect(200);
    expect(opened.text).toContain('Masih ada teks di bawah kotak hitam pada halaman 1');
    expect((await step(app, atasan, '/atasan', number, { action: 'approve_refusal', provide_days: '5' })).status).toBe(
      303,
    );
    const after = await row(app, number);
    const decision = JSON.parse(after.decision);
    expect([after.state, after.promised_on]).toEqual(['granted_partly', '2026-12-18']);
    expect([decision.provide_days, decision.promised_on]).toEqual([5, '2026-12-18']);
  });

  it('lets a clean copy pass without a warning, and asks for the missing half of a pair', async () => {
    const number = await inProcess();
    const half = await step(app, ppid, '/petugas', number, PARTLY, {
      original_1: pdf('asli.pdf'),
    });
    expect(half.status).toBe(422);
    expect(half.text).toContain('Unggah salinan yang dihitamkan');
    const clean = await step(app, ppid, '/petugas', number, PARTLY, {
      original_1: pdf('asli.pdf'),
      redacted_1: pdf('hitam.pdf', 'Tanpa nomor'),
    });
    expect(clean.status).toBe(303);
    expect((await row(app, number)).state).toBe('awaiting_approval');
  });
});

describe('a form that came too late', () => {
  it('gives the fresh page with what was typed, and goes through when sent again', async () => {
    const number = await inProcess();
    const old = String(await versionOf(app, number));
    await step(app, ppid, '/petugas', number, { action: 'extend', ground: 'not_held', reason: 'Dicari di arsip' });
    const stale = await step(app, ppid, '/petugas', number, {
      ...GRANT,
      version: old,
      considerations: 'Ketikan saya <b>',
    });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Ketikan saya &lt;b&gt;');
    expect(stale.text).toContain(`name="version" value="${await versionOf(app, number)}"`);
    expect((await row(app, number)).state).toBe('in_process');
    const again = await step(app, ppid, '/petugas', number, { ...GRANT });
    expect(again.status).toBe(303);
    const tooLate = await step(app, ppid, '/petugas', number, {
      ...GRANT,
      version: old,
      considerations: 'Masih terbaca',
    });
    expect(tooLate.status).toBe(409);
    expect(tooLate.text).toContain('Masih terbaca');
    expect((await events(app, number)).filter((kind) => kind === 'granted')).toHaveLength(1);
  });

  it('lets one of two officers through who decide at the same instant', async () => {
    const number = await inProcess();
    const version = String(await versionOf(app, number));
    const both = await Promise.all([
      step(app, ppid, '/petugas', number, { ...GRANT, version }),
      step(app, ppid, '/petugas', number, { action: 'not_held', considerations: 'Tidak ada', version }),
    ]);
    expect(both.map((res) => res.status).sort()).toEqual([303, 409]);
    const letters = await app
      .db('letters')
      .where('request_id', (await row(app, number)).id)
      .whereNot('kind', 'receipt');
    expect(letters).toHaveLength(1);
  });
});

describe('what is typed wrongly', () => {
  it.each([
    ['a bare form', { action: 'grant' }, 'Bagian ini wajib diisi'],
    ['a cost without a way to pay', { ...GRANT, sending: '5000' }, 'Sebutkan cara membayar'],
    ['an amount that is none', { ...GRANT, sending: 'lima ribu' }, 'Tulis angka bulat'],
    ['a ground the law does not know', { action: 'extend', ground: 'busy', reason: 'sibuk' }, 'Pilih salah satu'],
    [
      'a day in the past',
      { action: 'not_documented', considerations: 'x', available_on: '2026-12-11' },
      'harus setelah hari ini',
    ],
    [
      'a day that does not exist',
      { action: 'not_documented', considerations: 'x', available_on: '2026-02-31' },
      'Tanggal ini tidak ada',
    ],
    ['a body that does not exist', { action: 'assign', body: 'dinas-khayalan' }, 'Pilih salah satu'],
  ])('%s: 422, nothing stored', async (_name, fields, sentence) => {
    const number = await inProcess();
    const before = await row(app, number);
    const res = await step(app, ppid, '/petugas', number, fields as { action: string });
    expect(res.status).toBe(422);
    expect(res.text.includes(sentence)).toBe(true);
    expect(await row(app, number)).toEqual(before);
  });

  it('accepts every letter and shows markup as text', async () => {
    const number = await inProcess();
    const odd = '"%", "&" “kutip” ꦗꦮ 😀 <script>alert(1)</script>';
    await step(app, ppid, '/petugas', number, { action: 'not_held', considerations: odd });
    const page = await ppid.get(`/petugas/permohonan/${number}`);
    expect(page.text).not.toContain('<script>alert');
    expect(page.text).toContain('ꦗꦮ 😀 &lt;script&gt;');
  });
});

import { Writable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import type { Response } from 'express';
import { verifyChains } from '../../src/audit/verify/queries';
import { readSheet } from '../../src/catalogue/import/sheet';
import { readTable } from '../../src/catalogue/import/table';
import { registerNamed } from '../../src/reports/registers/all';
import type { Taking } from '../../src/reports/registers/log-commands';
import { REQUEST_REGISTER } from '../../src/reports/registers/request-columns';
import { sendLogged, type Wanted } from '../../src/reports/registers/send-download';
import { headingRow } from '../../src/requests/import/headings';
import { loadRegister } from '../../src/requests/import/load-commands';
import { leavesOf, outsideOf, pdfReader } from '../letters/reading';
import { filed, NAME, NIK } from '../requests/staff/cases';
import { type Agent, type TestApp, testApp } from '../support/app';

const FORMULA = '=HYPERLINK("http://contoh.test";"klik")';
const reader = pdfReader();
let app: TestApp;
let first: string;

beforeAll(async () => {
  app = await testApp();
  first = await filed(app, { details: FORMULA, purpose: '+62 "kutip"\nbaris dua', body: 'dinkes' });
  await filed(app, { email: null });
  const old = [
    {
      no: '7/2026',
      received: '2026-03-02',
      notified: '2026-03-02',
      given: '2026-03-31',
      granted: true,
      name: 'Budi Lama',
      body: 'dinkes',
    },
  ];
  const table = await readTable(Buffer.from(JSON.stringify(old)), 'r.json', headingRow);
  if ('refused' in table) throw new Error(table.refused);
  await loadRegister(app.deps, table, { dryRun: false, createBodies: false });
});
afterAll(async () => {
  await reader.close();
  await app.close();
});

const bytes = (res: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void) => {
  const chunks: Buffer[] = [];
  res.on('data', (chunk: Buffer) => chunks.push(chunk));
  res.on('end', () => done(null, Buffer.concat(chunks)));
};

const take = (agent: Agent, path: string, form: Record<string, string>) =>
  agent
    .post(`${path}/unduh`)
    .type('form')
    .send({ tahun: '2026', tujuan: 'Pemeriksaan triwulan keempat', ...form })
    .buffer(true)
    .parse(bytes as never);

const csv = (body: Buffer) => {
  expect(body.subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
  const rows: string[][] = parse(body, { bom: true, relax_column_count: true });
  const [heads = [], ...rest] = rows;
  return {
    heads,
    rows: rest.slice(0, -1).map((cells) => Object.fromEntries(cells.map((cell, i) => [heads[i], cell]))),
    last: rest.at(-1)?.join(''),
  };
};

type Logged = {
  kind: string;
  chain: string;
  actor: { role: string };
  detail: Record<string, unknown> & { rows: number };
};

/** The events of exports; the last one comes when the file is through, which may be a moment after its reader has it. */
async function logged(): Promise<Logged[]> {
  for (let tries = 0; ; tries++) {
    const rows = await app.db('audit_events').where('chain', 'like', 'register-export:%').orderBy('id');
    const open = rows.filter(({ kind }) => kind === 'register_export_begun').length * 2 - rows.length;
    if (open === 0 || tries > 50)
      return rows.map(({ kind, payload }: { kind: string; payload: string }) => ({ kind, ...JSON.parse(payload) }));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('the desk takes the register in the columns of Lampiran VIII, whole identities, for a purpose that is logged', async () => {
  const desk = await app.as('petugas');
  const { rows, last, heads } = csv(
    (await take(desk, '/petugas/register/permohonan', { format: 'csv' }).expect(200)).body,
  );
  expect(last).toBe('Selesai: 3 baris, lengkap.');
  expect(heads.slice(0, 10)).toEqual([
    ...['Nomor pendaftaran', 'Tanggal diterima', 'Nama', 'NIK atau nomor pengesahan', 'Alamat', 'Nomor kontak'],
    ...['Pekerjaan', 'Kuasa', 'Jenis pemohon', 'Informasi yang diminta'],
  ]);
  // In the order of receipt: the old case first. A cell that a spreadsheet would run is a text.
  const [old, one] = rows;
  expect(old).toMatchObject({
    ...{
      'Nomor pendaftaran': 'R-2026-000001',
      Nama: 'Budi Lama',
      Asal: 'Register lama',
      'Nomor di register lama': '7/2026',
    },
    ...{ 'Hari kerja sampai dijawab': '16', Keputusan: 'Dikabulkan', 'Jenis permintaan': '' },
  });
  expect(one).toMatchObject({
    ...{ 'Nomor pendaftaran': first, Nama: NAME, 'NIK atau nomor pengesahan': NIK, Asal: 'Diajukan lewat portal' },
    ...{ 'Informasi yang diminta': `'${FORMULA}`, 'Tujuan penggunaan': `'+62 "kutip"\nbaris dua` },
    ...{
      'Tanggal diterima': '2026-12-11',
      Keputusan: 'Tercatat',
      'Badan publik': expect.stringContaining('Kesehatan'),
    },
  });
  const [begun, completed] = await logged();
  expect(begun).toMatchObject({
    kind: 'register_export_begun',
    actor: { role: 'petugas' },
    detail: {
      register: 'permohonan',
      format: 'csv',
      identity: 'full',
      purpose: 'Pemeriksaan triwulan keempat',
      filter: { tahun: '2026' },
    },
  });
  expect(completed).toMatchObject({ kind: 'register_export_completed', chain: begun?.chain, detail: { rows: 3 } });
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
  // Narrowed as it was shown.
  const narrowed = csv(
    (
      await take(desk, '/petugas/register/permohonan', {
        format: 'csv',
        sumber: 'impor',
        badan: 'dinkes',
        status: 'granted',
      })
    ).body,
  );
  expect([narrowed.rows.length, narrowed.last]).toEqual([1, 'Selesai: 1 baris, lengkap.']);
});

test('without a purpose nothing leaves and nothing is logged; what was typed is kept', async () => {
  const before = (await logged()).length;
  const desk = await app.as('ppid');
  const answer = await desk
    .post('/petugas/register/permohonan/unduh')
    .type('form')
    .send({ format: 'csv', tujuan: 'iseng', tahun: '2026', badan: 'dinkes' });
  expect([answer.status, (await logged()).length]).toEqual([422, before]);
  expect(answer.text).toContain('Tulis tujuan pengambilan, paling sedikit 10 huruf.');
  expect(answer.text).toContain('iseng');
  await desk
    .post('/petugas/register/permohonan/unduh')
    .type('form')
    .send({ format: 'pdf', bagian: '2', tujuan: 'Pemeriksaan triwulan', tahun: '2026' })
    .expect(422);
});

test('the auditor gets masked identities, on screen and in files', async () => {
  const auditor = await app.as('auditor');
  const { rows } = csv((await take(auditor, '/auditor/register/permohonan', { format: 'csv' })).body);
  expect(rows[1]).toMatchObject({ Nama: 'S••• A•••••', 'NIK atau nomor pengesahan': '••••••••••••0001' });
  const { text } = await auditor.get('/auditor/register/permohonan?tahun=2026').expect(200);
  expect(text).toContain(first);
  for (const secret of [NAME, NIK, 'Budi Lama', 'siti@contoh.test']) expect(text).not.toContain(secret);
  expect((await (await app.as('petugas')).get('/petugas/register/permohonan')).text).toContain(NAME);
});

test('the public version names nobody and quotes nobody, in no format, and sets no cookie', async () => {
  const page = await app.browser().get('/laporan/register/permohonan?tahun=2026').expect(200);
  expect(page.headers['set-cookie']).toBeUndefined();
  const file = await app
    .browser()
    .get('/laporan/register/permohonan/unduh/csv?tahun=2026')
    .buffer(true)
    .parse(bytes as never)
    .expect(200);
  const { rows, last } = csv(file.body);
  expect([rows.length, last]).toEqual([3, 'Selesai: 3 baris, lengkap.']);
  const print = await app
    .browser()
    .get('/laporan/register/permohonan/unduh/pdf?tahun=2026')
    .buffer(true)
    .parse(bytes as never)
    .expect(200);
  const printed = (await reader.read(print.body)).text;
  for (const text of [page.text, file.body.toString(), printed]) {
    expect(text).toContain(first);
    for (const secret of [NAME, NIK, 'Budi', 'siti@', 'Jalan Pemuda', 'HYPERLINK', 'kutip', '7/2026'])
      expect(text).not.toContain(secret);
  }
  await app.browser().get('/laporan/register/pengecualian').expect(404);
});

test('XLSX keeps days as days, numbers as numbers and texts as texts, a NIK among them; its last line counts', async () => {
  const ppid = await app.as('ppid');
  const { body } = await take(ppid, '/petugas/register/permohonan', { format: 'xlsx' }).expect(200);
  const { rows } = await readSheet(body);
  expect(rows.length).toBe(5);
  expect(rows[2]).toContain(FORMULA);
  expect(rows[1]).toContain(16);
  expect(rows[2]?.slice(1, 4)).toEqual([new Date('2026-12-11T00:00:00Z'), NAME, NIK]);
  expect(rows.at(-1)?.[0]).toBe('Selesai: 3 baris, lengkap.');
});

test('PDF in the form of the annex: tagged, its heads and its count', async () => {
  const ppid = await app.as('ppid');
  const { body } = await take(ppid, '/petugas/register/permohonan', { format: 'pdf' }).expect(200);
  const read = await reader.read(body);
  for (const words of ['Lampiran VIII', NAME, NIK, 'Hari dan tanggal', 'Selesai: 3 baris, lengkap.'])
    expect(read.text).toContain(words);
  expect(outsideOf(read).unmarked).toEqual([]);
  expect(leavesOf(read).filter(({ tags }) => tags.endsWith('Table/TR/TH')).length).toBeGreaterThan(8);
});

test('an export stopped half way is logged as stopped, and its file does not look whole', async () => {
  const many = Array.from({ length: 2500 }, (_, i) => ({
    ...{
      no: i + 1,
      received: '2020-02-03',
      given: '2020-02-05',
      granted: true,
      subject: `Data ${i} ${'x'.repeat(200)}`,
    },
  }));
  const table = await readTable(Buffer.from(JSON.stringify(many)), 'r.json', headingRow);
  if ('refused' in table) throw new Error(table.refused);
  await loadRegister(app.deps, table, { dryRun: false, createBodies: false });
  const register = registerNamed('permohonan');
  if (!register) throw new Error('no register');
  const asked = {
    year: 2020,
    bodyId: null,
    state: null,
    imported: null,
    regionId: app.regionId,
    withIdentity: true,
  };
  const taking = (purpose: string) => ({
    ...{ by: { role: 'ppid', userId: 1, name: 'PPID' }, register: 'permohonan', format: 'csv', sight: 'full', purpose },
    filter: { tahun: '2020', badan: '', status: '', sumber: '' },
  });
  // A reader that goes away after so many bytes.
  const to = (most: number) => {
    let text = '';
    const res = new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString();
        done();
        if (text.length > most) res.destroy();
      },
    });
    const headers = { attachment: () => res, setHeader: () => res, hasHeader: () => false };
    return { res: Object.assign(res, headers) as unknown as Response, text: () => text };
  };
  const wanted: Wanted = { register, asked, sight: 'full', format: 'csv', part: 1, about: '', name: 'r' };
  const half = to(100_000);
  await sendLogged(app.deps, half.res, wanted, taking('Setengah jalan') as Taking);
  const whole = to(Number.POSITIVE_INFINITY);
  await sendLogged(app.deps, whole.res, wanted, taking('Sampai selesai') as Taking);
  const [stopped, completed] = (await logged()).slice(-4).filter(({ kind }) => kind !== 'register_export_begun');
  expect([stopped?.kind, completed?.kind, completed?.detail.rows]).toEqual([
    ...['register_export_stopped', 'register_export_completed', 2500],
  ]);
  expect(stopped?.detail.rows).toBeLessThan(2500);
  expect(half.text()).not.toContain('lengkap.');
  expect(whole.text().endsWith('"Selesai: 2500 baris, lengkap."\r\n')).toBe(true);
  // Who went away while his print was made got nothing, and the log says so.
  const gone = to(Number.POSITIVE_INFINITY);
  gone.res.destroy();
  const print = { ...taking('Ditinggal'), format: 'pdf' } as Taking;
  await sendLogged(app.deps, gone.res, { ...wanted, format: 'pdf' }, print);
  const last = (await logged()).at(-1);
  expect([last?.kind, last?.detail.rows]).toEqual(['register_export_stopped', 0]);
});

test('a register is read page by page, and goes on where it stopped', async () => {
  const desk = await app.as('petugas');
  const page = await desk.get('/petugas/register/permohonan?tahun=2020').expect(200);
  const next = /href="([^"]+sesudah=[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await desk.get(next).expect(200);
  expect(page.text).toContain('R-2020-000025');
  expect(page.text).not.toContain('R-2020-000026');
  expect(second.text).toContain('R-2020-000026');
  for (const name of ['keberatan', 'sengketa', 'pengecualian', 'surat', 'biaya'])
    for (const format of ['csv', 'pdf'])
      expect((await take(desk, `/petugas/register/${name}`, { format })).status).toBe(200);
  expect((await desk.get('/petugas/register/surat?tahun=2026')).text).toContain('Tanda terima');
  await desk.get('/petugas/register/lain').expect(404);
});

test('what a filter does not know is said beside it, and never passes for the whole register', async () => {
  const anyone = app.browser();
  const page = await anyone.get('/laporan/register/permohonan?tahun=abc&badan=tidak-ada&status=granted').expect(422);
  for (const words of ['Tahun itu tidak dikenal. Yang tampil tahun 2026.', 'Badan publik itu tidak dikenal.'])
    expect(page.text).toContain(words);
  await anyone.get('/laporan/register/permohonan/unduh/csv?tahun=abc').expect(404);
  const ppid = await app.as('ppid');
  const refused = await take(ppid, '/petugas/register/permohonan', { format: 'csv', sumber: 'lain' }).expect(422);
  expect(refused.body.toString()).toContain('Asal itu tidak dikenal');
});

test('the way to the file stands above the rows, with a warning of what Excel does to a NIK', async () => {
  const page = (await (await app.as('ppid')).get('/petugas/register/permohonan').expect(200)).text;
  expect(page.indexOf('href="#unduh"')).toBeLessThan(page.indexOf('<tbody>'));
  expect(page).toMatch(/value="xlsx" checked[^>]*>[\s\S]*NIK tetap utuh[\s\S]*3,32E\+15/);
  // A phone shows a few columns of each row until it is asked for all.
  expect(page).toMatch(/<td data-label="Keputusan">/);
  expect(page).toMatch(/<td data-label="Alamat" class="column-more">/);
});

test('who is sent on has asked for nothing that could be held', () => {
  const held = REQUEST_REGISTER.columns.find(({ key }) => key === 'held');
  const t = app.deps.i18n.for('id');
  const said = (outcome: string | null) =>
    held?.value({ outcome, decision: { under_control: false } } as never, { t } as never);
  expect(['redirected', null, 'not_held'].map(said)).toEqual([null, null, 'Tidak di bawah penguasaan']);
});

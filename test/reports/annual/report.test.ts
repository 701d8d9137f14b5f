import { strFromU8, unzipSync } from 'fflate';
import { appendEvent } from '../../../src/audit/commands';
import { isPostgres, type Trx, writing } from '../../../src/db/connect';
import { hashOf } from '../../../src/reports/annual/figures';
import { freezeReport } from '../../../src/reports/annual/freeze-commands';
import { figuresAsOf } from '../../../src/reports/statistics/cached-queries';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { playYear } from '../year';

const PATH = '/petugas/laporan-tahunan';
const PARTS = ['policy', 'facilities', 'staff', 'budget', 'obstacles', 'recommendations'];

let t: TestApp;
let ppid: Agent;
beforeAll(async () => {
  t = await testApp();
  await playYear(t);
  t.clock.set('2027-02-01T09:00:00+07:00');
  ppid = await t.as('ppid');
});
afterAll(() => t.close());

const rowOf = (id: string) => t.db('annual_reports').where('public_id', id).first();
const post = async (id: string, what: string, fields: Record<string, string>) =>
  ppid
    .post(`${PATH}/${id}/${what}`)
    .type('form')
    .send({ version: String((await rowOf(id)).version), ...fields });
const step = (id: string, action: string, fields: Record<string, string> = {}) =>
  post(id, 'langkah', { action, ...fields });
const write = (id: string, said = 'Uraian') =>
  post(id, 'teks', Object.fromEntries(PARTS.map((part) => [part, `${said} ${part}`])));
const page = async (id: string) => (await ppid.get(`${PATH}/${id}`).expect(200)).text;

async function start(year: number, fields: Record<string, string> = {}): Promise<string> {
  const answer = await ppid
    .post(PATH)
    .type('form')
    .send({ tahun: String(year), ...fields })
    .expect(303);
  return String(answer.headers.location).split('/').at(-1) as string;
}

const bytesOf = async (path: string): Promise<Buffer> =>
  (
    await ppid
      .get(path)
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200)
  ).body;

let id: string;

test('a year to come is refused; a second beginning goes on with the first', async () => {
  const refused = await ppid.post(PATH).type('form').send({ tahun: '2028' }).expect(422);
  expect(refused.text).toContain('Tahun itu belum dimulai');
  expect(await t.db('annual_reports')).toHaveLength(0);
  id = await start(2026);
  expect(await start(2026)).toBe(id);
  expect((await ppid.get(PATH).expect(200)).text).toContain('Laporan tahun 2026 harus terbit dalam 58 hari');
  expect((await ppid.get('/petugas').expect(200)).text).toContain('Laporan tahun 2026 harus terbit dalam 58 hari');
});

test('what is not written keeps the report a draft, and somebody else’s words are not overwritten', async () => {
  const refused = await step(id, 'freeze');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('6 bagian uraian belum ditulis');
  expect((await write(id)).status).toBe(303);
  const stale = await ppid.post(`${PATH}/${id}/teks`).type('form').send({ version: '1', policy: 'Dari layar lama' });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain('Dari layar lama');
  expect(JSON.parse((await rowOf(id)).texts).policy).toBe('Uraian policy');
  const older = (await ppid.get(`${PATH}/${id}/teks?naskah=1`).expect(200)).text;
  expect(older).toContain('Anda melihat naskah 1');
  // Said beside each field, because what is typed is printed as it is.
  expect(older.match(/Teks biasa:/g)).toHaveLength(PARTS.length);
  expect(await page(id)).toContain('Semua angka cocok');
});

test('somebody’s identity number is asked out of every text that the report prints', async () => {
  const before = (await rowOf(id)).texts;
  const named = 'Petugas baru dengan NIK 3321010101000001, telepon 081234567890';
  const parts = Object.fromEntries(PARTS.map((part) => [part, `Uraian ${part}`]));
  for (const [what, fields] of [
    ['teks', { ...parts, staff: named }],
    ['alasan', { butir: 'year_running', alasan: named }],
    ['langkah', { action: 'correct', sebab: named }],
  ] as const) {
    const refused = await post(id, what, fields);
    expect([what, refused.status]).toEqual([what, 422]);
    expect(refused.text).toContain('Tanpa NIK atau nomor Kartu Keluarga siapa pun: laporan ini dibaca semua orang.');
  }
  expect((await rowOf(id)).texts).toBe(before);
});

test('an impossible date is named with its case, and leaves only with a reason for this very case', async () => {
  const [one, other] = await t.db('requests').where('outcome', 'granted').orderBy('id').limit(2);
  await t.db('requests').where('id', one.id).update({ delivered_on: '2026-01-01' });
  const seen = await page(id);
  expect(seen).toContain('1 permohonan dijawab sebelum diterima.');
  expect(seen).toContain(`href="/petugas/permohonan/${one.number}"`);
  expect((await step(id, 'freeze')).status).toBe(422);
  expect((await rowOf(id)).state).toBe('draft');
  const butir = 'request.answered_before_receipt';
  const empty = await post(id, 'alasan', { butir, alasan: '' });
  expect(empty.status).toBe(422);
  expect((await post(id, 'alasan', { butir: 'text', alasan: 'x' })).status).toBe(422);
  expect((await post(id, 'alasan', { butir, alasan: 'Salah ketik, arsip benar' })).status).toBe(303);
  for (const name of ['request.delivered_before_answer']) {
    expect((await post(id, 'alasan', { butir: name, alasan: 'Sama' })).status).toBe(303);
  }
  expect(await page(id)).toContain('Semua angka cocok, atau alasannya sudah dicatat');
  // Another case joins it: the reason was not given for that.
  await t.db('requests').where('id', other.id).update({ delivered_on: '2026-01-01' });
  expect((await step(id, 'freeze')).status).toBe(422);
  await t.db('requests').where('id', other.id).update({ delivered_on: other.delivered_on });
});

test('frozen figures are those worked out by hand, kept with their hash, and stay what they were', async () => {
  expect((await step(id, 'freeze')).status).toBe(303);
  const row = await rowOf(id);
  const figures = JSON.parse(row.figures);
  expect(figures.stats).toMatchObject({
    ...{ received: 30, granted: 13, granted_partly: 4, refused: 2, not_held: 1, not_documented: 1, redirected: 1 },
    ...{ withdrawn: 1, open: 7, on_time: 18, late: 4, overdue_open: 7 },
    working_days: { mean: 6.64, median: 4, max: 12 },
    refusal_grounds: { h: 2 },
    objections: { received: 1, grounds: { c: 1 } },
  });
  // 4 answers after 3 days, 9 after 4, 5 after 10, 4 after 12.
  expect(figures.days.map(({ answers }: { answers: number }) => answers)).toEqual([4, 9, 5, 4, 0]);
  expect(row.figures_hash).toBe(hashOf(row.figures));
  const event = await t.db('audit_events').where('kind', 'annual_report_frozen').first();
  expect(JSON.parse(event.payload).detail).toMatchObject({
    hash: row.figures_hash,
    explained: ['request.answered_before_receipt', 'request.delivered_before_answer'],
  });
  await t.db('requests').where('outcome', 'refused').limit(1).update({ delivered_on: '2026-01-01' });
  expect((await rowOf(id)).figures).toBe(row.figures);
  const { timezone } = t.deps.config;
  const again = await figuresAsOf(
    t.db,
    { regionId: t.regionId, timezone },
    { year: 2026, asOf: '2027-01-31', source: null },
  );
  expect({ ...figures.stats, as_of: '2027-01-31' }).toEqual(again.stats);
  expect((await write(id, 'Baru')).status).toBe(422);
});

test('one click publishes both forms as documents, with PDF and DOCX of the same bytes each time', async () => {
  const { version } = await rowOf(id);
  const once = await step(id, 'publish', { badan: 'tidak-ada' });
  expect(once.status).toBe(422);
  const badan = (await t.db('bodies').where('active', 1).orderBy('id').first()).slug;
  expect((await step(id, 'publish', { badan })).status).toBe(303);
  const twice = await ppid.post(`${PATH}/${id}/langkah`).type('form').send({ action: 'publish', badan, version });
  expect(twice.status).toBe(409);
  const documents = await t.db('documents').whereIn('subkind', ['layanan-informasi', 'akses-informasi']).orderBy('id');
  expect(documents.map(({ state, title, category }) => [state, title, category])).toEqual([
    ['published', 'Laporan Layanan Informasi Publik Tahun 2026', 'setiap-saat'],
    ['published', 'Ringkasan Akses Informasi Publik Tahun 2026', 'berkala'],
  ]);
  const files = await t.db('document_files').whereNull('removed_at').orderBy('id');
  expect(files.map(({ name }) => name)).toEqual([
    ...['laporan-layanan-informasi-2026.pdf', 'laporan-layanan-informasi-2026.docx'],
    ...['laporan-akses-informasi-2026.pdf', 'laporan-akses-informasi-2026.docx'],
  ]);
  expect((await t.browser().get('/laporan').expect(200)).text).toContain('Laporan Layanan Informasi Publik Tahun 2026');
  const docx = await bytesOf(`${PATH}/${id}/unduh/lengkap/docx`);
  expect(hashOf(docx as unknown as string)).toBe(files[1].sha256);
  const text = strFromU8(unzipSync(docx)['word/document.xml'] as Uint8Array);
  for (const said of [
    'Uraian policy',
    'Dikabulkan seluruhnya',
    'Salah ketik, arsip benar',
    (await rowOf(id)).figures_hash,
  ]) {
    expect(text).toContain(said);
  }
  expect(hashOf((await bytesOf(`${PATH}/${id}/unduh/ringkas/pdf`)) as unknown as string)).toBe(files[2].sha256);
  expect((await (await t.as('auditor')).get(`/auditor/laporan-tahunan/${id}`).expect(200)).text).not.toContain(
    'langkah',
  );
  await expect(t.db('annual_reports').where('public_id', id).update({ figures: '{}' })).rejects.toThrow(
    /never changed/,
  );
});

test('the copy to the commission is recorded with its day and its proof', async () => {
  const copy = async (fields: Record<string, string>) =>
    ppid
      .post(`${PATH}/${id}/berkas`)
      .field({ version: String((await rowOf(id)).version), cara: 'post', ...fields })
      .attach('bukti', Buffer.from('%PDF-1.4\n%%EOF\n'), 'tanda terima.pdf');
  expect((await copy({ tanggal: '2027-01-31' })).text).toContain('sebelum laporan terbit');
  expect((await copy({ tanggal: '2027-02-02' })).text).toContain('belum tiba');
  expect(await t.db('annual_report_files')).toHaveLength(0);
  expect((await copy({ tanggal: '2027-02-01', catatan: 'Resi 7' })).status).toBe(303);
  expect(await rowOf(id)).toMatchObject({ copied_on: '2027-02-01', copied_way: 'post' });
  expect((await ppid.get(`${PATH}/${id}/bukti`).expect(200)).headers['content-disposition']).toContain(
    'tanda terima.pdf',
  );
  expect(await page(id)).toContain('Komisi Informasi Provinsi Jawa Tengah');
});

test('a correction is a new version with its reason, in the same two documents', async () => {
  expect((await step(id, 'correct', { sebab: '' })).status).toBe(422);
  const answer = await step(id, 'correct', { sebab: 'Anggaran keliru' });
  const next = String(answer.headers.location).split('/').at(-1) as string;
  expect(next).not.toBe(id);
  expect((await write(next, 'Perbaikan')).status).toBe(303);
  for (const point of (await page(next)).matchAll(/name="butir" value="([^"]+)"/g)) {
    expect((await post(next, 'alasan', { butir: point[1] as string, alasan: 'Diperiksa' })).status).toBe(303);
  }
  expect((await step(next, 'freeze')).status).toBe(303);
  const badan = (await t.db('bodies').where('active', 1).orderBy('id').first()).slug;
  expect((await step(next, 'publish', { badan })).status).toBe(303);
  const documents = await t.db('documents').whereIn('subkind', ['layanan-informasi', 'akses-informasi']).orderBy('id');
  expect(documents.map(({ state, correction }) => [state, correction])).toEqual([
    ['published', 'Anggaran keliru'],
    ['published', 'Anggaran keliru'],
  ]);
  const live = await t.db('document_files').whereNull('removed_at').pluck('name');
  expect(live.sort()).toEqual([
    ...['laporan-akses-informasi-2026-versi-2.docx', 'laporan-akses-informasi-2026-versi-2.pdf'],
    ...['laporan-layanan-informasi-2026-versi-2.docx', 'laporan-layanan-informasi-2026-versi-2.pdf'],
  ]);
  expect((await rowOf(id)).state).toBe('published');
});

test('a year without data is a report of zeros that says so, begun with the texts of another', async () => {
  const empty = await start(2025);
  expect(await page(empty)).toContain('Selama tahun 2025 tidak ada permohonan');
  expect((await write(empty, 'Nihil')).status).toBe(303);
  expect((await step(empty, 'freeze')).status).toBe(303);
  expect(JSON.parse((await rowOf(empty)).figures).stats).toMatchObject({ received: 0, working_days: { mean: 0 } });
  const running = await start(2027, { teks_lama: '1' });
  expect(JSON.parse((await rowOf(running)).texts).policy).toBe('Perbaikan policy');
  expect(await page(running)).toContain('Tahun anggaran belum berakhir');
  expect((await step(empty, 'thaw')).status).toBe(303);
  expect((await rowOf(empty)).figures).toBeNull();
});

test('figures are read before anybody must wait, and read again when something recorded before comes to light', async () => {
  // Only where one writes at a time is it known who is first.
  if (isPostgres(t.db)) return;
  const row = await t.db('annual_reports').where('year', 2025).first();
  const { id: userId, ...named } = await t.db('users').where('email', 'ppid@contoh.test').first();
  const user = { ...named, id: userId, publicId: named.public_id, roles: [], regionId: t.regionId };
  const recorded_at = new Date(t.clock.now().getTime() - 1).toISOString();
  const { id: _, ...like } = await t.db('requests').where('outcome', 'not_held').first();
  const late = (trx: Trx) =>
    Promise.all([
      appendEvent(trx, 'uji', {
        ...{ regionId: t.regionId, kind: 'uji', occurredAt: recorded_at, recordedAt: recorded_at },
        ...{ actor: { role: 'system' }, detail: {} },
      }),
      trx('requests').insert({
        ...{ ...like, public_id: 'terlambat', number: 'P-2025-000001', duplicate_key: null, seq: 0, recorded_at },
        ...{ received_on: '2025-02-03', recorded_on: '2025-02-03', due_on: '2025-02-17', notified_on: '2025-02-05' },
      }),
    ]);
  let asked = 0;
  const clock = {
    ...t.clock,
    now: () => {
      asked += 1;
      // The step begins: somebody who began before it is through first.
      if (asked === 2) void writing(t.db, late);
      return t.clock.now();
    },
  };
  const seen = { publicId: row.public_id, version: row.version };
  const done = await freezeReport({ ...t.deps, clock }, user, seen);
  if (!done.ok) throw new Error(JSON.stringify(done));
  expect(JSON.parse(String(done.report.figures)).stats).toMatchObject({ received: 1, not_held: 1 });
});

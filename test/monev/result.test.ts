import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { down, up } from '../../migrations/monev-054-results';
import { verifyChains } from '../../src/audit/verify/queries';
import { unzip } from '../storage/unzip';
import { type Agent, type TestApp, testApp } from '../support/app';
import { testDb } from '../support/db';

const ROUND = '/monev/2026/provinsi';
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

let app: TestApp;
let ppid: Agent;
beforeAll(async () => {
  app = await testApp();
  ppid = await app.as('ppid');
  await ppid.post('/monev').type('form').send({ tahun: '2026', komisi: 'provinsi', asal: 'starting' }).expect(303);
});
afterAll(() => app.close());

const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const read = async (path: string, agent = ppid) => main((await agent.get(path).expect(200)).text);
const results = () => app.db('monev_results').orderBy('number');
const events = () => app.db('audit_events').where('kind', 'monev_result_recorded').orderBy('id');
const stored = () => {
  const root = join(app.deps.config.dataDir, 'files');
  const found = existsSync(root) ? readdirSync(root, { recursive: true, withFileTypes: true }) : [];
  return found.filter((one) => one.isFile()).length;
};

const GOOD = {
  ...{ last: '0', nilai: '88,4', predikat: 'Menuju Informatif', tanggal: '2026-12-10' },
  ...{ nomor: '12/KEP/KI-JTG/XII/2026', tautan: '', sebab: '' },
};

function record(fields: Record<string, string>, file: Buffer | null = null, agent = ppid) {
  const asked = agent.post(`${ROUND}/hasil/berkas`).field({ ...GOOD, ...fields });
  return file ? asked.attach('berkas', file, 'pengumuman.pdf') : asked;
}

test('a wrong result is told beside its field, keeps what was typed, and leaves neither a row nor a file', async () => {
  expect(await read(ROUND)).toContain('Catat hasil resmi');
  expect(await read(ROUND, await app.as('petugas'))).not.toContain('asil resmi');
  const before = stored();
  for (const [fields, said] of [
    [{ nilai: '100,5' }, 'Tulis angka dari 0 sampai 100'],
    [{ nilai: '' }, 'Nilai akhir'],
    [{ predikat: 'Luar Biasa' }, 'Predikat'],
    [{ tanggal: '2026-12-12' }, 'Tanggal ini belum tiba'],
    [{ tanggal: '2025-12-31' }, 'tidak diumumkan sebelum tahun itu'],
    [{ nomor: '' }, 'Nomor pengumuman'],
    [{ tautan: 'javascript:alert(1)' }, 'Tulis alamat lengkap'],
    [{ 'bagian[kualitas]': '10,01' }, 'paling banyak 10 poin'],
    [{ 'bagian[jenis]': '-1' }, 'paling banyak dua desimal'],
  ] as const) {
    const answer = await record(fields, PDF);
    expect({ fields, status: answer.status }).toEqual({ fields, status: 422 });
    expect(main(answer.text)).toContain(said);
    if (!('nomor' in fields)) expect(main(answer.text)).toContain('value="12/KEP/KI-JTG/XII/2026"');
  }
  const bare = await record({});
  expect([bare.status, main(bare.text)]).toEqual([422, expect.stringContaining('atau lampirkan berkasnya')]);
  const disguised = await record({}, Buffer.from('MZ bukan pdf'));
  expect(disguised.status).toBe(422);
  expect((await record({}, PDF, await app.as('atasan'))).status).toBe(403);
  expect([await results(), await events(), stored()]).toEqual([[], [], before]);
});

test('the result stands beside the self-score with its differences, in the list, in the log and in the pack', async () => {
  const indicators = { 'bagian[kualitas]': '8,5', 'bagian[sarana]': '9' };
  expect((await record(indicators, PDF)).status).toBe(303);
  expect(await results()).toEqual([
    expect.objectContaining({ number: 1, score: 8840, band: 'Menuju Informatif', announced_on: '2026-12-10' }),
  ]);
  const page = await read(ROUND, await app.as('auditor'));
  const own = /class="score [^>]*>([\d,]+)</.exec(page)?.[1] ?? '';
  expect(page).toContain('88,4 (Menuju Informatif)');
  expect(page).toContain(`Nilai mandiri sekarang, belum disetujui: ${own} (`);
  const difference = (88.4 - Number(own.replace(',', '.')))
    .toFixed(2)
    .replace(/\.?0+$/, '')
    .replace('.', ',');
  expect(page).toContain(`Selisih hasil resmi: +${difference}.`);
  expect(page).toMatch(/Kualitas informasi<\/span><\/th>[\s\S]*?8,5[\s\S]*?\+8,5/);
  expect(page).toContain('tidak berasal dari indikator di atas');
  expect(page).not.toContain('Menurut ambang pada kuesioner ini');
  expect(await read('/monev')).toContain('88,4 (Menuju Informatif)');
  const file = await (await app.as('petugas')).get(`${ROUND}/hasil/1/berkas`).buffer(true).expect(200);
  expect(file.headers['content-disposition']).toContain('pengumuman.pdf');
  for (const number of ['2', '0', '1e0']) await ppid.get(`${ROUND}/hasil/${number}/berkas`).expect(404);
  const [event] = await events();
  expect(JSON.parse(event.payload)).toMatchObject({
    actor: { role: 'ppid' },
    changes: { score: [null, 88.4], band: [null, 'Menuju Informatif'], announcement: [null, GOOD.nomor] },
    detail: { number: 1, sections: { kualitas: 8.5, sarana: 9 }, file: { name: 'pengumuman.pdf' } },
  });
  await expect(app.db('monev_results').update({ score: 10_000 })).rejects.toThrow('append-only');
  await expect(app.db('monev_result_files').delete()).rejects.toThrow('append-only');
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
});

test('a second click enters nothing; a correction says why, and the old entry stays with its file', async () => {
  expect((await record({}, PDF)).status).toBe(409);
  const silent = await record({ last: '1', nilai: '91' }, PDF);
  expect([silent.status, main(silent.text)]).toEqual([422, expect.stringContaining('Tulis mengapa hasil ini dicatat')]);
  const corrected = { last: '1', nilai: '89,9', predikat: 'Informatif', tautan: 'https://ki.jatengprov.go.id/hasil' };
  const both = await Promise.all([1, 2].map(() => record({ ...corrected, sebab: 'Salah baca lampiran' })));
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect((await results()).map(({ number, score, reason }) => [number, score, reason])).toEqual([
    [1, 8840, null],
    [2, 8990, 'Salah baca lampiran'],
  ]);
  const page = await read(ROUND);
  expect(page).toContain('89,9 (Informatif)');
  expect(page).toContain('Menurut ambang pada kuesioner ini, nilai itu termasuk Menuju Informatif.');
  expect(page).toContain('Catatan sebelumnya, sudah dikoreksi');
  expect(page).toContain(`href="${ROUND}/hasil/1/berkas"`);
  expect(page).toContain('Koreksi hasil resmi');
  const [, event] = await events();
  expect(JSON.parse(event.payload)).toMatchObject({
    changes: { score: [88.4, 89.9], band: ['Menuju Informatif', 'Informatif'] },
    detail: { number: 2, reason: 'Salah baca lampiran', file: null },
  });
  expect(JSON.parse(event.payload).changes).not.toHaveProperty('announcement');
  expect(await read('/monev')).toContain('89,9 (Informatif)');
});

test('the pack carries what was announced, and its file', async () => {
  const answer = await ppid
    .get(`${ROUND}/bukti.zip`)
    .buffer(true)
    .parse((res, done) => {
      const parts: Buffer[] = [];
      res.on('data', (piece: Buffer) => parts.push(piece)).on('end', () => done(null, Buffer.concat(parts)));
    })
    .expect(200);
  const files = unzip(answer.body);
  expect(JSON.parse(String(files.get('hasil-resmi.json')))).toEqual([
    expect.objectContaining({ number: 2, score: 89.9, band: 'Informatif', link: 'https://ki.jatengprov.go.id/hasil' }),
    expect.objectContaining({ number: 1, score: 88.4, sections: { kualitas: 8.5, sarana: 9 } }),
  ]);
  expect(String(files.get('hasil-resmi.json'))).not.toContain('recorded_by');
  expect(files.get('bukti/hasil-resmi/1-pengumuman.pdf')).toEqual(PDF);
  expect(String(files.get('indeks.html'))).toContain(
    'Hasil resmi: 89,9 (Informatif), diumumkan Kamis, 10 Desember 2026 dengan 12/KEP/KI-JTG/XII/2026.',
  );
});

test('the tables go down and up again', async () => {
  const { db, destroy } = await testDb('schema');
  try {
    await down(db);
    expect(await db.schema.hasTable('monev_results')).toBe(false);
    await up(db);
    expect(await db.schema.hasTable('monev_result_files')).toBe(true);
  } finally {
    await destroy();
  }
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Response } from 'supertest';
import { verifyChains } from '../../src/audit/verify/queries';
import type { DisputeRow } from '../../src/db/tables/disputes';
import { accessCode } from '../../src/secrets/keys';
import { decreed } from '../exemptions/given';
import { pdfReader } from '../letters/reading';
import { EXEMPTION, filed, GRANT, pdf, step as requestStep } from '../requests/staff/cases';
import { unzip } from '../storage/unzip';
import { type Agent, type TestApp, testApp } from '../support/app';
import { answered, disputeOf, does, events, NAME, NIK, objected, objectionOf, on, opened } from './cases';

const reader = pdfReader();
let app: TestApp;
beforeEach(async () => {
  app = await testApp();
  await decreed(app);
});
afterEach(() => app.close());
afterAll(() => reader.close());

const bytes = (response: Response): Buffer => response.body;
const download = async (agent: Agent, path: string): Promise<Buffer> =>
  bytes(
    await agent
      .get(path)
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      })
      .expect(200),
  );
const flat = (text: string): string => text.replace(/\s+/g, '');
const textOf = async (files: Map<string, Buffer>, name: string): Promise<string> => {
  const file = [...files].find(([one]) => one.includes(name))?.[1];
  if (!file) throw new Error(`no ${name} among ${[...files.keys()].join(', ')}`);
  return flat((await reader.read(file)).text);
};

const warga = async (): Promise<number> => (await app.db('users').where('email', 'warga@contoh.test').first('id')).id;

/** The account's own objection to a refusal that carries its decision, with its dispute. */
async function refusedCase(): Promise<DisputeRow> {
  const [ppid, atasan] = [await app.as('ppid'), await app.as('atasan')];
  const userId = await warga();
  const number = await filed(app, { userId, body: 'dinkominfo' });
  await requestStep(app, ppid, '/petugas', number, { action: 'propose_refusal', ...EXEMPTION });
  await requestStep(app, atasan, '/atasan', number, { action: 'approve_refusal', reason: '' });
  const request = await app.db('requests').where({ number }).first();
  return disputeOf(app, await answered(app, await objected(app, { ground: 'a', requestId: request.id, userId })));
}

const own = async (dispute: DisputeRow) => `/keberatan/${(await objectionOf(app, dispute)).number}/berkas-sengketa.zip`;

test('a real tool unpacks it, and sha256sum finds every file whole', async () => {
  const dispute = await refusedCase();
  const zip = await download(await app.as('warga'), await own(dispute));
  const dir = mkdtempSync(join(tmpdir(), 'berkas-'));
  try {
    writeFileSync(join(dir, 'berkas.zip'), zip);
    execFileSync('unzip', ['-q', 'berkas.zip'], { cwd: dir });
    const checked = execFileSync('sha256sum', ['-c', '--strict', 'SHA256SUMS.txt'], { cwd: dir }).toString();
    const names = checked
      .trim()
      .split('\n')
      .map((line) => line.replace(/: (OK|Oke)$/, ''));
    expect(names).toEqual([
      '00 Halaman depan.pdf',
      '01 Kronologi.pdf',
      '02 Bukti perhitungan tanggal.pdf',
      '03 Rancangan permohonan sengketa.pdf',
      expect.stringMatching(/^Surat\/01 Tanda terima \d+-PPID-XII-2026\.pdf$/),
      expect.stringMatching(/^Surat\/02 Pemberitahuan tertulis- ditolak /),
      expect.stringMatching(/^Surat\/03 Tanda terima keberatan /),
      expect.stringMatching(/^Surat\/04 Tanggapan keberatan- dikuatkan /),
      'Berkas yang diberikan/01 SK SK-7-2026.pdf',
    ]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

test('the owner finds himself in full, staff find the numbers masked; nobody finds an access code', async () => {
  const dispute = await refusedCase();
  const objection = await objectionOf(app, dispute);
  const codes = [accessCode(app.deps.keys, objection.public_id)];
  const request = await app.db('requests').where('id', objection.request_id).first();
  codes.push(accessCode(app.deps.keys, request.public_id));
  const mine = unzip(await download(await app.as('warga'), await own(dispute)));
  const desk = unzip(await download(await app.as('petugas'), `/petugas/sengketa/${dispute.number}/berkas.zip`));
  for (const name of ['Halaman depan', 'Rancangan permohonan']) {
    expect(await textOf(mine, name)).toContain(NIK);
    const masked = await textOf(desk, name);
    expect(masked).toContain(flat(NAME));
    expect(masked).not.toContain(NIK);
    expect(masked).toContain(NIK.slice(-4));
  }
  expect(await textOf(desk, 'Halaman depan')).toContain('disamarkan');
  for (const files of [mine, desk]) {
    for (const [name, content] of files) {
      if (!name.endsWith('.pdf') || name.startsWith('Berkas')) continue;
      const text = flat((await reader.read(content)).text);
      for (const code of codes) expect(text).not.toContain(code);
    }
  }
});

test('the cover, the timeline, the proof of dates and the petition say what the case says', async () => {
  const dispute = await refusedCase();
  const files = unzip(await download(await app.as('warga'), await own(dispute)));
  const objection = await objectionOf(app, dispute);
  const cover = await textOf(files, 'Halaman depan');
  for (const words of [
    ...[objection.number, String(objection.request_number), 'Rabu, 6 Januari 2027'],
    ...['Komisi Informasi Provinsi Jawa Tengah', 'Tidak dipungut biaya', 'Berkas yang diberikan/01 SK SK-7-2026.pdf'],
  ]) {
    expect(cover).toContain(flat(words));
  }
  // Nobody has petitioned: there is no dispute with a number yet.
  expect(cover).not.toContain(dispute.number);
  const timeline = await textOf(files, 'Kronologi');
  for (const words of [
    'Permohonan',
    'Keberatan diterima dan diberi nomor',
    'Jangka waktu mengajukan sengketa dimulai',
  ]) {
    expect(timeline).toContain(flat(words));
  }
  // What the desk and the superior say to each other is not his to read.
  expect(timeline).not.toContain(flat('Penolakan diusulkan'));
  const counted = await textOf(files, 'Bukti perhitungan');
  for (const words of [
    ...['UU 14/2008 Pasal 22 ayat (7)', 'UU 14/2008 Pasal 36 ayat (2)', 'UU 14/2008 Pasal 37 ayat (2)'],
    ...['Kamis, 24 Desember 2026', 'SKB', 'Sengketa: Mengajukan sengketa informasi, Rabu, 6 Januari 2027'],
  ]) {
    expect(counted).toContain(flat(words));
  }
  const petition = await textOf(files, 'Rancangan permohonan');
  for (const words of ['Dinas Komunikasi', 'huruf a', 'membatalkan penolakan badan publik', 'Perki 1/2013 Pasal 10']) {
    expect(petition).toContain(flat(words));
  }
  // What is asked for stands on the sheet that is signed.
  const draft = [...files].find(([name]) => name.includes('Rancangan permohonan'))?.[1] as Buffer;
  const { pages } = await reader.read(draft);
  for (const words of ['Yang diminta untuk diputus', 'Lampiran', 'Tanda tangan', 'Rancangan dari catatan']) {
    expect(flat(pages.at(-1) ?? '')).toContain(flat(words));
  }
});

test('the same state of the case makes the same bytes, downloads by staff in between', async () => {
  const dispute = await refusedCase();
  const [mine, desk] = [await app.as('warga'), await app.as('petugas')];
  const first = await download(mine, await own(dispute));
  await on(app, '2026-12-14');
  await download(desk, `/petugas/sengketa/${dispute.number}/berkas.zip`);
  await on(app, '2026-12-15');
  expect((await download(mine, await own(dispute))).equals(first)).toBe(true);
  await does(app, dispute, { do: 'file_dispute', on: '2026-12-14' }, 'requester');
  expect((await download(mine, await own(dispute))).equals(first)).toBe(false);
});

test('each download by staff is an event of the dispute; the version stays, so that no form turns stale', async () => {
  const dispute = await opened(app);
  await download(await app.as('petugas'), `/petugas/sengketa/${dispute.number}/berkas.zip`);
  await download(await app.as('atasan'), `/atasan/sengketa/${dispute.number}/berkas.zip`);
  expect(await events(app, dispute)).toEqual(['window_opened', 'dossier_taken', 'dossier_taken']);
  const taken = await app.db('audit_events').where('kind', 'dossier_taken').orderBy('seq');
  expect(taken.map(({ payload }) => JSON.parse(payload).actor.role)).toEqual(['petugas', 'atasan']);
  expect(await app.db('disputes').where('id', dispute.id).first()).toMatchObject({ version: dispute.version });
  expect((await verifyChains(app.db)).ok).toBe(true);
});

test('ground b: no request, so no proof of one is asked for', async () => {
  const dispute = await opened(app, { userId: await warga() });
  const files = unzip(await download(await app.as('warga'), await own(dispute)));
  expect(await textOf(files, 'Halaman depan')).toContain(flat('Bukti permohonan tidak diperlukan'));
  expect(await textOf(files, 'Rancangan permohonan')).not.toContain(flat('Bukti permohonan informasi'));
});

test('an answer that was given is in it as it was given; what it was made of is not', async () => {
  const userId = await warga();
  const number = await filed(app, { userId });
  const ppid = await app.as('ppid');
  const given = { answer_files: pdf('laporan.pdf', 'Isi laporan') };
  expect((await requestStep(app, ppid, '/petugas', number, GRANT, given)).status).toBe(303);
  const request = await app.db('requests').where({ number }).first();
  const objection = await answered(app, await objected(app, { ground: 'd', requestId: request.id, userId }));
  const files = unzip(await download(await app.as('warga'), await own(await disputeOf(app, objection))));
  const name = [...files.keys()].find((one) => one.endsWith('laporan.pdf')) ?? '';
  expect(files.get(name)?.equals(given.answer_files.content)).toBe(true);
});

test('a file that is gone from the store is a fault before anything is sent', async () => {
  const dispute = await refusedCase();
  const file = await app.db('request_files').where('kind', 'exemption').first();
  await app.deps.files.remove(file.stored_name);
  const answer = await (await app.as('warga')).get(await own(dispute));
  expect(answer.status).toBe(500);
  expect(answer.headers['content-type']).toContain('html');
});

test('an erased identity leaves the sheets, without a name and without letters', async () => {
  const dispute = await opened(app, { userId: await warga() });
  await app.db('objections').where('id', dispute.objection_id).update({ case_key_sealed: null });
  const files = unzip(await download(await app.as('warga'), await own(dispute)));
  expect([...files.keys()].some((name) => name.startsWith('Surat/'))).toBe(false);
  expect(await textOf(files, 'Halaman depan')).not.toContain(flat(NAME));
});

test('nobody else’s: neither the page nor the file', async () => {
  const dispute = await opened(app);
  const path = await own(dispute);
  for (const agent of [app.browser(), await app.as('warga')]) {
    const answer = await agent.get(path).expect(303);
    expect(answer.headers.location).toMatch(/^\/lacak/);
  }
  await (await app.as('opd')).get(`/petugas/sengketa/${dispute.number}/berkas.zip`).expect(403);
  await (await app.as('petugas')).get('/petugas/sengketa/S-2026-999999/berkas.zip').expect(404);
});

test('an objection still waiting for its answer has no ready file', async () => {
  const objection = await objected(app, { userId: await warga() });
  const agent = await app.as('warga');
  await agent.get(`/keberatan/${objection.number}/berkas-sengketa.zip`).expect(404);
});

test('in English, with the petition in Indonesian, which the commission reads, and once more to be understood', async () => {
  const dispute = await opened(app, { userId: await warga(), language: 'en' });
  const files = unzip(await download(await app.as('warga'), await own(dispute)));
  expect([...files.keys()].slice(0, 5)).toEqual([
    '00 Cover sheet.pdf',
    '01 Timeline.pdf',
    '02 Proof of dates.pdf',
    '03 Draft petition (Indonesian).pdf',
    '04 Draft petition in English, to read.pdf',
  ]);
  expect(await textOf(files, 'Cover sheet')).toContain(flat('There is no fee'));
  expect(await textOf(files, 'in English')).toContain(flat('The petitioner asks the commission to decide'));
  expect(await textOf(files, 'Draft petition (Indonesian)')).toContain(flat('Permohonan penyelesaian sengketa'));
});

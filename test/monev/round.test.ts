import { verifyChains } from '../../src/audit/verify/queries';
import { reckonFreshness } from '../../src/freshness/reckon-commands';
import { hashOf } from '../../src/monev/frozen';
import { questionsOf } from '../../src/monev/questionnaire';
import { remindOfRounds } from '../../src/monev/remind/commands';
import { startingQuestionnaire } from '../../src/monev/starting';
import { givenDocument } from '../catalogue/documents';
import { unzip } from '../storage/unzip';
import { type Agent, type TestApp, testApp } from '../support/app';

const ROUND = '/monev/2026/provinsi';

let app: TestApp;
let ppid: Agent;
let atasan: Agent;
beforeAll(async () => {
  app = await testApp();
  [ppid, atasan] = [await app.as('ppid'), await app.as('atasan')];
});
afterAll(() => app.close());

const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
const read = async (path: string, agent = ppid) => main((await agent.get(path).expect(200)).text);
const send = (path: string, fields: Record<string, string>, agent = ppid) => agent.post(path).type('form').send(fields);
const question = (code: string) => read(`${ROUND}/soal/${code}`);
const round = () => app.db('monev_rounds').where({ year: 2026, commission: 'provinsi' }).first();
const stored = (code: string) => app.db('monev_answers').where({ code }).first();
/** The hidden fields of a question's page, which an answer carries. */
const seen = (html: string) => ({
  version: /name="version" value="(\d+)"/.exec(html)?.[1] ?? '',
  usulan: /name="usulan" value="([^"]*)"/.exec(html)?.[1] ?? '',
});
const answer = async (code: string, fields: Record<string, string>) =>
  send(`${ROUND}/soal/${code}`, { ...seen(await question(code)), ...fields });
const step = async (agent: Agent, action: string, fields: Record<string, string> = {}) =>
  send(`${ROUND}/langkah`, { action, version: String((await round()).version), ...fields }, agent);

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

test('a year to come, an unknown one and a copy of nothing are refused beside their field; a second beginning goes on', async () => {
  const ahead = await send('/monev', { tahun: '2027', komisi: 'provinsi', asal: 'starting' }).expect(422);
  expect(main(ahead.text)).toContain('Tahun itu belum dimulai');
  expect(main(ahead.text)).toContain('value="2027"');
  expect(
    main((await send('/monev', { tahun: 'dua ribu', komisi: 'provinsi', asal: 'starting' }).expect(422)).text),
  ).toContain('empat angka');
  const nothing = await send('/monev', { tahun: '2026', komisi: 'provinsi', asal: 'copy' }).expect(422);
  expect(main(nothing.text)).toContain('Belum ada kuesioner tahun sebelumnya');
  expect(await app.db('monev_rounds')).toEqual([]);
  await ppid.get(ROUND).expect(404);
  for (const path of ['/monev/1999/pusat', '/monev/2026/kabupaten', `${ROUND}/soal/%00`])
    await ppid.get(path).expect(404);
  for (let i = 0; i < 2; i++) {
    const made = await send('/monev', { tahun: '2026', komisi: 'provinsi', asal: 'starting' }).expect(303);
    expect(made.headers.location).toBe(ROUND);
  }
  expect(await app.db('audit_events').where('kind', 'monev_started')).toHaveLength(1);
  expect(await round()).toMatchObject({ service_year: 2025, commission_name: 'Komisi Informasi Provinsi Jawa Tengah' });
  expect(await read(ROUND)).toContain('Belum dicocokkan dengan kuesioner');
});

test('the maklumat is written: the evidence says yes; half a year later nobody looked at it: no', async () => {
  expect(seen(await question('PL-1')).usulan).toBe('tidak');
  await send('/teks-layanan/maklumat/id', { version: '0', body: 'Kami berjanji.' }).expect(303);
  const page = await question('PL-1');
  expect(seen(page).usulan).toBe('ya');
  expect(page).toContain('Ditulis atau diperiksa Jumat, 11 Desember 2026');
  expect(page).toContain('href="/standar-layanan/maklumat"');
  expect((await answer('PL-1', { jawaban: 'ya' })).status).toBe(303);
  expect(await stored('PL-1')).toMatchObject({ value: 'ya', proposed: 'ya', version: 1 });
  expect(JSON.parse((await stored('PL-1')).evidence)).toMatchObject({ share: 1, as_of: '2026-12-11' });
  app.clock.set('2027-06-14T09:00:00+07:00');
  expect(seen(await question('PL-1')).usulan).toBe('tidak');
  expect(await read(`${ROUND}/kurang`)).toContain('Bukti berubah sejak dijawab');
  app.clock.set('2026-12-11T09:00:00+07:00');
  expect(await read(`${ROUND}/kurang`)).not.toContain('Bukti berubah sejak dijawab');
});

test('an item is published: the share of agencies rises and names who lacks it; taken back: it falls again', async () => {
  await app.db('bodies').update({ created_at: '2025-12-01T00:00:00.000Z' });
  expect(await question('JB-1')).toContain('belum dihitung');
  await reckonFreshness(app.deps);
  expect(await question('JB-1')).toContain('Belum satu pun dari');
  const at = app.clock.now().toISOString();
  const agencies = await app.db('bodies').where('active', 1).whereNotIn('kind', ['desa', 'bumd']).orderBy('id');
  for (const body of agencies)
    await givenDocument(app.db, {
      body: body.slug,
      subkind: 'profil',
      published_at: at,
      updated_at: at,
      created_at: at,
    });
  await reckonFreshness(app.deps);
  expect(seen(await question('JB-1')).usulan).toBe('100');
  const gone = { state: 'withdrawn', updated_at: '2026-12-11T02:00:01.000Z' };
  await app.db('documents').where({ subkind: 'profil', body_id: agencies[0].id }).update(gone);
  await reckonFreshness(app.deps);
  const page = await question('JB-1');
  expect(seen(page).usulan).toBe('75');
  expect(page).toContain(`${agencies.length - 1} dari ${agencies.length} perangkat daerah`);
  expect(page).toContain(`Belum: ${agencies[0].short_name}.`);
  expect(page).toContain('href="/opd/informasi/baru?subjenis=profil"');
});

test('an answer against the evidence needs a reason, one without evidence a proof; what was typed stays, and nothing is kept', async () => {
  const against = await answer('KO-4', { jawaban: '100', catatan: 'Ada di papan kantor' });
  expect(against.status).toBe(422);
  expect(main(against.text)).toContain('berbeda dari yang ditunjukkan bukti');
  expect(main(against.text)).toContain('Ada di papan kantor');
  expect(await stored('KO-4')).toBeUndefined();
  expect((await answer('KO-4', { jawaban: '100', alasan: 'Diumumkan pada papan' })).status).toBe(303);
  expect(await read(`${ROUND}?bagian=komitmen`)).toContain('Berbeda dari bukti, dengan alasan');
  const bare = await answer('KO-7', { jawaban: 'ya' });
  expect([bare.status, main(bare.text)]).toEqual([422, expect.stringContaining('Tulis buktinya')]);
  const link = await answer('KO-7', { jawaban: 'ya', tautan: 'javascript:alert(1)' });
  expect([link.status, main(link.text)]).toEqual([422, expect.stringContaining('Tulis alamat lengkap')]);
  expect((await answer('KO-7', { jawaban: 'ya', tautan: 'https://demakkab.go.id/apbd' })).status).toBe(303);
  expect((await answer('KO-8', { jawaban: 'mungkin' })).status).toBe(422);
  expect((await answer('KO-9', { jawaban: '-1' })).status).toBe(422);
  expect((await send(`${ROUND}/soal/TIDAK-ADA`, { version: '0', jawaban: 'ya' })).status).toBe(404);
  const stale = await send(`${ROUND}/soal/KO-7`, { version: '0', jawaban: 'tidak' });
  expect([stale.status, main(stale.text)]).toEqual([409, expect.stringContaining('berubah sejak Anda membukanya')]);
  const old = await send(`${ROUND}/soal/PL-2`, { version: '0', usulan: '100', jawaban: '100' });
  expect([old.status, main(old.text)]).toEqual([409, expect.stringContaining('Buktinya berubah')]);
  expect((await stored('KO-7')).value).toBe('ya');
});

const weights = async (change: Record<string, string> = {}) => {
  const html = main((await ppid.get(`${ROUND}/kuesioner`).expect(200)).text);
  const form = html.slice(html.indexOf(`action="${ROUND}/kuesioner"`));
  const fields = Object.fromEntries(
    [...form.matchAll(/<input[^>]*name="([^"]+)" value="([^"]*)"[^>]*>/g)]
      .filter(([tag]) => !tag.includes('type="radio"') || tag.includes('checked'))
      .map(([, name, value]) => [name as string, value as string]),
  );
  const radio = /value="(\d+)" checked/.exec(form)?.[1] ?? '';
  return send(`${ROUND}/kuesioner`, { ...fields, layanan: radio, ...change });
};

test('weights that do not add up, a negative one and a foreign day are told beside their field; corrected ones are kept and logged', async () => {
  const sum = await weights({ 'bagian[jenis][bobot]': '21' });
  expect([sum.status, main(sum.text)]).toEqual([422, expect.stringContaining('harus berjumlah 100; sekarang 101')]);
  expect(main(sum.text)).toContain('value="21"');
  const negative = await weights({ 'bobot[PL-1]': '-2' });
  expect([negative.status, main(negative.text)]).toEqual([422, expect.stringContaining('tidak boleh negatif')]);
  expect((await weights({ 'predikat[b4]': '5' })).status).toBe(422);
  expect((await weights({ batas: '2026-02-30' })).status).toBe(422);
  expect((await weights({ 'baru[nama]': 'Tanpa kode' })).status).toBe(422);
  expect((await round()).version).toBe(1);
  const good = await weights({
    ...{ 'bagian[jenis][bobot]': '22,5', 'bagian[digital][bobot]': '17,5', batas: '2026-12-31' },
    ...{ sumber: 'Surat KI Jateng 12/2026', 'baru[kode]': 'inovasi', 'baru[nama]': 'Inovasi' },
  });
  expect(good.status).toBe(303);
  expect(await round()).toMatchObject({ version: 2, submit_by: '2026-12-31', basis: 'Surat KI Jateng 12/2026' });
  expect(await read(ROUND)).not.toContain('Belum dicocokkan');
  expect(await read(ROUND)).toContain('20 hari lagi');
  expect(await read('/petugas')).toContain('20 hari lagi');
  expect(await read('/petugas', await app.as('petugas'))).not.toContain('20 hari lagi');
  const stale = await weights({ version: '1' });
  expect(stale.status).toBe(409);
});

const added = {
  ...{ kode: 'IN-1', bagian: 'inovasi', pertanyaan: 'Berapa inovasi layanan?', jenis: 'count', bobot: '1' },
  ...{ sasaran: '2', dasar: '', skala: '', bukti: '', ambang: '' },
};

test('a question is added, corrected and removed; an answer that no longer fits goes, and is said to', async () => {
  const path = `${ROUND}/kuesioner/soal`;
  const version = async () => String((await round()).version);
  const bad = await send(path, { ...added, sasaran: '0', kode: 'IN 1', version: await version() });
  expect(bad.status).toBe(422);
  expect(main(bad.text)).toContain('bilangan bulat dari 1 sampai');
  expect(main(bad.text)).toContain('Berapa inovasi layanan?');
  expect((await send(path, { ...added, kode: 'PL-1', version: await version() })).status).toBe(422);
  expect((await send(path, { ...added, bagian: 'tidak-ada', version: await version() })).status).toBe(422);
  expect((await send(path, { ...added, version: await version() })).status).toBe(303);
  expect((await answer('IN-1', { jawaban: '1', catatan: 'Aplikasi keliling' })).status).toBe(303);
  const scale = { ...added, jenis: 'scale', skala: '100 = Banyak\n0 = Tidak ada', version: await version() };
  expect((await send(`${path}/IN-1`, scale)).status).toBe(303);
  expect(await read(ROUND)).toContain('1 jawaban tidak lagi cocok');
  expect(await stored('IN-1')).toBeUndefined();
  expect((await send(`${path}/IN-1`, { action: 'remove', version: await version() })).status).toBe(303);
  await ppid.get(`${ROUND}/soal/IN-1`).expect(404);
  expect(await app.db('audit_events').where('kind', 'like', 'monev_question_%').orderBy('id').pluck('kind')).toEqual([
    ...['monev_question_added', 'monev_question_written', 'monev_question_removed'],
  ]);
});

const load = async (name: string, content: string) =>
  ppid
    .post(`${ROUND}/berkas`)
    .field({ version: String((await round()).version), sumber_berkas: 'Formulir SAQ 2026' })
    .attach('berkas', Buffer.from(content), name);

test('a commission’s form is loaded from a file: answers of the same questions stay; a bad file changes nothing', async () => {
  const before = await round();
  const csv = (await ppid.get(`${ROUND}/unduh/csv`).expect(200)).text;
  const wrong = await load('saq.csv', csv.replaceAll(',22.5,', ',32.5,'));
  expect([wrong.status, main(wrong.text)]).toEqual([422, expect.stringContaining('harus berjumlah 100; sekarang 110')]);
  const unknown = await load('saq.csv', 'kode;pertanyaan\nA;B');
  expect([unknown.status, main(unknown.text)]).toEqual([422, expect.stringContaining('Kolom bobot tidak ada')]);
  expect(main(unknown.text)).toContain('Formulir SAQ 2026');
  expect((await load('saq.json', '{')).status).toBe(422);
  expect((await load('saq.exe', 'MZ')).status).toBe(422);
  expect((await send(`${ROUND}/berkas`, { version: '1', sumber_berkas: 'x' })).status).toBe(422);
  expect(await round()).toEqual(before);
  const lines = csv.split('\r\n').filter((line) => !line.includes(',KO-7,'));
  const good = await load('saq.csv', lines.join('\r\n').replace(',PL-1,', ',PL-01,'));
  expect(good.status).toBe(303);
  expect(await round()).toMatchObject({ basis: 'Formulir SAQ 2026', version: before.version + 1 });
  expect(await stored('PL-1')).toBeUndefined();
  expect(await stored('KO-4')).toMatchObject({ value: '100' });
  const whole = JSON.stringify(startingQuestionnaire('provinsi'));
  expect((await load('saq.json', whole)).status).toBe(303);
});

const all = questionsOf(startingQuestionnaire('provinsi'));

test('what the evidence decides is confirmed at once; the rest by hand; the superior approves, which freezes it for good', async () => {
  const open = await step(ppid, 'hand_in');
  expect([open.status, main(open.text)]).toEqual([422, expect.stringContaining('pertanyaan belum dijawab')]);
  await send(`${ROUND}/usulan`, { bagian: 'digital' }).expect(303);
  expect(await stored('DG-1')).toMatchObject({ value: 'ya' });
  expect(await stored('SP-2')).toBeUndefined();
  await send(`${ROUND}/usulan`, {}).expect(303);
  for (const { code } of all)
    if (!(await stored(code))) await answer(code, { jawaban: code === 'KO-9' ? '0' : 'tidak' });
  for (const code of ['PL-8', 'PL-10']) if (!(await stored(code))) await answer(code, { jawaban: '0' });
  expect((await step(ppid, 'approve')).status).toBe(403);
  expect((await step(ppid, 'hand_in')).status).toBe(303);
  expect((await answer('KO-4', { jawaban: '0' })).status).toBe(422);
  expect((await step(atasan, 'return')).status).toBe(422);
  expect((await step(atasan, 'return', { alasan: 'Periksa KO-4' })).status).toBe(303);
  expect((await step(ppid, 'hand_in')).status).toBe(303);
  const { proposed_by } = await round();
  const superior = (await app.db('users').where('email', 'atasan@contoh.test').first('id')).id;
  await app.db('monev_rounds').update({ proposed_by: superior });
  expect((await step(atasan, 'approve')).status).toBe(422);
  await app.db('monev_rounds').update({ proposed_by });
  expect((await step(atasan, 'approve', { version: '1' })).status).toBe(409);
  expect((await step(atasan, 'approve')).status).toBe(303);
  expect(await app.db('outbox').where('dedupe_key', 'like', 'monev:%').orderBy('id').pluck('subject')).toEqual([
    'Jawaban e-Monev 2026 menunggu persetujuan',
    'Jawaban e-Monev 2026 dikembalikan',
    'Jawaban e-Monev 2026 menunggu persetujuan',
    'Jawaban e-Monev 2026 disetujui',
  ]);
  const [freeze] = await app.db('monev_freezes');
  const content = JSON.parse(freeze.content);
  expect(freeze).toMatchObject({
    number: 1,
    hash: hashOf(freeze.content),
    score: Math.round(content.score.total * 100),
  });
  expect(content.answers).toHaveLength(all.length);
  const event = await app.db('audit_events').where('kind', 'monev_frozen').first();
  expect(JSON.parse(event.payload).detail).toMatchObject({ hash: freeze.hash, score: content.score.total });
  await expect(app.db('monev_freezes').update({ score: 10_000 })).rejects.toThrow('append-only');
  expect(await verifyChains(app.db)).toMatchObject({ ok: true });
  // The world goes on; what was frozen stays.
  app.clock.set('2027-06-14T09:00:00+07:00');
  const kept = await read(`${ROUND}/beku/1`, await app.as('auditor'));
  expect(kept).toContain('Diumumkan pada papan');
  expect(kept).toContain(freeze.hash);
  expect((await send(`${ROUND}/usulan`, {})).status).toBe(422);
  app.clock.set('2026-12-11T09:00:00+07:00');
});

test('the pack holds answers, stable links and what anyone may have, under names that stay, and nobody who asked', async () => {
  await app
    .browser()
    .post('/api/v1/requests')
    .send({
      ...{
        requester: {
          kind: 'individual',
          name: 'Karto Rahasia',
          identity_number: '3321010101000001',
          citizen: true,
          email: 'karto@warga.test',
        },
      },
      ...{
        details: 'Anggaran jalan di depan rumah Karno',
        purpose: 'Penelitian',
        obtain: 'copy',
        deliver: 'email',
        language: 'id',
      },
    });
  await app.db('monev_rounds').update({ service_year: 2026 });
  const files = unzip(await bytesOf(`${ROUND}/bukti.zip`));
  expect([...files.keys()]).toEqual([
    ...['indeks.html', 'jawaban.csv', 'jawaban.json', 'kuesioner.json', 'bukti/teks/maklumat.html'],
    ...['ringkasan', 'bulan', 'badan', 'keberatan', 'penolakan'].map((name) => `bukti/statistik-${name}-2026.csv`),
    ...['bukti/register-permohonan-2026.csv', 'bukti/register-keberatan-2026.csv'],
    ...['bukti/informasi-dikecualikan.csv', 'bukti/kesegaran-informasi.csv', 'SHA256SUMS.txt'],
  ]);
  const text = (name: string) => String(files.get(name));
  const everything = [...files.values()].map(String).join('\n');
  expect(text('bukti/register-permohonan-2026.csv')).toContain('P-2026-000001');
  for (const secret of ['Karto', 'Karno', 'karto@warga.test', '3321010101000001'])
    expect(everything).not.toContain(secret);
  const index = text('indeks.html');
  expect(index).toContain(`${app.deps.config.baseUrl}/standar-layanan/maklumat`);
  expect(index).toContain('href="bukti/teks/maklumat.html"');
  expect(index).not.toContain('<script');
  expect(text('bukti/teks/maklumat.html')).toContain('Kami berjanji.');
  const answers = JSON.parse(text('jawaban.json'));
  const [freeze] = await app.db('monev_freezes');
  expect(answers.score).toEqual(JSON.parse(freeze.content).score);
  expect(answers.answers[0]).not.toHaveProperty('by');
  expect(text('jawaban.csv').split('\r\n')).toHaveLength(all.length + 2);
  expect([...unzip(await bytesOf(`${ROUND}/bukti.zip`)).keys()]).toEqual([...files.keys()]);
});

test('opened again for a reason and frozen anew; the next year begins with a copy and is compared', async () => {
  expect((await step(atasan, 'reopen')).status).toBe(422);
  expect((await step(atasan, 'reopen', { alasan: 'Masa sanggah' })).status).toBe(303);
  expect((await answer('KO-8', { jawaban: 'ya', catatan: 'Notulen rapat' })).status).toBe(303);
  expect((await step(ppid, 'hand_in')).status).toBe(303);
  expect((await step(atasan, 'approve')).status).toBe(303);
  const freezes = await app.db('monev_freezes').orderBy('number');
  expect(freezes.map(({ number }) => number)).toEqual([1, 2]);
  expect(freezes[1].score).toBeGreaterThan(freezes[0].score);
  app.clock.set('2027-01-05T09:00:00+07:00');
  const next = await send('/monev', { tahun: '2027', komisi: 'provinsi', asal: 'copy' }).expect(303);
  const page = await read(String(next.headers.location));
  expect(page).toContain('Dibandingkan dengan 2026');
  expect(await app.db('monev_rounds').where('year', 2027).first()).toMatchObject({
    ...{ copied_from: 2026, submit_by: null, basis: null, questionnaire: (await round()).questionnaire },
  });
  expect(await read('/monev/2027/provinsi/soal/KO-8')).toContain('Jawaban tahun 2026');
  expect(await read('/monev', await app.as('petugas'))).toContain('e-Monev 2026');
});

test('the PPID is reminded of the day, the superior after it, each once and never of what was approved', async () => {
  await app.db('monev_rounds').where('year', 2027).update({ submit_by: '2027-09-30' });
  const on = async (day: string) => {
    app.clock.set(`${day}T06:00:00+07:00`);
    return remindOfRounds(app.deps);
  };
  expect([await on('2027-08-29'), await on('2027-08-30'), await on('2027-08-31')]).toEqual([0, 1, 0]);
  app.clock.set('2027-09-23T06:00:00+07:00');
  const both = await Promise.all([remindOfRounds(app.deps), remindOfRounds(app.deps)]);
  expect(both[0] + both[1]).toBe(1);
  expect([await on('2027-09-30'), await on('2027-10-01'), await on('2027-10-02')]).toEqual([1, 1, 0]);
  expect(await app.db('outbox').where('dedupe_key', 'like', 'monev:%:2027-09-30:%').pluck('subject')).toHaveLength(4);
  await app.db('monev_rounds').where('year', 2027).update({ state: 'frozen', submit_by: '2027-11-30' });
  expect(await on('2027-11-30')).toBe(0);
});

import { givenDocument } from '../catalogue/documents';
import { filed, pdf } from '../requests/staff/cases';
import { type Agent, type TestApp, testApp } from '../support/app';
import { begun, delegated, enacted, rowOf, SHEET, takes } from './given';

let app: TestApp;
let ppid: Agent;
let opd: Agent;
beforeAll(async () => {
  app = await testApp();
  [ppid, opd] = [await app.as('ppid'), await app.as('opd')];
});
afterAll(() => app.close());

const KEY = 'kunci-formulir-000001';
const typed = {
  ...{ title: 'Rekening penerima bantuan', ground: 'h.3', scope: 'part', part: 'Kolom rekening', target: 'berkala' },
  ...{ legal_basis: SHEET.legal_basis as string, if_opened: 'Rekening terungkap.', if_closed: 'Rekening aman.' },
  ...{
    public_interest: 'Tidak menuntut.',
    term_basis: 'Selama perlu.',
    until_on: '2027-06-30',
    statute: '',
    opens_on: '',
  },
  ...{ document: '', tester_1_name: 'Rina', tester_1_office: 'Kabid', tester_1_unit: 'Dinkominfo' },
};
const approval = {
  ...{
    approval_name: 'Hj. Bupati',
    approval_office: 'Bupati',
    approval_number: '180/12/2026',
    approval_on: '2026-12-11',
  },
};

async function send(agent: Agent, area: string, number: string, fields: Record<string, string>) {
  const version = fields.version ?? String((await rowOf(app, number)).version);
  return agent.post(`${area}/pengecualian/${number}/transitions`).field({ version, ...fields });
}

const begin = async (agent: Agent, area: string, fields: Record<string, string>) => {
  const sent = await agent
    .post(`${area}/pengecualian`)
    .type('form')
    .send({ body: 'dinkominfo', key: KEY, request: '', document: '', ...fields });
  return /DIK-\d+-\d+/.exec(sent.headers.location ?? '')?.[0] ?? '';
};

test('an agency drafts and hands in, the PPID completes, enacts with the head’s approval, and reads the papers', async () => {
  const number = await begin(opd, '/opd', { title: typed.title });
  expect(await begin(opd, '/opd', { title: typed.title })).toBe(number);
  const form = await opd.get(`/opd/pengecualian/${number}?langkah=save_test`).expect(200);
  expect(form.text).toContain('Pasal 17 huruf h angka 3');
  expect((await send(opd, '/opd', number, { action: 'save_test', ...typed, if_closed: '' })).status).toBe(303);
  expect((await send(opd, '/opd', number, { action: 'complete_test' })).status).toBe(422);
  const early = await send(opd, '/opd', number, { action: 'hand_in', note: 'Mohon dipercepat' });
  expect([early.status, (await rowOf(app, number)).handed_on]).toEqual([422, null]);
  expect(early.text).toMatch(/id="f-if_closed-error"[^>]*>[\s\S]{0,900}tulis akibat bila ditutup/);
  expect(early.text).toContain('Mohon dipercepat');
  expect((await send(opd, '/opd', number, { action: 'save_test', ...typed, lanjut: 'hand_in' })).status).toBe(303);
  expect((await rowOf(app, number)).handed_on).toBe('2026-12-11');
  expect((await send(opd, '/opd', number, { action: 'save_test', ...typed })).status).toBe(422);
  await (await app.as('opd2')).get(`/opd/pengecualian/${number}`).expect(404);

  const lacking = await send(ppid, '/petugas', number, {
    action: 'save_test',
    ...typed,
    if_closed: '',
    lanjut: 'complete_test',
  });
  expect(lacking.status).toBe(422);
  expect(lacking.text).toContain('tulis akibat bila ditutup');
  expect(lacking.text).toContain('Rekening terungkap.');
  expect(
    (await send(ppid, '/petugas', number, { action: 'save_test', ...typed, lanjut: 'complete_test' })).status,
  ).toBe(303);
  expect((await rowOf(app, number)).state).toBe('tested');

  const decide = { action: 'decide', number: 'SK-31/2026', decided_on: '2026-12-11', ...approval };
  const bare = await send(ppid, '/petugas', number, { ...decide, approval_office: '' });
  expect([bare.status, bare.text.includes('value="SK-31/2026"')]).toEqual([422, true]);
  expect((await send(ppid, '/petugas', number, { ...decide, version: '1' })).status).toBe(409);
  const signed = pdf('sk-ttd.pdf', 'SK bertanda tangan');
  const version = String((await rowOf(app, number)).version);
  const sent = ppid.post(`/petugas/pengecualian/${number}/transitions`).field({ version, ...decide });
  expect((await sent.attach('decree_file', signed.content, signed.name)).status).toBe(303);
  const page = await ppid.get(`/petugas/pengecualian/${number}`).expect(200);
  for (const words of ['Berlaku', 'SK-31/2026', 'Hj. Bupati', 'sk-ttd.pdf', '30 Juni 2027', 'PP 61/2010 Pasal 11']) {
    expect(page.text).toContain(words);
  }
  for (const paper of ['uji', 'keputusan']) {
    const made = await ppid.get(`/petugas/pengecualian/${number}/surat/${paper}`).expect(200);
    expect(made.headers['content-type']).toBe('application/pdf');
  }
  // A refusal takes the signed scan along, and leaves it where it is when the step fails.
  const request = await filed(app);
  const about = String((await app.db('requests').where('number', request).first('version')).version);
  const refusal = { action: 'grant_partly', because: 'exempt', considerations: 'x', exemption: number };
  const failed = await ppid.post(`/petugas/permohonan/${request}/transitions`).field({ version: about, ...refusal });
  expect(failed.status).toBe(422);
  const file = await app.db('exemption_files').where('kind', 'decree').first();
  expect(await app.deps.files.exists(file.stored_name)).toBe(true);
});

test('an empty sheet is not handed in: everything that lacks stands beside its field; the form says what is needed', async () => {
  const number = await begin(opd, '/opd', { title: 'Lembar kosong', key: 'kunci-formulir-000010' });
  const form = await opd.get(`/opd/pengecualian/${number}?langkah=save_test`).expect(200);
  const label = (name: string) => new RegExp(`for="f-${name}"[^>]*>[^(]*\\(([^)]*)\\)`).exec(form.text)?.[1] ?? null;
  expect(['ground', 'if_opened', 'tester_1_name', 'statute', 'until_on', 'tester_2_name'].map(label)).toEqual([
    ...['perlu untuk menyerahkan', 'perlu untuk menyerahkan', 'perlu untuk menyerahkan', 'perlu untuk huruf j'],
    ...['perlu untuk huruf a sampai f', 'boleh kosong'],
  ]);
  const sent = await send(opd, '/opd', number, { action: 'hand_in', note: 'Segera' });
  expect(sent.status).toBe(422);
  const lacking = ['ground', 'legal_basis', 'if_opened', 'if_closed', 'public_interest', 'term_basis', 'tester_1_name'];
  for (const name of lacking) expect(sent.text).toContain(`id="f-${name}-error"`);
  expect(await rowOf(app, number)).toMatchObject({ handed_on: null, version: 1 });
});

test('the agency takes back what it handed in until the PPID has opened it, and the log says so', async () => {
  const number = await begin(opd, '/opd', { title: 'Diambil lagi', key: 'kunci-formulir-000011' });
  const handIn = () => send(opd, '/opd', number, { action: 'save_test', ...typed, lanjut: 'hand_in' });
  expect((await handIn()).status).toBe(303);
  expect((await opd.get(`/opd/pengecualian/${number}`)).text).toContain('?langkah=take_back#langkah');
  expect((await send(await app.as('opd2'), '/opd', number, { action: 'take_back' })).status).toBe(404);
  expect((await send(opd, '/opd', number, { action: 'take_back' })).status).toBe(303);
  const { public_id, handed_on } = await rowOf(app, number);
  expect(handed_on).toBeNull();
  const kinds = await app.db('audit_events').where('chain', `exemption:${public_id}`).orderBy('seq').pluck('kind');
  expect(kinds.filter((kind) => kind !== 'sheet_read').slice(-2)).toEqual(['test_handed_in', 'test_taken_back']);
  expect((await handIn()).status).toBe(303);
  await ppid.get(`/petugas/pengecualian/${number}`).expect(200);
  expect((await opd.get(`/opd/pengecualian/${number}`)).text).not.toContain('langkah=take_back');
  const late = await send(opd, '/opd', number, { action: 'take_back' });
  expect([late.status, late.text.includes('PPID sudah membuka draf ini')]).toEqual([422, true]);
  expect((await send(ppid, '/petugas', number, { action: 'return_test', note: 'Lengkapi' })).status).toBe(303);
  expect((await handIn()).status).toBe(303);
  expect((await rowOf(app, number)).seen_on).toBeNull();
});

test('the document is found by its title among one’s own, and what was typed stays', async () => {
  const mine = await givenDocument(app.db, { title: 'Daftar penerima hibah 2026', state: 'draft' });
  await givenDocument(app.db, { title: 'Daftar penerima hibah dinas lain', body: 'dinkes' });
  const fresh = { title: 'Hibah', body: 'dinkominfo', key: 'kunci-formulir-000012', request: '', document: '' };
  const post = (fields: Record<string, string>) =>
    opd
      .post('/opd/pengecualian')
      .type('form')
      .send({ ...fresh, ...fields });
  const found = await post({ document_q: 'PENERIMA hibah', lanjut: 'cari' });
  expect(found.status).toBe(200);
  expect(found.text).toContain('Daftar penerima hibah 2026');
  expect(found.text).not.toContain('dinas lain');
  expect(found.text).toMatch(/name="title"[^>]*value="Hibah"/);
  expect((await post({ document_q: 'hibah', lanjut: '' })).text).toContain(`value="${mine.public_id}"`);
  expect((await post({ document_q: '', lanjut: 'cari' })).status).toBe(422);
  expect((await post({ document_q: 'tidak ada sama sekali', lanjut: 'cari' })).text).toContain('Tidak ada dokumen');
  expect(await app.db('exemptions').where('title', 'Hibah')).toEqual([]);
  const begun = await post({ document_q: 'hibah', document_found: 'hibah', document: mine.public_id });
  const number = /DIK-\d+-\d+/.exec(begun.headers.location ?? '')?.[0] ?? '';
  expect((await rowOf(app, number)).document_id).toBe(mine.id);
  // On the sheet as well: the one that was chosen stays among the choices, and nothing is saved by looking.
  const other = await givenDocument(app.db, { title: 'Rekap hibah' });
  const sheet = { action: 'save_test', ...typed, title: 'Judul baru', document: mine.public_id };
  const sought = await send(opd, '/opd', number, { ...sheet, document_q: 'rekap', lanjut: 'cari' });
  expect([sought.status, (await rowOf(app, number)).title]).toEqual([200, 'Hibah']);
  expect(sought.text).toMatch(new RegExp(`value="${mine.public_id}" checked`));
  for (const words of [other.public_id, 'value="Judul baru"', 'Rekening terungkap.'])
    expect(sought.text).toContain(words);
  expect((await send(opd, '/opd', number, { ...sheet, document: other.public_id })).status).toBe(303);
  expect((await rowOf(app, number)).document_id).toBe(other.id);
});

test('a last day that is past is refused when the sheet is saved, beside its field, and nothing is written', async () => {
  const number = await begin(opd, '/opd', { title: 'Sudah lewat', key: 'kunci-formulir-000004' });
  const before = await rowOf(app, number);
  for (const until_on of ['2026-12-10', '2026-12-11']) {
    const sent = await send(opd, '/opd', number, { action: 'save_test', ...typed, until_on });
    expect(sent.status).toBe(422);
    expect(sent.text).toMatch(/id="f-until_on-error"[^>]*>[\s\S]{0,900}sudah lewat atau hari ini juga/);
    expect(sent.text).toContain(`value="${until_on}"`);
    expect(sent.text).toContain('Rekening terungkap.');
  }
  expect(await rowOf(app, number)).toEqual(before);
  expect((await send(opd, '/opd', number, { action: 'save_test', ...typed, until_on: '2026-12-12' })).status).toBe(303);
});

test('each opening of a paper or file leaves an event with who, what and when; reading the sheet, one a day', async () => {
  const number = await begin(ppid, '/petugas', { title: 'Dibuka orang', key: 'kunci-formulir-000005' });
  await send(ppid, '/petugas', number, { action: 'save_test', ...typed });
  const version = String((await rowOf(app, number)).version);
  const sheet = pdf('lembar-ttd.pdf', 'Lembar bertanda tangan');
  const form = ppid.post(`/petugas/pengecualian/${number}/transitions`).field({ version, action: 'complete_test' });
  await form.attach('sheet_file', sheet.content, sheet.name).expect(303);
  const { id, public_id } = await rowOf(app, number);
  const stored = await app.db('exemption_files').where('exemption_id', id).first();
  const chain = `exemption:${public_id}`;
  const opened = async () => {
    const rows = await app
      .db('audit_events')
      .where({ chain })
      .whereIn('kind', ['paper_opened', 'sheet_read'])
      .orderBy('seq');
    return rows.map(({ kind, payload }) => ({ kind, ...JSON.parse(payload) }));
  };
  const auditor = await app.as('auditor');
  const base = `/auditor/pengecualian/${number}`;
  for (let n = 0; n < 3; n++) await auditor.get(base).expect(200);
  await auditor.get(`${base}/surat/uji`).expect(200);
  await auditor.get(`${base}/berkas/${stored.public_id}`).expect(200);
  await auditor.get(`${base}/berkas/${stored.public_id}`).expect(200);
  await auditor.get(`${base}/berkas/tidakada`).expect(404);
  await (await app.as('opd2')).get(`/opd/pengecualian/${number}`).expect(404);
  expect((await opened()).map(({ kind, actor, detail }) => [kind, actor.role, detail.paper ?? null])).toEqual([
    ['sheet_read', 'auditor', null],
    ['paper_opened', 'auditor', 'uji'],
    ['paper_opened', 'auditor', 'sheet'],
    ['paper_opened', 'auditor', 'sheet'],
  ]);
  expect((await opened()).at(-1)).toMatchObject({
    actor: { name: expect.any(String) },
    detail: { number, file: { id: stored.public_id, sha256: stored.sha256 } },
  });
  // However often it is looked at, what happened stays on the page.
  for (let n = 0; n < 25; n++) await auditor.get(`${base}/surat/uji`);
  const page = await ppid.get(`/petugas/pengecualian/${number}`).expect(200);
  expect(page.text.split('Lembar uji konsekuensi (cetak)').length - 1).toBe(19);
  for (const words of ['Uji dimulai', 'Uji selesai']) expect(page.text).toContain(words);
  expect(page.text).toContain('dicatat dengan nama dan waktunya');
  expect((await opened()).map(({ actor }) => actor.role)).toContain('ppid');
});

test('from the request to a new test and back is one tap each; the test knows whose request it was begun for', async () => {
  const request = await filed(app, { body: 'dinkominfo' });
  const page = await ppid.get(`/petugas/permohonan/${request}?langkah=propose_refusal`).expect(200);
  const there = /href="(\/petugas\/pengecualian\/baru\?permohonan=[^"]+)"/.exec(page.text)?.[1] as string;
  const form = await ppid.get(there).expect(200);
  expect(form.text).toMatch(/<option value="dinkominfo" selected/);
  const number = await begin(ppid, '/petugas', { title: 'Dari permohonan', request, key: 'kunci-formulir-000002' });
  const test = await ppid.get(`/petugas/pengecualian/${number}`).expect(200);
  const back = /href="(\/petugas\/permohonan\/[^"]+)"/.exec(test.text)?.[1] as string;
  expect(back).toBe(`/petugas/permohonan/${request}?langkah=propose_refusal#langkah`);
  await begin(ppid, '/petugas', { title: 'Tidak ada', request: 'P-2026-999999', key: 'kunci-formulir-000003' });
  expect(await app.db('exemptions').where('title', 'Tidak ada')).toEqual([]);
});

test('a delegation needs its paper, keeps what was typed and the file, and ends when it is ended', async () => {
  const id = String((await app.db('users').where('email', 'atasan@contoh.test').first('id')).id);
  const fields = {
    ...{
      account: id,
      office: 'Sekretaris Daerah',
      number: '100/9/2026',
      from_on: '2026-12-01',
      until_on: '2026-11-01',
    },
    ...{ head_name: 'Hj. Bupati', head_office: 'Bupati' },
  };
  const path = '/petugas/pengecualian/delegasi/berkas';
  const paper = pdf('surat.pdf');
  const wrong = await ppid.post(path).field(fields).attach('delegation_file', paper.content, paper.name);
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('tidak boleh mendahului hari mulai');
  const held = /name="held" value="([^"]+)"/.exec(wrong.text)?.[1] as string;
  expect((await ppid.post(path).field({ ...fields, until_on: '' })).text).toContain('Lampirkan surat pelimpahannya');
  expect((await ppid.post(path).field({ ...fields, until_on: '', held })).status).toBe(303);
  const list = await ppid.get('/petugas/pengecualian/delegasi').expect(200);
  const end = /action="([^"]+\/akhiri)"/.exec(list.text)?.[1] as string;
  const { number } = await enacted(app, { title: 'Untuk delegasi' });
  await (await app.as('atasan')).get(`/atasan/pengecualian/${number}`).expect(200);
  await ppid.post(end).expect(303);
  await (await app.as('atasan')).get(`/atasan/pengecualian/${number}`).expect(404);
  await ppid.post(end).expect(404);
});

test('lists, every step’s form and both languages print; an auditor reads and changes nothing', async () => {
  await delegated(app);
  for (const lang of ['id', 'en']) {
    const agent = await app.signIn('ppid');
    await agent.post('/bahasa').type('form').send({ bahasa: lang, lanjut: '/' });
    for (const tab of ['draf', 'teruji', 'berlaku', 'berakhir', 'lain']) {
      await agent.get(`/petugas/pengecualian?keadaan=${tab}`).expect(200);
    }
    const dated = await begun(app, { title: 'Huruf a', letter: 'a', item: 1, until_on: '2030-12-31' });
    await takes(app, dated.number, { do: 'complete_test' });
    for (const step of ['decide', 'drop_test', 'reopen_test']) {
      await agent.get(`/petugas/pengecualian/${dated.number}?langkah=${step}`).expect(200);
    }
    const { number } = await rowOf(app, 'DIK-2026-000001');
    for (const step of ['open_by_ruling', 'save_test', 'decide', 'tidakada']) {
      await agent.get(`/petugas/pengecualian/${number}?langkah=${step}`).expect(200);
    }
    await agent.get('/informasi-dikecualikan?badan=dinkominfo&sesudah=999').expect(200);
    await agent.get('/informasi-dikecualikan?badan=tidak-ada').expect(200);
    await agent.get('/petugas/pengecualian/penyamaran?sesudah=1').expect(200);
  }
  const { number } = await rowOf(app, 'DIK-2026-000001');
  const auditor = await app.as('auditor');
  const page = await auditor.get(`/auditor/pengecualian/${number}`).expect(200);
  expect(page.text).not.toContain('langkah=');
  expect(page.text).not.toContain('/lanjut');
  await app.browser().get(`/informasi-dikecualikan.csv?badan=dinkominfo`).expect(200);
});

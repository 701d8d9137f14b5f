import { accessCode } from '../../../src/secrets/keys';
import { filed, GRANT, NAME, NIK, pdf, row, step } from '../../requests/staff/cases';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { objected, objection, objectionEvents } from './cases';

let app: TestApp;
let petugas: Agent;
let ppid: Agent;
beforeAll(async () => {
  app = await testApp();
  [petugas, ppid] = [await app.as('petugas'), await app.as('ppid')];
});
afterAll(() => app.close());
beforeEach(() => app.clock.set('2026-12-11T09:00:00+07:00'));

const ENTRY = {
  channel: 'letter',
  received_on: '2026-12-11',
  late_entry_reason: '',
  ground: 'd',
  request_number: '',
  found_on: '',
  body: '',
  details: '',
  purpose: '',
  position: 'Yang diberikan bukan yang saya minta.',
  identity_from: 'request',
  language: 'id',
};

const TYPED = {
  identity_from: 'typed',
  kind: 'individual',
  citizen: 'yes',
  name: 'Budi Santoso',
  identity_number: NIK,
  address: 'Jalan Sultan Fatah 1',
  email: '',
  phone: '',
  occupation: '',
  proxy: 'no',
};

const GROUND_B = {
  ...TYPED,
  ground: 'b',
  body: 'dinkominfo',
  found_on: '2026-12-01',
  details: 'Laporan kinerja 2025',
  purpose: 'Skripsi',
};

function enter(fields: Record<string, string>, files: Record<string, { name: string; content: Buffer }> = {}) {
  const sending = petugas.post('/petugas/keberatan/baru');
  for (const [name, value] of Object.entries({ ...ENTRY, ...fields })) sending.field(name, value);
  for (const [name, file] of Object.entries(files)) sending.attach(name, file.content, { filename: file.name });
  return sending;
}

const count = async (): Promise<number> => Number((await app.db('objections').count({ n: '*' }).first())?.n);
const last = async () => app.db('objections').orderBy('id', 'desc').first();

async function answered(): Promise<string> {
  const request = await filed(app, { body: 'dinkominfo' });
  await step(app, ppid, '/petugas', request, GRANT);
  return request;
}

describe('an objection on paper, entered at the counter', () => {
  it('takes what the request says already, and gets its number with a receipt to print', async () => {
    const request = await answered();
    const form = await petugas.get(`/petugas/keberatan/baru?permohonan=${request}`).expect(200);
    expect(form.text).toContain(`value="${request}"`);
    const res = await enter({ request_number: request.toLowerCase() });
    const made = await last();
    expect([res.status, res.headers.location]).toEqual([303, `/petugas/keberatan/${made.number}/tanda-terima`]);
    const behind = await row(app, request);
    expect(made).toMatchObject({
      ...{ request_id: behind.id, request_number: request, ground: 'd', channel: 'letter', late: 0 },
      ...{ details: behind.details, purpose: behind.purpose, received_on: '2026-12-11', due_on: '2027-01-28' },
    });
    const code = accessCode(app.deps.keys, made.public_id);
    const receipt = await petugas.get(`/petugas/keberatan/${made.number}/tanda-terima`).expect(200);
    for (const fact of [made.number, code, 'Kamis, 28 Januari 2027', NAME]) expect(receipt.text).toContain(fact);
    // Another officer reads the receipt without the code; a reason brings it back, and that is an event.
    expect((await ppid.get(`/petugas/keberatan/${made.number}/tanda-terima`)).text).not.toContain(code);
    await ppid.post(`/petugas/keberatan/${made.number}/tanda-terima`).type('form').send({ reason: '' }).expect(422);
    const again = { reason: 'Kertasnya hilang' };
    await ppid.post(`/petugas/keberatan/${made.number}/tanda-terima`).type('form').send(again).expect(303);
    expect((await ppid.get(`/petugas/keberatan/${made.number}/tanda-terima`)).text).toContain(code);
    expect(await objectionEvents(app, made.number)).toEqual(['submitted', 'code_shown']);
    expect((await row(app, request)).open_objections).toBe(1);
  });

  it('counts from the true day of receipt, and wants reason and scan when that lies back', async () => {
    const bare = await enter({ ...GROUND_B, received_on: '2026-12-08' });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('Tulis alasan terlambat dicatat');
    expect(bare.text).toContain('Lampirkan pindaian suratnya');
    expect(bare.text).toContain('Laporan kinerja 2025');
    const late = { ...GROUND_B, received_on: '2026-12-08', late_entry_reason: 'Salah kotak surat' };
    expect((await enter(late, { scan: pdf('surat.pdf') })).status).toBe(303);
    const made = await last();
    expect([made.received_on, made.recorded_on, made.due_on]).toEqual(['2026-12-08', '2026-12-11', '2027-01-25']);
    const page = await (await app.as('auditor')).get(`/auditor/keberatan/${made.number}`).expect(200);
    expect(page.text).toContain('Salah kotak surat');
    expect(page.text).toContain('Pindaian tersimpan, tidak dibuka di sini');
    expect(page.text).not.toContain('surat.pdf');
    expect((await app.db('case_files').where({ case_id: made.id, kind: 'scan' }).first()).sealed).toBe(1);
  });

  it('needs no request for ground b: body, information and the day it was found instead', async () => {
    const bare = await enter({ ...GROUND_B, body: '', found_on: '', details: '' });
    expect(bare.status).toBe(422);
    for (const field of ['f-body', 'f-found_on', 'f-details']) expect(bare.text).toContain(`#${field}"`);
    const good = await enter({ ...GROUND_B, details: 'Rencana strategis' });
    expect(good.status).toBe(303);
    const made = await last();
    expect([made.request_id, made.request_number, made.window_from]).toEqual([null, null, '2026-12-01']);
    const twice = await enter({ ...GROUND_B, details: 'Rencana strategis' });
    expect(twice.status).toBe(422);
    expect(twice.text).toContain(`/petugas/keberatan/${made.number}`);
  });
});

describe('what is refused gets its reason in a sentence, keeps what was typed, and changes nothing', () => {
  it.each<[string, () => Promise<Record<string, string>>, string, string]>([
    ['an unknown number', async () => ({ request_number: 'P-2026-999999' }), 'request_number', 'Tidak ada permohonan'],
    ['no number', async () => ({}), 'request_number', 'Alasan ini memerlukan permohonan'],
    ['no ground', async () => ({ ground: 'x', request_number: await answered() }), 'ground', 'Pilih salah satu'],
    [
      'a notice that is not there yet',
      async () => ({ request_number: await filed(app) }),
      'ground',
      'pemberitahuan itu belum ada',
    ],
    [
      'silence while the term runs',
      async () => ({ ground: 'c', request_number: await filed(app) }),
      'ground',
      'belum berakhir',
    ],
    [
      'silence that was none',
      async () => ({ ground: 'c', request_number: await answered() }),
      'ground',
      'sudah dijawab',
    ],
    [
      'a delivery in time',
      async () => ({ ground: 'g', request_number: await answered() }),
      'ground',
      'Belum ada penyerahan',
    ],
    [
      'a day to come',
      async () => ({ request_number: await answered(), received_on: '2026-12-14' }),
      'received_on',
      'tidak boleh setelah hari pencatatan',
    ],
    [
      'an objection before its request',
      async () => ({ request_number: await answered(), received_on: '2026-12-10' }),
      'received_on',
      'sebelum permohonannya diterima',
    ],
    [
      'a day found that is to come',
      async () => ({ ...GROUND_B, found_on: '2026-12-12' }),
      'found_on',
      'tidak boleh setelah hari ini',
    ],
    [
      'an identity to copy from nowhere',
      async () => ({ ...GROUND_B, identity_from: 'request' }),
      'identity_from',
      'Tulis nomor permohonan',
    ],
    ['a NIK that is none', async () => ({ ...GROUND_B, identity_number: '33' }), 'identity_number', 'NIK'],
  ])('%s', async (_name, fields, field, sentence) => {
    const sent = await fields();
    const before = await count();
    const res = await enter({ ...sent, position: 'Tetap di sini' });
    expect(res.status).toBe(422);
    expect(res.text).toContain(`#f-${field}"`);
    expect(res.text).toContain(sentence);
    expect(res.text).toContain('Tetap di sini');
    expect(await count()).toBe(before);
  });

  it('the same ground twice, a request that was withdrawn, and an identity that was erased', async () => {
    const request = await answered();
    expect((await enter({ request_number: request })).status).toBe(303);
    expect((await enter({ request_number: request })).text).toContain('masih diproses');
    const gone = await filed(app);
    await app.db('requests').where('number', gone).update({ state: 'withdrawn', withdrawn_on: '2026-12-11' });
    expect((await enter({ request_number: gone })).text).toContain('tidak ada yang dapat dikeberatani');
    const erased = await answered();
    await app.db('requests').where('number', erased).update({ identity_sealed: null });
    expect((await enter({ request_number: erased })).text).toContain('sudah dihapus');
  });
});

describe('the lists and the register', () => {
  it('show a tab each, due first, page by page', async () => {
    const numbers: string[] = [];
    for (let i = 0; i < 27; i++) numbers.push(await objected(app, { body: 'dinkominfo' }));
    const first = await petugas.get('/petugas/keberatan').expect(200);
    const next = /href="([^"]+sesudah=[^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await petugas.get(next).expect(200);
    const pages = first.text + second.text;
    const seen = [...pages.matchAll(/>(K-2026-\d{6})</g)].map((match) => match[1]);
    expect(new Set(seen).size).toBe(seen.length);
    for (const number of numbers.slice(0, 20)) expect(seen).toContain(number);
    for (const tab of ['pelaksanaan', 'selesai', 'semua']) {
      await petugas.get(`/petugas/keberatan?tab=${tab}`).expect(200);
      await (await app.as('opd')).get(`/opd/keberatan?tab=${tab}`).expect(200);
    }
    expect((await petugas.get('/petugas').expect(200)).text).toContain('Keberatan terbuka:');
  });

  it('hold every column of Pasal 43(2) and Lampiran XI; the auditor reads them masked', async () => {
    const request = await answered();
    const number = await objected(app, { request, ground: 'e', receivedOn: '2026-12-11' });
    await app
      .db('objections')
      .where('number', number)
      .update({
        answer: JSON.stringify({
          ...{ outcome: 'granted', reasons: 'Permohonan memang belum dipenuhi.', order: 'Penuhi.', exemption: null },
          by: { name: 'Drs. Karno', office: 'Sekretaris Daerah', delegated: false },
        }),
        ...{ outcome: 'granted', state: 'granted', answered_on: '2026-12-11', response: 'Diterima baik.' },
      });
    const headings = [
      ...['Nomor', 'Diterima', 'Identitas pemohon', 'Nomor permohonan', 'Informasi yang diminta', 'Tujuan penggunaan'],
      ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'Kasus posisi', 'Keputusan Atasan PPID'],
      ...['Alasan penolakan atau pengabulan', 'Hari dan tanggal tanggapan', 'Nama dan posisi Atasan PPID'],
      'Tanggapan pemohon',
    ];
    const whole = async (agent: Agent, area: string): Promise<string> => {
      let [text, at] = ['', `/${area}/keberatan/register?tahun=2026`];
      while (at) {
        const page = await agent.get(at).expect(200);
        text += page.text;
        at = /href="([^"]+sesudah=[^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      }
      return text;
    };
    const desk = await whole(petugas, 'petugas');
    for (const words of headings) expect(desk).toContain(`<th scope="col">${words}</th>`);
    for (const words of [
      number,
      request,
      NAME,
      'Drs. Karno',
      'Sekretaris Daerah',
      'Diterima baik.',
      'belum dipenuhi',
    ]) {
      expect(desk).toContain(words);
    }
    expect(desk).not.toContain(NIK);
    await whole(await app.as('atasan'), 'atasan');
    const audited = await whole(await app.as('auditor'), 'auditor');
    expect(audited).toContain(number);
    for (const secret of [NAME, NIK, 'Jalan Pemuda', 'siti@']) expect(audited).not.toContain(secret);
    expect((await petugas.get('/petugas/keberatan/register?tahun=2025').expect(200)).text).toContain(
      'Tidak ada keberatan yang diterima tahun ini',
    );
    expect(await objection(app, number)).toBeTruthy();
  });
});

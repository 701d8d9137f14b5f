import { type Agent, type TestApp, testApp } from '../support/app';
import { aBreach, breachRow, CONTENT, people, take } from './cases';

let app: TestApp;
let ppid: Agent;
beforeEach(async () => {
  app = await testApp({ clock: '2026-12-11T09:00:00+07:00' });
  ppid = await app.as('ppid');
});
afterEach(() => app.close());

const HOME = '/pelanggaran-data';
const WHEN = { on: '2026-12-11', at: '08.30' };
const REPORT = {
  ...WHEN,
  data_kinds: CONTENT.data_kinds,
  happened: CONTENT.happened,
  people_count: '250',
  handling: '',
};

const record = (form: object) => ppid.post(HOME).type('form').send(form);
async function step(number: string, action: string, form: Record<string, string | string[]> = {}, agent = ppid) {
  const version = String((await breachRow(app, number)).version);
  return agent
    .post(`${HOME}/${number}/transitions`)
    .type('form')
    .send({ action, version, ...form });
}
const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('recording', () => {
  test('from the form to the page: the clock in plain words and how it was counted', async () => {
    await ppid.get(`${HOME}/baru`).expect(200);
    const answer = await record(REPORT).expect(303);
    expect(answer.headers.location).toBe(`${HOME}/B-2026-000001`);
    app.clock.set('2026-12-12T16:30:00+07:00');
    const page = words((await ppid.get(answer.headers.location as string).expect(200)).text);
    expect(page).toContain('Batas pemberitahuan: Senin, 14 Desember 2026 pukul 08.30 WIB, 40 jam lagi');
    for (const text of ['Jumat, 11 Desember 2026 pukul 08.30 WIB', '72 jam', 'UU 27/2022 Pasal 46', 'Sabtu, Minggu'])
      expect(page).toContain(text);
    expect(page).toContain('Isi pemberitahuan belum lengkap');
    const list = words((await ppid.get(HOME).expect(200)).text);
    expect(list).toContain('40 jam lagi');
  });

  test.each([
    [{ ...REPORT, on: '' }, 'f-on-error', 'wajib diisi'],
    [{ ...REPORT, on: '2026-02-30' }, 'f-on-error', 'Tanggal ini tidak ada'],
    [{ ...REPORT, at: '25.00' }, 'f-at-error', 'jam dan menit'],
    [{ ...REPORT, at: '' }, 'f-at-error', 'wajib diisi'],
    [{ ...REPORT, on: '2026-12-12' }, 'f-on-error', 'masa depan'],
    [{ ...REPORT, at: '09.01' }, 'f-on-error', 'masa depan'],
    [{ ...REPORT, on: '2021-01-01' }, 'f-on-error', '17 Oktober 2022'],
    [{ ...REPORT, data_kinds: ' ' }, 'f-data_kinds-error', 'wajib diisi'],
    [{ ...REPORT, people_count: 'banyak' }, 'f-people_count-error', 'dengan angka'],
    [{ ...REPORT, people_count: '0' }, 'f-people_count-error', 'dengan angka'],
    [{}, 'f-happened-error', 'wajib diisi'],
  ])('%j is told beside the field, what was typed stays, nothing is stored', async (form, place, sentence) => {
    const answer = await record(form).expect(422);
    expect(answer.text).toContain(`id="${place}"`);
    expect(words(answer.text)).toContain(sentence);
    if ('happened' in form) expect(answer.text).toContain(CONTENT.happened);
    expect(await app.db('breaches')).toEqual([]);
  });

  test('an unknown number is not found', async () => {
    for (const number of ['B-2026-000009', 'P-2026-000001', 'x'.repeat(300)])
      await ppid.get(`${HOME}/${number}`).expect(404);
    await ppid.get(`${HOME}/${await aBreach(app)}/surat/semua`).expect(404);
  });
});

describe('the people concerned', () => {
  const LIST = 'nama,e-mail,alamat\nSiti Aminah,siti@warga.test,\nBudi Hartono,,"Jalan Melati 3, Wedung"';

  test('pasted or uploaded, and the auditor sees how many and no names', async () => {
    const number = await aBreach(app);
    expect((await step(number, 'add_addressees', { list: LIST })).status).toBe(303);
    const version = String((await breachRow(app, number)).version);
    await ppid
      .post(`${HOME}/${number}/transitions`)
      .field('action', 'add_addressees')
      .field('version', version)
      .attach('list_file', Buffer.from('nama;alamat\nRina;Karanganyar'), 'orang.csv')
      .expect(303);
    const officer = await ppid.get(`${HOME}/${number}/penerima`).expect(200);
    for (const name of ['Siti Aminah', 'siti@warga.test', 'Rina']) expect(officer.text).toContain(name);
    const superior = await (await app.as('atasan')).get(`${HOME}/${number}/penerima`).expect(200);
    expect(superior.text).toContain('Siti Aminah');
    expect(superior.text).not.toContain('/surat"');
    const auditor = await app.as('auditor');
    for (const path of ['', '/penerima', '/surat/pemilik', '/surat/lembaga']) {
      const page = (await auditor.get(`${HOME}/${number}${path}`).expect(200)).text;
      for (const name of ['Aminah', 'siti@', 'Hartono', 'Melati', 'Rina']) expect(page).not.toContain(name);
    }
    const masked = (await auditor.get(`${HOME}/${number}/penerima`)).text;
    expect(masked).toContain('s•••@warga.test');
    expect(words(masked)).toContain('Tercatat 3');
  });

  test('one bad row refuses the list with its reason, keeps what was pasted, and stores nothing', async () => {
    const number = await aBreach(app);
    const answer = await step(number, 'add_addressees', { list: `${LIST}\nTono,tono@@warga,` });
    expect(answer.status).toBe(422);
    expect(words(answer.text)).toContain('1 baris tidak dapat diterima');
    expect(words(answer.text)).toContain('Alamat e-mail tidak lengkap atau salah tulis.');
    expect(answer.text).toContain('Siti Aminah,siti@warga.test');
    expect(await app.db('breach_addressees')).toEqual([]);
    await step(number, 'add_addressees', { list: LIST });
    const again = await step(number, 'add_addressees', { list: LIST });
    expect([again.status, words(again.text).includes('sudah tercatat pada perkara ini')]).toEqual([422, true]);
  });

  test.each([
    [{ list: '' }, 'Tempel daftar atau unggah berkasnya.'],
    [{ list: 'Siti,siti@warga.test' }, 'Judul kolom tidak ditemukan'],
  ])('%j', async (form, sentence) => {
    const number = await aBreach(app);
    const answer = await step(number, 'add_addressees', form);
    expect([answer.status, words(answer.text).includes(sentence)]).toEqual([422, true]);
  });

  test('a pasted list beyond the limit and a file of another kind get their sentences', async () => {
    const number = await aBreach(app);
    const post = () =>
      ppid.post(`${HOME}/${number}/transitions`).field('action', 'add_addressees').field('version', '1');
    const long = await post().field('list', 'x'.repeat(200_000)).expect(422);
    expect(words(long.text)).toContain('terlalu panjang. Simpan sebagai CSV');
    const pdf = await post().attach('list_file', Buffer.from('%PDF-1.4 x'), 'orang.pdf').expect(422);
    expect(pdf.text).toContain('id="f-list_file-error"');
    const odd = await post().attach('list_file', Buffer.from('x'), 'orang.exe').expect(422);
    expect(odd.text).toContain('id="f-list_file-error"');
  });

  test('names that look like markup stay text', async () => {
    const number = await aBreach(app, { content: { ...CONTENT, happened: '<b>tebal</b> & "kutip"' } });
    await people(app, number, ['<script>alert(1)</script>,x@warga.test,']);
    for (const path of ['', '/penerima', '/surat/pemilik', '/surat/lembaga']) {
      const { text } = await ppid.get(`${HOME}/${number}${path}`).expect(200);
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('<b>tebal');
    }
  });
});

describe('the notices', () => {
  test('shown before they are sent, sent once, and a second click is told so', async () => {
    const number = await aBreach(app);
    await people(app, number, ['Siti,siti@warga.test,', 'Budi,,Wedung']);
    const preview = await ppid.get(`${HOME}/${number}/surat/pemilik`).expect(200);
    for (const text of ['Kirim kepada 1 orang', 'Siti', CONTENT.handling, '1 orang tanpa e-mail'])
      expect(words(preview.text)).toContain(text);
    const version = /name="version" value="(\d+)"/.exec(preview.text)?.[1] as string;
    const click = () =>
      ppid.post(`${HOME}/${number}/transitions`).type('form').send({ action: 'notify_subjects', version });
    await click().expect(303);
    const second = await click().expect(409);
    expect(words(second.text)).toContain('tidak ada yang terkirim dua kali');
    expect(await app.db('outbox').where('kind', 'breach_subject')).toHaveLength(1);
    const printed = await ppid.get(`${HOME}/${number}/cetak`).expect(200);
    expect(printed.text).toContain('Budi');
    expect(printed.text).not.toContain('Siti');
    expect(words((await ppid.get(`${HOME}/${number}`)).text)).toContain(
      '1 surat elektronik sudah ditulis tetapi belum keluar',
    );
  });

  test('letters on paper are recorded for chosen people, with the day and hour they went', async () => {
    const number = await aBreach(app);
    const [budi, tini] = await people(app, number, ['Budi,,Wedung', 'Tini,,Bonang']);
    const form = { way: 'post', on: '2026-12-11', at: '08.00' };
    const early = await step(number, 'record_sending', { ...form, id: String(budi?.id) });
    expect([early.status, words(early.text).includes('sebelum pelanggaran diketahui')]).toEqual([422, true]);
    expect(early.text).toMatch(new RegExp(`value="${budi?.id}" checked`));
    app.clock.set('2026-12-11T12:00:00+07:00');
    const nobody = await step(number, 'record_sending', { ...form, at: '11.00' });
    expect([nobody.status, words(nobody.text).includes('Pilih paling sedikit satu orang')]).toEqual([422, true]);
    expect((await step(number, 'record_sending', { ...form, at: '11.00', id: [String(budi?.id)] })).status).toBe(303);
    expect((await step(number, 'record_sending', { ...form, at: '11.30', all: '1' })).status).toBe(303);
    const rows = await app.db('breach_addressees').orderBy('id');
    expect(rows.map((row) => row.told_at)).toEqual(['2026-12-11T04:00:00.000Z', '2026-12-11T04:30:00.000Z']);
    expect((await breachRow(app, number)).subjects_notified_at).toBe('2026-12-11T04:30:00.000Z');
    await ppid.get(`${HOME}/${number}/penerima/${tini?.id}/surat`).expect(200);
    await ppid.get(`${HOME}/${number}/penerima/999999999999/surat`).expect(404);
  });

  test('the agency: its address is a setting, and its letter goes by mail or is recorded', async () => {
    const number = await aBreach(app);
    const before = words((await ppid.get(`${HOME}/${number}/surat/lembaga`).expect(200)).text);
    expect(before).toContain('Kementerian Komunikasi dan Digital');
    expect(before).not.toContain('E-mail dari portal');
    const empty = await step(number, 'notify_agency', { way: 'post', on: '', at: '' });
    expect([empty.status, empty.text.includes('id="f-on-error"')]).toEqual([422, true]);
    expect((await step(number, 'notify_agency', { way: 'email' })).status).toBe(422);
    const save = (form: object) => ppid.post(`${HOME}/lembaga`).type('form').send(form);
    const wrong = await save({ name: 'Lembaga PDP', address: '', email: 'bukan' }).expect(422);
    expect(wrong.text).toContain('id="f-email-error"');
    const saved = await save({ name: 'Lembaga PDP', address: 'Jakarta', email: 'lapor@pdp.test', kembali: number });
    expect(saved.headers.location).toBe(`${HOME}/${number}/surat/lembaga`);
    const after = words((await ppid.get(`${HOME}/${number}/surat/lembaga`)).text);
    expect(after).toContain('E-mail dari portal, sekarang, kepada lapor@pdp.test');
    expect((await step(number, 'notify_agency', { way: 'email' })).status).toBe(303);
    expect(await app.db('outbox').where('kind', 'breach_agency')).toHaveLength(1);
  });

  test('told in time, and told late, in plain words', async () => {
    const number = await aBreach(app);
    await people(app, number, ['Budi,,Wedung']);
    await take(app, number, { do: 'record_sending', chosen: 'post', way: 'post', sent_at: '2026-12-11T02:00:00.000Z' });
    app.clock.set('2026-12-14T12:00:00+07:00');
    const open = words((await ppid.get(`${HOME}/${number}`)).text);
    expect(open).toContain('Batas pemberitahuan: Senin, 14 Desember 2026 pukul 09.00 WIB, lewat 3 jam');
    expect(open).toContain('Terlambat');
    await take(app, number, { do: 'notify_agency', way: 'portal', sent_at: null, note: null });
    const late = words((await ppid.get(`${HOME}/${number}`)).text);
    expect(late).toContain('Diberitahukan terlambat, pada Senin, 14 Desember 2026 pukul 12.00 WIB');
    expect((await step(number, 'close', { reason: '' })).status).toBe(422);
    expect((await step(number, 'close', { reason: 'Sistem sudah pulih' })).status).toBe(303);
    const closed = words((await ppid.get(`${HOME}/${number}`)).text);
    expect(closed).toContain('Sistem sudah pulih');
    expect(closed).not.toContain('Yang dapat Anda lakukan');
    expect((await step(number, 'close', { reason: 'Lagi' })).status).toBe(422);
  });
});

test('every form of a step opens, and buttons that show are buttons that work', async () => {
  const number = await aBreach(app);
  await people(app, number, ['Siti,siti@warga.test,', 'Budi,,Wedung']);
  const { text } = await ppid.get(`${HOME}/${number}`).expect(200);
  const links = [...text.matchAll(/class="action" href="([^"#]+)/g)].map((match) => match[1] as string);
  expect(links.length).toBe(9);
  for (const link of links) {
    const page = await ppid.get(link).expect(200);
    expect(page.text).toContain('<form');
    expect(page.text).toContain('name="version"');
  }
  const superior = await (await app.as('atasan')).get(`${HOME}/${number}?langkah=close`).expect(200);
  expect(superior.text).not.toContain('/transitions');
});

test('the clock is shown in the zone of the office', async () => {
  const east = await testApp({ clock: '2026-12-11T23:50:00+09:00', config: { timezone: 'Asia/Jayapura' } });
  const number = await aBreach(east);
  const page = words((await (await east.as('admin')).get(`${HOME}/${number}`).expect(200)).text);
  expect(page).toContain('Senin, 14 Desember 2026 pukul 23.50 WIT, 72 jam lagi');
  await east.close();
});

test('English pages hold the same words', async () => {
  const number = await aBreach(app);
  await people(app, number, ['Siti,siti@warga.test,', 'Budi,,Wedung']);
  await ppid.post('/bahasa').type('form').send({ bahasa: 'en' });
  for (const path of ['', `/${number}`, `/${number}/penerima`, `/${number}/surat/pemilik`, `/${number}/surat/lembaga`])
    await ppid.get(`${HOME}${path}`).expect(200);
  const letter = await ppid.get(`${HOME}/${number}/surat/pemilik`);
  expect(letter.text).toContain('Pemberitahuan kegagalan pelindungan data pribadi');
});

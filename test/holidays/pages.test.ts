import type { Response } from 'supertest';
import { type Agent, type TestApp, testApp } from '../support/app';
import { addressOf } from '../support/cast';
import { CSV_2028, icalOf, shippedDays } from './calendars';

const PATH = '/admin/kalender';
let app: TestApp;
let admin: Agent;
beforeEach(async () => {
  app = await testApp();
  admin = await app.as('admin');
});
afterEach(() => app.close());

const BY = { keputusan: 'SKB perubahan 2026', alasan: 'Perubahan SKB' };
const DAY = { tanggal: '2026-12-28', jenis: 'cuti_bersama', nama: 'Cuti Bersama Natal', ...BY };
const LIST = { tahun: '2028', cara: 'complete', kepastian: 'high', ...BY };

const send = (path: string, form: Record<string, string>) => admin.post(`${PATH}${path}`).type('form').send(form);
const plain = (html: string) =>
  html.replace(/&#34;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const hidden = (page: Response, name: string) =>
  plain(new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '');
const confirm = (page: Response) => send('/simpan', { usulan: hidden(page, 'usulan'), versi: hidden(page, 'versi') });
const version = async () => (await app.db('calendar_years').where('year', 2026).first('version')).version;
const changes = () => app.db('calendar_changes').orderBy('id');
const dayId = async (date: string): Promise<number> => (await app.db('holidays').where({ date }).first('id')).id;

/** What must be the same after a refusal as before it. */
const everything = async () => ({
  years: await app.db('calendar_years').orderBy('year'),
  days: await app.db('holidays').orderBy('id'),
  changes: await changes(),
  events: (await app.db('audit_events').where('chain', 'calendar')).length,
});

describe('a day by hand', () => {
  test('preview first, then the change with its decree, version, event and author', async () => {
    const preview = await send('/2026/tambah', DAY).expect(200);
    expect(preview.text).toContain('Senin, 28 Desember 2026');
    expect(preview.text).toContain('Menjadi hari libur');
    expect(preview.text).toContain('Tidak ada perkara terbuka yang bergeser');
    expect(await version()).toBe(1);
    expect(await changes()).toEqual([]);

    const saved = await confirm(preview).expect(303);
    expect(await version()).toBe(2);
    const [change] = await changes();
    const { id } = await app.db('users').where('email', addressOf('admin')).first('id');
    expect(change).toMatchObject({
      kind: 'add',
      decree: BY.keputusan,
      reason: BY.alasan,
      made_by: id,
      state: 'moving',
    });
    expect(JSON.parse(change.dates)).toEqual([
      { date: '2026-12-28', kind: 'cuti_bersama', name: 'Cuti Bersama Natal', change: 'added' },
    ]);
    expect(await app.db('holidays').where('date', '2026-12-28').first()).toMatchObject({ decree: BY.keputusan });
    const [event] = await app.db('audit_events').where('chain', 'calendar');
    expect(JSON.parse(event.payload)).toMatchObject({
      kind: 'holiday_added',
      actor: { role: 'admin', user: id, name: 'Admin Contoh' },
      detail: { decree: BY.keputusan, reason: BY.alasan, version: change.version },
    });
    expect(saved.headers.location).toBe(`${PATH}/perubahan/${change.public_id}`);
    const page = await admin.get(saved.headers.location as string).expect(200);
    expect(page.text).toContain('mulai dipindahkan');
    expect(page.text).toContain('Perubahan kalender sudah disimpan');
    const list = await admin.get(PATH).expect(200);
    expect(list.text).toContain('Perubahan yang belum selesai');
  });

  test.each([
    ['a Sunday', { tanggal: '2026-12-27' }, 'adalah akhir pekan dan sudah libur'],
    ['a date that is none', { tanggal: '2026-02-30' }, 'f-tanggal-error'],
    ['a year without a calendar', { tanggal: '2031-02-03' }, 'Tahun 2031 belum punya kalender'],
    [
      'a day that is there',
      { tanggal: '2026-12-25', jenis: 'libur_nasional', nama: 'Hari Raya Natal' },
      'sudah ada dalam kalender',
    ],
    ['no decree', { keputusan: '' }, 'field-error'],
    ['no reason', { alasan: '' }, 'field-error'],
    ['no kind', { jenis: '' }, 'field-error'],
    ['no name', { nama: '' }, 'field-error'],
  ])('%s is refused beside its field, with what was typed, and changes nothing', async (_name, given, words) => {
    const before = await everything();
    const form = { ...DAY, nama: 'Hari Khusus Demak', ...given };
    const page = await send('/2026/tambah', form).expect(422);
    expect(page.text).toContain(words);
    for (const typed of [form.tanggal, form.nama, form.keputusan, form.alasan]) expect(page.text).toContain(typed);
    expect(await everything()).toEqual(before);
  });

  test('as people type a date, where there is no date field', async () => {
    const page = await send('/2026/tambah', { ...DAY, tanggal: '28/12/2026' }).expect(200);
    expect(page.text).toContain('Senin, 28 Desember 2026');
  });

  test('a day is renamed, and its date is not turned', async () => {
    const id = await dayId('2026-12-25');
    const form = { ...BY, tanggal: '2026-12-25', jenis: 'libur_nasional', nama: 'Kelahiran Yesus Kristus' };
    const preview = await send(`/2026/hari/${id}`, form).expect(200);
    expect(preview.text).toContain('tanggal ini tetap libur');
    await confirm(preview).expect(303);
    expect(await changes()).toMatchObject([{ kind: 'edit', state: 'done' }]);
    expect(await app.db('holidays').where('date', '2026-12-25').pluck('name')).toEqual(['Kelahiran Yesus Kristus']);
  });

  test('a form sent as it stands changes nothing and says so', async () => {
    const day = await app.db('holidays').where('date', '2026-12-25').first();
    const form = { ...BY, tanggal: day.date, jenis: day.kind, nama: day.name };
    const page = await send(`/2026/hari/${day.id}`, form).expect(422);
    expect(page.text).toContain('Tidak ada yang berubah');
  });

  test('a day is taken out; the last ones are not', async () => {
    const id = await dayId('2026-12-24');
    const form = await admin.get(`${PATH}/2026/hari/${id}/hapus`).expect(200);
    expect(form.text).toContain('Kamis, 24 Desember 2026');
    const preview = await send(`/2026/hari/${id}/hapus`, BY).expect(200);
    expect(preview.text).toContain('Menjadi hari kerja');
    await confirm(preview).expect(303);
    expect(await app.db('holidays').where('date', '2026-12-24')).toEqual([]);

    const national = await app.db('holidays').where('kind', 'libur_nasional').whereLike('date', '2026-%').pluck('id');
    await app.db('holidays').whereIn('id', national.slice(10)).delete();
    const before = await everything();
    const refused = await send(`/2026/hari/${national[0]}/hapus`, BY).expect(422);
    expect(refused.text).toContain('akan mengosongkan kalender 2026: hanya 9 libur nasional yang tersisa');
    expect(await everything()).toEqual(before);
  });
});

describe('the confirmation', () => {
  test('of a preview that is out of date shows the fresh one', async () => {
    const [one, other] = [
      await send('/2026/tambah', DAY).expect(200),
      await send('/2026/tambah', { ...DAY, tanggal: '2026-12-30' }).expect(200),
    ];
    await confirm(one).expect(303);
    const stale = await confirm(other).expect(409);
    expect(stale.text).toContain('Kalender baru saja diubah orang lain');
    expect(await changes()).toHaveLength(1);
    await confirm(stale).expect(303);
    expect(await changes()).toHaveLength(2);
  });

  test('twice is done once', async () => {
    const preview = await send('/2026/tambah', DAY).expect(200);
    await confirm(preview).expect(303);
    const again = await confirm(preview).expect(409);
    expect(again.text).toContain('sudah ada dalam kalender');
    expect(await changes()).toHaveLength(1);
  });

  test('two at once: one is stored, the other is told', async () => {
    const previews = await Promise.all(
      ['2026-12-28', '2026-12-30'].map((tanggal) => send('/2026/tambah', { ...DAY, tanggal })),
    );
    const answers = await Promise.all(previews.map(confirm));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await changes()).toHaveLength(1);
  });

  test('of what no page proposed is judged all the same', async () => {
    const preview = await send('/2026/tambah', DAY).expect(200);
    const versi = hidden(preview, 'versi');
    const usulan = JSON.parse(hidden(preview, 'usulan'));
    const before = await everything();
    const tamper = (given: object) => send('/simpan', { versi, usulan: JSON.stringify({ ...usulan, ...given }) });
    const sunday = await tamper({ add: [{ date: '2026-12-27', kind: 'local', name: 'x' }] }).expect(422);
    expect(sunday.text).toContain('akhir pekan');
    await tamper({ add: [{ date: 'kapan saja', kind: 'local', name: 'x' }] }).expect(422);
    await tamper({ decree: '' }).expect(422);
    await tamper({ kind: 'lain' }).expect(422);
    await tamper({ years: [{ year: 9999, decree: 'x', confidence: 'high' }] }).expect(422);
    await send('/simpan', { versi, usulan: '{"kind":' }).expect(422);
    await send('/simpan', { usulan: hidden(preview, 'usulan') }).expect(422);
    expect(await everything()).toEqual(before);
  });
});

describe('a list', () => {
  const paste = (daftar: string, given: Record<string, string> = {}) =>
    send('/impor/berkas', { ...LIST, ...given, daftar });
  const upload = (name: string, text: string, given: Record<string, string> = {}) => {
    let request = admin.post(`${PATH}/impor/berkas`).attach('berkas', Buffer.from(text), name);
    for (const [field, value] of Object.entries({ ...LIST, ...given })) request = request.field(field, value);
    return request;
  };

  test('a new year, pasted', async () => {
    const form = await admin.get(`${PATH}/impor?tahun=2028`).expect(200);
    expect(form.text).toContain('value="2028"');
    const preview = await paste(CSV_2028, { kepastian: 'provisional' }).expect(200);
    expect(preview.text).toContain('Kalender baru');
    expect(preview.text).toContain('Baris 2: “Tahun Baru Masehi” jatuh pada akhir pekan');
    expect(await app.db('calendar_years').where('year', 2028)).toEqual([]);
    await confirm(preview).expect(303);
    expect(await app.db('calendar_years').where('year', 2028).first()).toMatchObject({
      version: 1,
      decree: BY.keputusan,
      confidence: 'provisional',
    });
    expect(await app.db('holidays').whereLike('date', '2028-%')).toHaveLength(13);
    expect(await app.db('holidays').where('date', '2028-05-05').first()).toMatchObject({ confidence: 'provisional' });
    expect(await changes()).toMatchObject([
      { kind: 'year', from_date: '2028-01-01', to_date: '2028-12-31', state: 'moving' },
    ]);
    const year = await admin.get(`${PATH}/2028`).expect(200);
    expect(year.text).toContain('Kalender 2028 dimuat, 13 hari');
    expect(year.text).toContain('Tanggal belum pasti');
    const due = await app.browser().get('/api/v1/calendar/due?from=2027-12-31&days=1').expect(200);
    expect(due.body.due_on).toBe('2028-01-03');
  });

  test('an iCal file that adds one day', async () => {
    const text = icalOf([...shippedDays(2026), { date: '2026-12-28', name: 'Cuti Bersama Natal' }]);
    const preview = await upload('libur.ics', text, { tahun: '2026' }).expect(200);
    expect(preview.text).toContain('25 hari sudah ada dalam kalender');
    await confirm(preview).expect(303);
    expect(await changes()).toMatchObject([{ kind: 'import' }]);
    expect(await app.db('holidays').where('date', '2026-12-28').first()).toMatchObject({ kind: 'cuti_bersama' });
  });

  test('a broken line: every one is named, nothing is loaded, and the text stands there to be mended', async () => {
    const before = await everything();
    const broken = icalOf(shippedDays(2026)).replace('SUMMARY:Hari Buruh', 'SUMMARY Hari Buruh');
    const page = await upload('libur.ics', broken, { tahun: '2026', cara: 'replace' }).expect(422);
    expect(page.text).toContain('1 baris belum dapat dibaca, jadi tidak ada yang dimuat');
    expect(page.text).toMatch(/Baris \d+: Baris ini bukan baris iCal yang utuh/);
    expect(page.text).toContain('SUMMARY Hari Buruh');
    expect(page.text).toContain('value="SKB perubahan 2026"');
    const csv = await paste('2028-01-03;Tahun Baru\n2028-02-31;Hari aneh').expect(422);
    expect(csv.text).toContain('Baris 2: “2028-02-31” bukan tanggal');
    expect(await everything()).toEqual(before);
  });

  test.each([
    ['nothing', '', '2028', 'Tempel daftar hari libur'],
    ['a year that was cut off', '2028-01-03;Tahun Baru', '2028', 'hanya memuat 1 libur nasional untuk tahun 2028'],
    ['a list of another year', CSV_2028, '2029', 'hanya memuat 0 libur nasional untuk tahun 2029'],
    ['a list that is known', icalOf(shippedDays(2026)), '2026', 'Tidak ada yang berubah'],
    ['a year in words', CSV_2028, 'dua ribu', 'Tulis tahun dengan empat angka'],
  ])('%s is refused', async (_name, text, tahun, words) => {
    const before = await everything();
    const page = await paste(text, { tahun }).expect(422);
    expect(page.text).toContain(words);
    expect(await everything()).toEqual(before);
  });

  test('replacing a year by a handful of days would empty it', async () => {
    const page = await paste('2026-12-25;Hari Raya Natal', { tahun: '2026', cara: 'replace' }).expect(422);
    expect(page.text).toContain('akan mengosongkan kalender 2026: hanya 1 libur nasional');
  });

  test('a file of another kind, and one that is none', async () => {
    const exe = await upload('libur.exe', 'MZ').expect(422);
    expect(exe.text).toContain('field-error');
    const fake = await upload('libur.ics', 'bukan iCal').expect(422);
    expect(fake.text).toContain('field-error');
    const large = await upload('libur.csv', `2028-01-03;Tahun Baru\n${' \n'.repeat(80_000)}`).expect(422);
    expect(large.text).toContain('0.1 MB');
    expect(await changes()).toEqual([]);
  });

  test('a form without its token is refused', async () => {
    const answer = await upload('libur.csv', CSV_2028).set('X-CSRF-Token', 'lain');
    expect(answer.status).toBe(403);
  });
});

test('a year is confirmed with its decree; no case moves', async () => {
  const form = await admin.get(`${PATH}/2027/keputusan`).expect(200);
  expect(form.text).toContain('nomor belum diperiksa');
  const preview = await send('/2027/keputusan', { ...BY, kepastian: 'high' }).expect(200);
  await confirm(preview).expect(303);
  expect(await changes()).toMatchObject([{ kind: 'edit', state: 'done' }]);
  const year = await admin.get(`${PATH}/2027`).expect(200);
  expect(year.text).toContain('Sudah pasti');
  expect(year.text).toContain('Keputusan atau kepastian tahun 2027 diubah');
  expect(year.text).not.toContain('Tanggal belum pasti');
});

test('the versions of a year stand on its page, and every change in the list, page by page', async () => {
  for (const tanggal of ['2026-12-28', '2026-12-30']) {
    await confirm(await send('/2026/tambah', { ...DAY, tanggal }).expect(200)).expect(303);
  }
  const year = await admin.get(`${PATH}/2026`).expect(200);
  const history = year.text.slice(year.text.indexOf('Riwayat versi'));
  expect([...history.matchAll(/data-label="Versi">\s*<span class="lines">(\d+)/g)].map((match) => match[1])).toEqual([
    '3',
    '2',
    '1',
  ]);
  expect(history).toContain('Admin Contoh');
  const other = await admin.get(`${PATH}/2025`).expect(200);
  expect(other.text).not.toContain('Ditambah: Cuti Bersama Natal');

  const [row] = await changes();
  const { id: _, ...copy } = row;
  const many = Array.from({ length: 60 }, (_unused, n) => ({ ...copy, public_id: `salinan-${n}` }));
  await app.db('calendar_changes').insert(many);
  const first = await admin.get(`${PATH}/perubahan`).expect(200);
  const next = plain(/href="([^"]+)" rel="next"/.exec(first.text)?.[1] ?? '');
  const last = await admin.get(next).expect(200);
  const count = (page: Response) => page.text.match(/href="\/admin\/kalender\/perubahan\/[\w-]+"/g)?.length ?? 0;
  expect(count(first) + count(last)).toBe(62);
});

test('one change with what it moved, page by page', async () => {
  await confirm(await send('/2026/tambah', DAY).expect(200)).expect(303);
  const [change] = await changes();
  const rows = Array.from({ length: 70 }, (_unused, n) => ({
    change_id: change.id,
    case_kind: n === 0 ? 'objection' : 'request',
    case_id: n,
    number: `P-2026-${String(n).padStart(6, '0')}`,
    body_id: null,
    field: n === 1 ? 'sesuatu' : 'due_on',
    old_on: '2026-12-29',
    new_on: '2026-12-30',
  }));
  await app.db('calendar_moved_cases').insert(rows);
  await app.db('calendar_changes').update({ state: 'done', began_at: change.made_at, seen: 1200, moved: 70 });
  const page = await admin.get(`${PATH}/perubahan/${change.public_id}`).expect(200);
  expect(page.text).toContain('Selesai. Dilihat 1.200 perkara, 70 bergeser.');
  expect(page.text).toContain('Hari terakhir tanggapan keberatan');
  expect(page.text.match(/P-2026-/g)).toHaveLength(50);
  const next = plain(/href="([^"]+)" rel="next"/.exec(page.text)?.[1] ?? '');
  const rest = await admin.get(next).expect(200);
  expect(rest.text.match(/P-2026-/g)).toHaveLength(20);
  for (const state of ['moving', 'telling']) {
    await app.db('calendar_changes').update({ state, stalled_at: change.made_at });
    const going = await admin.get(`${PATH}/perubahan/${change.public_id}`).expect(200);
    expect(going.text).toContain('tersendat');
  }
});

test('every page in English', async () => {
  const english = (path: string) => admin.get(path).set('Cookie', 'bahasa=en');
  await confirm(await send('/2026/tambah', DAY).expect(200)).expect(303);
  const [change] = await changes();
  const id = await dayId('2026-12-25');
  for (const path of [
    '',
    '/2026',
    '/2026/tambah',
    `/2026/hari/${id}`,
    `/2026/hari/${id}/hapus`,
    '/2026/keputusan',
    '/impor',
    '/perubahan',
    `/perubahan/${change.public_id}`,
  ]) {
    const page = await english(`${PATH}${path}`);
    expect([path, page.status]).toEqual([path, 200]);
  }
});

test('addresses of years and days that are not there', async () => {
  const id = await dayId('2025-12-25');
  for (const path of [
    '/2031',
    '/abad',
    '/2031/tambah',
    '/2031/keputusan',
    `/2026/hari/${id}`,
    '/2026/hari/0/hapus',
    '/perubahan/x',
  ]) {
    await admin.get(`${PATH}${path}`).expect(404);
  }
});

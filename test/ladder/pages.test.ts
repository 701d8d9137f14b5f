import { fileRequest } from '../../src/requests/filing/commands';
import { DEFAULT_LADDER } from '../../src/workflow/ladder';
import { type Agent, type TestApp, testApp } from '../support/app';

let t: TestApp;
let admin: Agent;
beforeAll(async () => {
  t = await testApp();
  admin = await t.as('admin');
  const body = await t.db('bodies').where('slug', 'dinkominfo').first('id');
  await fileRequest(t.deps, {
    ...{ channel: 'web', language: 'id', requesterKind: 'individual', details: 'Anggaran', purpose: 'Penelitian' },
    ...{ obtain: 'copy', deliver: 'email', bodyId: body.id, userId: null, files: [], actor: { role: 'requester' } },
    identity: {
      ...{ name: 'Siti', identity_number: '3321014101900001', address: 'Wedung', email: 'siti@warga.test' },
      ...{ phone: null, occupation: null, proxy: null },
    },
  });
});
afterAll(() => t.close());

const PATH = '/admin/eskalasi';
const ADD = `${PATH}/tambah?jam=request.answer`;
const FORM = {
  ...{ nama: 'sisa dua hari kerja', kapan: 'sebelum', hari: '2', persen: '', ulang: '', pesan: 'time_left' },
  ...{ kepada: ['holder', 'ppid'], alasan: 'Diminta Atasan PPID' },
};

const post = (path: string, form: object) => admin.post(path).type('form').send(form);
const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#34;|&quot;/g, '"')
    .replace(/\s+/g, ' ');

/** The hidden fields of a preview, as its form sends them. */
function proposal(html: string): Record<string, string> {
  const fields = [...html.matchAll(/<input type="hidden" name="(usulan|alasan|versi)" value="([^"]*)">/g)];
  const plain = (text: string) => text.replace(/&#34;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
  return Object.fromEntries(fields.map(([, name, value]) => [name, plain(value as string)]));
}

const versions = async () => Number((await t.db('ladder_versions').count({ n: '*' }).first())?.n);

test('the page shows every clock with its rungs, who stands in for whom, and offices that nobody holds', async () => {
  const { text } = await admin.get(PATH).expect(200);
  const page = textOf(text);
  for (const words of [
    'Menjawab permohonan',
    'Menanggapi keberatan',
    'Mengajukan sengketa',
    '1 hari kerja sesudah dicatat, bila belum dibuka',
    '50% dari jangka waktu sudah lewat',
    '3 hari kerja sebelum hari terakhir',
    '6 hari kerja sesudah hari terakhir, lalu tiap 5 hari kerja sampai ada yang bertindak',
    'kepala badan publik yang memegang perkara',
    'Pesan naik kepada',
    'Yang berlaku adalah tangga awal.',
    'badan publik tidak mempunyai PPID Pelaksana',
  ]) {
    expect(page).toContain(words);
  }
  expect(text.match(/href="\/admin\/eskalasi\/langkah\//g)).toHaveLength(DEFAULT_LADDER.length);
  expect(text).not.toContain('Kembalikan ke tangga awal');
  await t.db('user_roles').where('role', 'auditor').update({ until_on: '2026-12-10' });
  expect(textOf((await admin.get(PATH)).text)).toContain('Tidak ada auditor');
  await t.db('user_roles').where('role', 'auditor').update({ until_on: null });
});

test('in English too', async () => {
  const { text } = await admin.get(PATH).set('Cookie', 'bahasa=en').expect(200);
  expect(textOf(text)).toContain('50% of the term has passed');
});

test('a rung is added: form, preview of what it does, and then only it is kept', async () => {
  const form = await admin.get(ADD).expect(200);
  expect(form.text).toContain('name="alasan"');
  const preview = await post(ADD, FORM).expect(200);
  expect(textOf(preview.text)).toContain('Dari 1 perkara tidak ada yang langkah berikutnya berubah.');
  expect(await versions()).toBe(0);
  const saved = await post(`${PATH}/simpan`, proposal(preview.text)).expect(303);
  expect(saved.headers.location).toMatch(/^\/admin\/eskalasi\/versi\/\w+$/);
  expect(await versions()).toBe(1);
  const version = textOf((await admin.get(saved.headers.location as string).expect(200)).text);
  for (const words of ['Diminta Atasan PPID', 'sisa dua hari kerja', 'ditambah', 'sedang dihitung']) {
    expect(version).toContain(words);
  }
  const page = await admin.get(PATH).expect(200);
  expect(textOf(page.text)).toContain('2 hari kerja sebelum hari terakhir');
  expect(page.text).toContain(saved.headers.location as string);
});

test('a rung is changed under a name of its own, and taken out; the ladder of the beginning comes back', async () => {
  const own = `${PATH}/langkah/request/sisa_dua_hari_kerja`;
  const form = await admin.get(own).expect(200);
  expect(form.text).toMatch(/name="kapan" value="sebelum" checked/);
  expect(form.text).toMatch(/name="kepada" value="holder" checked/);
  const changed = await post(own, { ...FORM, nama: 'sisa empat hari', hari: '4' }).expect(200);
  await post(`${PATH}/simpan`, proposal(changed.text)).expect(303);
  await admin.get(own).expect(404);
  const removed = await post(`${PATH}/langkah/request/sisa_empat_hari/hapus`, { alasan: 'Terlalu sering' }).expect(200);
  expect(textOf(removed.text)).toContain('dihapus');
  await post(`${PATH}/simpan`, proposal(removed.text)).expect(303);
  const told = await post(`${PATH}/langkah/request/half_term`, {
    ...{ ...FORM, nama: 'separuh waktu sudah lewat', kapan: 'bagian', hari: '', persen: '50' },
    ...{ pesan: 'half_term', kepada: ['holder', 'ppid'] },
  }).expect(200);
  await post(`${PATH}/simpan`, proposal(told.text)).expect(303);
  const { text } = await admin.get(PATH).expect(200);
  expect(text).toContain('Kembalikan ke tangga awal');
  const back = await post(`${PATH}/bawaan`, { alasan: 'Kembali ke awal' }).expect(200);
  await post(`${PATH}/simpan`, proposal(back.text)).expect(303);
  const { rungs } = await t.db('ladder_versions').orderBy('id', 'desc').first('rungs');
  expect(JSON.parse(rungs).map(({ since: _, ...rung }: Record<string, unknown>) => rung)).toEqual(DEFAULT_LADDER);
  expect(textOf((await admin.get(PATH)).text)).toContain('Riwayat tangga');
});

test.each<[string, object, string, RegExp]>([
  ['no reason', { alasan: '' }, 'alasan', /./],
  ['no name', { nama: '' }, 'nama', /./],
  ['no number of days', { hari: '' }, 'hari', /Isi berapa hari kerja/],
  ['days in words', { hari: 'dua' }, 'hari', /angka bulat/],
  ['more days than the term has', { hari: '10' }, 'hari', /Paling banyak 9 hari kerja/],
  ['no days at all', { hari: '0' }, 'hari', /masuk akal/],
  ['nobody', { kepada: [] }, 'kepada', /sedikitnya satu penerima/],
  ['a message that says otherwise', { pesan: 'due_today' }, 'pesan', /tidak benar untuk waktu/],
  ['the requester without a letter', { kepada: ['requester'] }, 'pesan', /tidak ada surat yang cocok/],
  ['a name that is there', { nama: 'jatuh tempo hari ini' }, 'nama', /Nama ini/],
  ['a name that ends with a number', { nama: 'sisa 2' }, 'nama', /tidak diakhiri angka/],
])('refuses %s beside its field, keeps what was typed and changes nothing', async (_what, over, field, words) => {
  const before = await versions();
  const { text } = await post(ADD, { ...FORM, ...over }).expect(422);
  const error = new RegExp(`id="f-${field}-error">([\\s\\S]*?)</p>`).exec(text)?.[1] ?? '';
  expect(textOf(error)).toMatch(words);
  expect(textOf(error).trim().length).toBeGreaterThan(10);
  const { nama, alasan } = { ...FORM, ...over };
  if (nama) expect(text).toContain(`value="${nama}"`);
  if (alasan) expect(text).toContain(alasan);
  expect(await versions()).toBe(before);
});

test('the last rung that goes on until somebody acts cannot be taken out', async () => {
  const { text } = await post(`${PATH}/langkah/request/delivery_late/hapus`, { alasan: 'Terlalu sering' }).expect(422);
  expect(textOf(text)).toContain('Untuk menyerahkan informasi harus ada langkah yang diulang');
});

test('what was seen must be what is kept: another change in between is shown first; a forged ladder is refused', async () => {
  const preview = await post(ADD, FORM).expect(200);
  const other = await post(ADD, { ...FORM, nama: 'sisa enam hari', hari: '6' }).expect(200);
  await post(`${PATH}/simpan`, proposal(other.text)).expect(303);
  const before = await versions();
  const again = await post(`${PATH}/simpan`, proposal(preview.text)).expect(409);
  expect(textOf(again.text)).toContain('Tangga sudah diubah orang lain');
  expect(await versions()).toBe(before);
  const sent = proposal(again.text);
  const rungs = JSON.parse(sent.usulan as string) as { step: string; to: string[] }[];
  const forged = JSON.stringify(rungs.filter(({ step }) => step !== 'still_overdue'));
  const refused = await post(`${PATH}/simpan`, { ...sent, usulan: forged }).expect(422);
  expect(textOf(refused.text)).toContain('harus ada langkah yang diulang');
  for (const usulan of ['{', '[]', '[{"case":"request"}]', JSON.stringify([{ ...rungs[0], at: { weekly: 1 } }])]) {
    await post(`${PATH}/simpan`, { ...sent, usulan }).expect(422);
  }
  await post(`${PATH}/simpan`, { ...sent, alasan: '' }).expect(422);
  expect(await versions()).toBe(before);
  await admin.get(`${PATH}/tambah?jam=request.lunch`).expect(404);
  await admin.get(`${PATH}/langkah/request/tidak_ada`).expect(404);
});

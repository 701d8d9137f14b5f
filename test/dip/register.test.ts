import { verifyChains } from '../../src/audit/verify/queries';
import { compileDip, freezeBatch } from '../../src/dip/compile/commands';
import { newestEnacted, versionByPublicId } from '../../src/dip/queries';
import { firstBrokenDip, verifyDip } from '../../src/dip/verify/queries';
import { givenDocument } from '../catalogue/documents';
import { type TestApp, testApp } from '../support/app';
import { approve, enact, enacted, propose, step } from './world';

const PUBLIC = '/daftar-informasi-publik';
let t: TestApp;

beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const page = async (path: string, status = 200) => (await t.browser().get(path).expect(status)).text;
const stored = (id: string) => t.db('dip_versions').where('public_id', id).first();
const rowsOf = async (id: string) => {
  const { id: version_id } = await stored(id);
  return t.db('dip_rows').where({ version_id }).orderBy('number');
};
const full = {
  ...{ summary: 'Uraian', holder: 'Sekretaris', publisher: 'Bidang IKP', made_on: '2026-01-05' },
  ...{ made_at: 'Demak', form: 'PDF', retention: '5 tahun' },
};

describe('a register from proposal to decree', () => {
  let first: string;
  let apbd: number;
  let gone: number;

  test('before the first one, the public page says so and shows what is published', async () => {
    expect(await page(PUBLIC)).toContain('belum ditetapkan dengan keputusan');
    expect((await (await t.as('ppid')).post('/petugas/dip').type('form').send({})).text).toContain(
      'belum ada yang dapat ditetapkan',
    );
    apbd = (await givenDocument(t.db, { ...full, title: 'Ringkasan APBD 2026', subkind: 'keuangan' })).id;
    gone = (await givenDocument(t.db, { ...full, title: 'Daftar aset', body: 'dinkes', category: 'setiap-saat' })).id;
    await givenDocument(t.db, { title: 'Profil pejabat', summary: 'Tanpa kolom lain' });
    await givenDocument(t.db, { ...full, title: 'Rekam medis', category: 'dikecualikan' });
    await givenDocument(t.db, { ...full, title: 'Konsep belum terbit', state: 'draft' });
    // Exempt once, public by now; its file is still being masked.
    await givenDocument(t.db, {
      ...full,
      title: 'Kontrak lama',
      category: 'setiap-saat',
      held_files: 1,
      subkind: 'perjanjian',
    });
    const now = await page(PUBLIC);
    for (const title of ['Ringkasan APBD 2026', 'Daftar aset', 'Kontrak lama']) expect(now).toContain(title);
    for (const title of ['Rekam medis', 'Konsep belum terbit']) expect(now).not.toContain(title);
    expect(await page(`${PUBLIC}?kategori=setiap-saat`)).not.toContain('Ringkasan APBD');
    expect(await page(`${PUBLIC}?kategori=dikecualikan`, 422)).toContain('Pilih kategori dari daftar');
  });

  test('the check page names what is incomplete, by body', async () => {
    const ppid = await t.as('ppid');
    const { text } = await ppid.get('/petugas/dip/periksa?badan=dinkominfo').expect(200);
    expect(text).toContain('Profil pejabat');
    expect(text).toContain('Jangka waktu penyimpanan');
    expect(text).not.toContain('Ringkasan APBD');
    expect(text).not.toContain('Rekam medis');
  });

  test('the snapshot goes on where a killed process left it and takes nothing twice', async () => {
    const answer = await (await t.as('ppid'))
      .post('/petugas/dip')
      .type('form')
      .send({ catatan: 'x'.repeat(2001) });
    expect(answer.status).toBe(422);
    const { body_id } = await t.db('documents').where('id', apbd).first('body_id');
    // Made by hand in `compiling`, as a process that died in the first batch leaves it.
    const [{ id, public_id }] = await t
      .db('dip_versions')
      .insert({
        ...{ public_id: 'usulan-satu', region_id: t.regionId, state: 'compiling', rows_hash: '0'.repeat(64) },
        ...{
          proposed_by: (await t.db('users').where('email', 'ppid@contoh.test').first('id')).id,
          proposed_at: t.clock.now().toISOString(),
        },
      })
      .returning(['id', 'public_id']);
    expect(await freezeBatch(t.deps, id, 1)).toEqual({ taken: 1, more: true });
    expect(await freezeBatch(t.deps, id, 2)).toEqual({ taken: 2, more: true });
    // A document that was taken already moves to a body whose turn is still to come; another one is born meanwhile.
    const [taken] = await rowsOf(public_id);
    const last = await t.db('bodies').max({ id: 'id' }).first();
    await t.db('documents').where('id', taken.document_id).update({ body_id: last?.id });
    await givenDocument(t.db, { ...full, title: 'Terbit sesudah usulan', published_at: '2027-01-01T00:00:00.000Z' });
    await Promise.all([compileDip(t.deps), compileDip(t.deps)]);
    await t.db('documents').where('id', taken.document_id).update({ body_id });
    await t.db('documents').where('title', 'Terbit sesudah usulan').delete();
    first = public_id;
    const rows = await rowsOf(first);
    expect(rows.map(({ number, title, category }) => [number, title, category])).toEqual([
      [1, 'Daftar aset', 'setiap-saat'],
      [2, 'Ringkasan APBD 2026', 'berkala'],
      [3, 'Profil pejabat', 'berkala'],
      [4, 'Kontrak lama', 'setiap-saat'],
    ]);
    // Two are incomplete: one has hardly a column, of the other the summary waits for its masking.
    expect(await stored(first)).toMatchObject({ state: 'proposed', row_count: 4, incomplete_count: 2 });
  });

  test('a second proposal leads to the open one; the superior sends back, the PPID answers, the superior approves', async () => {
    const again = await (await t.as('ppid')).post('/petugas/dip').type('form').send({}).expect(303);
    expect(again.headers.location).toBe(`/petugas/dip/${first}`);
    expect((await (await t.as('atasan')).get('/atasan').expect(200)).text).toContain('menunggu persetujuan Anda</p>');
    expect((await step(t, 'atasan', first, { action: 'send_back' })).status).toBe(422);
    expect((await step(t, 'atasan', first, { action: 'send_back', alasan: 'Lengkapi kolom' })).status).toBe(303);
    expect((await step(t, 'atasan', first, { action: 'approve' })).text).toContain(
      'tidak dapat dilakukan dalam keadaan sekarang',
    );
    expect((await step(t, 'ppid', first, { action: 'resubmit', alasan: 'Menyusul' })).status).toBe(303);
    expect((await step(t, 'atasan', first, { action: 'approve', version: '1' })).status).toBe(409);
    await approve(t, first);
    const text = (await (await t.as('ppid')).get(`/petugas/dip/${first}`).expect(200)).text;
    for (const words of ['Lengkapi kolom', 'Menyusul', 'Disetujui Atasan PPID', 'Tetapkan dengan keputusan'])
      expect(text).toContain(words);
  });

  test('the decree is checked, filed with its scan, and the register is public with its clock', async () => {
    const early = await step(t, 'ppid', first, { action: 'enact', nomor: '188.4/1/2026', tanggal: '2026-12-10' });
    expect([early.status, early.text.includes('mendahului persetujuan')]).toEqual([422, true]);
    expect(early.text).toContain('188.4/1/2026');
    const { version } = await stored(first);
    const ppid = await t.as('ppid');
    await ppid
      .post(`/petugas/dip/${first}/transitions`)
      .field({ action: 'enact', version: String(version), nomor: '188.4/1/2026', tanggal: '2026-12-11' })
      .attach('keputusan', Buffer.from('%PDF-1.4\n%%EOF\n'), 'keputusan.pdf')
      .expect(303);
    expect(await stored(first)).toMatchObject({
      state: 'enacted',
      number: 1,
      decree_on: '2026-12-11',
      renew_by: '2027-06-11',
    });
    const text = await page(PUBLIC);
    for (const words of ['Berlaku sekarang', '188.4/1/2026', 'Ringkasan APBD 2026', '6 bulan', 'Perki 1/2021 Pasal 45'])
      expect(text).toContain(words);
    expect(text).not.toContain('Rekam medis');
    const decree = await t.browser().get(`${PUBLIC}/versi/1/keputusan`).expect(200);
    expect(decree.headers['content-disposition']).toContain('keputusan.pdf');
    expect((await ppid.get('/petugas').expect(200)).text).toContain('DIP dimutakhirkan dalam 182 hari');
  });

  test('rows and version refuse every change by direct SQL', async () => {
    const { id } = await stored(first);
    const attempts = [
      t.db('dip_rows').where({ version_id: id, number: 1 }).update({ title: 'Diubah' }),
      t.db('dip_rows').where({ version_id: id, number: 1 }).delete(),
      t.db('dip_rows').insert({ ...(await rowsOf(first))[0], number: 5, document_id: 999_999 }),
      t.db('dip_versions').where({ id }).update({ decree_on: '2020-01-01' }),
      t.db('dip_versions').where({ id }).update({ state: 'withdrawn' }),
      t.db('dip_versions').where({ id }).delete(),
      t.db('dip_groups').where({ version_id: id }).update({ rows: 0 }),
      t.db('dip_files').where({ version_id: id }).delete(),
    ];
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.map(({ status }) => status)).toEqual(Array(8).fill('rejected'));
    expect((await rowsOf(first)).map(({ title }) => title)).toContain('Ringkasan APBD 2026');
  });

  test('a later version: as of a day, a past version, and what differs with old and new values', async () => {
    t.clock.set('2027-02-01T09:00:00+07:00');
    await t.db('documents').where('id', apbd).update({ title: 'Ringkasan APBD perubahan 2026', retention: '10 tahun' });
    await t.db('documents').where('id', gone).update({ state: 'withdrawn' });
    await givenDocument(t.db, { ...full, title: 'Rencana strategis', category: 'setiap-saat' });
    const second = await propose(t);
    const draft = (await (await t.as('atasan')).get(`/atasan/dip/${second}/banding`).expect(200)).text;
    expect(draft).toContain('Rencana strategis');
    await approve(t, second);
    const taken = await step(t, 'ppid', second, { action: 'enact', nomor: '188.4/1/2026', tanggal: '2027-02-01' });
    expect(taken.text).toContain('sudah dipakai untuk versi lain');
    await enact(t, second, '188.4/2/2027', '2027-02-01');

    expect(await page(PUBLIC)).toContain('Ringkasan APBD perubahan 2026');
    for (const query of ['versi=1', 'tanggal=2027-01-31', 'tanggal=2026-12-11']) {
      const text = await page(`${PUBLIC}?${query}`);
      expect([
        query,
        text.includes('>Ringkasan APBD 2026<'),
        text.includes('perubahan'),
        text.includes('Daftar aset'),
      ]).toEqual([query, true, false, true]);
    }
    expect(await page(`${PUBLIC}?tanggal=2027-02-01`)).toContain('perubahan');
    expect(await page(`${PUBLIC}?tanggal=2026-12-10`)).toContain('belum ada Daftar Informasi Publik');
    expect(await page(`${PUBLIC}?tanggal=2027-02-30`, 422)).toContain('isi-daftar');
    expect(await page(`${PUBLIC}?tanggal=2027-02-02`, 422)).toContain('belum tiba');
    await page(`${PUBLIC}?versi=3`, 404);
    await page(`${PUBLIC}?versi=satu`, 404);

    const compared = await page(`${PUBLIC}/banding?lama=1&baru=2`);
    const text = compared.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toMatch(/Ringkasan APBD perubahan 2026 Berubah/);
    expect(text).toMatch(/Jangka waktu penyimpanan 5 tahun 10 tahun/);
    expect(text).toMatch(/Daftar aset Tidak ada lagi/);
    expect(text).toMatch(/Rencana strategis Ditambahkan/);
    // Its number changed and nothing else: no difference.
    expect(text).not.toContain('Kontrak lama');
    expect(await page(`${PUBLIC}/versi`)).toContain('lama=1&amp;baru=2');
  });

  test('search and filters stay within the version that is read', async () => {
    const list = async (query: string) => {
      const text = await page(`${PUBLIC}?versi=1&${query}`);
      return ['APBD', 'Profil pejabat', 'Kontrak lama', 'Daftar aset'].filter(
        (title) => text.includes(`${title}<`) || text.includes(`${title} 2026<`),
      );
    };
    expect(await list('q=apbd')).toEqual(['APBD']);
    expect(await list('q=demak+aset')).toEqual([]);
    expect(await list('q=URAIAN+aset')).toEqual(['Daftar aset']);
    expect(await list('kategori=setiap-saat')).toEqual(['Kontrak lama', 'Daftar aset']);
    const { id } = await t.db('bodies').where('slug', 'dinkominfo').first('id');
    expect(await list(`badan=${id}&kategori=setiap-saat`)).toEqual(['Kontrak lama']);
    expect(await list(`badan=${id}&q=%25`)).toEqual([]);
  });

  test('while a masking is not confirmed, the summary of what was secret stays out of every version and search', async () => {
    const held = (held_files: number) => t.db('documents').where('title', 'Kontrak lama').update({ held_files });
    const said = (await t.db('documents').where('title', 'Kontrak lama').first('summary')).summary as string;
    expect(await page(`${PUBLIC}/versi/1/unduh/csv`)).toContain(said);
    await held(1);
    const csv = await page(`${PUBLIC}/versi/1/unduh/csv`);
    const row = csv.split('\n').find((line) => line.includes('Kontrak lama')) ?? '';
    expect([row.includes(said), row.includes('Ringkasan dan berkasnya menyusul')]).toEqual([false, true]);
    expect(await page(`${PUBLIC}?versi=1&q=kontrak`)).toContain('Ringkasan dan berkasnya menyusul');
    await held(0);
  });

  test('what becomes exempt later shows its title only, in every version, list and search', async () => {
    await t.db('documents').where('title', 'Kontrak lama').update({ category: 'dikecualikan' });
    await t.db('documents').where('id', apbd).update({ summary: 'Uraian' });
    for (const path of [`${PUBLIC}?versi=1&q=kontrak`, `${PUBLIC}/versi/1/unduh/csv`]) {
      const text = await page(path);
      expect(text).toContain('Kontrak lama');
      expect(text).toContain('Uraian ditutup');
    }
    const csv = await page(`${PUBLIC}/versi/1/unduh/csv`);
    const row = csv.split('\n').find((line) => line.includes('Kontrak lama')) ?? '';
    for (const said of [
      full.holder,
      full.publisher,
      full.made_on,
      full.made_at,
      full.form,
      full.retention,
      'Perjanjian',
    ])
      expect([said, row.includes(said)]).toEqual([said, false]);
    expect(await page(`${PUBLIC}?versi=1&q=uraian&kategori=setiap-saat`)).not.toContain('Kontrak lama');
    await t.db('documents').where('title', 'Kontrak lama').update({ category: 'setiap-saat' });
  });

  test('the auditor proves the rows against the log, and a change behind the triggers shows', async () => {
    const auditor = await t.as('auditor');
    const proof = await auditor.post(`/auditor/dip/${first}/periksa`).expect(200);
    expect(proof.text).toContain('Utuh: 4 baris');
    expect(await verifyChains(t.db)).toMatchObject({ ok: true });
    const version = await versionByPublicId(t.db, t.regionId, first);
    if (!version) throw new Error('no version');
    await dropTrigger('dip_rows_no_update');
    await t.db('dip_rows').where({ version_id: version.id, number: 2 }).update({ retention: '1 tahun' });
    expect(await verifyDip(t.db, version)).toEqual({ ok: false, number: 2, reason: 'row_changed' });
    expect(await firstBrokenDip(t.db, t.regionId)).toMatchObject({
      chain: `dip:${first}`,
      seq: 2,
      reason: 'row_changed',
    });
    await t.db('dip_rows').where({ version_id: version.id, number: 2 }).update({ retention: '5 tahun' });
    expect(await verifyDip(t.db, version)).toMatchObject({ ok: true, rows: 4 });
    await dropTrigger('dip_rows_no_delete');
    await t.db('dip_rows').where({ version_id: version.id, number: 4 }).delete();
    expect(await verifyDip(t.db, version)).toEqual({ ok: false, number: 4, reason: 'row_missing' });
  });
});

test('a withdrawn proposal leaves no rows, and its events', async () => {
  const id = await propose(t);
  expect((await rowsOf(id)).length).toBeGreaterThan(0);
  expect((await step(t, 'ppid', id, { action: 'withdraw', alasan: 'Keliru' })).status).toBe(303);
  await compileDip(t.deps);
  expect(await rowsOf(id)).toEqual([]);
  expect((await (await t.as('ppid')).get(`/petugas/dip/${id}`).expect(200)).text).toContain('Keliru');
  await (await t.as('ppid')).get(`/petugas/dip/${id}/baris`).expect(404);
  await enacted(t, '188.4/3/2027', '2027-02-01');
  expect((await newestEnacted(t.db, t.regionId))?.number).toBe(3);
});

async function dropTrigger(name: string): Promise<void> {
  const onPostgres = t.db.client.config.client === 'pg';
  await t.db.raw(`DROP TRIGGER ${name}${onPostgres ? ' ON dip_rows' : ''}`);
}

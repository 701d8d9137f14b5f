import { evidenceNow } from '../../src/monev/evidence-queries';
import { foundWords } from '../../src/monev/words';
import { formatIn } from '../../src/web/format';
import { givenDocument } from '../catalogue/documents';
import { enacted as dipEnacted } from '../dip/world';
import { enacted as exempted } from '../exemptions/given';
import { filed } from '../requests/staff/cases';
import { type TestApp, testApp } from '../support/app';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** What a source says today of the service of 2026: how far, and in which words. */
async function says(code: string): Promise<[number | null, string]> {
  const found = (await evidenceNow(app.deps, 2026)).get(code);
  if (!found) throw new Error(`no source ${code}`);
  const t = app.deps.i18n.for('id');
  return [found.share, foundWords(found, { t, fmt: formatIn('id', t, 'Asia/Jakarta') })];
}

test('the decreed register: none, in force, too old by a day', async () => {
  expect((await says('dip.berlaku'))[0]).toBe(0);
  const whole = {
    summary: 'Isi',
    holder: 'Dinas',
    publisher: 'Dinas',
    made_on: '2026-01-01',
    form: 'PDF',
    retention: '5 tahun',
  };
  await givenDocument(app.db, whole);
  await givenDocument(app.db, { ...whole, holder: null });
  await dipEnacted(app, '188.4/1/2026', '2026-12-11');
  expect(await says('dip.berlaku')).toEqual([1, expect.stringContaining('188.4/1/2026')]);
  expect(await says('dip.lengkap')).toEqual([0.5, '1 dari 2 baris lengkap (50%).']);
  app.clock.set('2027-06-11T09:00:00+07:00');
  expect((await says('dip.berlaku'))[0]).toBe(1);
  app.clock.set('2027-06-12T09:00:00+07:00');
  expect((await says('dip.berlaku'))[0]).toBe(0.5);
  app.clock.set('2026-12-11T09:00:00+07:00');
});

test('figures: nothing to count, a request in time, then overdue; the address opens the very figure', async () => {
  expect(await says('angka.tepat-waktu')).toEqual([null, 'Tidak ada perkara tahun 2026 yang dapat dihitung.']);
  expect((await says('register.permohonan'))[1]).toContain('0 baris pada tahun 2026');
  await filed(app);
  expect((await says('register.permohonan'))[1]).toContain('1 baris pada tahun 2026');
  expect((await says('angka.tanpa-lewat'))[0]).toBe(1);
  app.clock.set('2027-02-01T09:00:00+07:00');
  expect(await says('angka.tanpa-lewat')).toEqual([0, '1 permohonan tahun 2026 lewat waktu dan belum dijawab.']);
  expect(await says('angka.tepat-waktu')).toEqual([0, '0 dari 1 permohonan tahun 2026 dijawab pada waktunya (0%).']);
  const { href, as_of } = (await evidenceNow(app.deps, 2026)).get('angka.tepat-waktu') as {
    href: string;
    as_of: string;
  };
  expect([href, as_of]).toEqual(['/statistik?tahun=2026&per=2027-02-01', '2027-02-01']);
  await app.browser().get(href).expect(200);
});

test('the annual report: missing, overdue, in time; a correction after the day does not make it late', async () => {
  expect(await says('laporan.terbit')).toEqual([0, expect.stringContaining('paling lambat Rabu, 31 Maret 2027')]);
  app.clock.set('2027-04-01T09:00:00+07:00');
  expect((await says('laporan.terbit'))[1]).toContain('padahal paling lambat');
  const row = {
    ...{ region_id: app.regionId, year: 2026, state: 'published', texts: '{}', reasons: '{}', started_at: '' },
    ...{ number: 1, public_id: 'satu', published_at: '2027-03-31T10:00:00.000Z' },
  };
  await app.db('annual_reports').insert(row);
  const later = { number: 2, public_id: 'dua', published_at: '2027-05-01T10:00:00.000Z', copied_on: '2027-05-02' };
  await app.db('annual_reports').insert({ ...row, ...later });
  expect(await says('laporan.terbit')).toEqual([1, expect.stringContaining('terbit Rabu, 31 Maret 2027')]);
  expect((await says('laporan.salinan'))[0]).toBe(1);
});

test('exemptions and offices: what is in force proves the test, who holds an office proves it', async () => {
  expect((await says('pengecualian.diuji'))[0]).toBeNull();
  app.clock.set('2026-12-11T09:00:00+07:00');
  await exempted(app, { title: 'Data pribadi', letter: 'h', item: 3, decree: 'SK-1' });
  expect(await says('pengecualian.diuji')).toEqual([1, expect.stringContaining('1 pengecualian berlaku')]);
  expect((await says('jabatan.ppid'))[0]).toBe(1);
  const [share, words] = await says('jabatan.pelaksana');
  expect(share).toBeGreaterThan(0);
  await app.db('user_roles').where('role', 'opd').update({ until_on: '2026-12-10' });
  await app.db('user_roles').where('role', 'ppid').update({ until_on: '2026-12-10' });
  expect(await says('jabatan.ppid')).toEqual([0, 'Hari ini tidak ada yang memegang jabatan ini.']);
  expect((await says('jabatan.pelaksana'))[0]).toBe(0);
  expect(words).toContain('perangkat daerah memiliki PPID Pelaksana');
});

test('every address of evidence opens for anyone, and every finding has words in both languages', async () => {
  const evidence = [...(await evidenceNow(app.deps, 2026)).values()];
  for (const href of new Set(evidence.map((one) => one.href))) {
    const { status } = await app.browser().get(href).redirects(1);
    expect([href, status]).toEqual([href, 200]);
  }
  for (const lang of ['id', 'en'] as const) {
    const t = app.deps.i18n.for(lang);
    const words = { t, fmt: formatIn(lang, t, 'Asia/Jakarta') };
    for (const one of evidence) expect(foundWords(one, words)).not.toBe('');
  }
});

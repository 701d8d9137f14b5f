import { type TestApp, testApp } from '../support/app';
import { givenDocument, givenFile } from './documents';

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ filled: 'reference' });
});
afterAll(() => t.close());

const get = (path: string) => t.browser().get(path);

test('nobody gets a cookie by reading', async () => {
  const { slug } = await givenDocument(t.db, { title: 'Tanpa kuki' });
  for (const path of [
    '/',
    '/informasi?q=kuki',
    `/informasi/${slug}`,
    '/badan-publik',
    '/badan-publik/dinkominfo',
    '/informasi?sesudah=rusak',
  ]) {
    const page = await get(path).expect(200);
    expect([path, page.headers['set-cookie']]).toEqual([path, undefined]);
  }
});

test('home says honestly that there is nothing yet, and then what there is', async () => {
  const fresh = await testApp({ filled: 'reference' });
  try {
    const empty = await fresh.browser().get('/').expect(200);
    expect(empty.text).toContain('Belum ada informasi yang diterbitkan.');
    expect(empty.text).toContain('Saat ini tidak ada pengumuman serta-merta.');
    expect(empty.text).toContain('Belum ada permohonan pada tahun 2026.');
  } finally {
    await fresh.close();
  }
});

test('a document page shows every column of the DIP, its file and how to cite it', async () => {
  const document = await givenDocument(t.db, {
    title: 'Rencana Kerja 2027',
    summary: 'Rencana kerja perangkat daerah.',
    holder: 'Bidang Perencanaan',
    publisher: 'Kepala Dinas',
    made_on: '2026-11-30',
    made_at: 'Demak',
    year: 2027,
    form: 'PDF dan cetak',
    retention: '5 tahun',
  });
  const file = await givenFile(t.deps, document, 'Rencana Kerja (final).pdf');
  const page = await get(`/informasi/${document.slug}`).expect(200);
  for (const words of [
    'Rencana kerja perangkat daerah.',
    'Bidang Perencanaan',
    'Kepala Dinas',
    'Senin, 30 November 2026',
    'Demak',
    '2027',
    'PDF dan cetak',
    '5 tahun',
    `/berkas/${file.public_id}/rencana-kerja-final.pdf`,
    'Rencana Kerja (final).pdf',
    'menyebut sumbernya',
    `/informasi/${document.slug}`,
    '/permohonan/baru?rincian=Rencana+Kerja+2027&amp;badan=dinkominfo',
  ]) {
    expect(page.text).toContain(words);
  }
});

test('an example says whose title it is', async () => {
  const document = await givenDocument(t.db, {
    title: 'Contoh saja',
    example: 1,
    source: 'Portal PPID Kabupaten Sinjai',
  });
  const page = await get(`/informasi/${document.slug}`).expect(200);
  expect(page.text).toContain(
    'Judul ini contoh dari daerah lain dan bukan dokumen daerah ini. Sumber: Portal PPID Kabupaten Sinjai.',
  );
  expect((await get('/informasi?q=contoh+saja')).text).toContain('mark-example');
});

test('search and filters narrow the list and say how much there is', async () => {
  await givenDocument(t.db, {
    title: 'Laporan banjir rob',
    body: 'bpbd',
    category: 'serta-merta',
    year: 2025,
    format: 'pdf',
  });
  await givenDocument(t.db, {
    title: 'Laporan banjir bandang',
    body: 'bpbd',
    category: 'berkala',
    year: 2024,
    format: 'xlsx',
  });
  const page = await get(
    '/informasi?q=laporan+banjir&kategori=serta-merta&badan=bpbd&tahun=2025&format=pdf&urut=terbaru',
  ).expect(200);
  expect(page.text).toContain('1 informasi untuk “laporan banjir”');
  expect(page.text).toContain('Laporan banjir rob');
  expect(page.text).not.toContain('Laporan banjir bandang');
});

test('nothing found offers to ask, with the words filled in', async () => {
  const page = await get('/informasi?q=zzqq+%22100%25%22').expect(200);
  expect(page.text).toContain('0 informasi untuk');
  expect(page.text).toContain('/permohonan/baru?rincian=zzqq+%22100%25%22');
});

test('a list of many is paged to its end, and past it leads back', async () => {
  for (let i = 0; i < 23; i++) await givenDocument(t.db, { title: `Berita acara ${i}`, body: 'kec-demak' });
  const first = await get('/informasi?badan=kec-demak').expect(200);
  const next = /href="(\/informasi\?badan=kec-demak&amp;sesudah=[^"]+)" rel="next"/
    .exec(first.text)?.[1]
    ?.replace('&amp;', '&') as string;
  const second = await get(next).expect(200);
  expect(second.text).toContain('Berita acara 0<');
  expect(second.text).not.toContain('rel="next"');
  expect(second.text).toContain('Kembali ke awal');
  const end = Buffer.from(JSON.stringify({ tier: 0, publishedAt: '2000-01-01T00:00:00.000Z', id: 1 })).toString(
    'base64url',
  );
  const past = await get(`/informasi?badan=kec-demak&sesudah=${end}`).expect(200);
  expect(past.text).toContain('Daftar ini sudah habis.');
  expect(past.text).toContain('href="/informasi?badan=kec-demak"');
});

test.each([
  ['kategori=rahasia', 'Kategori ini tidak ada.'],
  ['badan=tidak-ada', 'Badan publik ini tidak ada.'],
  ['tahun=20x5', 'Tulis tahun dengan empat angka'],
  ['format=exe', 'Bentuk ini tidak ada.'],
  ['urut=acak', 'Pilih salah satu dari daftar.'],
  [`q=${'a'.repeat(10_000)}`, 'Tulis paling banyak 200 karakter.'],
])('%s is refused beside its field', async (query, sentence) => {
  const page = await get(`/informasi?${query.slice(0, 10_010)}`).expect(422);
  expect(page.text).toContain('Ada isian yang perlu diperbaiki');
  expect(page.text).toContain(sentence);
  expect(page.text).not.toContain('class="results"');
});

test.each(["“petik” & 100% 'x'", 'ꦗꦮ 🙂', '<script>alert(1)</script>', '" OR 1=1 --', 'a&b=c', '%', ')(*&^%$#@!'])(
  '%s is searched as it is',
  async (q) => {
    const page = await get(`/informasi?q=${encodeURIComponent(q)}`).expect(200);
    expect(page.text).not.toContain('<script>alert');
  },
);

test.each(['q[]=a', 'q=a&q=b', 'sesudah=%7B%7D', 'sesudah=', 'q=%00', 'tahun=2025&tahun=x'])(
  'an address nobody made, %s, is no fault',
  async (query) => {
    const { status } = await get(`/informasi?${query}`);
    expect(status).toBeLessThan(500);
  },
);

test('a script in a title is text everywhere', async () => {
  const document = await givenDocument(t.db, {
    title: '<script>alert("x")</script> & "petik"',
    body: 'dinhub',
    summary: '<img src=x onerror=alert(1)>',
  });
  for (const path of ['/', '/informasi', `/informasi/${document.slug}`, '/badan-publik/dinhub']) {
    const { text } = await get(path).expect(200);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img src=x');
  }
});

test('a body page has its contact and newest documents; an unknown body is not found', async () => {
  await t.db('bodies').where('slug', 'dinkes').update({
    phone: '0291 685013',
    email: 'dinkes@contoh.test',
    website: 'javascript:alert(1)',
    head_name: 'dr. Sari',
  });
  for (let i = 0; i < 7; i++) await givenDocument(t.db, { title: `Profil kesehatan ${i}`, body: 'dinkes' });
  const page = await get('/badan-publik/dinkes').expect(200);
  for (const words of [
    'dr. Sari',
    'tel:0291685013',
    'mailto:dinkes@contoh.test',
    'Profil kesehatan 6',
    'Semua 7 informasi: Berkala',
  ])
    expect(page.text).toContain(words);
  expect(page.text).not.toContain('Profil kesehatan 1<');
  expect(page.text).not.toContain('href="javascript:');
  await get('/badan-publik/tidak-ada').expect(404);
});

test('all 42 bodies are listed', async () => {
  const { text } = await get('/badan-publik').expect(200);
  expect(text.match(/href="\/badan-publik\/[a-z0-9-]+"/g)).toHaveLength(42);
});

test('every page is there in English', async () => {
  const { slug } = await givenDocument(t.db, { title: 'Dua bahasa' });
  const english = t.browser();
  await english.post('/bahasa').type('form').send({ bahasa: 'en' }).expect(303);
  for (const [path, words] of [
    ['/', 'is your right'],
    ['/informasi', 'Words to look for'],
    [`/informasi/${slug}`, 'Entry in the register of public information'],
    ['/badan-publik', 'Every public body must publish'],
    ['/badan-publik/dinkominfo', 'Contact'],
  ] as const) {
    const page = await english.get(path).expect(200);
    expect(page.text).toContain('lang="en"');
    expect(page.text).toContain(words);
  }
});

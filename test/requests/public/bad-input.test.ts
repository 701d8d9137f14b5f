import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Response } from 'supertest';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { codeOn, file, fillIn, type Page, PNG, SITI, send, submit, wordsOn } from './applicant';

let portal: TestApp;
beforeAll(async () => {
  portal = await testApp();
});
afterAll(() => portal.close());

const REQUIRED = 'Bagian ini wajib diisi.';
const CHOOSE = 'Pilih salah satu dari daftar.';

/** Field -> sentence beside it; the summary on top must hold the same sentences, linked to the fields. */
function errorsOn(page: Response): Record<string, string> {
  const beside = Object.fromEntries(
    [...page.text.matchAll(/id="f-([\w-]+)-error">[\s\S]*?<\/span>\s*([^<]+)<\/p>/g)].map((m) => [
      m[1],
      decoded(m[2] as string),
    ]),
  );
  const summary = /id="kesalahan"[\s\S]*?<\/ul>/.exec(page.text)?.[0] ?? '';
  for (const [name, text] of Object.entries(beside)) {
    expect(decoded(summary)).toContain(text);
    expect(summary).toContain(`href="#f-${name}"`);
  }
  return beside;
}

const decoded = (text: string) =>
  text
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();

const stored = async () => ({
  drafts: createHash('sha256')
    .update(JSON.stringify(await portal.db('request_drafts').orderBy('id')))
    .digest('hex'),
  requests: Number((await portal.db('requests').count({ n: '*' }).first())?.n),
  files: filesOnDisk(),
});

function filesOnDisk(): string[] {
  const all = (dir: string): string[] =>
    readdirSync(dir).flatMap((name) =>
      statSync(join(dir, name)).isDirectory() ? all(join(dir, name)) : [join(dir, name)],
    );
  return all(portal.deps.config.dataDir).filter((path) => !/portal\.sqlite3/.test(path));
}

/** A browser that has answered everything before `page`. */
async function before(page: Page): Promise<Agent> {
  const browser = portal.browser();
  for (const earlier of ['what', 'who', 'identity', 'delivery'] as const) {
    if (earlier === page) return browser;
    await send(browser, earlier, SITI[earlier]).expect(303);
  }
  return browser;
}

async function refused(
  page: Page,
  form: Record<string, string>,
): Promise<{ page: Response; errors: Record<string, string> }> {
  const browser = await before(page);
  const was = await stored();
  const answer = await send(browser, page, form).expect(422);
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(await stored()).toEqual(was);
  expect(answer.text).toMatch(/<title>Kesalahan: /);
  return { page: answer, errors: errorsOn(answer) };
}

test('nothing typed', async () => {
  expect((await refused('what', {})).errors).toEqual({ details: REQUIRED, purpose: REQUIRED });
  expect((await refused('what', { details: '  \n ', purpose: '\u200b' })).errors).toEqual({
    details: REQUIRED,
    purpose: REQUIRED,
  });
  expect((await refused('who', {})).errors).toEqual({ kind: CHOOSE, proxy: CHOOSE, citizen: CHOOSE });
  expect(Object.keys((await refused('identity', {})).errors)).toEqual(['name', 'identity_number', 'email']);
  expect((await refused('delivery', {})).errors).toMatchObject({ obtain: CHOOSE, language: CHOOSE });
  expect((await refused('delivery', { obtain: 'copy', language: 'id' })).errors).toEqual({ deliver: CHOOSE });
});

test('10,000 characters are too many everywhere, and none of them is lost', async () => {
  const long = 'ab cd '.repeat(1700).slice(0, 10_000);
  const what = await refused('what', { details: long, purpose: long });
  expect(what.errors).toEqual({
    details: 'Tulis paling banyak 5000 karakter.',
    purpose: 'Tulis paling banyak 2000 karakter.',
  });
  expect(what.page.text).toContain(long.trim());
  const identity = await refused('identity', {
    ...SITI.identity,
    name: long,
    address: long,
    occupation: long,
    phone: '1'.repeat(10_000),
  });
  expect(Object.keys(identity.errors).sort()).toEqual(['address', 'name', 'occupation', 'phone']);
});

test('5,000 characters are not: a line break counts as one', async () => {
  await send(portal.browser(), 'what', { ...SITI.what, details: `${'x'.repeat(4998)}\r\ny` }).expect(303);
});

test.each([
  '%',
  '&',
  '”kutip” ‘miring’',
  'ꦱꦶꦠꦶ',
  '🌾🙂',
  "O'Brien-Ñandú 3rd",
  '<script>alert(1)</script>',
  '{{7*7}} <%= x %> \\',
])('accepts %s in every text, and shows it as text', async (sign) => {
  const browser = portal.browser();
  const text = `Data ${sign} ${Math.random()}`;
  const { receipt, number } = await file(browser, {
    what: { details: text, purpose: `Untuk ${sign}`, body: '' },
    identity: {
      ...SITI.identity,
      name: `Siti ${sign}`,
      address: `Jalan ${sign}`,
      occupation: `Guru ${sign}`,
      email: '',
      phone: '',
    },
    delivery: { obtain: 'copy', deliver: 'post', language: 'id' },
  });
  for (const path of ['/permohonan/baru', receipt, receipt.replace('/tanda-terima', '')]) {
    const page = await browser.get(path).expect(200);
    expect(page.text).not.toContain('<script>alert');
  }
  const seen = await browser.get(`/permohonan/${number}`).expect(200);
  expect(wordsOn(seen)).toContain(text.replace(/\s+/g, ' '));
  const letters = [...seen.text.matchAll(/href="(\/permohonan\/[^"]+\/surat\/[^"]+)"/g)].map(
    (match) => match[1] as string,
  );
  const letter = await browser.get(letters[0] as string).expect(200);
  expect(wordsOn(letter)).toContain(`Siti ${sign}`);
  expect(letter.text).not.toContain('<script>alert');
});

test.each([
  ['letters', 'tiga tiga dua satu'],
  ['15 digits', '332101410190000'],
  ['17 digits', '33210141019000011'],
  ['an address of a shop', 'http://pharma.test/buy?x=3321014101900001'],
])('a NIK of %s is refused with a sentence', async (_what, nik) => {
  const { errors, page } = await refused('identity', { ...SITI.identity, identity_number: nik });
  expect(errors).toEqual({ identity_number: 'NIK terdiri atas 16 angka. Periksa lagi angka pada KTP.' });
  expect(decoded(page.text)).toContain(`value="${nik}"`);
  expect(page.text).toContain('value="siti@warga.test"');
});

test.each([
  [{ email: 'siti' }, 'email'],
  [{ email: 'siti@warga.test\nBcc: semua@warga.test' }, 'email'],
  [{ phone: 'telepon saya' }, 'phone'],
  [{ email: '', phone: '', address: '' }, 'email'],
])('an unreachable address: %p', async (over, field) => {
  const { errors } = await refused('identity', { ...SITI.identity, ...over } as Record<string, string>);
  expect(Object.keys(errors)).toEqual([field]);
});

test('values that no button of the page sends', async () => {
  expect((await refused('who', { kind: 'alien', proxy: 'maybe', citizen: '1' })).errors).toEqual({
    kind: CHOOSE,
    proxy: CHOOSE,
    citizen: CHOOSE,
  });
  expect((await refused('delivery', { obtain: 'steal', deliver: 'drone', language: 'xx' })).errors).toMatchObject({
    obtain: CHOOSE,
    language: CHOOSE,
  });
  const nobody = await refused('what', { ...SITI.what, body: 'kementerian-sihir' });
  expect(nobody.errors).toEqual({
    body: 'Badan publik ini tidak ada dalam daftar. Pilih dari daftar, atau biarkan kosong.',
  });
  expect(nobody.page.text).toContain('Laporan realisasi APBDes Bungo 2025</textarea>');
});

test('the same name sent twice is no fault of the portal', async () => {
  const browser = portal.browser();
  const answer = await browser.post('/permohonan/baru/informasi').type('form').send('details=a&details=b&purpose=c');
  expect(answer.status).toBe(422);
  expect(Object.keys(errorsOn(answer))).toEqual(['details']);
});

test('a foreigner is told in plain words what he may do instead, and what he chose stays', async () => {
  const { errors, page } = await refused('who', { kind: 'legal_body', proxy: 'yes', citizen: 'no' });
  expect(errors.citizen).toContain('UU 14/2008 Pasal 1 angka 12');
  expect(wordsOn(page)).toContain('Anda tetap boleh membaca semua yang sudah terbit');
  expect(page.text).toContain('href="/informasi"');
  expect(page.text).toMatch(/value="legal_body" checked/);
  expect([...page.text.matchAll(/value="(\w+)" checked/g)].map((match) => match[1])).toEqual([
    'legal_body',
    'yes',
    'no',
  ]);
});

test.each([
  ['post', {}, 'alamat pemohon'],
  ['courier', {}, 'alamat pemohon'],
  ['fax', {}, 'nomor telepon pemohon'],
])('sending by %s needs somewhere to send to', async (deliver, over, words) => {
  const { errors, page } = await refused('delivery', { obtain: 'copy', deliver, language: 'id', ...over });
  expect(errors.deliver).toContain(words);
  expect(page.text).toContain(`value="${deliver}" checked`);
});

test('sending by e-mail needs an e-mail address, also when it is taken away later', async () => {
  const browser = portal.browser();
  await fillIn(browser);
  const away = { ...SITI.identity, email: '', phone: '0812 3456 7890' };
  await browser.post('/permohonan/baru/identitas?dari=periksa').type('form').send(away).expect(303);
  await submit(browser).expect(303).expect('Location', /cara/);
});

describe('papers', () => {
  const upload = (browser: Agent) => browser.post('/permohonan/baru/berkas');
  const applicant = () => before('delivery');

  test.each([
    [
      'PHP that calls itself a picture',
      Buffer.from('<?php system($_GET["c"]);'),
      'ktp_php.jpg',
      'tidak sesuai dengan namanya',
    ],
    ['a web page', Buffer.from('<html><script>1</script></html>'), 'ktp.html', 'tidak dapat diterima'],
    [
      'a drawing with script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'ktp.svg',
      'tidak dapat diterima',
    ],
    ['an empty file', Buffer.alloc(0), 'ktp.png', 'kosong'],
    ['30 MB', Buffer.concat([PNG, Buffer.alloc(30 * 1024 * 1024)]), 'ktp.png', 'lebih besar dari 5 MB'],
  ])('%s is refused beside its field, and leaves nothing behind', async (_what, content, name, words) => {
    const browser = await applicant();
    const was = await stored();
    const answer = await upload(browser).attach('ktp', content, name).expect(422);
    expect(errorsOn(answer).ktp).toContain(words);
    expect(errorsOn(answer).ktp).toContain(name);
    expect(await stored()).toEqual(was);
  });

  test('50 files are refused with a sentence; no more than a draft may hold are kept', async () => {
    const browser = await applicant();
    const request = upload(browser);
    for (let i = 0; i < 50; i++) request.attach('ktp', PNG, `ktp-${i}.png`);
    const answer = await request.expect(422);
    expect(errorsOn(answer).ktp).toContain('paling banyak 12');
    const page = await browser.get('/permohonan/baru/berkas').expect(200);
    expect([...page.text.matchAll(/name="berkas" value="/g)]).toHaveLength(12);
    const more = await upload(browser).attach('ktp', PNG, 'satu-lagi.png').expect(422);
    expect(errorsOn(more).ktp).toContain('paling banyak 12 berkas');
  });

  test('a good file stays when another is refused, encrypted, and can be taken out again', async () => {
    const browser = portal.browser();
    await send(browser, 'what', SITI.what);
    await send(browser, 'who', { ...SITI.who, kind: 'group' });
    const answer = await upload(browser)
      .attach('surat_kuasa', PNG, 'surat kuasa.png')
      .attach('ktp_grantor', Buffer.from('bukan gambar'), 'ktp-budi.jpg')
      .expect(422);
    expect(Object.keys(errorsOn(answer))).toEqual(['ktp_grantor']);
    expect(answer.text).toContain('surat kuasa.png');
    for (const path of filesOnDisk()) expect(readFileSync(path).includes('IHDR')).toBe(false);
    const id = /name="berkas" value="(\w+)"/.exec(answer.text)?.[1] ?? '';
    await browser.post('/permohonan/baru/berkas/hapus').type('form').send({ berkas: id }).expect(303);
    expect((await browser.get('/permohonan/baru/berkas')).text).not.toContain('surat kuasa.png');
    await browser.post('/permohonan/baru/berkas/hapus').type('form').send({ berkas: 'tidak-ada' }).expect(303);
  });

  test('a file under a name that no field has is refused', async () => {
    const browser = await applicant();
    const answer = await upload(browser).attach('scan', PNG, 'scan.png').expect(422);
    expect(wordsOn(answer)).toContain('scan.png');
  });

  test('papers go with the case, sealed', async () => {
    const browser = await applicant();
    await upload(browser).attach('ktp', PNG, 'ktp.png').expect(303);
    await send(browser, 'what', { ...SITI.what, details: `Data kapal ${Math.random()}` });
    await send(browser, 'delivery', SITI.delivery);
    const sent = await submit(browser).expect(303);
    expect(sent.headers.location).toContain('tanda-terima');
    const [kept] = await portal.db('request_files').orderBy('id', 'desc').limit(1);
    expect(kept).toMatchObject({ kind: 'ktp', sealed: 1, name: 'ktp.png', size: PNG.length });
    expect(await portal.deps.files.readSealed(kept.stored_name)).toEqual(PNG);
    const receipt = await browser.get(String(sent.headers.location)).expect(200);
    expect(wordsOn(receipt)).toContain('Semua jenis berkas sudah ada');
    expect(codeOn(receipt)).not.toBeNull();
  });
});

test('a form from another site is refused and begins nothing', async () => {
  const was = await stored();
  const answer = await portal
    .browser()
    .post('/permohonan/baru/informasi')
    .set('Sec-Fetch-Site', 'cross-site')
    .type('form')
    .send(SITI.what);
  expect(answer.status).toBe(403);
  expect(await stored()).toEqual(was);
});

test('a made-up draft opens nothing', async () => {
  for (const token of ['x', 'A'.repeat(32), 'A'.repeat(5000), '%00', '"; DROP']) {
    await portal
      .browser()
      .get('/permohonan/baru/identitas')
      .set('Cookie', `draf=${token}`)
      .expect(303)
      .expect('Location', /baru/);
  }
});

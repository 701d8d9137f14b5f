import { sweep } from '../../../src/jobs/sweep';
import { openLetter } from '../../../src/mail/sealing';
import { openDraft, REQUEST_DRAFTS } from '../../../src/requests/public/draft';
import { type TestApp, testApp } from '../../support/app';
import { type Answers, codeOn, cookiesOf, file, fillIn, numberOn, PNG, SITI, send, submit, wordsOn } from './applicant';

let portal: TestApp;
beforeEach(async () => {
  portal = await testApp();
});
afterEach(() => portal.close());

const DAY_MS = 86_400_000;
const count = async (table: string) => Number((await portal.db(table).count({ n: '*' }).first())?.n);
const mails = async () =>
  (await portal.db('outbox').orderBy('id')).map((row) => ({ ...row, ...openLetter(portal.deps.keys, row) }));

test('opening the form sets no cookie; the first answer begins a draft that nobody else can read', async () => {
  const browser = portal.browser();
  for (const path of ['/permohonan/baru', '/permohonan/baru?rincian=APBD', '/permohonan/baru/informasi']) {
    const page = await browser.get(path).expect(200);
    expect(page.headers['set-cookie']).toBeUndefined();
  }
  const begun = await send(browser, 'what', SITI.what).expect(303);
  expect(cookiesOf(begun)).toEqual({ draf: expect.stringMatching(/Path=\/permohonan;.*HttpOnly; SameSite=Lax$/) });
  const token = /draf=([^;]+)/.exec(cookiesOf(begun).draf ?? '')?.[1] ?? '';
  const [row] = await portal.db('request_drafts');
  expect(JSON.stringify(row)).not.toContain(token);
  expect(row.content_sealed).not.toContain('Bungo');
  expect(await count('requests')).toBe(0);
});

test('a request is filed page by page, and its receipt tells all that the law wants', async () => {
  const browser = portal.browser();
  await fillIn(browser);
  const check = await browser.get('/permohonan/baru/periksa').expect(200);
  for (const typed of ['Siti Aminah', '3321014101900001', 'Laporan realisasi APBDes Bungo 2025', 'siti@warga.test']) {
    expect(wordsOn(check)).toContain(typed);
  }
  const sent = await submit(browser).expect(303);
  expect(sent.headers.location).toBe('/permohonan/P-2026-000001/tanda-terima');
  expect(cookiesOf(sent).akses).toMatch(/Path=\/permohonan\/P-2026-000001;.*HttpOnly; SameSite=Strict$/);
  const receipt = await browser.get('/permohonan/P-2026-000001/tanda-terima').expect(200);
  expect(receipt.headers['cache-control']).toBe('no-store');
  const words = wordsOn(receipt);
  expect(numberOn(receipt)).toBe('P-2026-000001');
  expect(codeOn(receipt)).not.toBeNull();
  expect(words).toContain('Selasa, 29 Desember 2026');
  expect(words).toContain('10 hari kerja sejak Jumat, 11 Desember 2026');
  expect(words).toContain('Kamis, 24 Desember 2026 (Cuti Bersama');
  expect(words).toContain('KTP atau surat keterangan kependudukan');
  expect(receipt.text).toMatch(/<ol type="I"[^>]*>(<li>[\s\S]*?<\/li>\s*){6}<\/ol>/);
  const [row] = await portal.db('requests');
  expect(row).toMatchObject({
    channel: 'web',
    state: 'registered',
    due_on: '2026-12-29',
    user_id: null,
    language: 'id',
  });
  const [mail] = await mails();
  expect(mail).toMatchObject({ kind: 'receipt', to: 'siti@warga.test' });
  expect(mail?.text).toContain(codeOn(receipt));
  expect(mail?.subject).not.toContain(codeOn(receipt));
});

test('reloading the receipt and sending the form again show the same case', async () => {
  const browser = portal.browser();
  const { number, code, receipt } = await file(browser);
  const again = await browser.get(receipt).expect(200);
  expect([numberOn(again), codeOn(again)]).toEqual([number, code]);
  const second = await submit(browser).expect(303);
  expect(second.headers.location).toBe(receipt);
  await browser
    .get('/permohonan/baru/cara')
    .expect(303)
    .expect('Location', /tanda-terima/);
  expect(await count('requests')).toBe(1);
});

test('two clicks at once make one case and lead to one receipt', async () => {
  const browser = portal.browser();
  await fillIn(browser);
  const sent = await Promise.all([submit(browser), submit(browser), submit(browser)]);
  expect(new Set(sent.map((answer) => `${answer.status} ${answer.headers.location}`))).toEqual(
    new Set(['303 /permohonan/P-2026-000001/tanda-terima']),
  );
  expect([await count('requests'), await count('letters')]).toEqual([1, 1]);
});

test('seven people send the same at once: one case, one owner, and nobody else is shown the code', async () => {
  const browsers = Array.from({ length: 7 }, () => portal.browser());
  for (const browser of browsers) await fillIn(browser);
  const sent = await Promise.all(browsers.map((browser) => submit(browser)));
  const places = sent.map((answer) => String(answer.headers.location));
  expect(await count('requests')).toBe(1);
  expect(places.filter((place) => place.endsWith('/tanda-terima'))).toHaveLength(1);
  expect(places.filter((place) => place === '/permohonan/baru/sudah-ada')).toHaveLength(6);
  const owner = browsers[places.findIndex((place) => place.endsWith('/tanda-terima'))];
  const code = codeOn(await (owner as (typeof browsers)[0]).get('/permohonan/P-2026-000001/tanda-terima').expect(200));
  for (const browser of browsers.filter((one) => one !== owner)) {
    const notice = await browser.get('/permohonan/baru/sudah-ada').expect(200);
    expect(numberOn(notice)).toBe('P-2026-000001');
    expect(notice.text).not.toContain(code);
    expect(codeOn(notice)).toBeNull();
    await browser.get('/permohonan/P-2026-000001').expect(303).expect('Location', /lacak/);
    await browser.get('/permohonan/P-2026-000001/tanda-terima').expect(303).expect('Location', /lacak/);
  }
  // The code goes to the address on file, once, whoever asks how often.
  const again = (await mails()).filter((mail) => mail.kind === 'code_again');
  expect(again.map((mail) => mail.to)).toEqual(['siti@warga.test']);
  expect(again[0]?.text).toContain(code);
});

test('the same browser that asks the same again is shown its own receipt', async () => {
  const browser = portal.browser();
  const { receipt, code } = await file(browser);
  const again = await file(browser);
  expect([again.receipt, again.code]).toEqual([receipt, code]);
  expect(await count('requests')).toBe(1);
});

test('a different text in the same name is a case of its own', async () => {
  await file(portal.browser());
  const { number } = await file(portal.browser(), { what: { ...SITI.what, details: 'Perbup tentang tarif air' } });
  expect(number).toBe('P-2026-000002');
});

test('a draft survives a broken line: the browser comes back to where it was', async () => {
  const browser = portal.browser();
  await browser.get('/permohonan/baru/pemohon').expect(303).expect('Location', /baru/);
  await send(browser, 'what', SITI.what);
  await send(browser, 'who', SITI.who);
  const resumed = await browser.get('/permohonan/baru').expect(200);
  expect(wordsOn(resumed)).toContain('Laporan realisasi APBDes Bungo 2025');
  expect(resumed.text).toContain('href="/permohonan/baru/identitas"');
  expect(resumed.headers['set-cookie']).toBeUndefined();
  const first = await browser.get('/permohonan/baru/informasi').expect(200);
  expect(first.text).toContain('Laporan realisasi APBDes Bungo 2025</textarea>');
  expect(first.text).toMatch(/<option value="dinkominfo" selected>/);
  await browser
    .get('/permohonan/baru/periksa')
    .expect(303)
    .expect('Location', /identitas/);
});

test('"finish later" keeps even half an answer, which does not pass as an answer', async () => {
  const browser = portal.browser();
  const kept = await send(browser, 'what', { details: 'Data sekolah', purpose: '', lanjut: 'nanti' }).expect(303);
  expect(kept.headers.location).toBe('/permohonan/baru/nanti');
  expect(wordsOn(await browser.get('/permohonan/baru/nanti').expect(200))).toContain('tersimpan sampai');
  expect((await browser.get('/permohonan/baru/informasi')).text).toContain('Data sekolah</textarea>');
  await browser
    .get('/permohonan/baru/periksa')
    .expect(303)
    .expect('Location', /informasi/);
});

test('a draft can be thrown away, with its papers', async () => {
  const browser = portal.browser();
  await send(browser, 'what', SITI.what);
  await send(browser, 'who', SITI.who);
  await browser.post('/permohonan/baru/berkas').attach('ktp', PNG, 'ktp.png').expect(303);
  const stored = await papersOfDrafts();
  const gone = await browser
    .post('/permohonan/baru/hapus')
    .type('form')
    .send({ rincian: 'Hal lain & "baru"' })
    .expect(303);
  expect(cookiesOf(gone).draf).toMatch(/^draf=;.*Expires=Thu, 01 Jan 1970/);
  expect(new URLSearchParams(String(gone.headers.location).split('?')[1]).get('rincian')).toBe('Hal lain & "baru"');
  expect(await count('request_drafts')).toBe(0);
  expect(await portal.deps.files.exists(stored[0] as string)).toBe(false);
});

test('an old draft opens no more and is swept away with its papers; a filed one leaves them to the case', async () => {
  const browser = portal.browser();
  await send(browser, 'what', SITI.what);
  await send(browser, 'who', SITI.who);
  await browser.post('/permohonan/baru/berkas').attach('ktp', PNG, 'ktp.png').expect(303);
  const [abandoned] = await papersOfDrafts();
  const other = portal.browser();
  await fillIn(other, { identity: { ...SITI.identity, identity_number: '3321014101900002' } });
  await other.post('/permohonan/baru/berkas').attach('ktp', PNG, 'ktp.png').expect(303);
  await submit(other).expect(303);
  portal.clock.passReal(6 * DAY_MS);
  await sweep(portal.deps);
  expect(await count('request_drafts')).toBe(2);
  portal.clock.passReal(1 * DAY_MS + 60_000);
  await browser.get('/permohonan/baru/identitas').expect(303).expect('Location', /baru/);
  await sweep(portal.deps);
  expect(await count('request_drafts')).toBe(0);
  expect(await portal.deps.files.exists(abandoned as string)).toBe(false);
  const [kept] = await portal.db('request_files');
  expect(await portal.deps.files.exists(kept.stored_name)).toBe(true);
});

/** Names in the store of the papers of all open drafts. */
async function papersOfDrafts(): Promise<string[]> {
  const rows = await portal.db('request_drafts').whereNull('request_id');
  return rows.flatMap((row) =>
    openDraft(REQUEST_DRAFTS, portal.deps.keys, row.token_hash, row.content_sealed).papers.map(
      (paper) => paper.storedName,
    ),
  );
}

test('search fills in what was looked for, and no script gets out of it', async () => {
  const page = await portal
    .browser()
    .get('/permohonan/baru')
    .query({ rincian: '<script>alert(1)</script> 100%', badan: 'dinkominfo' });
  expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; 100%</textarea>');
  expect(page.text).toMatch(/<option value="dinkominfo" selected>/);
});

test('a change from the check leads back to it, and what became open is asked again', async () => {
  const browser = portal.browser();
  await fillIn(browser);
  const changed = await browser
    .post('/permohonan/baru/informasi?dari=periksa')
    .type('form')
    .send({ ...SITI.what, details: 'Lain' });
  expect([changed.status, changed.headers.location]).toEqual([303, '/permohonan/baru/periksa']);
  const proxy = await browser
    .post('/permohonan/baru/pemohon?dari=periksa')
    .type('form')
    .send({ ...SITI.who, proxy: 'yes' });
  expect(proxy.headers.location).toBe('/permohonan/baru/periksa');
  await browser
    .get('/permohonan/baru/periksa')
    .expect(303)
    .expect('Location', /identitas/);
  const identity = await browser.get('/permohonan/baru/identitas').expect(200);
  expect(identity.text).toContain('value="Siti Aminah"');
  expect(identity.text).toContain('name="proxy_nik"');
});

test.each([
  ['a group', { kind: 'group' }, {}, ['surat_kuasa', 'ktp_grantor']],
  ['a legal body', { kind: 'legal_body' }, { identity_number: 'AHU-0012345.AH.01.07.Tahun 2020' }, ['akta']],
  ['a proxy', { proxy: 'yes' }, { proxy_name: 'Budi', proxy_nik: '3321 0141.0190-0009' }, ['ktp', 'surat_kuasa']],
])('%s is asked for its own papers, and lacks them on the receipt', async (_who, who, identity, papers) => {
  const browser = portal.browser();
  const answers: Partial<Answers> = {
    who: { ...SITI.who, ...who },
    identity: { ...SITI.identity, ...identity } as Record<string, string>,
  };
  await fillIn(browser, answers);
  const page = await browser.get('/permohonan/baru/berkas').expect(200);
  expect([...page.text.matchAll(/type="file" id="f-(\w+)/g)].map((match) => match[1])).toEqual(papers);
  await submit(browser).expect(303);
  const [event] = await portal.db('audit_events').where('kind', 'submitted');
  expect(JSON.parse(event.payload).detail.missing).toEqual(papers);
});

test('who comes to look needs no way of sending', async () => {
  await file(portal.browser(), { delivery: { obtain: 'view', deliver: '', language: 'id' } });
  expect(await portal.db('requests').first('obtain', 'deliver')).toEqual({ obtain: 'view', deliver: 'pickup' });
});

test('signed in, the case belongs to the account', async () => {
  const citizen = await portal.as('warga');
  const { number } = await file(citizen);
  const user = await portal.db('users').where('email', 'warga@contoh.test').first('id');
  expect(await portal.db('requests').where({ number }).first('user_id')).toEqual({ user_id: user.id });
});

test('without a calendar nothing is filed, nothing is lost, and the page says what to do', async () => {
  const browser = portal.browser();
  portal.clock.set('2029-12-20T09:00:00+07:00');
  await fillIn(browser);
  const answer = await submit(browser).expect(503);
  expect(wordsOn(answer)).toContain('kalender hari kerja tahun 2029 belum ditetapkan');
  expect(await count('requests')).toBe(0);
  await browser.get('/permohonan/baru/periksa').expect(200);
});

test('the whole form speaks English too, and so do the letters that are asked for', async () => {
  const browser = portal.browser();
  await browser.post('/bahasa').type('form').send({ bahasa: 'en', kembali: '/' }).expect(303);
  const { receipt } = await file(browser, { delivery: { ...SITI.delivery, language: 'en' } });
  const page = await browser.get(receipt).expect(200);
  expect(wordsOn(page)).toContain('Tuesday, 29 December 2026');
  expect((await mails())[0]?.subject).toMatch(/request/i);
});

test('what is published already is offered: after the first page, and while typing', async () => {
  const body = await portal.db('bodies').where('slug', 'dinkominfo').first('id');
  await portal.db('documents').insert({
    ...{ public_id: 'd1', region_id: portal.regionId, slug: 'apbdes-bungo', body_id: body.id, category: 'berkala' },
    ...{
      title: 'Realisasi APBDes Bungo 2025',
      state: 'published',
      published_at: '2026-01-02T00:00:00.000Z',
      year: 2025,
    },
    ...{ created_at: '2026-01-02T00:00:00.000Z', updated_at: '2026-01-02T00:00:00.000Z' },
  });
  const browser = portal.browser();
  const first = await send(browser, 'what', SITI.what).expect(303);
  expect(first.headers.location).toBe('/permohonan/baru/mungkin-tersedia');
  const offered = await browser.get('/permohonan/baru/mungkin-tersedia').expect(200);
  expect(offered.text).toContain('href="/informasi/apbdes-bungo"');
  const typing = await portal.browser().get('/permohonan/baru/saran').query({ q: 'apbdes bungo' }).expect(200);
  expect(typing.body).toEqual({
    items: [
      { title: 'Realisasi APBDes Bungo 2025', href: '/informasi/apbdes-bungo', meta: expect.stringContaining('2025') },
    ],
  });
  expect(typing.headers['set-cookie']).toBeUndefined();
  const nothing = await portal.browser().get('/permohonan/baru/saran').query({ q: '\'; DROP % "(' }).expect(200);
  expect(nothing.body).toEqual({ items: [] });
});

import { sweep } from '../../../src/jobs/sweep';
import { openLetter } from '../../../src/mail/sealing';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { cookiesOf, file, PNG, SITI, wordsOn } from './applicant';
import { type Done, officeDoes, officeFile } from './cases';

let portal: TestApp;
beforeEach(async () => {
  portal = await testApp();
});
afterEach(() => portal.close());

const HOUR_MS = 3_600_000;
const track = (browser: Agent, nomor: string, kode: string) =>
  browser.post('/lacak').type('form').send({ nomor, kode });
const mailed = async (kind: string) =>
  (await portal.db('outbox').where({ kind }).orderBy('id')).map((row) => openLetter(portal.deps.keys, row));

/** A request of Siti's and a browser in which only its code was typed. */
async function tracked(over = {}): Promise<{ browser: Agent; number: string; code: string }> {
  const { number, code } = await file(portal.browser(), over);
  const browser = portal.browser();
  await track(browser, number, code).expect(303);
  return { browser, number, code };
}

test('number and code open the request, however they are typed, for twelve hours', async () => {
  const { number, code } = await file(portal.browser());
  const browser = portal.browser();
  const form = await browser.get(`/lacak?nomor=${number}`).expect(200);
  expect(form.text).toContain(`value="${number}"`);
  expect(form.headers['set-cookie']).toBeUndefined();
  const opened = await track(
    browser,
    ` ${number.toLowerCase()} `,
    code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o'),
  ).expect(303);
  expect(opened.headers.location).toBe(`/permohonan/${number}`);
  expect(cookiesOf(opened).akses).toMatch(
    new RegExp(`Max-Age=43200; Path=/permohonan/${number};.*HttpOnly; SameSite=Strict`),
  );
  expect(cookiesOf(opened).akses).not.toContain(code);
  const page = await browser.get(`/permohonan/${number}`).expect(200);
  expect(page.headers['cache-control']).toBe('no-store');
  expect(page.text).not.toContain(code);
  portal.clock.passReal(11.9 * HOUR_MS);
  await browser.get(`/permohonan/${number}`).expect(200);
  portal.clock.passReal(0.2 * HOUR_MS);
  await browser.get(`/permohonan/${number}`).expect(303).expect('Location', /lacak/);
});

test('a wrong code and an unknown number get the same answer in the same time', async () => {
  const { number, code } = await file(portal.browser());
  const timed = async (nomor: string, kode: string) => {
    const began = process.hrtime.bigint();
    const answer = await track(portal.browser(), nomor, kode).expect(422);
    expect(answer.headers['set-cookie']).toBeUndefined();
    return { text: answer.text.replaceAll(nomor, 'NUMBER'), ms: Number(process.hrtime.bigint() - began) / 1e6 };
  };
  const wrong: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 15; i++) {
    const [a, b] = [await timed(number, 'AAAA-AAAA-AAAA-AAAA'), await timed('P-2026-999999', code)];
    expect(a.text).toBe(b.text);
    wrong.push(a.ms);
    unknown.push(b.ms);
  }
  // The quickest of many: on a busy machine all others tell of the machine.
  expect(Math.abs(Math.min(...wrong) - Math.min(...unknown))).toBeLessThan(15);
  const odd = await track(portal.browser(), '%_; DROP', code).expect(422);
  expect(wordsOn(odd)).toContain('Nomor atau kode tidak cocok');
  const empty = await track(portal.browser(), '', '').expect(422);
  expect([...empty.text.matchAll(/id="f-(nomor|kode)-error"/g)]).toHaveLength(2);
});

test('guessing is limited by address', async () => {
  await portal.close();
  portal = await testApp({ config: { rateLimit: true } });
  const statuses: number[] = [];
  for (let i = 0; i < 32; i++) statuses.push((await track(portal.browser(), 'P-2026-000001', `A${i}`)).status);
  expect(statuses.filter((status) => status === 422)).toHaveLength(30);
  expect(statuses.slice(30)).toEqual([429, 429]);
});

test("somebody else's request gives nothing away: no page, no letter, no file, no act", async () => {
  const mine = await tracked();
  await officeDoes(portal, mine.number, {
    do: 'grant',
    files: [await officeFile(portal, 'answer', 'jawaban.txt', 'isi')],
  });
  const page = await mine.browser.get(`/permohonan/${mine.number}`).expect(200);
  const links = [...page.text.matchAll(/href="(\/permohonan\/P-[^"]+)"/g)].map((match) => match[1] as string);
  expect(links.some((link) => link.includes('/surat/')) && links.some((link) => link.includes('/berkas/'))).toBe(true);
  const other = await tracked({ identity: { ...SITI.identity, identity_number: '3321014101900777' } });
  const strangers: Agent[] = [
    portal.browser(),
    other.browser,
    await portal.as('warga'),
    await portal.as('ppid'),
    await portal.as('admin'),
  ];
  for (const stranger of strangers) {
    for (const path of [`/permohonan/${mine.number}`, ...links]) {
      const answer = await stranger.get(path);
      expect([answer.status, answer.headers.location]).toEqual([303, `/lacak?nomor=${mine.number}`]);
      expect(answer.text).not.toContain('Siti');
    }
    for (const act of ['cabut', 'terima', 'berkas', 'tutup']) {
      const answer = await stranger.post(`/permohonan/${mine.number}/${act}`).type('form').send({ versi: '1' });
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toContain('/lacak');
    }
  }
  // The other's own path does not open this case's letters and files either.
  for (const link of links.filter((one) => /surat|berkas\/./.test(one))) {
    await other.browser.get(link.replace(mine.number, other.number)).expect(404);
  }
  const stolen = cookiesOf(await track(portal.browser(), other.number, other.code)).akses?.split(';')[0] ?? '';
  await portal.browser().get(`/permohonan/${mine.number}`).set('Cookie', stolen).expect(303);
  await portal.browser().get(`/permohonan/${mine.number}`).set('Cookie', 'akses=99999999999999.AAAA').expect(303);
  expect(await portal.db('requests').where('number', mine.number).first('state')).toEqual({ state: 'granted' });
});

test("an unknown number leads to the same place as somebody else's", async () => {
  for (const number of ['P-2026-999999', 'p-2026-1', 'xyz', '..%2Fadmin', "'%20OR%201"]) {
    const answer = await portal.browser().get(`/permohonan/${number}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toMatch(/^\/lacak\?nomor=/);
  }
});

describe('the page in every state', () => {
  const states: [string, Done[], RegExp[]][] = [
    [
      'registered',
      [],
      [/Tercatat/, /PPID memeriksa kelengkapan paling lambat Rabu, 16 Desember 2026 \(3 hari kerja lagi\)/],
    ],
    [
      'incomplete',
      [{ do: 'declare_incomplete' }],
      [/Giliran siapa Anda/, /Lengkapi berkas paling lambat Rabu, 16 Desember 2026/],
    ],
    [
      'in_process',
      [{ do: 'declare_complete' }],
      [/Diproses/, /Dinas Komunikasi dan Informatika, bersama PPID/, /Selasa, 29 Desember 2026/],
    ],
    [
      'awaiting_approval',
      [{ do: 'declare_complete' }, { do: 'propose_refusal' }],
      [/menunggu persetujuan Atasan PPID/, /Giliran siapa Atasan PPID/],
    ],
    [
      'granted',
      [{ do: 'grant' }],
      [/Dikabulkan/, /Informasi kami serahkan paling lambat Rabu, 16 Desember 2026/, /Hari terakhir: /],
    ],
    ['granted_partly', [{ do: 'grant_partly', because: 'not_held' }], [/Dikabulkan sebagian/, /Pertimbangan tertulis/]],
    [
      'refused',
      [{ do: 'propose_refusal' }, { do: 'approve_refusal' }],
      [/Ditolak/, /Nomor SK-01\/PPID/, /Formulir keberatan/],
    ],
    ['not_held', [{ do: 'not_held' }], [/Tidak dikuasai/, /Ajukan permohonan kepada Badan publik lain/]],
    ['not_documented', [{ do: 'not_documented' }], [/Informasinya tersedia paling lambat/]],
    ['redirected', [{ do: 'redirect' }], [/Hubungi Layanan contoh/, /Loket layanan/]],
    [
      'delivered',
      [{ do: 'grant' }, { do: 'deliver' }],
      [/Informasinya sudah saya terima/, /Periksa apakah informasinya sesuai/],
    ],
    ['withdrawn', [{ do: 'withdraw' }], [/Permohonan ini Anda cabut/, /Tidak ada lagi/]],
  ];

  test.each(states)('%s', async (state, steps, words) => {
    const { browser, number } = await tracked();
    for (const step of steps) {
      if (step.do === 'withdraw') {
        const { version } = await portal.db('requests').where({ number }).first('version');
        await browser
          .post(`/permohonan/${number}/cabut`)
          .type('form')
          .send({ versi: String(version) })
          .expect(303);
      } else await officeDoes(portal, number, step);
    }
    expect((await portal.db('requests').where({ number }).first('state')).state).toBe(state);
    const page = await browser.get(`/permohonan/${number}`).expect(200);
    for (const word of words) expect(wordsOn(page)).toMatch(word);
    expect(wordsOn(page)).not.toContain('Alasan petugas');
    for (const { name } of await portal.db('users').select('name'))
      expect([name, wordsOn(page).includes(name)]).toEqual([name, false]);
    const english = portal.browser();
    await english.post('/bahasa').type('form').send({ bahasa: 'en' }).expect(303);
    const code = (await mailed('receipt'))[0]?.text.match(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)?.[0] ?? '';
    await track(english, number, code).expect(303);
    await english.get(`/permohonan/${number}`).expect(200);
  });

  test('lapsed, overdue and closed come by themselves', async () => {
    const { browser, number } = await tracked();
    await officeDoes(portal, number, { do: 'declare_incomplete' });
    portal.clock.set('2026-12-17T08:00:00+07:00');
    await sweep(portal.deps);
    expect(wordsOn(await browser.get(`/permohonan/${number}`).expect(200))).toContain('Ini bukan penolakan');

    const late = await tracked({ identity: { ...SITI.identity, identity_number: '3321014101900002' } });
    portal.clock.set('2027-01-08T08:00:00+07:00');
    await sweep(portal.deps);
    const page = wordsOn(await late.browser.get(`/permohonan/${late.number}`).expect(200));
    expect(page).toContain('Batas jawaban sudah lewat');
    expect(page).toContain('sejak sekarang Anda berhak mengajukan keberatan');
    expect(page).toMatch(/Hari terakhir: \w+, \d+ \w+ 2027/);

    await officeDoes(portal, late.number, { do: 'not_held' });
    portal.clock.set('2027-03-30T08:00:00+07:00');
    await sweep(portal.deps);
    expect(wordsOn(await late.browser.get(`/permohonan/${late.number}`).expect(200))).toContain(
      'Permohonan ini selesai',
    );
  });
});

test('both dates are shown with how they were counted, and an extension moves them', async () => {
  const { browser, number } = await tracked();
  await officeDoes(portal, number, { do: 'declare_complete' });
  await officeDoes(portal, number, { do: 'extend', ground: 'not_held' });
  const words = wordsOn(await browser.get(`/permohonan/${number}`).expect(200));
  expect(words).toContain('Senin, 11 Januari 2027');
  expect(words).toContain('Menurut Perki 1/2021 Pasal 31 ayat (3), dihitung sejak permohonan lengkap: ');
  expect(words).toContain('Dari Selasa, 29 Desember 2026 menjadi Senin, 11 Januari 2027');
  expect(words).toContain('Cara menghitung: Perpanjangan waktu menjawab');
  expect(words).toContain('SKB');
});

test('letters open as pages that print; files are his alone: never an original or what offices send each other', async () => {
  const { browser, number, code } = await tracked();
  const kinds = ['answer', 'redacted', 'original', 'material', 'scan'] as const;
  const files = await Promise.all(kinds.map((kind) => officeFile(portal, kind, `${kind}.txt`, `isi ${kind}`)));
  await officeDoes(portal, number, { do: 'grant', files });
  const page = await browser.get(`/permohonan/${number}`).expect(200);
  expect(kinds.filter((kind) => page.text.includes(`${kind}.txt`))).toEqual(['answer', 'redacted']);
  for (const row of await portal.db('request_files')) {
    const answer = await browser.get(`/permohonan/${number}/berkas/${row.public_id}`);
    expect([row.kind, answer.status]).toEqual([row.kind, ['answer', 'redacted'].includes(row.kind) ? 200 : 404]);
    if (answer.status === 200) expect(answer.headers['content-disposition']).toContain('attachment');
  }
  const [receipt, granted] = await portal.db('letters').orderBy('id');
  const letter = await browser.get(`/permohonan/${number}/surat/${granted.public_id}`).expect(200);
  expect(wordsOn(letter)).toContain('dikabulkan seluruhnya');
  expect((await browser.get(`/permohonan/${number}/surat/${receipt.public_id}`).expect(200)).text).toContain(code);
  await browser.get(`/permohonan/${number}/surat/tidak-ada`).expect(404);
});

test('an answer is not his before the notice, even when its file is there', async () => {
  const { browser, number } = await tracked();
  await officeDoes(portal, number, {
    do: 'declare_complete',
    files: [await officeFile(portal, 'answer', 'draf.txt', 'draf')],
  });
  const [row] = await portal.db('request_files');
  await browser.get(`/permohonan/${number}/berkas/${row.public_id}`).expect(404);
  expect((await browser.get(`/permohonan/${number}`)).text).not.toContain('draf.txt');
});

describe('adding papers', () => {
  test('before anybody asks: they join the case, sealed, listed but not handed out', async () => {
    const { browser, number } = await tracked();
    const form = await browser.get(`/permohonan/${number}/berkas`).expect(200);
    expect(wordsOn(form)).toContain('KTP atau surat keterangan kependudukan');
    const sent = await browser.post(`/permohonan/${number}/berkas`).attach('ktp', PNG, 'ktp saya.png').expect(303);
    const page = await browser.get(String(sent.headers.location)).expect(200);
    expect(wordsOn(page)).toContain('Berkas Anda sudah kami terima');
    expect(wordsOn(page)).toContain('ktp saya.png');
    const [row] = await portal.db('request_files');
    expect(row).toMatchObject({ kind: 'ktp', sealed: 1, added_by: null });
    await browser.get(`/permohonan/${number}/berkas/${row.public_id}`).expect(404);
    expect((await mailed('staff')).length).toBeGreaterThan(0);
  });

  test('asked for them: they complete the case, with a note to the officers', async () => {
    const { browser, number } = await tracked();
    await officeDoes(portal, number, { do: 'declare_incomplete' });
    expect(wordsOn(await browser.get(`/permohonan/${number}/berkas`).expect(200))).toContain('Rabu, 16 Desember 2026');
    await browser
      .post(`/permohonan/${number}/berkas`)
      .field('catatan', 'Maksud saya tahun 2025 & 2026')
      .attach('ktp', PNG, 'ktp.png')
      .expect(303);
    expect(await portal.db('requests').where({ number }).first('state')).toEqual({ state: 'registered' });
    const event = await portal.db('audit_events').where('kind', 'papers_completed').first('payload');
    expect(event.payload).not.toContain('Maksud saya');
  });

  test('an officer who opens the case meanwhile does not cost the requester his upload', async () => {
    const { browser, number } = await tracked();
    await browser.get(`/permohonan/${number}/berkas`).expect(200);
    await portal.db('requests').where({ number }).increment('version', 3);
    await browser.post(`/permohonan/${number}/berkas`).attach('ktp', PNG, 'ktp.png').expect(303);
  });

  test('nothing sent, bad files and too long a note are told beside the field, and nothing is kept', async () => {
    const { browser, number } = await tracked();
    const nothing = await browser.post(`/permohonan/${number}/berkas`).field('catatan', '  ').expect(422);
    expect(wordsOn(nothing)).toContain('Pilih berkas atau tulis keterangan dahulu');
    const bad = await browser
      .post(`/permohonan/${number}/berkas`)
      .field('catatan', `${'x'.repeat(2001)}`)
      .attach('ktp', Buffer.from('<?php'), 'ktp_php.jpg')
      .expect(422);
    expect([...bad.text.matchAll(/id="f-(\w+)-error"/g)].map((match) => match[1])).toEqual(['ktp', 'catatan']);
    expect(bad.text).toContain('x'.repeat(2001));
    expect(await portal.db('request_files')).toEqual([]);
  });

  test('a case that takes no papers any more says so', async () => {
    const { browser, number } = await tracked();
    await officeDoes(portal, number, { do: 'not_held' });
    await browser.get(`/permohonan/${number}/berkas`).expect(303);
    const late = await browser.post(`/permohonan/${number}/berkas`).attach('ktp', PNG, 'ktp.png').expect(422);
    expect(wordsOn(late)).toContain('berkas tidak dapat ditambahkan lagi');
    expect(await portal.db('request_files')).toEqual([]);
  });
});

describe('withdrawing', () => {
  test('asks first, then is done once, with a letter', async () => {
    const { browser, number } = await tracked();
    const confirm = await browser.get(`/permohonan/${number}/cabut`).expect(200);
    expect(wordsOn(confirm)).toContain('Ya, cabut permohonan ini');
    const versi = /name="versi" value="(\d+)"/.exec(confirm.text)?.[1] ?? '';
    await browser.post(`/permohonan/${number}/cabut`).type('form').send({ versi }).expect(303);
    expect((await mailed('withdrawn')).map((mail) => mail.to)).toEqual(['siti@warga.test']);
    const second = await browser.post(`/permohonan/${number}/cabut`).type('form').send({ versi }).expect(409);
    expect(wordsOn(second)).toContain('Permohonan ini Anda cabut');
    await browser.get(`/permohonan/${number}/cabut`).expect(303);
  });

  test('a stale form answers 409 with the fresh page, and the fresh page works', async () => {
    const { browser, number } = await tracked();
    const versi = /name="versi" value="(\d+)"/.exec((await browser.get(`/permohonan/${number}/cabut`)).text)?.[1] ?? '';
    await officeDoes(portal, number, { do: 'declare_complete' });
    const stale = await browser.post(`/permohonan/${number}/cabut`).type('form').send({ versi }).expect(409);
    expect(wordsOn(stale)).toContain('baru saja berubah');
    const fresh = /name="versi" value="(\d+)"/.exec(stale.text)?.[1] ?? '';
    expect(fresh).not.toBe(versi);
    await browser.post(`/permohonan/${number}/cabut`).type('form').send({ versi: fresh }).expect(303);
  });

  test('a form without its version is as stale, and an answered case cannot be withdrawn', async () => {
    const { browser, number } = await tracked();
    await browser.post(`/permohonan/${number}/cabut`).type('form').send({}).expect(409);
    await officeDoes(portal, number, { do: 'not_held' });
    const { version } = await portal.db('requests').where({ number }).first('version');
    const refused = await browser
      .post(`/permohonan/${number}/cabut`)
      .type('form')
      .send({ versi: String(version) })
      .expect(422);
    expect(wordsOn(refused)).toContain('tidak dapat dilakukan pada keadaan permohonan sekarang');
  });
});

test('receipt of the information is confirmed once', async () => {
  const { browser, number } = await tracked();
  await officeDoes(portal, number, { do: 'grant' });
  await officeDoes(portal, number, { do: 'deliver' });
  const versi = /name="versi" value="(\d+)"/.exec((await browser.get(`/permohonan/${number}`)).text)?.[1] ?? '';
  await browser.post(`/permohonan/${number}/terima`).type('form').send({ versi }).expect(303);
  const page = await browser.get(`/permohonan/${number}`).expect(200);
  expect(page.text).not.toContain('/terima"');
  expect(wordsOn(page)).toContain('Pemohon mengonfirmasi penerimaan');
});

test('access can be closed on a shared computer', async () => {
  const { browser, number } = await tracked();
  await browser.post(`/permohonan/${number}/tutup`).type('form').send({}).expect(303);
  await browser.get(`/permohonan/${number}`).expect(303).expect('Location', /lacak/);
  const filer = portal.browser();
  const filed = await file(filer, { identity: { ...SITI.identity, identity_number: '3321014101900002' } });
  await filer.post(`/permohonan/${filed.number}/tutup`).type('form').send({}).expect(303);
  await filer.get(filed.receipt).expect(303).expect('Location', /lacak/);
});

describe('a lost code', () => {
  const ask = (nomor: string, email: string) =>
    portal.browser().post('/lacak/kode').type('form').send({ nomor, email });

  test('goes to the address on file only, with the same answer for everybody', async () => {
    const { number, code } = await tracked();
    const answers = [
      await ask('P-2026-999999', 'siti@warga.test').expect(303),
      await ask(number, 'orang@lain.test').expect(303),
    ];
    expect(await mailed('code_again')).toEqual([]);
    answers.push(await ask(number, ' SITI@warga.test ').expect(303));
    expect(new Set(answers.map((answer) => answer.headers.location))).toEqual(new Set(['/lacak/kode/terkirim']));
    const sent = await mailed('code_again');
    expect(sent.map((mail) => mail.to)).toEqual(['siti@warga.test']);
    expect(sent[0]?.text).toContain(code);
    await portal.browser().get('/lacak/kode/terkirim').expect(200);
  });

  test('is mailed once an hour, and its owner sees in the history that it was', async () => {
    const { browser, number } = await tracked();
    for (const minute of ['00', '10', '59']) {
      portal.clock.set(`2026-12-11T09:${minute}:00+07:00`);
      await ask(number, 'siti@warga.test').expect(303);
    }
    expect(await mailed('code_again')).toHaveLength(1);
    portal.clock.set('2026-12-11T10:30:00+07:00');
    await ask(number, 'siti@warga.test').expect(303);
    expect(await mailed('code_again')).toHaveLength(2);
    expect(wordsOn(await browser.get(`/permohonan/${number}`))).toContain('Kode dikirim lagi ke e-mail pemohon');
    const { head_hash } = await portal.db('requests').where({ number }).first('head_hash');
    expect((await portal.db('audit_events').orderBy('seq', 'desc').where('hash', head_hash)).length).toBe(1);
  });

  test('a request without e-mail gets none, and an address that is none is told', async () => {
    const { number } = await tracked({
      identity: { ...SITI.identity, email: '', phone: '081234567890' },
      delivery: { ...SITI.delivery, deliver: 'pickup' },
    });
    await ask(number, 'siti@warga.test').expect(303);
    expect(await mailed('code_again')).toEqual([]);
    expect((await ask(number, 'bukan alamat').expect(422)).text).toContain('f-email-error');
  });
});

import { verifyChains } from '../../../src/audit/verify/queries';
import { answerOf, responseOf, settlementOf } from '../../../src/objections/words';
import { decreed, over } from '../../exemptions/given';
import { EXEMPTION, filed, GRANT, ktp, pdf, row, step } from '../../requests/staff/cases';
import { type Agent, type TestApp, testApp } from '../../support/app';
import { caseFile, NAME, NIK, objected, objection, objectionEvents, objectionStep } from './cases';

let app: TestApp;
let petugas: Agent;
let ppid: Agent;
let atasan: Agent;
beforeAll(async () => {
  app = await testApp();
  await decreed(app);
  [petugas, ppid, atasan] = [await app.as('petugas'), await app.as('ppid'), await app.as('atasan')];
});
afterAll(() => app.close());
beforeEach(() => app.clock.set('2026-12-11T09:00:00+07:00'));

const REASONS = 'Informasi itu memang wajib diumumkan.';
const GRANTED = {
  action: 'answer_objection',
  outcome: 'granted',
  reasons: REASONS,
  order: 'Umumkan.',
  execute_days: '5',
};

describe('an objection at the superior’s', () => {
  it('is opened by his first look, answered, and carried out by the desk', async () => {
    const number = await objected(app, { body: 'dinkominfo' });
    const list = await atasan.get('/atasan/keberatan').expect(200);
    expect(list.text).toContain(number);
    expect(list.text).toContain('Belum dibuka Atasan PPID');
    const page = await atasan.get(`/atasan/keberatan/${number}`).expect(200);
    expect(page.text).toContain(NAME);
    expect(page.text).not.toContain(NIK);
    expect(page.text).toContain('Tanggapi keberatan');
    expect(page.text).toContain('Kamis, 28 Januari 2027');
    await atasan.get(`/atasan/keberatan/${number}`).expect(200);
    expect(await objectionEvents(app, number)).toEqual(['submitted', 'opened']);

    for (const outcome of ['granted', 'granted_partly', 'upheld']) {
      await atasan.get(`/atasan/keberatan/${number}?langkah=answer_objection&putusan=${outcome}`).expect(200);
    }
    const bare = await objectionStep(app, atasan, '/atasan', number, { ...GRANTED, reasons: '', order: '' });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('#f-reasons"');
    expect(bare.text).toContain('#f-order"');
    const none = await objectionStep(app, atasan, '/atasan', number, { action: 'answer_objection', reasons: REASONS });
    expect(none.text).toContain('Pilih putusan: mengabulkan');
    const answered = await objectionStep(app, atasan, '/atasan', number, GRANTED);
    expect([answered.status, answered.headers.location]).toEqual([303, `/atasan/keberatan/${number}`]);
    const after = await objection(app, number);
    expect([after.state, after.answered_on, after.answer_reached_on, after.execute_by]).toEqual([
      'granted',
      '2026-12-11',
      '2026-12-11',
      '2026-12-18',
    ]);
    expect(answerOf(app.deps.keys, after)).toMatchObject({
      ...{ outcome: 'granted', reasons: REASONS, order: 'Umumkan.', exemption: null },
      by: { delegated: false },
    });
    expect(after.answered_by).not.toBeNull();

    const desk = await petugas.get('/petugas/keberatan?tab=pelaksanaan').expect(200);
    expect(desk.text).toContain(number);
    expect(desk.text).toContain('Jumat, 18 Desember 2026');
    const early = { action: 'execute', on: '2026-12-10', note: 'Diumumkan' };
    expect((await objectionStep(app, petugas, '/petugas', number, early)).text).toContain('sebelum hari tanggapan');
    const future = await objectionStep(app, petugas, '/petugas', number, { ...early, on: '2026-12-14' });
    expect(future.text).toContain('Tanggal tidak boleh setelah hari ini');
    const done = await objectionStep(
      app,
      petugas,
      '/petugas',
      number,
      { ...early, on: '2026-12-11' },
      { answer_files: pdf('laporan.pdf') },
    );
    expect(done.status).toBe(303);
    expect((await objection(app, number)).state).toBe('closed');
    const file = await caseFile(app, number, 'answer');
    await petugas.get(`/petugas/keberatan/${number}/berkas/${file.public_id}`).expect(200);

    await objectionStep(app, petugas, '/petugas', number, { action: 'respond', note: 'Pemohon puas.' });
    expect(responseOf(app.deps.keys, await objection(app, number))).toBe('Pemohon puas.');
    const last = await petugas.get(`/petugas/keberatan/${number}`).expect(200);
    for (const words of ['laporan.pdf', 'Pemohon puas.', 'Diumumkan', REASONS]) expect(last.text).toContain(words);
    expect(await objectionEvents(app, number)).toEqual([
      ...['submitted', 'opened', 'objection_granted', 'executed', 'responded'],
    ]);
    const letter = /href="(\/petugas\/keberatan\/[^"]+\/surat\/[^"]+)"/.exec(last.text)?.[1] ?? '';
    await petugas.get(letter).expect(200);
    await petugas.get(`${letter}/pdf`).expect(200).expect('Content-Type', 'application/pdf');
    expect(await verifyChains(app.db)).toMatchObject({ ok: true });
  });

  it('is upheld on ground a only with the decision that exempts, and never by who proposed the refusal', async () => {
    const request = await filed(app, { body: 'dinkominfo' });
    await step(app, ppid, '/petugas', request, { action: 'propose_refusal', ...EXEMPTION });
    await step(app, atasan, '/atasan', request, { action: 'approve_refusal' });
    const number = await objected(app, { request, ground: 'a' });
    const form = await atasan.get(`/atasan/keberatan/${number}?langkah=answer_objection&putusan=upheld`).expect(200);
    const { number: code } = await decreed(app);
    expect(form.text).toMatch(new RegExp(`<option value="${code}" selected`));
    expect(form.text).not.toContain('langkah=settle');
    expect(form.text).toContain(`/atasan/permohonan/${request}`);
    const { considerations: _, ...exemption } = EXEMPTION;
    const upheld = { action: 'answer_objection', outcome: 'upheld', reasons: 'Rahasia pribadi.', ...exemption };
    const bare = await objectionStep(app, atasan, '/atasan', number, { ...upheld, exemption: '' });
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('Pilih keputusan pengecualian yang sudah ditetapkan');
    const typed = await objectionStep(app, atasan, '/atasan', number, { ...upheld, exemption: 'SK-karangan/2026' });
    expect(typed.text).toContain('Pilih keputusan pengecualian yang sudah ditetapkan');
    expect(bare.text).toContain('Rahasia pribadi.');
    const late = await objectionStep(app, atasan, '/atasan', number, {
      ...upheld,
      exemption: (await over(app)).number,
    });
    expect(late.text).toContain('tidak berlaku lagi pada hari ini');
    const good = await objectionStep(app, atasan, '/atasan', number, upheld);
    expect(good.status).toBe(303);
    expect((await caseFile(app, number, 'exemption')).name).toBe('SK SK-7-2026.pdf');
    expect(answerOf(app.deps.keys, await objection(app, number))?.exemption?.ground).toBe('h.2');

    const second = await filed(app);
    await step(app, ppid, '/petugas', second, { action: 'propose_refusal', ...EXEMPTION });
    await step(app, atasan, '/atasan', second, { action: 'approve_refusal' });
    const other = await objected(app, { request: second, ground: 'a' });
    await app
      .db('objections')
      .where('number', other)
      .update({
        refusal_proposed_by: (await app.db('users').where('email', 'atasan@contoh.test').first('id')).id,
      });
    const page = await atasan.get(`/atasan/keberatan/${other}`).expect(200);
    expect(page.text).toContain('Anda mengusulkan penolakan yang dikeberatani');
    expect(page.text).not.toContain('langkah=answer_objection');
    const refused = await objectionStep(app, atasan, '/atasan', other, { ...GRANTED });
    expect(refused.text).toContain('tidak boleh menanggapi keberatan atas penolakan itu');
  });

  it('tells of lateness with the reason, and of the date that was told before it moved', async () => {
    const number = await objected(app, { body: 'dinkominfo', foundOn: '2026-10-01' });
    const page = await atasan.get(`/atasan/keberatan/${number}`).expect(200);
    expect(page.text).toContain('setelah hari terakhir mengajukannya');
    expect(page.text).toContain('UU 14/2008 Pasal 36');
    await app.db('objections').where('number', number).update({ due_told_on: '2027-01-25' });
    const desk = await petugas.get(`/petugas/keberatan/${number}`).expect(200);
    expect(desk.text).toContain('Semula diberitahukan kepada pemohon');
    expect(desk.text).toContain('Senin, 25 Januari 2027');
  });

  it('is not answered any more once the thirty days are over', async () => {
    const number = await objected(app);
    app.clock.set('2027-01-29T09:00:00+07:00');
    const page = await atasan.get(`/atasan/keberatan/${number}`).expect(200);
    expect(page.text).not.toContain('langkah=answer_objection');
    const late = await objectionStep(app, atasan, '/atasan', number, GRANTED);
    expect(late.status).toBe(422);
    expect(late.text).toContain('sudah berakhir dan tidak dapat diperpanjang');
  });
});

describe('a granted objection on silence', () => {
  it('that was carried out leaves its request to be answered: the desk is reminded until it is', async () => {
    const request = await filed(app, { body: 'dinkominfo' });
    app.clock.set('2026-12-30T09:00:00+07:00');
    const number = await objected(app, { request, ground: 'c', body: 'dinkominfo' });
    await objectionStep(app, atasan, '/atasan', number, GRANTED);
    const reminder = 'permohonannya belum dijawab secara tertulis';
    const page = () => petugas.get(`/petugas/keberatan/${number}`).expect(200);
    expect((await page()).text).not.toContain(reminder);
    const done = { action: 'execute', on: '2026-12-30', note: 'Diberikan.' };
    await objectionStep(app, petugas, '/petugas', number, done, { answer_files: pdf('laporan.pdf') });
    expect((await objection(app, number)).state).toBe('closed');
    const { text } = await page();
    expect(text).toContain(`${reminder} dan lewat waktu sejak Selasa, 29 Desember 2026`);
    expect(text).toMatch(new RegExp(`${reminder}[^]{0,200}href="/petugas/permohonan/${request}"`));
    const answered = await step(app, ppid, '/petugas', request, GRANT);
    expect(answered.status).toBe(303);
    expect((await page()).text).not.toContain(reminder);
  });
});

describe('what was written', () => {
  it('lies in the row under the case’s key, and goes with it; what is there in the clear from before is still read', async () => {
    const number = await objected(app);
    await objectionStep(app, petugas, '/petugas', number, {
      action: 'settle',
      on: '2026-12-11',
      note: 'Bu Siti setuju.',
    });
    await objectionStep(app, atasan, '/atasan', number, { ...GRANTED, reasons: 'Ibu Siti benar.' });
    await objectionStep(app, petugas, '/petugas', number, { action: 'respond', note: 'Siti puas.' });
    const kept = await objection(app, number);
    expect(JSON.stringify([kept.settlement, kept.answer, kept.response])).not.toMatch(/Siti|benar|puas/);
    const page = await petugas.get(`/petugas/keberatan/${number}`).expect(200);
    const register = await petugas.get('/petugas/keberatan/register').expect(200);
    for (const words of ['Bu Siti setuju.', 'Ibu Siti benar.', 'Siti puas.']) expect(page.text).toContain(words);
    for (const words of ['Ibu Siti benar.', 'Siti puas.']) expect(register.text).toContain(words);
    const letters = await app
      .db('letters')
      .where({ case_kind: 'objection', case_id: kept.id, kind: 'objection_granted' });
    expect(letters).toHaveLength(1);
    const { keys } = app.deps;
    const erased = { ...kept, case_key_sealed: null };
    expect([answerOf(keys, erased), settlementOf(keys, erased), responseOf(keys, erased)]).toEqual([null, null, null]);
    expect(() => settlementOf(keys, { ...kept, settlement: kept.response })).toThrow();
    expect(responseOf(keys, { ...kept, response: 'Pemohon puas.' })).toBe('Pemohon puas.');
    expect(answerOf(keys, { ...kept, answer: '{"outcome":"upheld"}' })).toEqual({ outcome: 'upheld' });
  });
});

describe('delegation', () => {
  const to = { action: 'delegate', kind: 'named_official', name: 'Dra. Wati', office: 'Asisten I' };

  it('wants a name, an office, and for an official the decision with its file', async () => {
    const number = await objected(app);
    await atasan.get(`/atasan/keberatan/${number}?langkah=delegate`).expect(200);
    const bare = await objectionStep(app, atasan, '/atasan', number, { ...to, name: '', office: '' });
    for (const words of ['Sebutkan nama dan jabatan', 'Tulis jabatan', 'Lampirkan pindaian keputusan']) {
      expect(bare.text).toContain(words);
    }
    const file = { decision_file: pdf('sk.pdf') };
    const undecided = await objectionStep(app, atasan, '/atasan', number, to, file);
    expect(undecided.text).toContain('memerlukan keputusan penunjukan');
    const decided = { ...to, decision_number: 'SK-1', decision_on: '2026-12-01' };
    expect((await objectionStep(app, atasan, '/atasan', number, decided, file)).status).toBe(303);
    expect((await caseFile(app, number, 'decision')).name).toBe('sk.pdf');
    const page = await atasan.get(`/atasan/keberatan/${number}`).expect(200);
    expect(page.text).toContain('Dra. Wati, Asisten I, yang tidak mempunyai akun');
    // Nobody else sees that it waits for her: every list and page says so.
    for (const at of [`/petugas/keberatan/${number}`, '/petugas/keberatan', '/atasan/keberatan']) {
      const seen = await (at.startsWith('/atasan') ? atasan : petugas).get(at).expect(200);
      expect([at, seen.text.includes('Dra. Wati, Asisten I')]).toEqual([at, true]);
    }

    await objectionStep(app, atasan, '/atasan', number, GRANTED);
    expect(answerOf(app.deps.keys, await objection(app, number))?.by).toEqual({
      ...{ name: 'Dra. Wati', office: 'Asisten I', delegated: true },
    });
    // The open log names the office, the person stands with the case.
    const { public_id } = await objection(app, number);
    const event = await app
      .db('audit_events')
      .where({ chain: `objection:${public_id}`, kind: 'delegated' })
      .first();
    expect(event.payload).toContain('Asisten I');
    expect(event.payload).not.toContain('Dra. Wati');
  });

  it('goes upward only: an account that holds the PPID’s role too is refused', async () => {
    const ppidUser = await app.db('users').where('email', 'ppid@contoh.test').first();
    const opdUser = await app.db('users').where('email', 'auditor@contoh.test').first();
    await app.db('user_roles').insert([
      { user_id: ppidUser.id, role: 'atasan' },
      { user_id: opdUser.id, role: 'atasan' },
    ]);
    const number = await objected(app);
    const form = await atasan.get(`/atasan/keberatan/${number}?langkah=delegate`).expect(200);
    expect(form.text).toContain(ppidUser.public_id);
    const head = { action: 'delegate', kind: 'head_of_body', office: 'Bupati' };
    const down = await objectionStep(app, atasan, '/atasan', number, { ...head, account: ppidUser.public_id });
    expect(down.status).toBe(422);
    expect(down.text).toContain('hanya dapat dilimpahkan ke atas');
    expect((await objectionStep(app, atasan, '/atasan', number, { ...head, account: 'nobody' })).status).toBe(422);
    const up = await objectionStep(app, atasan, '/atasan', number, { ...head, account: opdUser.public_id });
    expect(up.status).toBe(303);
    const own = await objectionStep(app, atasan, '/atasan', number, GRANTED);
    expect(own.text).toContain('hanya penerima pelimpahan yang menanggapinya');
    const delegate = await app.as('auditor');
    expect((await objectionStep(app, delegate, '/atasan', number, GRANTED)).status).toBe(303);
    const answer = answerOf(app.deps.keys, await objection(app, number));
    expect(answer?.by).toEqual({ name: opdUser.name, office: 'Bupati', delegated: true });
    await app.db('user_roles').where('role', 'atasan').whereIn('user_id', [ppidUser.id, opdUser.id]).delete();
  });
});

describe('what else the desk does', () => {
  it('records an amicable settlement, but not before the receipt and not for ground a', async () => {
    const number = await objected(app);
    const settle = { action: 'settle', on: '2026-12-10', note: 'Disepakati diumumkan.' };
    const early = await objectionStep(app, petugas, '/petugas', number, settle);
    expect(early.text).toContain('sebelum hari keberatan diterima');
    expect((await objectionStep(app, petugas, '/petugas', number, { ...settle, on: '2026-12-11' })).status).toBe(303);
    const after = await objection(app, number);
    expect([after.state, after.settled_on, settlementOf(app.deps.keys, after)]).toEqual([
      'registered',
      '2026-12-11',
      'Disepakati diumumkan.',
    ]);
    expect((await atasan.get(`/atasan/keberatan/${number}`)).text).toContain('musyawarah sudah dicatat');
  });

  it('records how a paper answer went: the window to the commission begins the day it arrived', async () => {
    const number = await objected(app, { email: null });
    await objectionStep(app, atasan, '/atasan', number, { ...GRANTED, outcome: 'upheld' });
    const { id } = await objection(app, number);
    expect(await app.db('disputes').where('objection_id', id).first()).toBeUndefined();
    const letter = await app
      .db('letters')
      .where({ case_kind: 'objection', case_id: id, kind: 'objection_upheld' })
      .first();
    const queue = await petugas.get('/petugas?tab=surat').expect(200);
    expect(queue.text).toContain(letter.number);
    const record = `/petugas/keberatan/${number}?langkah=record_letter&amp;surat=${letter.public_id}#langkah`;
    expect(queue.text).toContain(record);
    await petugas.get(record.replace('&amp;', '&').replace('#langkah', '')).expect(200);

    app.clock.set('2026-12-16T09:00:00+07:00');
    const sent = { action: 'record_letter', letter: letter.public_id, way: 'post', sent_on: '2026-12-14' };
    const before = await objectionStep(app, petugas, '/petugas', number, { ...sent, sent_on: '2026-12-10' });
    expect(before.text).toContain('sebelum tanggal surat');
    const order = await objectionStep(app, petugas, '/petugas', number, { ...sent, reached_on: '2026-12-13' });
    expect(order.text).toContain('tidak boleh mendahului hari dikirim');
    const done = await objectionStep(
      app,
      petugas,
      '/petugas',
      number,
      { ...sent, reached_on: '2026-12-15' },
      { signed_file: pdf('bertanda.pdf') },
    );
    expect(done.status).toBe(303);
    expect((await objection(app, number)).answer_reached_on).toBe('2026-12-15');
    expect(await app.db('disputes').where('objection_id', id).first('window_from')).toEqual({
      window_from: '2026-12-15',
    });
    const signed = await caseFile(app, number, 'signed');
    expect((await app.db('letters').where('id', letter.id).first()).signed_file_id).toBe(signed.id);
    const page = await petugas.get(`/petugas/keberatan/${number}`).expect(200);
    expect(page.text).toContain('bertanda.pdf');
  });

  it('opens an identity paper only with a reason, and that is an event', async () => {
    const number = await objected(app, { files: [await ktp(app)] });
    const paper = await caseFile(app, number, 'ktp');
    for (const [agent, area] of [
      [petugas, 'petugas'],
      [atasan, 'atasan'],
      [await app.as('auditor'), 'auditor'],
    ] as const) {
      await agent.get(`/${area}/keberatan/${number}/berkas/${paper.public_id}`).expect(404);
    }
    const address = `/petugas/keberatan/${number}/berkas-identitas/${paper.public_id}`;
    await petugas.post(address).type('form').send({ reason: '' }).expect(303);
    const opened = await petugas.post(address).type('form').send({ reason: 'Memeriksa kuasa' }).expect(200);
    expect(opened.body.toString()).toContain('a paper that nobody reads in the clear');
    expect((await objectionEvents(app, number)).at(-1)).toBe('identity_opened');
    expect((await ppid.get(`/petugas/keberatan/${number}`)).text).toContain('Memeriksa kuasa');
  });

  it('keeps what was typed when somebody was faster', async () => {
    const number = await objected(app);
    const { version } = await objection(app, number);
    await objectionStep(app, petugas, '/petugas', number, { action: 'settle', on: '2026-12-11', note: 'Pertama' });
    const stale = await objectionStep(app, ppid, '/petugas', number, {
      ...{ action: 'settle', version: String(version), on: '2026-12-11', note: 'Yang kedua' },
    });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('baru saja diubah orang lain');
    expect(stale.text).toContain('Yang kedua');
    expect(settlementOf(app.deps.keys, await objection(app, number))).toBe('Pertama');
    await objectionStep(app, atasan, '/atasan', number, GRANTED);
    const gone = await objectionStep(app, ppid, '/petugas', number, {
      ...{ action: 'settle', version: String(version), on: '2026-12-11', note: 'Yang ketiga' },
    });
    expect(gone.status).toBe(409);
    expect(gone.text).toContain('Yang ketiga');
  });
});

describe('who sees what', () => {
  it('gives a body the question and the dates, the auditor everything but the name, others nothing', async () => {
    const number = await objected(app, {
      body: 'dinkominfo',
      details: 'Anggaran yang dicari',
      files: [await ktp(app), { ...(await ktp(app)), kind: 'scan', name: 'surat-asli.pdf' }],
    });
    const [opd, opd2, auditor] = [await app.as('opd'), await app.as('opd2'), await app.as('auditor')];
    const list = await opd.get('/opd/keberatan').expect(200);
    expect(list.text).toContain(number);
    const body = await opd.get(`/opd/keberatan/${number}`).expect(200);
    expect(body.text).toContain('Anggaran yang dicari');
    for (const secret of [
      NAME,
      NIK,
      'Jalan Pemuda',
      'siti@',
      'Penelitian',
      'Saya sudah mencari',
      'ktp.jpg',
      'surat-asli',
    ]) {
      expect([secret, body.text.includes(secret), list.text.includes(secret)]).toEqual([secret, false, false]);
    }
    expect((await opd2.get('/opd/keberatan').expect(200)).text).not.toContain(number);
    await opd2.get(`/opd/keberatan/${number}`).expect(404);
    const audited = await auditor.get(`/auditor/keberatan/${number}`).expect(200);
    expect(audited.text).toContain('Rantai audit');
    expect(audited.text).toContain('S••• A•••••');
    expect(audited.text).not.toContain(NAME);
    expect(audited.text).not.toContain('id="tindakan"');
  });

  it('is found by its number, from the desk’s own search too', async () => {
    const number = await objected(app);
    await petugas
      .get(`/petugas/keberatan?nomor=${number.toLowerCase()}`)
      .expect('Location', `/petugas/keberatan/${number}`);
    await petugas.get(`/petugas?nomor=${number}`).expect('Location', `/petugas/keberatan/${number}`);
    expect((await petugas.get('/petugas/keberatan?nomor=K-2026-999999').expect(200)).text).toContain(
      'Tidak ada perkara',
    );
    await petugas.get('/petugas/keberatan/K-2026-999999').expect(404);
  });

  it('stands on the page of its request, whose letters stay apart from its own', async () => {
    const request = await filed(app, { body: 'dinkominfo', files: [await ktp(app)] });
    await step(app, ppid, '/petugas', request, GRANT);
    const number = await objected(app, { request, ground: 'd' });
    // His papers came with the request: none is missing here.
    expect((await petugas.get(`/petugas/keberatan/${number}`)).text).not.toContain('Berkas yang belum ada');
    const page = await petugas.get(`/petugas/permohonan/${request}`).expect(200);
    expect(page.text).toContain(`/petugas/keberatan/${number}`);
    expect(page.text).toContain(`/petugas/keberatan/baru?permohonan=${request}`);
    const { id } = await row(app, request);
    const own = await app.db('letters').where({ case_kind: 'request', case_id: id }).pluck('public_id');
    expect(page.text.match(/\/surat\//g)).toHaveLength(own.length);
  });
});

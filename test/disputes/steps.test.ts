import { verifyChains } from '../../src/audit/verify/queries';
import type { DisputeRow } from '../../src/db/tables/disputes';
import { decreed } from '../exemptions/given';
import { wordsOn } from '../requests/public/applicant';
import { EXEMPTION, filed, pdf, step as requestStep } from '../requests/staff/cases';
import { type TestApp, testApp } from '../support/app';
import { again, answered, disputeOf, does, events, objected, on, opened, step } from './cases';

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
  await decreed(app);
});
afterEach(() => app.close());

/** A dispute of ground b that was filed on Monday 14 December. */
async function filedDispute(): Promise<DisputeRow> {
  const dispute = await opened(app);
  await on(app, '2026-12-14');
  expect(await does(app, dispute, { do: 'file_dispute', on: '2026-12-14' }, 'requester')).toBeNull();
  return again(app, dispute);
}

test('the whole way through the pages of the desk: registered, mediated, decided, in court, final', async () => {
  const petugas = await app.as('petugas');
  const dispute = await opened(app);
  const send = (fields: Record<string, string> & { action: string }) => step(app, petugas, '/petugas', dispute, fields);
  await on(app, '2026-12-15');
  expect((await send({ action: 'file_dispute', on: '2026-12-14', commission_number: '' })).status).toBe(303);
  expect(await again(app, dispute)).toMatchObject({
    ...{ state: 'filed', filed_on: '2026-12-14', commission: 'Komisi Informasi Provinsi Jawa Tengah' },
    // UU 14/2008 Pasal 38: fourteen working days to begin, a hundred to settle.
    ...{ start_by: '2027-01-07', decide_by: '2027-05-27' },
  });
  expect((await send({ action: 'register_dispute', on: '2026-12-15', commission_number: '12/I/2027' })).status).toBe(
    303,
  );
  await on(app, '2027-01-07');
  expect((await send({ action: 'mediate', on: '2027-01-06' })).status).toBe(303);
  expect(await again(app, dispute)).toMatchObject({ state: 'mediation', mediation_by: '2027-01-26' });
  await on(app, '2027-01-25');
  expect((await send({ action: 'extend_mediation', on: '2027-01-25' })).status).toBe(303);
  expect(await again(app, dispute)).toMatchObject({
    mediation_by: '2027-02-04',
    mediation_extended_from: '2027-01-26',
  });
  const twice = await send({ action: 'extend_mediation', on: '2027-01-25' });
  expect(twice.status).toBe(422);
  expect(twice.text).toContain('Mediasi hanya dapat diperpanjang satu kali');
  await on(app, '2027-02-04');
  expect((await send({ action: 'adjudicate', on: '2027-02-04' })).status).toBe(303);
  await on(app, '2027-03-02');
  const form = wordsOn(await petugas.get(`/petugas/sengketa/${dispute.number}?langkah=decide_dispute`));
  for (const order of ['menjalankan kewajibannya', 'dalam jangka waktu menurut undang-undang', 'Biaya penelusuran']) {
    expect(form).toContain(order);
  }
  expect(form).not.toContain('Informasi dibuka');
  const ruling = {
    outcome: 'duty_ordered',
    ruling: 'Laporan keuangan dibuka.',
    commission_number: '',
    execute_by: '',
  };
  expect((await send({ action: 'decide_dispute', on: '2027-03-01', received_on: '', ...ruling })).status).toBe(303);
  expect(await again(app, dispute)).toMatchObject({
    ...{ state: 'decided', outcome: 'duty_ordered', court_by: null, commission_number: '12/I/2027' },
  });
  await on(app, '2027-03-05');
  expect((await send({ action: 'receive_decision', on: '2027-03-04' })).status).toBe(303);
  // Fourteen days by Perki 1/2013, fourteen working days by the law: Idul Fitri lies between.
  expect(await again(app, dispute)).toMatchObject({ court_by: '2027-03-18', court_by_working: '2027-04-05' });
  const page = wordsOn(await petugas.get(`/petugas/sengketa/${dispute.number}`));
  expect(page).toContain('Ajukan paling lambat Kamis, 18 Maret 2027');
  expect(page).toContain('14 hari kalender (Perki 1/2013 Pasal 60 ayat (2)) Kamis, 18 Maret 2027');
  expect(page).toContain('14 hari kerja (UU 14/2008 Pasal 48 ayat (1)) Senin, 5 April 2027');
  await on(app, '2027-03-17');
  expect((await send({ action: 'go_to_court', on: '2027-03-17', note: 'Badan publik mengajukan.' })).status).toBe(303);
  await on(app, '2027-06-10');
  const court = { outcome: 'term_ordered', ruling: 'Dibuka seluruhnya.', received_on: '2027-06-09' };
  expect((await send({ action: 'court_decides', on: '2027-06-08', ...court })).status).toBe(303);
  // Plain days: 9 June and fourteen days.
  expect(await again(app, dispute)).toMatchObject({
    state: 'in_court',
    outcome: 'term_ordered',
    cassation_by: '2027-06-23',
  });
  const inCourt = wordsOn(await petugas.get(`/petugas/sengketa/${dispute.number}`));
  expect(inCourt).toContain('Semua hari dihitung, termasuk akhir pekan dan hari libur');
  await on(app, '2027-06-24');
  expect((await send({ action: 'finalize', on: '2027-06-24', execute_by: '2027-07-30', note: '' })).status).toBe(303);
  expect(await again(app, dispute)).toMatchObject({ state: 'final', execute_by: '2027-07-30', ended_on: '2027-06-24' });
  expect(await events(app, dispute)).toEqual(
    expect.arrayContaining([
      'mediation_extended',
      'decision_received',
      'court_objection',
      'court_decided',
      'dispute_final',
    ]),
  );
  expect((await verifyChains(app.db)).ok).toBe(true);
});

test('ground a is not mediated: the button is not there and the step is refused', async () => {
  const [petugas, ppid, atasan] = [await app.as('petugas'), await app.as('ppid'), await app.as('atasan')];
  const number = await filed(app);
  await requestStep(app, ppid, '/petugas', number, { action: 'propose_refusal', ...EXEMPTION });
  await requestStep(app, atasan, '/atasan', number, { action: 'approve_refusal', reason: '' });
  const request = await app.db('requests').where({ number }).first();
  expect(request.state).toBe('refused');
  const objection = await answered(app, await objected(app, { ground: 'a', requestId: request.id }));
  const dispute = await disputeOf(app, objection);
  expect(dispute.ground).toBe('a');
  await does(app, dispute, { do: 'file_dispute', on: '2026-12-11' }, 'requester');
  await does(app, dispute, { do: 'register_dispute', on: '2026-12-11' });
  const page = await petugas.get(`/petugas/sengketa/${dispute.number}`).expect(200);
  expect(page.text).not.toContain('langkah=mediate');
  expect(page.text).toContain('langkah=adjudicate');
  const ruling = wordsOn(await petugas.get(`/petugas/sengketa/${dispute.number}?langkah=decide_dispute`));
  expect(ruling).toContain('Informasi dibuka sebagian');
  expect(ruling).not.toContain('diperintahkan menjalankan kewajibannya');
  const refused = await step(app, petugas, '/petugas', dispute, { action: 'mediate', on: '2026-12-11' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('tidak dimediasi');
  expect(await again(app, dispute)).toMatchObject({ state: 'registered' });
});

test.each([
  ['a day before the filing', { on: '2026-12-01' }, 'mendahului langkah yang sudah tercatat'],
  ['a day to come', { on: '2026-12-30' }, 'Tanggal tidak boleh setelah hari ini'],
  ['no day', { on: '' }, 'f-on-error'],
  ['a day that is none', { on: '2026-02-30' }, 'f-on-error'],
])('%s gets a sentence beside its field and changes nothing', async (_what, wrong, sentence) => {
  const dispute = await filedDispute();
  const petugas = await app.as('petugas');
  const typed = { action: 'register_dispute', commission_number: '<12>/I/2027', note: 'Bukti nomor 7' };
  const answer = await step(app, petugas, '/petugas', dispute, { ...typed, ...wrong });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(sentence);
  expect(answer.text).toContain('&lt;12&gt;/I/2027');
  expect(answer.text).toContain('Bukti nomor 7');
  expect(await again(app, dispute)).toEqual(dispute);
});

test.each([
  [{ outcome: '' }, 'f-outcome-error'],
  [{ outcome: 'agreed' }, 'f-outcome-error'],
  // Opening belongs to ground a: UU 14/2008 Pasal 46 ayat (1).
  [{ outcome: 'opened' }, 'f-outcome-error'],
  [{ ruling: '' }, 'f-ruling-error'],
  [{ received_on: '2026-12-13' }, 'f-received_on-error'],
  [{ execute_by: '2026-12-13' }, 'f-execute_by-error'],
])('a ruling with %j is refused at that field', async (wrong, error) => {
  const dispute = await filedDispute();
  await does(app, dispute, { do: 'register_dispute', on: '2026-12-14' });
  const typed = { outcome: 'duty_ordered', ruling: 'Dibuka.', received_on: '', execute_by: '', commission_number: '' };
  const before = await again(app, dispute);
  const answer = await step(app, await app.as('ppid'), '/petugas', dispute, {
    ...{ action: 'decide_dispute', on: '2026-12-14', ...typed, ...wrong },
  });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain(`id="${error}"`);
  expect(await again(app, dispute)).toEqual(before);
});

test('two officers at once: one is recorded, the other sees the case as it is now, with what was typed', async () => {
  const dispute = await filedDispute();
  const [petugas, atasan] = [await app.as('petugas'), await app.as('atasan')];
  const fields = { action: 'register_dispute', on: '2026-12-14', version: String(dispute.version) };
  const answers = await Promise.all([
    step(app, petugas, '/petugas', dispute, { ...fields, note: 'dari meja' }),
    step(app, atasan, '/atasan', dispute, { ...fields, note: 'dari atasan' }),
  ]);
  expect(answers.map((one) => one.status).sort()).toEqual([303, 409]);
  const late = answers.find((one) => one.status === 409);
  expect(late?.text).toMatch(/dari (meja|atasan)/);
  expect(late?.text).toContain('baru saja diubah orang lain');
  expect((await events(app, dispute)).filter((kind) => kind === 'dispute_registered')).toHaveLength(1);
});

test('dropped and withdrawn are ends; what is over takes no further step', async () => {
  const dispute = await filedDispute();
  await does(app, dispute, { do: 'register_dispute', on: '2026-12-14' });
  expect(await does(app, dispute, { do: 'drop', on: '2026-12-14' })).toBeNull();
  expect(await again(app, dispute)).toMatchObject({ state: 'lapsed', ended_on: '2026-12-14' });
  const petugas = await app.as('petugas');
  const answer = await step(app, petugas, '/petugas', dispute, { action: 'mediate', on: '2026-12-14' });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('tidak dapat dilakukan pada keadaan sengketa sekarang');
});

test('each list shows its own: open windows soonest first, running ones by their next date, all newest first', async () => {
  const petugas = await app.as('petugas');
  const first = await opened(app);
  await on(app, '2026-12-14');
  const second = await opened(app, { foundOn: '2026-12-13' });
  const third = await opened(app, { foundOn: '2026-12-13' });
  await does(app, third, { do: 'file_dispute', on: '2026-12-14' }, 'requester');
  const numbers = async (path: string) => {
    const { text } = await petugas.get(path).expect(200);
    return [...text.matchAll(/href="\/petugas\/sengketa\/(S-[\d-]+)"/g)].map((match) => match[1]);
  };
  expect(await numbers('/petugas/sengketa')).toEqual([first.number, second.number]);
  expect(await numbers('/petugas/sengketa?tab=berjalan')).toEqual([third.number]);
  expect(await numbers('/petugas/sengketa?tab=semua')).toEqual([third.number, second.number, first.number]);
  for (const who of ['atasan', 'auditor'] as const) {
    const page = await (await app.as(who)).get(`/${who}/sengketa?tab=semua`).expect(200);
    expect(page.text).toContain(first.number);
    expect(page.text).not.toContain('Siti Aminah');
  }
});

test('a list goes on by its cursor', async () => {
  const made: string[] = [];
  for (let i = 0; i < 27; i++) made.push((await opened(app)).number);
  const petugas = await app.as('petugas');
  const page = await petugas.get('/petugas/sengketa').expect(200);
  const next = /href="([^"]*sesudah=[^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const rest = await petugas.get(next).expect(200);
  const on = (text: string) => [...text.matchAll(/href="\/petugas\/sengketa\/(S-[\d-]+)"/g)].map((match) => match[1]);
  expect([...on(page.text), ...on(rest.text)]).toEqual(made);
  await petugas.get('/petugas/sengketa?tab=berjalan&sesudah=bukan-tempat').expect(200);
});

test('the auditor reads the case without the name, and takes no step', async () => {
  const dispute = await filedDispute();
  const auditor = await app.as('auditor');
  const page = await auditor.get(`/auditor/sengketa/${dispute.number}`).expect(200);
  expect(page.text).not.toContain('Siti Aminah');
  expect(page.text).not.toContain('berkas.zip');
  expect(page.text).toContain(dispute.head_hash);
  const letter = await app.db('letters').where({ case_kind: 'dispute' }).first();
  const read = await auditor.get(`/auditor/sengketa/${dispute.number}/surat/${letter.public_id}`).expect(200);
  expect(read.text).not.toContain('Siti Aminah');
  await auditor.post(`/auditor/sengketa/${dispute.number}/transitions`).expect(404);
});

test('a letter about a dispute on paper: its days and its signed scan are recorded, once', async () => {
  const dispute = await opened(app);
  const petugas = await app.as('petugas');
  await does(app, dispute, { do: 'file_dispute', on: '2026-12-11' }, 'requester');
  // As if it had been printed: nobody has an e-mail address here.
  await app.db('letters').where('kind', 'dispute_filed').update({ sent_way: null, sent_on: null, reached_on: null });
  const letter = await app.db('letters').where('kind', 'dispute_filed').first();
  await on(app, '2026-12-15');
  const form = `/petugas/sengketa/${dispute.number}?langkah=record_letter&surat=${letter.public_id}`;
  expect((await petugas.get(form).expect(200)).text).toContain(`value="${letter.public_id}"`);
  const fields = { action: 'record_letter', letter: letter.public_id, way: 'post', reached_on: '' };
  const early = await step(app, petugas, '/petugas', dispute, { ...fields, sent_on: '2026-12-10' });
  expect(early.status).toBe(422);
  expect(early.text).toContain('id="f-sent_on-error"');
  const future = await step(app, petugas, '/petugas', dispute, { ...fields, sent_on: '2026-12-16' });
  expect(future.text).toContain('Tanggal tidak boleh setelah hari ini');
  const done = { ...fields, sent_on: '2026-12-14', reached_on: '2026-12-15' };
  expect((await step(app, petugas, '/petugas', dispute, done)).status).toBe(303);
  expect(await app.db('letters').where('id', letter.id).first()).toMatchObject({
    ...{ sent_way: 'post', sent_on: '2026-12-14', reached_on: '2026-12-15' },
  });
  const scan = await step(
    app,
    petugas,
    '/petugas',
    dispute,
    { action: 'record_letter', letter: letter.public_id },
    {
      signed_file: pdf('surat.pdf'),
    },
  );
  expect(scan.status).toBe(303);
  const [file] = await app.db('case_files').where({ case_kind: 'dispute', case_id: dispute.id });
  expect(file).toMatchObject({ kind: 'signed', name: 'surat.pdf' });
  await petugas.get(`/petugas/sengketa/${dispute.number}/berkas/${file.public_id}`).expect(200);
  await (await app.as('auditor')).get(`/auditor/sengketa/${dispute.number}/berkas/${file.public_id}`).expect(404);
  expect(await events(app, dispute)).toEqual(['window_opened', 'dispute_filed', 'letter_recorded', 'letter_recorded']);
  const other = await opened(app, { foundOn: '2026-12-14' });
  await petugas.get(`/petugas/sengketa/${other.number}/berkas/${file.public_id}`).expect(404);
  await petugas.get(`/petugas/sengketa/${other.number}/surat/${letter.public_id}`).expect(404);
  expect((await verifyChains(app.db)).ok).toBe(true);
});

test('the body whose information it is reads what was decided and by when, without who asked', async () => {
  const dispute = await filedDispute();
  await does(app, dispute, { do: 'register_dispute', on: '2026-12-14' });
  await on(app, '2027-03-02');
  const ruled = {
    outcome: 'duty_ordered',
    ruling: 'Dibuka.',
    commission_number: '',
    received_on: '',
    execute_by: '2027-04-01',
  };
  await step(app, await app.as('petugas'), '/petugas', dispute, {
    action: 'decide_dispute',
    on: '2027-03-01',
    ...ruled,
  });
  const done = {
    action: 'finalize',
    on: '2027-03-02',
    execute_by: '2027-04-01',
    early_reason: 'Siti sudah diberi tahu.',
  };
  await step(app, await app.as('petugas'), '/petugas', dispute, done);
  const opd = await app.as('opd');
  expect((await opd.get('/opd/sengketa?tab=berjalan').expect(200)).text).toContain(dispute.number);
  const page = await opd.get(`/opd/sengketa/${dispute.number}`).expect(200);
  const words = wordsOn(page);
  for (const part of ['Dibuka.', 'Kamis, 1 April 2027', 'Pelaksanaan putusan']) expect(words).toContain(part);
  for (const secret of ['Siti', 'siti@warga.test', 'surat/', 'berkas.zip']) expect(page.text).not.toContain(secret);
  const other = await app.as('opd2');
  expect((await other.get('/opd/sengketa?tab=semua').expect(200)).text).not.toContain(dispute.number);
  await other.get(`/opd/sengketa/${dispute.number}`).expect(404);
  // The ladder writes to it with this very address.
  await on(app, '2027-03-29', '08:00');
  const mail = await app.db('escalations').where({ step: 'ruling_three_days_left', meant_for: 'holder' }).first();
  expect(mail).toMatchObject({ sent_to: 'holder', due_on: '2027-04-01' });
});

/** A dispute that was decided on Monday 1 March, with the copy received on Thursday the fourth; today is the fifth. */
async function decidedDispute(): Promise<DisputeRow> {
  const dispute = await filedDispute();
  await does(app, dispute, { do: 'register_dispute', on: '2026-12-14' });
  await on(app, '2027-03-05');
  const ruling = { outcome: 'opened', received_on: '2027-03-04', execute_by: null };
  expect(await does(app, dispute, { do: 'decide_dispute', on: '2027-03-01', ...ruling })).toBeNull();
  return again(app, dispute);
}

test('a ruling is not final while somebody may go to court, unless a reason says why; the page warns', async () => {
  const petugas = await app.as('petugas');
  const dispute = await decidedDispute();
  const path = `/petugas/sengketa/${dispute.number}`;
  expect(wordsOn(await petugas.get(`${path}?langkah=finalize`))).toContain(
    'para pihak masih dapat ke pengadilan sampai Senin, 5 April 2027',
  );
  const final = { action: 'finalize', on: '2027-03-05', execute_by: '', note: '' };
  const refused = await step(app, petugas, '/petugas', dispute, { ...final, early_reason: '' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('id="f-early_reason-error"');
  expect(wordsOn(refused)).toContain('Waktu ke pengadilan belum habis pada hari itu');
  expect(await again(app, dispute)).toMatchObject({ state: 'decided', version: dispute.version });
  const reason = 'Kedua pihak menyatakan menerima secara tertulis.';
  expect((await step(app, petugas, '/petugas', dispute, { ...final, early_reason: reason })).status).toBe(303);
  expect(await again(app, dispute)).toMatchObject({ state: 'final', ended_on: '2027-03-05' });
  const page = wordsOn(await petugas.get(path));
  expect(page).toContain('Dicatat sebelum waktu ke pengadilan habis');
  expect(page).toContain(reason);
});

test('after the days to court a ruling is final without more; no warning stands there', async () => {
  const petugas = await app.as('petugas');
  const dispute = await decidedDispute();
  await on(app, '2027-04-06');
  const page = wordsOn(await petugas.get(`/petugas/sengketa/${dispute.number}?langkah=finalize`));
  expect(page).not.toContain('masih dapat ke pengadilan sampai');
  const final = { action: 'finalize', on: '2027-04-06', execute_by: '', note: '', early_reason: '' };
  expect((await step(app, petugas, '/petugas', dispute, final)).status).toBe(303);
});

test('a day entered wrongly is corrected: the terms follow, both days stay in the history, the superior is told', async () => {
  const petugas = await app.as('petugas');
  const dispute = await decidedDispute();
  const path = `/petugas/sengketa/${dispute.number}`;
  const form = wordsOn(await petugas.get(`${path}?langkah=correct_day`));
  expect(form).toContain('Salinan putusan diterima: Kamis, 4 Maret 2027');
  const send = (fields: Record<string, string>) =>
    step(app, petugas, '/petugas', dispute, { action: 'correct_day', which: 'decision_received_on', ...fields });
  const note = 'Tertukar dengan hari surat pengantar.';
  const wrong: [Record<string, string>, string, string][] = [
    [{ on: '2027-02-26', note }, 'on', 'mendahului langkah yang sudah tercatat'],
    [{ on: '2027-03-06', note }, 'on', 'tidak boleh setelah hari ini'],
    [{ on: '2027-03-04', note }, 'on', 'sama dengan yang sudah tercatat'],
    [{ on: '2027-03-02', note: '' }, 'note', 'wajib diisi'],
    [{ which: 'ended_on', on: '2027-03-02', note }, 'which', 'Pilih tanggal yang diperbaiki'],
  ];
  for (const [fields, field, sentence] of wrong) {
    const refused = await send(fields);
    expect([refused.status, sentence, refused.text.includes(`id="f-${field}-error"`)]).toEqual([422, sentence, true]);
    expect(wordsOn(refused)).toContain(sentence);
  }
  expect((await again(app, dispute)).version).toBe(dispute.version);
  const told = await app.db('outbox').count({ n: '*' }).first();
  expect((await send({ on: '2027-03-02', note })).status).toBe(303);
  expect(await again(app, dispute)).toMatchObject({
    ...{ decision_received_on: '2027-03-02', court_by: '2027-03-16', court_by_working: '2027-04-01' },
  });
  expect(Number((await app.db('outbox').count({ n: '*' }).first())?.n)).toBeGreaterThan(Number(told?.n));
  const page = wordsOn(await petugas.get(path));
  expect(page).toContain('Salinan putusan diterima: dari Kamis, 4 Maret 2027 menjadi Selasa, 2 Maret 2027');
  expect(page).toContain(note);
  const event = await app.db('audit_events').where('kind', 'day_corrected').first();
  expect(JSON.parse(event.payload).changes.decision_received_on).toEqual(['2027-03-04', '2027-03-02']);
  expect(event.payload).not.toContain('Tertukar');
  expect((await verifyChains(app.db)).ok).toBe(true);
});

import { type TestApp, testApp } from '../../support/app';
import { events, filed, GRANT, ktp, NAME, NIK, pdf, row, step } from './cases';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('the desk', () => {
  it('has the move while a letter on paper is not recorded as arrived: the three days do not run yet', async () => {
    const ppid = await app.as('ppid');
    const [mailed, posted] = [await filed(app), await filed(app, { email: null })];
    for (const number of [mailed, posted]) {
      await step(app, ppid, '/petugas', number, { action: 'declare_incomplete', missing: 'ktp' });
    }
    const queue = await ppid.get('/petugas').expect(200);
    expect(queue.text).toContain(posted);
    expect(queue.text).not.toContain(mailed);
  });

  it('takes a case from its number to its delivery', async () => {
    const number = await filed(app, { body: 'dinkominfo', files: [await ktp(app)] });
    const [petugas, ppid, opd] = [await app.as('petugas'), await app.as('ppid'), await app.as('opd')];

    const queue = await petugas.get('/petugas').expect(200);
    expect(queue.text).toContain(number);
    expect(queue.text).toContain('Belum dibuka');
    expect(queue.text).toContain('Selasa, 29 Desember 2026');

    const page = await petugas.get(`/petugas/permohonan/${number}`).expect(200);
    expect(page.text).toContain(NAME);
    expect(page.text).not.toContain(NIK);
    expect(page.text).not.toContain('langkah=grant');
    expect(await events(app, number)).toEqual(['submitted', 'opened']);
    await petugas.get(`/petugas/permohonan/${number}`).expect(200);
    expect(await events(app, number)).toEqual(['submitted', 'opened']);

    await step(app, ppid, '/petugas', number, { action: 'declare_complete' }).then((res) =>
      expect(res.status).toBe(303),
    );
    await step(app, petugas, '/petugas', number, { action: 'assign', body: 'dinkominfo', reason: 'Mohon dijawab' });
    expect((await row(app, number)).state).toBe('in_process');

    const own = await opd.get('/opd').expect(200);
    expect(own.text).toContain(number);
    const theirs = await opd.get(`/opd/permohonan/${number}`).expect(200);
    expect(theirs.text).toContain('Mohon dijawab');
    for (const secret of [NAME, NIK, 'Jalan Pemuda', 'siti@', 'Penelitian']) expect(theirs.text).not.toContain(secret);
    const answered = await step(
      app,
      opd,
      '/opd',
      number,
      { action: 'propose_answer', reason: 'Terlampir.' },
      { material_files: pdf() },
    );
    expect([answered.status, answered.headers.location]).toEqual([303, `/opd/permohonan/${number}`]);

    const material = await app
      .db('request_files')
      .where({ request_id: (await row(app, number)).id, kind: 'material' })
      .first();
    for (const one of ['extend', 'grant', 'not_held', 'not_documented', 'redirect', 'propose_refusal', 'assign']) {
      await ppid.get(`/petugas/permohonan/${number}?langkah=${one}`).expect(200);
    }
    const granted = await step(app, ppid, '/petugas', number, {
      ...GRANT,
      give: material.public_id,
      copy_per_sheet: '1.500',
      sheets: '4',
      payment: 'Tunai di loket',
    });
    expect(granted.status).toBe(303);
    const decided = JSON.parse((await row(app, number)).decision);
    expect(decided.cost.total).toBe(6000);
    expect(decided.promised_on).toBe('2026-12-16');
    await step(app, petugas, '/petugas', number, { action: 'deliver', way: 'email' }).then((res) =>
      expect(res.status).toBe(303),
    );
    expect((await row(app, number)).state).toBe('delivered');
    const done = await ppid.get(`/petugas/permohonan/${number}`).expect(200);
    expect(done.text).toContain('Diserahkan');
    const letter = /href="(\/petugas\/permohonan\/[^"]+\/surat\/[^"]+)"/.exec(done.text)?.[1] ?? '';
    await ppid.get(letter).expect(200);
  });
});

import { type TestApp, testApp } from '../../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

test('a shared browser keeps no page of a form with somebody’s answers in it', async () => {
  const browser = t.browser();
  const empty = await browser.get('/permohonan/baru').expect(200);
  expect(empty.headers['cache-control']).toBe('no-cache');
  const what = { details: 'Anggaran jalan desa tahun 2026', purpose: 'Penelitian', body: '' };
  await browser.post('/permohonan/baru/informasi').type('form').send(what).expect(303);
  const who = { kind: 'individual', proxy: 'no', citizen: 'yes' };
  await browser.post('/permohonan/baru/pemohon').type('form').send(who).expect(303);
  for (const page of ['', '/informasi', '/pemohon', '/identitas', '/nanti']) {
    const { headers } = await browser.get(`/permohonan/baru${page}`).expect(200);
    expect([page, headers['cache-control']]).toEqual([page, 'no-store']);
  }
});

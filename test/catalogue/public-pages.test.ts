import { type TestApp, testApp } from '../support/app';
import { givenDocument } from './documents';

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ filled: 'reference' });
});
afterAll(() => t.close());

test('home', async () => {
  for (const path of ['/', '/informasi', '/badan-publik', '/badan-publik/dinkominfo']) {
    const page = await t.browser().get(path);
    expect([path, page.status, page.headers['set-cookie']]).toEqual([path, 200, undefined]);
  }
  const d = await givenDocument(t.db, { title: 'Halo' });
  const page = await t.browser().get(`/informasi/${d.slug}`).expect(200);
  expect(page.text).toContain('Halo');
});

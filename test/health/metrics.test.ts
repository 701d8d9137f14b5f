import { type TestApp, testApp } from '../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ filled: 'reference' });
});
afterAll(() => t.close());

test('figures are for this machine', async () => {
  const { text } = await t.browser().get('/metrics').expect(200);
  expect(text).toContain('portal_requests_overdue 0');
});

test.each(['Forwarded', 'Via', 'X-Forwarded-For', 'X-Real-IP'])(
  'a proxy that says %s asks for somebody else',
  async (name) => {
    await t.browser().get('/metrics').set(name, '203.0.113.9').expect(404);
  },
);

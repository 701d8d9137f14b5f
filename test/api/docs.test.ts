import supertest from 'supertest';
import { type TestApp, testApp } from '../support/app';
import { describedCalls, description } from './described';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const read = (cookie = '') => supertest(t.app).get('/api/docs').set('Cookie', cookie).expect(200);

test.each(['id', 'en'] as const)(
  'every call is on the page with its parameters, example and answers (%s)',
  async (lang) => {
    const page = await read(`bahasa=${lang}`);
    const document = description(lang);
    const text = page.text
      .replaceAll(/&#39;/g, "'")
      .replaceAll('&#34;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    expect(text).toContain(`<html lang="${lang}">`);
    for (const { path, operation } of describedCalls(document)) {
      const own = text.slice(text.indexOf(`<h3 id="${operation.operationId}"`)).split('</article>')[0] ?? '';
      const expected = [
        path,
        operation.summary,
        ...operation.parameters.flatMap(({ name, description: words }) => [`<code>${name}</code>`, words]),
        ...Object.values(operation.responses).map((answer) => answer.description),
        'curl ',
      ];
      expect({ path, missing: expected.filter((one) => !own.includes(one)) }).toEqual({ path, missing: [] });
    }
    for (const name of Object.keys(document.components.schemas)) expect(text).toContain(`id="bentuk-${name}"`);
  },
);

test('its links lead to places on the page, and no id is there twice', async () => {
  const { text } = await read();
  const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
  expect(ids).toEqual([...new Set(ids)]);
  for (const [, target] of text.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
});

test('the commands work as they stand', async () => {
  const { text } = await read();
  const addresses = [...text.matchAll(/curl &#39;([^&]+(?:&amp;[^&]+)*)&#39;/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  );
  expect(addresses.length).toBeGreaterThanOrEqual(11);
  for (const address of addresses) {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:3000\/api\//);
    const { status } = await supertest(t.app).get(address.replace(t.deps.config.baseUrl, ''));
    const named = /\/documents\/|\/requests\/|package_show/.test(address);
    expect([address, status]).toEqual([address, address.includes('/requests/') ? 401 : named ? 404 : 200]);
  }
});

test('it is a page: in the reader’s own language, for whoever is signed in, without scripts of others', async () => {
  const anonymous = await read();
  expect(anonymous.headers['set-cookie']).toBeUndefined();
  expect(anonymous.headers['content-security-policy']).toContain("script-src 'self'");
  expect(anonymous.text).not.toMatch(/<script(?! type="module" src="\/aset\/)|<style|\sstyle=|\son\w+=/);
  expect((await read('bahasa=en')).text).toContain('Public Information Portal API');
  const signedIn = await (await t.as('ppid')).get('/api/docs').expect(200);
  expect(signedIn.text).toContain('action="/keluar"');
});

test('other methods are refused as below the rest of /api', async () => {
  const res = await supertest(t.app).post('/api/docs').expect(405);
  expect([res.type, res.headers.allow]).toEqual(['application/problem+json', 'GET, HEAD, OPTIONS']);
  await supertest(t.app).head('/api/docs').expect(200);
});

import supertest, { type Response } from 'supertest';
import { type TestApp, testApp } from '../support/app';

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ filled: 'reference' });
});
afterAll(() => t.close());

type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete' | 'options' | 'trace';
const ask = (method: Method, path: string) => supertest(t.app)[method](path);

function expectProblem(res: Response, status: number): void {
  expect([res.status, res.type, res.headers['set-cookie']]).toEqual([status, 'application/problem+json', undefined]);
  expect(res.body).toMatchObject({
    type: 'about:blank',
    status,
    title: expect.any(String),
    detail: expect.any(String),
  });
}

test.each([
  '/api',
  '/api/',
  '/api/v1',
  '/api/v2/documents',
  '/api/v1/nothing',
  '/API/v1/Nothing',
  '/api/docs/more',
  '/api/3/action/package_create',
])('%s is no call, whatever the method', async (path) => {
  for (const method of ['get', 'post', 'put', 'delete', 'options'] as const)
    expectProblem(await ask(method, path), 404);
  expect((await ask('head', path)).status).toBe(404);
});

test('the answer to an unknown call says where to read on, in the language that is asked for', async () => {
  const indonesian = await ask('get', '/api/v1/nothing');
  expect(indonesian.body).toMatchObject({
    title: 'Panggilan tidak dikenal',
    detail: expect.stringContaining('/api/docs'),
  });
  const english = await ask('get', '/api/v1/nothing').set('Accept-Language', 'en').set('Cookie', 'bahasa=id');
  expect(english.body.title).toBe('Unknown call');
});

test('a broken address is answered as a problem', async () => {
  expectProblem(await ask('get', '/api/v1/documents/%E0%A4%A'), 400);
});

const READS = [
  '/api/v1/documents',
  '/api/v1/documents/abc',
  '/api/v1/bodies',
  '/api/v1/bodies/dinkominfo',
  '/api/v1/calendar/due',
  '/api/v1/calendar/between',
  '/api/v1/calendar/holidays',
  '/api/v1/openapi.json',
  '/api/3/action/package_search',
  '/api/3/action/package_show',
  '/api/3/action/package_list',
  '/api/3/action/current_package_list_with_resources',
  '/api/3/action/site_read',
  '/api/3/action/status_show',
  '/api/3/action/organization_list',
  '/api/3/action/organization_show',
  '/api/3/action/group_list',
  '/api/3/action/group_show',
];

describe.each(READS)('%s', (path) => {
  test('takes GET, HEAD and OPTIONS only', async () => {
    for (const method of ['post', 'put', 'patch', 'delete'] as const) {
      const res = await ask(method, path);
      expectProblem(res, 405);
      expect(res.headers.allow).toBe('GET, HEAD, OPTIONS');
    }
    const [get, head] = [await ask('get', path), await ask('head', path)];
    expect([head.status, head.text ?? '']).toEqual([get.status, '']);
  });

  test('may be read by pages of other sites', async () => {
    const res = await ask('get', path).set('Origin', 'https://lain.test');
    expect(res.headers['access-control-allow-origin']).toBe('*');
    expect(res.headers['access-control-allow-credentials']).toBeUndefined();
    const ahead = await ask('options', path)
      .set('Origin', 'https://lain.test')
      .set('Access-Control-Request-Method', 'GET');
    expect([ahead.status, ahead.text]).toEqual([204, '']);
    expect(ahead.headers).toMatchObject({
      allow: 'GET, HEAD, OPTIONS',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD',
    });
  });
});

test.each([
  ['/api/v1/requests', 'POST, OPTIONS', ['get', 'head', 'put', 'delete']],
  ['/api/v1/requests/P-2026-000001', 'GET, HEAD, OPTIONS', ['post', 'put', 'delete']],
] as const)('%s takes %s, and nothing from pages of other sites', async (path, allowed, refused) => {
  for (const method of refused) {
    const res = await ask(method, path);
    expect([res.status, res.headers.allow]).toEqual([405, allowed]);
  }
  const ahead = await ask('options', path).set('Origin', 'https://lain.test').expect(204);
  expect(ahead.headers.allow).toBe(allowed);
  for (const method of ['get', 'post', 'options'] as const) {
    const res = await ask(method, path).set('Origin', 'https://lain.test');
    expect(res.headers['access-control-allow-origin']).toBeUndefined();
  }
});

test('no cookie is read or set, a broken session cookie included', async () => {
  for (const path of READS) {
    const [plain, withCookie] = [
      await ask('get', path),
      await ask('get', path).set('Cookie', 'sesi=s%3Ax.y; bahasa=en'),
    ];
    expect(withCookie.body).toEqual(plain.body);
    expect(withCookie.headers['set-cookie']).toBeUndefined();
  }
});

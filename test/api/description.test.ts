import Ajv from 'ajv/dist/2020';
import type { Schema } from '../../src/api/openapi/types';
import { registeredRoutes } from '../matrix/registered';
import { type TestApp, testApp } from '../support/app';
import { describedCalls, description, judge } from './described';
import { OPENAPI_STRUCTURE } from './structure';

const document = description();
const calls = describedCalls(document);

function inside(value: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (typeof value !== 'object' || value === null) return;
  visit(value as Record<string, unknown>);
  for (const inner of Object.values(value)) inside(inner, visit);
}

test.each(['id', 'en'] as const)('has the structure of OpenAPI 3.1 (%s)', (lang) => {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(OPENAPI_STRUCTURE);
  validate(JSON.parse(JSON.stringify(description(lang))));
  expect(validate.errors ?? []).toEqual([]);
});

test('both languages describe the same calls and shapes', () => {
  const bare = (value: unknown) =>
    JSON.stringify(value, (key, one) =>
      ['description', 'summary', 'title', 'detail', 'message'].includes(key) ? 0 : one,
    );
  const english = description('en');
  expect(bare(english.paths)).toBe(bare(document.paths));
  expect(bare(english.components)).toBe(bare(document.components));
  expect(english.info.description).not.toBe(document.info.description);
});

test('every reference leads to a shape, and every shape is used', () => {
  const used = new Set<string>();
  inside(document, (node) => {
    if (typeof node.$ref === 'string') used.add(node.$ref);
  });
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect([...used].sort()).toEqual(known.sort());
});

test('operations have names of their own, known tags, and declare exactly the parameters in their path', () => {
  expect(new Set(calls.map(({ operation }) => operation.operationId)).size).toBe(calls.length);
  const tags = document.tags.map(({ name }) => name);
  for (const { path, operation } of calls) {
    expect(tags).toEqual(expect.arrayContaining([...operation.tags]));
    const declared = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
    expect([path, ...declared]).toEqual([path, ...[...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])]);
  }
});

test('every example fits its schema', () => {
  const faults = judge(document);
  let examples = 0;
  const check = (where: string, schema: Schema, example: unknown) => {
    examples += 1;
    expect({ where, faults: faults(schema, example) }).toEqual({ where, faults: [] });
  };
  for (const { path, operation } of calls) {
    for (const one of operation.parameters) if ('example' in one) check(`${path} ${one.name}`, one.schema, one.example);
    const contents = [
      operation.requestBody?.content,
      ...Object.values(operation.responses).map(({ content }) => content),
    ];
    for (const [media, body] of contents.flatMap((content) => Object.entries(content ?? {}))) {
      if ('example' in body) check(`${path} ${media}`, body.schema, body.example);
    }
  }
  expect(examples).toBeGreaterThan(30);
});

describe('beside the application', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp({ filled: 'reference' });
  });
  afterAll(() => t.close());

  test('every route below /api is described, and nothing else is', () => {
    // The readable description is a page, and no call.
    const routes = registeredRoutes(t.app).filter((route) => /^\w+ \/api\//.test(route) && route !== 'GET /api/docs');
    const described = calls.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
    expect(described.sort()).toEqual(routes.sort());
  });

  test('it is served as JSON that may be kept, in the language that is asked for', async () => {
    const res = await t
      .browser()
      .get('/api/v1/openapi.json')
      .expect(200)
      .expect('Content-Type', /^application\/json/);
    expect(res.body).toEqual(JSON.parse(JSON.stringify({ ...document, info: { ...document.info, ...res.body.info } })));
    expect(res.headers).toMatchObject({
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
      'content-language': 'id',
    });
    expect(res.headers.vary).toContain('Accept-Language');
    expect(res.headers['set-cookie']).toBeUndefined();
    const english = await t
      .browser()
      .get('/api/v1/openapi.json')
      .set('Accept-Language', 'en')
      .expect('Content-Language', 'en');
    expect(english.body.info.title).toBe('Public Information Portal API');
    await t.browser().get('/api/v1/openapi.json').set('If-None-Match', String(res.headers.etag)).expect(304);
  });
});

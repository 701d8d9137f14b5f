import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Response } from 'supertest';
import { openApiDocument } from '../../src/api/openapi/document';
import type { Answer, OpenApiDocument, Operation, Schema } from '../../src/api/openapi/types';
import { findProjectRoot } from '../../src/config';
import { type Language, loadCatalogue } from '../../src/i18n/catalogue';

const office = { baseUrl: 'http://127.0.0.1:3000', org: { name: 'PPID', region: 'Demak', email: 'ppid@contoh.test' } };

/** The description of the API as the portal makes it. */
export function description(lang: Language = 'id'): OpenApiDocument {
  return openApiDocument(office, loadCatalogue(findProjectRoot(), { strict: true }).for(lang));
}

export type Described = { path: string; method: string; operation: Operation };

/** Every call of the description. */
export function describedCalls({ paths }: OpenApiDocument): Described[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
}

/** Says what is wrong with a value by a schema of the description; an empty list when nothing is. */
export function judge(document: OpenApiDocument): (schema: Schema, value: unknown) => string[] {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  for (const [name, schema] of Object.entries(document.components.schemas))
    ajv.addSchema(closed(schema) as object, name);
  return (schema, value) => {
    const validate = ajv.compile(closed(schema) as object);
    validate(value);
    return (validate.errors ?? []).map((one) => `${one.instancePath} ${one.message} ${JSON.stringify(one.params)}`);
  };
}

/** The same schema, where an object may have no key that is not described; references by bare name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  if (typeof copy.$ref === 'string') copy.$ref = copy.$ref.replace('#/components/schemas/', '');
  const isObject = typeof copy.properties === 'object' && 'required' in copy && !Array.isArray(copy.properties);
  return isObject ? { additionalProperties: false, ...copy } : copy;
}

/** Checks answers against the description, and remembers which of its answers were seen. */
export function answerCheck(document: OpenApiDocument) {
  const faults = judge(document);
  const seen = new Set<string>();
  return {
    seen,
    /** Throws unless this answer is described with this status, media type, headers and shape. */
    check(res: Response): Response {
      const { method, url } = res.request as unknown as { method: string; url: string };
      const path = new URL(url).pathname;
      const found = describedCalls(document).find((one) => one.method === method && fits(one.path, path));
      const answer = found?.operation.responses[res.status];
      if (!found || !answer) throw new Error(`Not described: ${method} ${path} ${res.status} ${res.text}`);
      seen.add(`${found.operation.operationId} ${res.status}`);
      expect({ path, status: res.status, wrong: faultsOf(answer, res, faults) }).toEqual({
        path,
        status: res.status,
        wrong: [],
      });
      return res;
    },
  };
}

function faultsOf(answer: Answer, res: Response, faults: ReturnType<typeof judge>): string[] {
  const missing = Object.keys(answer.headers ?? {}).filter((name) => res.headers[name.toLowerCase()] === undefined);
  const noHeaders = missing.map((name) => `no header ${name}`);
  if (!answer.content) return [...noHeaders, ...(res.text ? ['has a body'] : [])];
  const body = answer.content[res.type];
  if (!body) return [...noHeaders, `media type ${res.type}`];
  return [...noHeaders, ...faults(body.schema, JSON.parse(res.text))];
}

/** Every answer that the description names by its status: `getDueDay 422`. */
export function namedAnswers(document: OpenApiDocument): string[] {
  return describedCalls(document).flatMap(({ operation }) =>
    Object.keys(operation.responses)
      .filter((status) => status !== 'default')
      .map((status) => `${operation.operationId} ${status}`),
  );
}

function fits(template: string, path: string): boolean {
  return new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
}

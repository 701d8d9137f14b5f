/** What OpenAPI 3.1 says of a document's structure, as far as the portal uses it; unknown keys are refused. */

const text = { type: 'string', minLength: 1 };
const schema = { type: 'object' };
const mapOf = (one: object) => ({ type: 'object', additionalProperties: one });
const closed = (properties: Record<string, object>, required: string[] = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const content = {
  ...mapOf(closed({ schema, example: {} }, ['schema'])),
  minProperties: 1,
  propertyNames: { pattern: '^[a-z]+/[a-z0-9.+-]+$' },
};

const parameter = {
  ...closed(
    {
      name: text,
      in: { enum: ['query', 'path', 'header'] },
      description: text,
      required: { type: 'boolean' },
      schema,
      example: {},
    },
    ['name', 'in', 'description', 'required', 'schema'],
  ),
  // A part of the path can never be left out; these headers are described elsewhere in OpenAPI, never as parameters.
  anyOf: [{ properties: { in: { enum: ['query', 'header'] } } }, { properties: { required: { const: true } } }],
  not: { properties: { in: { const: 'header' }, name: { enum: ['Accept', 'Content-Type', 'Authorization'] } } },
};

const answer = closed({ description: text, headers: mapOf(closed({ description: text, schema })), content }, [
  'description',
]);

const operation = closed(
  {
    operationId: { type: 'string', pattern: '^[A-Za-z_]+$' },
    tags: { type: 'array', items: text, minItems: 1, maxItems: 1 },
    summary: text,
    description: text,
    parameters: { type: 'array', items: parameter },
    security: { type: 'array', items: closed({ code: { type: 'array', maxItems: 0 } }) },
    requestBody: closed({ required: { type: 'boolean' }, content }),
    responses: {
      ...mapOf(answer),
      required: ['default'],
      propertyNames: { pattern: '^([1-5]\\d\\d|default)$' },
      minProperties: 2,
    },
  },
  ['operationId', 'tags', 'summary', 'description', 'parameters', 'security', 'responses'],
);

export const OPENAPI_STRUCTURE = closed({
  openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
  info: closed({ title: text, version: text, description: text, contact: closed({ name: text, email: text }) }, [
    'title',
    'version',
    'description',
  ]),
  servers: { type: 'array', items: closed({ url: { type: 'string', pattern: '^https?://[^/]+$' } }), minItems: 1 },
  tags: { type: 'array', items: closed({ name: text, description: text }), uniqueItems: true },
  paths: { ...mapOf(closed({ get: operation, post: operation }, [])), propertyNames: { pattern: '^/api/' } },
  components: closed({
    schemas: { ...mapOf(schema), propertyNames: { pattern: '^[A-Za-z0-9._-]+$' } },
    securitySchemes: mapOf(closed({ type: { const: 'http' }, scheme: text, description: text })),
  }),
});

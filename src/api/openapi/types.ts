/** The parts of OpenAPI 3.1 that the portal's own document uses. */

/** JSON Schema 2020-12. */
export type Schema = {
  $ref?: string;
  type?: string | readonly string[];
  description?: string;
  format?: string;
  pattern?: string;
  enum?: readonly (string | null)[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: readonly Schema[];
  contentMediaType?: string;
};

export type Parameter = {
  name: string;
  in: 'query' | 'path' | 'header';
  description: string;
  required: boolean;
  schema: Schema;
  example?: unknown;
};

export type Content = Record<string, { schema: Schema; example?: unknown }>;

export type Header = { description: string; schema: Schema };

export type Answer = { description: string; headers?: Record<string, Header>; content?: Content };

/** Answers of a call by their status; `default` is every other one. */
export type Answers = Record<string, Answer>;

export type Operation = {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description: string;
  parameters: readonly Parameter[];
  security: readonly Record<string, readonly string[]>[];
  requestBody?: { required: boolean; content: Content };
  responses: Answers;
};

export type Method = 'get' | 'post';

export type Paths = Record<string, Partial<Record<Method, Operation>>>;

/** What one slice adds to the document. */
export type Part = { paths: Paths; schemas: Record<string, Schema> };

export type OpenApiDocument = {
  openapi: string;
  info: { title: string; version: string; description: string; contact?: { name: string; email: string } };
  servers: readonly { url: string }[];
  tags: readonly { name: string; description: string }[];
  paths: Paths;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, Record<string, string>> };
};

/** Words of the catalogue below `api:`. */
export type Say = (key: string, vars?: Record<string, unknown>) => string;

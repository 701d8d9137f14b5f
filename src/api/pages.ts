import type { Answer, Content, OpenApiDocument, Operation } from './openapi/types';
import { curlFormOf, curlOf } from './samples';
import { type KeyView, keyView, keyViews, shapeOf } from './shape-views';

export type AnswerView = {
  status: string | null;
  text: string;
  shape: string | null;
  media: string | null;
  example: string | null;
};

export type CallView = {
  id: string;
  method: string;
  path: string;
  summary: string;
  paragraphs: string[];
  needsCode: boolean;
  parameters: KeyView[];
  headers: KeyView[];
  /** The content that may be sent, by its media type. */
  content: { media: string; shape: string | null }[];
  curl: string;
  curlForm: string | null;
  answers: AnswerView[];
};

export type DocsView = {
  paragraphs: string[];
  baseUrl: string;
  groups: { name: string; text: string; calls: CallView[] }[];
  /** `sent`: programs send it; the portal answers with the others. */
  shapes: { name: string; sent: boolean; keys: KeyView[] }[];
};

/** The readable description, from the one that programs read. */
export function docsView(document: OpenApiDocument): DocsView {
  const baseUrl = document.servers[0]?.url ?? '';
  const calls = callsOf(document);
  const sent = new Set(calls.flatMap(({ operation }) => contentView(operation).map(({ shape }) => shape)));
  const shapes = Object.entries(document.components.schemas).map(([name, schema]) => ({
    name,
    sent: sent.has(name),
    keys: keyViews(schema),
  }));
  return {
    paragraphs: paragraphsOf(document.info.description),
    baseUrl,
    groups: document.tags.map(({ name, description }) => ({
      name,
      text: description,
      calls: calls
        .filter(({ tag }) => tag === name)
        .map(({ method, path, operation }) => callView(method, path, operation, baseUrl)),
    })),
    shapes,
  };
}

type Call = { tag: string | undefined; method: string; path: string; operation: Operation };

function callsOf({ paths }: OpenApiDocument): Call[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tag: operation.tags[0],
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

function callView(method: string, path: string, operation: Operation, baseUrl: string): CallView {
  const keys = (places: readonly string[]) =>
    operation.parameters
      .filter((one) => places.includes(one.in))
      .map(({ name, schema, description, required }) => keyView(name, { ...schema, description }, required));
  const url = baseUrl + path;
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    paragraphs: paragraphsOf(operation.description),
    needsCode: operation.security.length > 0,
    parameters: keys(['path', 'query']),
    headers: keys(['header']),
    content: contentView(operation),
    curl: curlOf(method, url, operation),
    curlForm: curlFormOf(method, url, operation),
    answers: Object.entries(operation.responses).map(([status, answer]) => answerView(status, answer)),
  };
}

function contentView({ requestBody }: Operation): CallView['content'] {
  return Object.entries(requestBody?.content ?? {}).map(([media, { schema }]) => ({ media, shape: shapeOf(schema) }));
}

function answerView(status: string, { description, content = {} }: Answer): AnswerView {
  const [media, body] = Object.entries(content as Content)[0] ?? [null, null];
  return {
    status: status === 'default' ? null : status,
    text: description,
    shape: body && shapeOf(body.schema),
    media,
    example: body?.example === undefined ? null : JSON.stringify(body.example, null, 2),
  };
}

const paragraphsOf = (text: string): string[] => text.split('\n\n');

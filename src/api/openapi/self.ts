import { call, json } from './calls';
import { entity, listOf, text } from './schemas';
import type { Part, Say, Schema } from './types';

const inner: Schema = { type: 'object' };

/** OpenAPI's own schema says more. */
const DOCUMENT: Schema = {
  type: 'object',
  properties: { openapi: text, info: inner, paths: inner },
  required: ['openapi', 'info', 'paths'],
  additionalProperties: true,
};

/** The document about itself, and the shape of every error. */
export function selfPart(say: Say): Part {
  const example = { openapi: '3.1.0', info: { title: say('info.title'), version: '1' }, paths: {} };
  return {
    paths: {
      '/api/v1/openapi.json': {
        get: call(say, 'getOpenApi', {
          tag: 'self',
          answers: {
            200: json(say('answers.openapi'), DOCUMENT, example, {
              ETag: { description: say('headers.etag'), schema: text },
            }),
            304: { description: say('answers.unchanged') },
          },
        }),
      },
    },
    schemas: {
      Problem: entity(
        say,
        'problem',
        {
          type: text,
          status: { type: 'integer', minimum: 400, maximum: 599 },
          title: text,
          detail: text,
          errors: listOf(entity(say, 'fault', { field: text, message: text })),
        },
        ['detail', 'errors'],
      ),
    },
  };
}

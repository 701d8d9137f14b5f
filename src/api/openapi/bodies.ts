import { CATEGORIES } from '../../catalogue/categories';
import { call, json, notThere, paging, parameter, refusal } from './calls';
import { address, count, entity, instant, orNull, page, ref, text } from './schemas';
import type { Part, Say, Schema } from './types';

/** `/api/v1/bodies`: public bodies with their publishing activity. */
export function bodyPart(say: Say, baseUrl: string): Part {
  const body = exampleBody(baseUrl);
  return {
    paths: {
      '/api/v1/bodies': {
        get: call(say, 'listBodies', {
          tag: 'bodies',
          parameters: paging(say),
          answers: {
            200: json(say('answers.page'), ref('BodyPage'), { items: [body], next: null }),
            422: refusal(say, say('examples.refused'), 'limit', say('examples.limit')),
          },
        }),
      },
      '/api/v1/bodies/{slug}': {
        get: call(say, 'getBody', {
          tag: 'bodies',
          parameters: [parameter(say, 'path', 'slug', text, { key: 'bodySlug', example: 'dinkominfo' })],
          answers: { 200: json(say('answers.body'), ref('Body'), body), 404: notThere(say) },
        }),
      },
    },
    schemas: bodySchemas(say),
  };
}

function bodySchemas(say: Say): Part['schemas'] {
  const byCategory: Schema = {
    type: 'object',
    properties: Object.fromEntries(CATEGORIES.map((category) => [category, count])),
    required: CATEGORIES,
  };
  return {
    Body: entity(say, 'body', {
      slug: text,
      name: text,
      short_name: text,
      kind: text,
      address: orNull(text),
      email: orNull(text),
      phone: orNull(text),
      website: orNull(text),
      head: orNull(entity(say, 'head', { name: orNull(text), title: orNull(text) })),
      documents: entity(say, 'activity', { total: count, by_category: byCategory }),
      last_published_at: orNull(instant),
      page: address,
    }),
    BodyPage: page(say, 'Body'),
  };
}

function exampleBody(baseUrl: string) {
  return {
    slug: 'dinkominfo',
    name: 'Dinas Komunikasi dan Informatika',
    short_name: 'Dinkominfo',
    kind: 'dinas',
    address: 'Jalan Kyai Singkil Nomor 7, Demak',
    email: 'dinkominfo@contoh.test',
    phone: null,
    website: 'https://dinkominfo.contoh.test',
    head: { name: null, title: 'Kepala Dinas' },
    documents: { total: 3, by_category: { berkala: 2, 'serta-merta': 0, 'setiap-saat': 1, dikecualikan: 0 } },
    last_published_at: '2026-02-02T02:15:00.000Z',
    page: `${baseUrl}/badan-publik/dinkominfo`,
  };
}

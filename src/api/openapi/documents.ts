import { CATEGORIES } from '../../catalogue/categories';
import { FORMATS } from '../../catalogue/formats';
import { SUBKINDS } from '../../catalogue/subkinds';
import { LONGEST_QUERY } from '../../catalogue/words';
import { call, json, notThere, paging, parameter, refusal } from './calls';
import { address, count, date, entity, instant, listOf, oneOf, orNull, page, ref, text, truth, year } from './schemas';
import type { Part, Say, Schema } from './types';

/** `/api/v1/documents`: what public bodies have published. */
export function documentPart(say: Say, baseUrl: string): Part {
  const id = 'mf3k2v9q7xw4t8';
  const item = exampleDocument(baseUrl, id);
  return {
    paths: {
      '/api/v1/documents': {
        get: call(say, 'listDocuments', {
          tag: 'documents',
          parameters: [...filters(say), ...paging(say)],
          answers: {
            200: json(say('answers.page'), ref('DocumentPage'), { items: [item], next: null }),
            422: refusal(say, say('examples.refused'), 'category', say('examples.category')),
          },
        }),
      },
      '/api/v1/documents/{id}': {
        get: call(say, 'getDocument', {
          tag: 'documents',
          parameters: [parameter(say, 'path', 'id', text, { key: 'documentId', example: id })],
          answers: {
            200: json(say('answers.document'), ref('WholeDocument'), {
              ...item,
              files: [exampleFile(baseUrl)],
              links: [{ label: 'Open data', url: 'https://data.contoh.test/lra-2025' }],
              versions: [
                { version: 1, changed_at: item.updated_at, page: `${baseUrl}/informasi/${item.slug}/versi/1` },
              ],
            }),
            404: notThere(say),
          },
        }),
      },
    },
    schemas: documentSchemas(say),
  };
}

function filters(say: Say) {
  const of = (name: string, schema: Schema, example?: unknown) => parameter(say, 'query', name, schema, { example });
  return [
    of('q', { type: 'string', maxLength: LONGEST_QUERY }, 'anggaran'),
    of('category', oneOf(CATEGORIES), 'berkala'),
    of('body', { type: 'string', maxLength: 100 }),
    parameter(say, 'query', 'year', { type: 'integer', minimum: 1900, maximum: 2099 }, { key: 'documentYear' }),
    of('format', oneOf(FORMATS)),
  ];
}

function documentSchemas(say: Say): Part['schemas'] {
  const document: Record<string, Schema> = {
    id: text,
    slug: text,
    title: text,
    category: oneOf(CATEGORIES),
    subkind: orNull(oneOf(SUBKINDS.map(({ code }) => code))),
    body: entity(say, 'documentBody', { slug: text, name: text, short_name: text }),
    summary: orNull(text),
    holder: orNull(text),
    publisher: orNull(text),
    made_on: orNull(date),
    made_at: orNull(text),
    year: orNull(year),
    form: orNull(text),
    retention: orNull(text),
    format: orNull(oneOf(FORMATS)),
    url: orNull(text),
    published_at: instant,
    updated_at: instant,
    version: count,
    correction: orNull(text),
    corrected_at: orNull(instant),
    valid_until: orNull(instant),
    example: truth,
    source: orNull(text),
    page: address,
  };
  const whole = {
    ...document,
    files: listOf(ref('DocumentFile')),
    links: listOf(ref('DocumentLink')),
    versions: listOf(ref('DocumentVersion')),
  };
  return {
    Document: entity(say, 'document', document),
    DocumentPage: page(say, 'Document'),
    WholeDocument: entity(say, 'document', whole),
    DocumentFile: entity(say, 'file', {
      id: text,
      name: text,
      media_type: text,
      size: count,
      sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      added_at: instant,
      url: address,
    }),
    DocumentVersion: entity(say, 'version', { version: count, changed_at: instant, page: orNull(address) }),
    DocumentLink: entity(say, 'link', { label: orNull(text), url: text }),
  };
}

function exampleDocument(baseUrl: string, id: string) {
  return {
    id,
    slug: 'laporan-realisasi-anggaran-2025',
    title: 'Laporan Realisasi Anggaran Tahun 2025',
    category: 'berkala',
    subkind: 'keuangan',
    body: { slug: 'dinkominfo', name: 'Dinas Komunikasi dan Informatika', short_name: 'Dinkominfo' },
    summary: 'Pendapatan dan belanja menurut kelompoknya.',
    holder: 'Subbagian Keuangan',
    publisher: 'Dinas Komunikasi dan Informatika',
    made_on: '2026-01-30',
    made_at: 'Demak',
    year: 2025,
    form: 'Salinan digital',
    retention: '5 tahun',
    format: 'pdf',
    url: null,
    published_at: '2026-02-02T02:15:00.000Z',
    updated_at: '2026-02-02T02:15:00.000Z',
    version: 1,
    correction: null,
    corrected_at: null,
    valid_until: null,
    example: false,
    source: null,
    page: `${baseUrl}/informasi/laporan-realisasi-anggaran-2025`,
  };
}

function exampleFile(baseUrl: string) {
  return {
    id: 'mf3k2w1c5pd9r6',
    name: 'LRA 2025.pdf',
    media_type: 'application/pdf',
    size: 482113,
    sha256: '9f2c5a1de07b3c46b8d1f5a90e7c2463d5b8f1a07c9e2d4b6a8f0c1e3d5b7a90',
    added_at: '2026-02-02T02:15:00.000Z',
    url: `${baseUrl}/berkas/mf3k2w1c5pd9r6/lra-2025.pdf`,
  };
}

import { LONGEST_QUERY } from '../../catalogue/words';
import { call, json, parameter } from './calls';
import { ckanSchemas, packageExample } from './ckan-shapes';
import { ckanSitePaths } from './ckan-site';
import { ref, text } from './schemas';
import type { Answer, Parameter, Part, Say, Schema } from './types';

/** `/api/3/action`: the catalogue in CKAN's shape, its errors included. */
export function ckanPart(say: Say, baseUrl: string): Part {
  const whole = (name: string, most: number, preset?: number, key = name): Parameter =>
    parameter(say, 'query', name, { type: 'integer', minimum: 0, maximum: most, default: preset }, { key });
  const good = (id: string, schema: string, result: unknown): Answer =>
    json(say(`answers.${id}`), ref(schema), { help: helpOf(baseUrl, id), success: true, result });
  const bad = (id: string, status: number, __type: string, message: string): Answer =>
    json(say(`answers.ckan${status}`), ref('CkanError'), {
      ...{ help: helpOf(baseUrl, id), success: false },
      error: { __type, message },
    });
  const one = packageExample(baseUrl);
  const q: Schema = { type: 'string', maxLength: LONGEST_QUERY };
  const found = { count: 1, sort: 'metadata_modified desc', results: [one], facets: {}, search_facets: {} };
  return {
    paths: {
      '/api/3/action/package_search': {
        get: call(say, 'package_search', {
          tag: 'ckan',
          parameters: [
            parameter(say, 'query', 'q', q, { key: 'ckanQuery', example: 'anggaran' }),
            whole('rows', 100_000, 10),
            whole('start', 100_000, 0),
            parameter(say, 'query', 'sort', text, { key: 'ckanSort', example: 'metadata_modified desc' }),
            parameter(say, 'query', 'fq', text, { key: 'ckanFilter', example: 'organization:dinkominfo' }),
          ],
          answers: {
            200: good('package_search', 'CkanSearch', found),
            409: bad('package_search', 409, 'Validation Error', 'rows and start are whole numbers'),
          },
        }),
      },
      '/api/3/action/package_show': {
        get: call(say, 'package_show', {
          tag: 'ckan',
          parameters: [parameter(say, 'query', 'id', text, { key: 'ckanId', required: true, example: one.name })],
          answers: {
            200: good('package_show', 'CkanShow', one),
            404: bad('package_show', 404, 'Not Found Error', 'Not found'),
            409: bad('package_show', 409, 'Validation Error', 'id: missing value'),
          },
        }),
      },
      '/api/3/action/package_list': {
        get: call(say, 'package_list', {
          tag: 'ckan',
          parameters: [
            whole('limit', 999_999_999, undefined, 'ckanLimit'),
            whole('offset', 999_999_999, 0, 'ckanOffset'),
          ],
          answers: {
            200: good('package_list', 'CkanList', [one.name]),
            409: bad('package_list', 409, 'Validation Error', 'limit and offset are whole numbers'),
          },
        }),
      },
      '/api/3/action/current_package_list_with_resources': {
        get: call(say, 'current_package_list_with_resources', {
          tag: 'ckan',
          parameters: [whole('limit', 100, 10, 'ckanPage'), whole('offset', 100_000, 0, 'ckanOffset')],
          answers: {
            200: good('current_package_list_with_resources', 'CkanPackages', [one]),
            409: bad('current_package_list_with_resources', 409, 'Validation Error', 'limit is at most 100'),
          },
        }),
      },
      ...ckanSitePaths(say, baseUrl, { good, bad, whole }),
    },
    schemas: ckanSchemas(say),
  };
}

const helpOf = (baseUrl: string, id: string): string => `${baseUrl}/api/docs#${id}`;

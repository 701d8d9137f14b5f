import { CKAN_GROUPS } from '../../catalogue/ckan-forms';
import { call, parameter } from './calls';
import { address, count, entity, oneOf, ref, text, truth } from './schemas';
import type { Answer, Operation, Parameter, Part, Say, Schema } from './types';

type Answers = {
  good: (id: string, schema: string, result: unknown) => Answer;
  bad: (id: string, status: number, type: string, message: string) => Answer;
  whole: (name: string, most: number, preset?: number, key?: string) => Parameter;
};

/** What a harvester asks of the site itself, in CKAN's shape. */
export function ckanSitePaths(say: Say, baseUrl: string, { good, bad, whole }: Answers): Part['paths'] {
  const plain = (id: string, schema: string, result: unknown): Operation =>
    call(say, id, { tag: 'ckan', answers: { 200: good(id, schema, result) } });
  const list = (id: string, schema: string, name: string): Operation =>
    call(say, id, {
      tag: 'ckan',
      parameters: [
        whole('limit', 999_999_999, 1000, 'ckanPage'),
        whole('offset', 999_999_999, 0, 'ckanOffset'),
        parameter(say, 'query', 'all_fields', text, { key: 'ckanAllFields' }),
      ],
      answers: {
        200: good(id, schema, [name]),
        409: bad(id, 409, 'Validation Error', 'limit and offset are whole numbers'),
      },
    });
  const show = (id: string, schema: string, one: { name: string }): Operation =>
    call(say, id, {
      tag: 'ckan',
      parameters: [parameter(say, 'query', 'id', text, { key: 'ckanName', required: true, example: one.name })],
      answers: {
        200: good(id, schema, one),
        404: bad(id, 404, 'Not Found Error', 'Not found'),
        409: bad(id, 409, 'Validation Error', 'id: missing value'),
      },
    });
  const organization = example('dinkominfo', 'Dinas Komunikasi dan Informatika', 'organization');
  const group = example('berkala', 'Berkala', 'group');
  const path = (id: string) => `/api/3/action/${id}`;
  return {
    [path('site_read')]: { get: plain('site_read', 'CkanRead', true) },
    [path('status_show')]: { get: plain('status_show', 'CkanStatus', status(baseUrl)) },
    [path('organization_list')]: { get: list('organization_list', 'CkanOrganizations', organization.name) },
    [path('organization_show')]: { get: show('organization_show', 'CkanOrganization', organization) },
    [path('group_list')]: { get: list('group_list', 'CkanGroups', group.name) },
    [path('group_show')]: { get: show('group_show', 'CkanGroup', group) },
  };
}

/** Their schemas; `success` wraps a result as CKAN does. */
export function ckanSiteSchemas(say: Say, success: (result: Schema) => Schema): Part['schemas'] {
  const namesOr = (name: string): Schema => ({ type: 'array', items: { anyOf: [text, ref(name)] } });
  const kept = { title: text, display_name: text, description: text, package_count: count };
  const rest = { state: text, image_display_url: text, type: text };
  return {
    CkanRead: success(truth),
    CkanStatus: success(
      entity(say, 'ckanStatus', {
        ...{ ckan_version: text, site_url: address, site_title: text, site_description: text, locale_default: text },
        extensions: { type: 'array', items: text },
      }),
    ),
    CkanOrganizations: success(namesOr('CkanWholeOrganization')),
    CkanOrganization: success(ref('CkanWholeOrganization')),
    CkanWholeOrganization: entity(say, 'ckanWholeOrganization', { id: text, name: text, ...kept, ...rest }),
    CkanGroups: success(namesOr('CkanWholeGroup')),
    CkanGroup: success(ref('CkanWholeGroup')),
    CkanWholeGroup: entity(say, 'ckanWholeGroup', {
      ...{ id: oneOf(CKAN_GROUPS), name: oneOf(CKAN_GROUPS) },
      ...kept,
      ...rest,
    }),
  };
}

const status = (site_url: string) => ({
  ...{ ckan_version: '2.10', site_url, site_title: 'PPID Kabupaten Demak' },
  ...{ site_description: 'Kabupaten Demak', locale_default: 'id', extensions: [] },
});

const example = (name: string, title: string, type: string) => ({
  ...{ id: name, name, title, display_name: title, description: '', package_count: 12 },
  ...{ state: 'active', image_display_url: '', type },
});

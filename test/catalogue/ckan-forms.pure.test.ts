import { ckanSort, ckanTerms } from '../../src/catalogue/ckan-forms';

test.each([
  [undefined, {}],
  ['', {}],
  ['organization:dinkes', { organization: 'dinkes' }],
  ['+organization:"dinkes" +groups:berkala', { organization: 'dinkes', group: 'berkala' }],
  ['owner_org:dinkes AND state:active', { organization: 'dinkes' }],
  ['dataset_type:dataset', {}],
  ['metadata_modified:[2026-11-01T00:00:00Z TO *]', { since: '2026-11-01T00:00:00.000Z' }],
  [
    'metadata_modified:[2026-11-01 TO 2026-11-02T10:00:00.123456]',
    { since: '2026-11-01T00:00:00.000Z', until: '2026-11-02T10:00:00.123Z' },
  ],
])('a filter that is understood: %s', (fq, terms) => {
  expect(ckanTerms(fq)).toEqual(terms);
});

test.each([
  'organization:a OR organization:b',
  'organization:a organization:b',
  '-organization:a',
  'NOT organization:a',
  'organization:(a b)',
  'organization:*',
  'title:anggaran',
  'state:draft',
  'metadata_modified:[kemarin TO *]',
  'metadata_modified:[2026-13-01 TO *]',
  'organization:',
  'constructor:a',
  'berkala',
  'a'.repeat(501),
  ['organization:a'],
])('one that is not answers with nothing rather than everything: %s', (fq) => {
  expect(ckanTerms(fq)).toBeNull();
});

test('orders', () => {
  expect(ckanSort(undefined)).toBe('metadata_modified desc');
  expect(ckanSort('score desc,  metadata_modified desc')).toBe('metadata_modified desc');
  expect(ckanSort('id asc')).toBe('id asc');
  for (const other of ['title asc', 'constructor', ['id asc']]) expect(ckanSort(other)).toBeNull();
});

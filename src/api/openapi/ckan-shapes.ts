import { CKAN_GROUPS } from '../../catalogue/ckan-forms';
import { ckanSiteSchemas } from './ckan-site';
import { address, count, entity, instant, listOf, nothing, oneOf, orNull, ref, text, truth } from './schemas';
import type { Part, Say, Schema } from './types';

const EMPTY: Schema = { type: 'object' };

/** CKAN's own shapes, as far as the portal fills them. */
export function ckanSchemas(say: Say): Part['schemas'] {
  const success = (result: Schema) =>
    entity(say, 'ckan', { help: address, success: { type: 'boolean', const: true }, result });
  return {
    CkanSearch: success(
      entity(say, 'ckanSearch', {
        count,
        sort: text,
        results: listOf(ref('CkanPackage')),
        facets: EMPTY,
        search_facets: EMPTY,
      }),
    ),
    CkanShow: success(ref('CkanPackage')),
    CkanList: success(listOf(text)),
    CkanPackages: success(listOf(ref('CkanPackage'))),
    ...ckanSiteSchemas(say, success),
    CkanError: entity(say, 'ckan', {
      help: address,
      success: { type: 'boolean', const: false },
      error: entity(say, 'ckanError', { __type: text, message: text }),
    }),
    CkanPackage: entity(say, 'ckanPackage', packageKeys(say)),
    CkanResource: entity(say, 'ckanResource', {
      id: text,
      name: text,
      url: text,
      format: text,
      mimetype: orNull(text),
      size: orNull(count),
      hash: text,
      created: instant,
    }),
  };
}

function packageKeys(say: Say): Record<string, Schema> {
  return {
    id: text,
    name: text,
    title: text,
    notes: text,
    url: address,
    author: text,
    maintainer: text,
    organization: entity(say, 'ckanOrganization', { id: text, name: text, title: text, type: text, state: text }),
    owner_org: text,
    groups: listOf(entity(say, 'ckanGroup', { id: oneOf(CKAN_GROUPS), name: oneOf(CKAN_GROUPS), title: text })),
    tags: listOf(text),
    type: text,
    state: text,
    private: truth,
    license_id: nothing,
    metadata_created: instant,
    metadata_modified: instant,
    num_resources: count,
    num_tags: count,
    extras: listOf(entity(say, 'ckanExtra', { key: text, value: text })),
    resources: listOf(ref('CkanResource')),
  };
}

/** A document with one file. */
export function packageExample(baseUrl: string) {
  const name = 'laporan-realisasi-anggaran-2025';
  return {
    id: 'mf3k2v9q7xw4t8',
    name,
    title: 'Laporan Realisasi Anggaran Tahun 2025',
    notes: 'Pendapatan dan belanja menurut kelompoknya.',
    url: `${baseUrl}/informasi/${name}`,
    author: 'Dinas Komunikasi dan Informatika',
    maintainer: 'Subbagian Keuangan',
    organization: {
      id: 'dinkominfo',
      name: 'dinkominfo',
      title: 'Dinas Komunikasi dan Informatika',
      type: 'organization',
      state: 'active',
    },
    owner_org: 'dinkominfo',
    groups: [{ id: 'berkala', name: 'berkala', title: 'berkala' }],
    tags: [],
    type: 'dataset',
    state: 'active',
    private: false,
    license_id: null,
    metadata_created: '2026-02-02T02:15:00.000Z',
    metadata_modified: '2026-02-02T02:15:00.000Z',
    num_resources: 1,
    num_tags: 0,
    extras: [{ key: 'category', value: 'berkala' }],
    resources: [
      {
        id: 'mf3k2w1c5pd9r6',
        name: 'LRA 2025.pdf',
        url: `${baseUrl}/berkas/mf3k2w1c5pd9r6/lra-2025.pdf`,
        format: 'PDF',
        mimetype: 'application/pdf',
        size: 482113,
        hash: 'sha256:9f2c5a1de07b3c46b8d1f5a90e7c2463d5b8f1a07c9e2d4b6a8f0c1e3d5b7a90',
        created: '2026-02-02T02:15:00.000Z',
      },
    ],
  };
}

import { endedBy } from '../catalogue/ended';
import { formatOfName } from '../catalogue/formats';
import type { PublishedFile, PublishedRow } from '../catalogue/queries';
import { fileSlug } from '../catalogue/slugs';

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  spdx: 'http://spdx.org/rdf/terms#',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const INDONESIAN = { '@id': 'http://publications.europa.eu/resource/authority/language/IND' };

export type DcatPage = {
  office: { name: string; region: string; email: string };
  baseUrl: string;
  /** Whole addresses of this page, of the first and of the next one; null at the end. */
  here: string;
  first: string;
  next: string | null;
  rows: readonly PublishedRow[];
  files: ReadonlyMap<number, readonly PublishedFile[]>;
  /** What is said of an announcement that is over; null while it holds, and for what has no end. */
  ended: (row: PublishedRow) => string | null;
  now: string;
};

/**
 * One page of the catalogue as DCAT-AP in JSON-LD. The paging is Hydra's, which harvesters of DCAT follow by `hydra:next`.
 * What is exempt is no dataset.
 */
export function dcatPage(page: DcatPage): object {
  const { office, baseUrl, here, first, next, rows, files } = page;
  const open = rows.filter(({ category }) => category !== 'dikecualikan');
  return {
    '@context': CONTEXT,
    '@graph': [
      {
        '@id': `${baseUrl}/catalog.jsonld`,
        '@type': 'dcat:Catalog',
        'dct:title': text(`Informasi publik ${office.region}`),
        'dct:description': text(`Daftar informasi publik yang diterbitkan ${office.name}`),
        'dct:language': INDONESIAN,
        'dct:publisher': agent(baseUrl, office.name, office.email),
        'foaf:homepage': { '@id': baseUrl },
        'dcat:dataset': open.map((row) => ({ '@id': addressOf(row, baseUrl) })),
      },
      {
        '@id': here,
        '@type': 'hydra:PartialCollectionView',
        'hydra:first': { '@id': first },
        ...(next ? { 'hydra:next': { '@id': next } } : {}),
      },
      ...open.map((row) => dataset(row, files.get(row.id) ?? [], page)),
    ],
  };
}

const text = (value: string) => ({ '@value': value, '@language': 'id' });
const instant = (value: string) => ({ '@value': value, '@type': 'xsd:dateTime' });
const addressOf = (row: PublishedRow, baseUrl: string) => `${baseUrl}/informasi/${row.slug}`;

function agent(id: string, name: string, email: string | null): object {
  return { '@id': id, '@type': 'foaf:Agent', 'foaf:name': name, ...(email ? { 'foaf:mbox': `mailto:${email}` } : {}) };
}

function dataset(
  row: PublishedRow,
  files: readonly PublishedFile[],
  { baseUrl, office, ended, now }: DcatPage,
): object {
  const page = addressOf(row, baseUrl);
  const over = ended(row);
  return {
    '@id': page,
    '@type': 'dcat:Dataset',
    'dct:identifier': row.public_id,
    'dct:title': text(over ? `${row.title} (${over})` : row.title),
    'dct:description': text(row.summary ?? row.title),
    'dct:issued': instant(row.published_at),
    // The end of an announcement is its last change.
    'dct:modified': instant([row.updated_at, endedBy(row, now) ?? ''].sort().at(-1) as string),
    ...(row.valid_until ? { 'dct:valid': instant(row.valid_until) } : {}),
    'dct:language': INDONESIAN,
    'dct:publisher': agent(`${baseUrl}/badan-publik/${row.body_slug}`, row.body_name, null),
    'dct:accessRights': { '@id': 'http://publications.europa.eu/resource/authority/access-right/PUBLIC' },
    'dcat:contactPoint': {
      '@type': 'vcard:Organization',
      'vcard:fn': office.name,
      ...(office.email ? { 'vcard:hasEmail': { '@id': `mailto:${office.email}` } } : {}),
    },
    'dcat:keyword': [text(row.category), ...(over ? [text('over')] : [])],
    'dcat:landingPage': { '@id': page },
    'dcat:distribution': [
      ...files.map((file) => distribution(file, baseUrl, row.title)),
      ...(row.url
        ? [
            {
              '@id': `${page}#tautan`,
              '@type': 'dcat:Distribution',
              'dct:title': text(row.title),
              'dcat:accessURL': { '@id': row.url },
            },
          ]
        : []),
    ],
  };
}

function distribution(file: PublishedFile, baseUrl: string, title: string): object {
  const address = `${baseUrl}/berkas/${file.public_id}/${fileSlug(file.name)}`;
  return {
    '@id': address,
    '@type': 'dcat:Distribution',
    'dct:title': text(`${title}: ${file.name}`),
    'dct:format': (formatOfName(file.name) ?? 'file').toUpperCase(),
    'dcat:mediaType': file.media_type,
    'dcat:accessURL': { '@id': address },
    'dcat:downloadURL': { '@id': address },
    'dcat:byteSize': { '@value': String(file.size), '@type': 'xsd:decimal' },
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
      'spdx:checksumValue': { '@value': file.sha256, '@type': 'xsd:hexBinary' },
    },
  };
}

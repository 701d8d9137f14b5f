import type { ShownLink } from './links/links';
import type { BodyActivity } from './overview-queries';
import type { PublishedFile, PublishedRow, PublishedVersion } from './queries';
import { fileSlug } from './slugs';

/** A document in a list of the interface for programs, version 1. Of an exempt one, content and address are null. */
export function documentShape(row: PublishedRow, baseUrl: string) {
  return {
    id: row.public_id,
    slug: row.slug,
    title: row.title,
    category: row.category,
    /** A code of Perki 1/2021 Pasal 14 to 21, null where nobody said. */
    subkind: row.subkind,
    body: { slug: row.body_slug, name: row.body_name, short_name: row.body_short_name },
    summary: row.summary,
    holder: row.holder,
    publisher: row.publisher,
    made_on: row.made_on,
    made_at: row.made_at,
    year: row.year,
    form: row.form,
    retention: row.retention,
    format: row.format,
    url: row.url,
    published_at: row.published_at,
    updated_at: row.updated_at,
    version: row.version,
    correction: row.correction,
    corrected_at: row.corrected_at,
    /** Of an announcement: when it ended or will end. */
    valid_until: row.valid_until,
    /** A title of another regency, shown as an example; `source` says whose. */
    example: row.example === 1,
    source: row.source,
    page: `${baseUrl}/informasi/${row.slug}`,
  };
}

/** One document with its files and versions. */
export function wholeDocumentShape(
  row: PublishedRow,
  files: PublishedFile[],
  links: ShownLink[],
  versions: PublishedVersion[],
  baseUrl: string,
) {
  const page = row.category === 'dikecualikan' ? null : `${baseUrl}/informasi/${row.slug}/versi/`;
  return {
    ...documentShape(row, baseUrl),
    files: files.map((file) => fileShape(file, baseUrl)),
    links: links.map(({ label, url }) => ({ label, url })),
    versions: versions.map(({ version, changed_at }) => ({ version, changed_at, page: page && `${page}${version}` })),
  };
}

export function fileShape(file: PublishedFile, baseUrl: string) {
  const { public_id, name, media_type, size, sha256, added_at } = file;
  return {
    id: public_id,
    name,
    media_type,
    size,
    sha256,
    added_at,
    url: `${baseUrl}/berkas/${public_id}/${fileSlug(name)}`,
  };
}

/** A public body with its publishing activity. */
export function bodyShape(body: BodyActivity, baseUrl: string) {
  return {
    slug: body.slug,
    name: body.name,
    short_name: body.short_name,
    kind: body.kind,
    address: body.address,
    email: body.email,
    phone: body.phone,
    website: body.website,
    head: body.head_name || body.head_title ? { name: body.head_name, title: body.head_title } : null,
    documents: { total: body.documents, by_category: body.byCategory },
    last_published_at: body.last_published_at,
    page: `${baseUrl}/badan-publik/${body.slug}`,
  };
}

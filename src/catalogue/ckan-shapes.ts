import { fileShape } from './api-shapes';
import { CKAN_GROUPS } from './ckan-forms';
import { formatOfName } from './formats';
import type { BodyActivity } from './overview-queries';
import type { PublishedFile, PublishedRow } from './queries';

/** What is said of an announcement that is over: since when, in words; null while it holds, and for what has no end. */
export type EndedWords = (row: PublishedRow) => string | null;

/**
 * A document as a CKAN package. The columns of the DIP that CKAN has no key for are in `extras`. That an announcement is over
 * stands in its title, which is what other portals show of it, and for programs in a tag and in `extras`.
 */
export function ckanPackage(
  row: PublishedRow,
  files: readonly PublishedFile[],
  { baseUrl, ended }: { baseUrl: string; ended: EndedWords },
) {
  const over = ended(row);
  const resources = files.map((file) => fileResource(file, baseUrl));
  if (row.url) resources.push({ ...linkResource(row), url: row.url });
  return {
    id: row.public_id,
    name: row.slug,
    title: over ? `${row.title} (${over})` : row.title,
    notes: row.summary ?? '',
    url: `${baseUrl}/informasi/${row.slug}`,
    author: row.publisher ?? '',
    maintainer: row.holder ?? row.body_name,
    organization: {
      id: row.body_slug,
      name: row.body_slug,
      title: row.body_name,
      type: 'organization',
      state: 'active',
    },
    owner_org: row.body_slug,
    groups: [{ id: row.category, name: row.category, title: row.category }],
    tags: over ? [OVER] : [],
    type: 'dataset',
    state: 'active',
    private: false,
    license_id: null,
    metadata_created: row.published_at,
    metadata_modified: row.updated_at,
    num_resources: resources.length,
    num_tags: over ? 1 : 0,
    extras: extrasOf(row, over !== null),
    resources,
  };
}

type Titled = { name: string; title: string; description: string; package_count: number };

/** A public body as an organization. Its exempt items are no packages, and are not counted. */
export function ckanOrganization(body: BodyActivity) {
  const package_count = CKAN_GROUPS.reduce((sum, category) => sum + body.byCategory[category], 0);
  return { ...listed({ name: body.slug, title: body.name, description: '', package_count }), type: 'organization' };
}

/** A category of the law as a group. */
export const ckanGroup = (group: Titled) => ({ ...listed(group), type: 'group' });

const listed = ({ name, title, description, package_count }: Titled) => ({
  ...{ id: name, name, title, display_name: title, description, package_count },
  ...{ state: 'active', image_display_url: '' },
});

const OVER = { id: 'over', name: 'over', display_name: 'over', state: 'active', vocabulary_id: null };

function extrasOf(row: PublishedRow, over: boolean): { key: string; value: string }[] {
  const { category, holder, publisher, made_on, made_at, year, form, retention, source } = row;
  const facts = { category, holder, publisher, made_on, made_at, year, form, retention, source };
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return [
    ...known.map(([key, value]) => ({ key, value: String(value) })),
    { key: 'example', value: String(row.example === 1) },
    ...(row.valid_until ? [{ key: 'valid_until', value: row.valid_until }] : []),
    ...(over ? [{ key: 'ended', value: 'true' }] : []),
  ];
}

type Resource = {
  id: string;
  name: string;
  url: string;
  format: string;
  mimetype: string | null;
  size: number | null;
  hash: string;
  created: string;
};

function fileResource(file: PublishedFile, baseUrl: string): Resource {
  const { id, name, media_type, size, sha256, added_at, url } = fileShape(file, baseUrl);
  const format = (formatOfName(name) ?? '').toUpperCase();
  return { id, name, url, format, mimetype: media_type, size, hash: `sha256:${sha256}`, created: added_at };
}

function linkResource(row: PublishedRow): Omit<Resource, 'url'> {
  return {
    id: `${row.public_id}-url`,
    name: row.title,
    format: 'HTML',
    mimetype: null,
    size: null,
    hash: '',
    created: row.published_at,
  };
}

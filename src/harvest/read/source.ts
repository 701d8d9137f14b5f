import type { HarvestSourceRow } from '../../db/tables/harvest';
import type { Fetch } from '../transport';
import { readCkan } from './ckan';
import { type Reading, readDcat } from './dcat';
import { readFeed } from './feed';
import { readList } from './table';

/** Reads what a source holds now. Throws `Refused` when it cannot be read. */
export async function readSource(
  { kind, url, etag, last_modified }: Pick<HarvestSourceRow, 'kind' | 'url' | 'etag' | 'last_modified'>,
  fetch: Fetch,
): Promise<Reading> {
  const known = { etag, lastModified: last_modified };
  if (kind === 'ckan') return { same: false, items: await readCkan(url, fetch), etag: null, lastModified: null };
  if (kind === 'dcat') return readDcat(url, fetch, known);
  return kind === 'feed' ? readFeed(url, fetch, known) : readList(url, fetch, known);
}

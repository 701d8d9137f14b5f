import type { HarvestSourceRow } from '../../db/tables/harvest';
import type { Fetch } from '../transport';
import { readCkan } from './ckan';
import { type Reading, readDcat } from './dcat';
import { readFeed } from './feed';
import { AT_ONCE, type Pace } from './pace';
import { readList } from './table';

/** Reads what a source holds now, or as much of it as the pace allows. Throws `Refused` when it cannot be read. */
export async function readSource(
  { kind, url, etag, last_modified }: Pick<HarvestSourceRow, 'kind' | 'url' | 'etag' | 'last_modified'>,
  fetch: Fetch,
  pace: Pace = AT_ONCE,
): Promise<Reading> {
  const known = { etag, lastModified: last_modified };
  if (kind === 'ckan') return { same: false, ...(await readCkan(url, fetch, pace)), etag: null, lastModified: null };
  if (kind === 'dcat') return readDcat(url, fetch, known, pace);
  return kind === 'feed' ? readFeed(url, fetch, known) : readList(url, fetch, known);
}

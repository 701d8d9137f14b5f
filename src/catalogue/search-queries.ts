import type { Category } from '../db/tables';

/** What narrows a list of published documents. `bodyId` is a row of `bodies`; absent and null filter nothing. */
export type Filter = {
  category?: Category | null;
  bodyId?: number | null;
  year?: number | null;
  format?: string | null;
};

/**
 * How many hits a search looks at for each tier, the newest first: one more than are ever counted. Someone with a
 * thousand hits narrows the search and does not page through them.
 */
export const MOST_HITS = 1001;

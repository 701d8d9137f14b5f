/**
 * How many hits a search looks at for each tier, the newest first: one more than are ever counted. Someone with a
 * thousand hits narrows the search and does not page through them.
 */
export const MOST_HITS = 1001;

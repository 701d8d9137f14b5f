import type { DocumentFacts } from '../document-facts';

/**
 * What an agency that is not trusted proposes for a published document. Only what differs from the published facts is
 * in it, so that what the PPID changes meanwhile stays. Files and links lie in their tables already, as removed: nobody
 * meets them there before the PPID says yes.
 */
export type Revision = {
  changes: Partial<DocumentFacts>;
  correction: string | null;
  files_added: string[];
  files_removed: string[];
  links_added: string[];
  links_removed: string[];
};

export const NO_REVISION: Revision = {
  changes: {},
  correction: null,
  files_added: [],
  files_removed: [],
  links_added: [],
  links_removed: [],
};

/** True when nothing is proposed any more. */
export function isEmptyRevision(revision: Revision): boolean {
  return sameRevision(revision, NO_REVISION);
}

/** True when both propose the same. */
export function sameRevision(a: Revision, b: Revision): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered({ changes, ...rest }: Revision) {
  const facts = Object.entries(changes).sort(([a], [b]) => (a < b ? -1 : 1));
  const lists = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return { facts, lists };
}

/** The public ids with one taken in, or out. */
export const withId = (ids: readonly string[], id: string): string[] => [...ids.filter((one) => one !== id), id];
export const withoutId = (ids: readonly string[], id: string): string[] => ids.filter((one) => one !== id);

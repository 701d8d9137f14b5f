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
  /** What stood published in the place of each change when it was proposed. Proposals from before this was kept lack it. */
  was?: Partial<DocumentFacts>;
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

/**
 * The same proposal with what stands published now in the place of what it changes anew. What it proposed before keeps
 * what stood there then: to send it again is not to have seen what was written since.
 */
export function withWas(row: DocumentFacts, before: Revision, revision: Revision): Revision {
  const names = Object.keys(revision.changes) as (keyof DocumentFacts)[];
  const was = names.flatMap((name) => {
    const same = name in before.changes && before.changes[name] === revision.changes[name];
    if (!same) return [[name, row[name]]];
    return before.was && name in before.was ? [[name, before.was[name]]] : [];
  });
  return { ...revision, was: Object.fromEntries(was) };
}

/** A column that somebody changed after the change of it was proposed; `was` undefined where nobody kept it. */
export type Overtaken = { name: keyof DocumentFacts; was: unknown; now: unknown };

/**
 * What would be written over unseen: the columns that say something else now than when the proposal was made, and
 * something else than it proposes. `movedOn`: the document was changed after it.
 */
export function overtaken(row: DocumentFacts, { changes, was = {} }: Revision, movedOn: boolean): Overtaken[] {
  const names = Object.keys(changes) as (keyof DocumentFacts)[];
  return names
    .filter((name) => row[name] !== changes[name] && (name in was ? was[name] !== row[name] : movedOn))
    .map((name) => ({ name, was: was[name], now: row[name] }));
}

function ordered({ changes, was: _, ...rest }: Revision) {
  const facts = Object.entries(changes).sort(([a], [b]) => (a < b ? -1 : 1));
  const lists = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return { facts, lists };
}

/** The public ids with one taken in, or out. */
export const withId = (ids: readonly string[], id: string): string[] => [...ids.filter((one) => one !== id), id];
export const withoutId = (ids: readonly string[], id: string): string[] => ids.filter((one) => one !== id);

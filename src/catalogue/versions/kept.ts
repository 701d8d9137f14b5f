import { type DocumentFacts, FACT_NAMES } from '../document-facts';
import type { ShownLink } from '../links/links';

export type KeptFile = { id: string; name: string; sha256: string };

/** A version as it was kept (`versionContent`). Older ones know neither sub-kind nor links nor corrections. */
export type Kept = DocumentFacts & {
  state: string;
  files: KeptFile[];
  links: ShownLink[];
  correction: string | null;
  corrected_at: string | null;
  held_files: number;
  publish_at: string | null;
};

export function readKept(content: string): Kept {
  const kept = JSON.parse(content) as Partial<Kept> & DocumentFacts;
  return {
    ...kept,
    subkind: kept.subkind ?? null,
    state: kept.state ?? 'published',
    files: kept.files ?? [],
    links: kept.links ?? (kept.url ? [{ label: null, url: kept.url }] : []),
    correction: kept.correction ?? null,
    corrected_at: kept.corrected_at ?? null,
    held_files: kept.held_files ?? 0,
    publish_at: kept.publish_at ?? null,
  };
}

/** True where a version may be read by anyone: it was public, and nothing of it was closed. */
export function isOpenVersion({ state, category }: Kept): boolean {
  return state === 'published' && category !== 'dikecualikan';
}

/** What a version tells readers: without texts, files and links while these were held back for masking. */
export function asPublished(kept: Kept): Kept {
  const held = { summary: null, correction: null, corrected_at: null, url: null, files: [], links: [] };
  return kept.held_files === 1 ? { ...kept, ...held } : kept;
}

/** `name` is a fact, `state`, `correction`, `files` or `links`; of a list, what came and what went. */
export type VersionChange =
  | { name: string; from: string | number | null; to: string | number | null }
  | { name: 'files' | 'links'; added: string[]; removed: string[] };

/** What changed from one version to the next. */
export function versionChanges(before: Kept, after: Kept): VersionChange[] {
  const names = [...FACT_NAMES.filter((name) => name !== 'url'), 'state', 'publish_at', 'correction'] as const;
  const changed = names.flatMap((name): VersionChange[] =>
    before[name] === after[name] ? [] : [{ name, from: before[name], to: after[name] }],
  );
  const files = listChange(before.files.map(fileKey), after.files.map(fileKey));
  const links = listChange(before.links.map(linkKey), after.links.map(linkKey));
  return [
    ...changed,
    ...(files ? [{ name: 'files' as const, ...files }] : []),
    ...(links ? [{ name: 'links' as const, ...links }] : []),
  ];
}

// Two files of one name and other content are two files.
const fileKey = ({ id, name }: KeptFile) => ({ key: id, name });
const linkKey = ({ label, url }: ShownLink) => ({ key: `${label} ${url}`, name: label ? `${label}: ${url}` : url });

type Named = { key: string; name: string };

function listChange(before: Named[], after: Named[]): { added: string[]; removed: string[] } | null {
  const had = new Set(before.map(({ key }) => key));
  const has = new Set(after.map(({ key }) => key));
  const added = after.filter(({ key }) => !had.has(key)).map(({ name }) => name);
  const removed = before.filter(({ key }) => !has.has(key)).map(({ name }) => name);
  return added.length + removed.length > 0 ? { added, removed } : null;
}

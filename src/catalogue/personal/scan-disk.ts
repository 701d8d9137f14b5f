import type { Deps } from '../../deps';
import { LIMITS } from '../extraction/outcomes';
import { readText } from '../extraction/read-disk';
import { type Finding, personalData } from './find';

/** A file that is about to become public: its name, its fingerprint, and its bytes when they are asked for. */
export type Scannable = { name: string; sha256: string; load: () => Promise<Buffer> };

/**
 * What came of looking through a file. `read`: wholly; `partial`: only its beginning; `unread`: pictures, a locked file or
 * one that takes too long: only eyes can tell. `key` names the content, the same for the same bytes.
 */
export type FileScan = { key: string; name: string; outcome: 'read' | 'partial' | 'unread'; findings: Finding[] };

type Known = Pick<FileScan, 'outcome' | 'findings'>;

// What was found is kept masked, so that a form that comes back need not read its files again.
const known = new Map<string, Known>();
const MOST_KNOWN = 1_000;

// An officer waits for it: shorter than the background's reading of the same file.
const PATIENT = { ...LIMITS, softSeconds: 10, seconds: 20, characters: 1_000_000 };

let turn: Promise<unknown> = Promise.resolve();

/**
 * Looks through files for what may be personal data, one after the other and only one at a time in the whole portal, each in
 * a process of its own. After `ms` the rest is not begun: null in their place.
 */
export async function scanFiles(files: readonly Scannable[], ms: number): Promise<(FileScan | null)[]> {
  const until = performance.now() + ms;
  const scans: (FileScan | null)[] = [];
  for (const { name, sha256, load } of files) {
    const there = known.get(mark(name, sha256));
    // Whoever has no time does not queue for it either.
    const late = !there && performance.now() >= until;
    const found = there ?? (late ? null : await inTurn(() => scanOne(name, sha256, load, until)));
    scans.push(found && { key: sha256.slice(0, 16), name, ...found });
  }
  return scans;
}

/** The same for files in the store. */
export const stored = (
  { files }: Pick<Deps, 'files'>,
  rows: readonly { name: string; sha256: string; stored_name: string }[],
): Scannable[] => rows.map(({ name, sha256, stored_name }) => ({ name, sha256, load: () => files.read(stored_name) }));

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}

async function scanOne(name: string, sha256: string, load: Scannable['load'], until: number): Promise<Known | null> {
  const there = known.get(mark(name, sha256));
  if (there) return there;
  if (performance.now() > until) return null;
  const { outcome, text, pages } = await readText(name, await load(), { limits: PATIENT, everything: true });
  const result: Known = {
    outcome: outcome === 'read' || outcome === 'partial' ? outcome : 'unread',
    findings: personalData(text.split('\f'), { paged: pages !== null }),
  };
  if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value as string);
  known.set(mark(name, sha256), result);
  return result;
}

/** How a file is read depends on its name, too. */
const mark = (name: string, sha256: string): string => `${sha256} ${/\.\w+$/.exec(name)?.[0].toLowerCase() ?? ''}`;

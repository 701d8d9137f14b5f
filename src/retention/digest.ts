import { createHash } from 'node:crypto';
import type { GoneFile } from '../cases/erasing-commands';

type Line = { case_kind: string; number: string; state: string; digest: string | null };

/** What was destroyed of one case: the hash over the hashes of its files, and the number of its letters and mails. */
export function caseDigest(number: string, files: readonly GoneFile[], letters: number, mails: number): string {
  const hashes = files.map(({ sha256 }) => sha256).sort();
  return createHash('sha256')
    .update(JSON.stringify([number, hashes, letters, mails]))
    .digest('hex');
}

/** The hash over all lines of a list, in the order of their numbers: what its certificate proves. */
export function listDigest(): { add(line: Line): void; end(): string } {
  const hash = createHash('sha256');
  return {
    add: ({ case_kind, number, state, digest }) =>
      void hash.update(`${case_kind}\t${number}\t${state}\t${digest ?? ''}\n`),
    end: () => hash.digest('hex'),
  };
}

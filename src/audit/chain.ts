import { createHash, hash } from 'node:crypto';

/** What the first entry of every chain, and the first seal, follow. */
export const GENESIS = '0'.repeat(64);

/** `sha256(prev_hex + "\n" + payload_text)` over the stored text, so that no engine can reorder a key. */
export function chainHash(prevHash: string, payload: string): string {
  return hash('sha256', `${prevHash}\n${payload}`, 'hex');
}

/** Collects the hashes of events in the order of their ids; `digest` is the root that a seal keeps. */
export function rootOf(): { add(hash: string): void; digest(): string } {
  const root = createHash('sha256');
  return { add: (hex) => void root.update(hex), digest: () => root.digest('hex') };
}

export type SealedRange = {
  prev_seal: string;
  first_event: number;
  last_event: number;
  root: string;
  sealed_at: string;
};

/** The seal over a range of events: it follows the seal before, so that none can be left out or made later. */
export function sealHash({ prev_seal, first_event, last_event, root, sealed_at }: SealedRange): string {
  return createHash('sha256').update([prev_seal, first_event, last_event, root, sealed_at].join('\n')).digest('hex');
}

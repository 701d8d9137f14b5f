/** What is said of an export, and signed. `last_seal` is the head: what was mailed out on a day must be found before it. */
export type Manifest = {
  format: 'portal-audit-export-2';
  made_at: string;
  region: string;
  file: string;
  bytes: number;
  sha256: string;
  events: number;
  seals: number;
  chains: number;
  days: number;
  last_event: number;
  last_seal: string;
};

export type SignedManifest = Manifest & { public_key: string; signature: string };

/** In this order the values are signed, as one JSON array: the verifier has the same list. */
export const SIGNED = [
  'format',
  'made_at',
  'region',
  'file',
  'bytes',
  'sha256',
  'events',
  'seals',
  'chains',
  'days',
  'last_event',
  'last_seal',
] as const satisfies readonly (keyof Manifest)[];

export const signedText = (manifest: Manifest): string => JSON.stringify(SIGNED.map((name) => manifest[name]));

/** Names of the files of an export, in its folder and in its ZIP. */
export const EXPORT_FILES = {
  log: 'catatan-audit.jsonl',
  manifest: 'manifes.json',
  verifier: 'pemeriksa-audit.mjs',
} as const;

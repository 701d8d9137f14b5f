/**
 * What came of reading a file's text. `partial`: only its beginning; `no_text`: pictures of text, or nothing at all;
 * `locked`: a password is wanted; `too_large`: it unpacks to too much; `too_heavy`: reading it took too much time or
 * memory; `other_kind`: pictures, archives and old formats are not read.
 */
export const OUTCOMES = [
  'read',
  'partial',
  'no_text',
  'locked',
  'broken',
  'too_large',
  'too_heavy',
  'other_kind',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Extracted = { outcome: Outcome; text: string; pages: number | null };

/** How a file is read. */
export type Reader = 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'odf' | 'text';

const READERS: Record<string, Reader> = {
  pdf: 'pdf',
  docx: 'docx',
  xlsx: 'xlsx',
  pptx: 'pptx',
  odt: 'odf',
  ods: 'odf',
  csv: 'text',
  txt: 'text',
};

/** How a file of this name is read; null for a kind that is not. */
export function readerOf(name: string): Reader | null {
  return READERS[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''] ?? null;
}

export type Limits = {
  /** A file above this is not opened. */
  bytes: number;
  /** After so long what was read so far is taken. */
  softSeconds: number;
  /** After so long the reading process is ended. */
  seconds: number;
  /** When the reading process takes more memory it is ended. */
  memoryMb: number;
  pages: number;
  characters: number;
  /** What the parts of an archive may unpack to. */
  unpackedMb: number;
};

export const LIMITS: Limits = {
  bytes: 50 * 1024 * 1024,
  softSeconds: 30,
  seconds: 60,
  memoryMb: 512,
  pages: 200,
  characters: 300_000,
  unpackedMb: 100,
};

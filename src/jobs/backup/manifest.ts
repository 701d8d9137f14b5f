import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const part = z.object({
  name: z.string().regex(/^[a-z_]+$/),
  rows: z.int().min(0),
  size: z.int().min(0),
  sha256: hash,
});

const manifest = z.object({
  format: z.literal(1),
  created_at: z.string(),
  /** Names of the migrations the data is shaped by, in their order. */
  schema: z.array(z.string().regex(/^[a-z0-9-]+$/)),
  /** Public name of the data key that opens the sealed values. Not the key. */
  key_id: z.string(),
  tables: z.array(part),
  /** The list `files.ndjson`; each of its lines describes one file. */
  files: z.object({ count: z.int().min(0), size: z.int().min(0), sha256: hash }),
  /** Stored names that a row refers to and that were not there. */
  missing: z.array(z.string()),
});

const file = z.object({ name: z.string().regex(/^[0-9a-f]{32}$/), size: z.int().min(0), sha256: hash });

/** What a backup says of itself. It stands in `manifest.json`, and its own hash in `manifest.sha256`. */
export type Manifest = z.infer<typeof manifest>;

/** One stored file of a backup: a line of `files.ndjson`. */
export type FileEntry = z.infer<typeof file>;

/** The manifest in a text, or undefined when it is none. */
export function readManifest(text: string): Manifest | undefined {
  return parsed(manifest, text);
}

/** One line of `files.ndjson`, or undefined when it is none. */
export function readFileEntry(line: string): FileEntry | undefined {
  return parsed(file, line);
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    const found = schema.safeParse(JSON.parse(text));
    return found.success ? found.data : undefined;
  } catch {
    return undefined;
  }
}

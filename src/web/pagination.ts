import { z } from 'zod';

/** The key of a row in a place. PostgreSQL calls a number beyond its type a fault instead of finding nothing. */
export const rowId = () => z.number().int().positive().max(2_147_483_647);

/** A place in a list as opaque text for an address: base64url of JSON. Holds sort values, nothing secret. */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place, or null when the text was made by nobody of ours or has another shape. */
export function decodeCursor<S extends z.ZodType>(schema: S, text: unknown): z.output<S> | null {
  if (typeof text !== 'string' || text.length > 1000) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** `path` with the query values; null, undefined and empty ones are left out. */
export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

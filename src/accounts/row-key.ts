/** The integer key in a path, or 0, which no row has. PostgreSQL refuses a number beyond its type instead of finding nothing. */
export function rowKey(text: unknown): number {
  return /^\d{1,9}$/.test(String(text)) ? Number(text) : 0;
}

/** A link as people see it: what it is called, null where nobody said, and where it leads. */
export type ShownLink = { label: string | null; url: string };

/** The links of a document, its first one first. `documents.url` is the first link; it may have a row that names it. */
export function linksShown<L extends ShownLink>(url: string | null, rows: readonly L[]): (L | ShownLink)[] {
  if (url === null) return [...rows];
  const named = rows.find((row) => row.url === url);
  return [named ?? { label: null, url }, ...rows.filter((row) => row !== named)];
}

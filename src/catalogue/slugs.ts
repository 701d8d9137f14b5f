const LONGEST = 80;

/** The part of an address made from a title: ASCII words joined by hyphens, cut at a word; `dokumen` when none is left. */
export function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const cut =
    words.length > LONGEST ? words.slice(0, LONGEST).replace(/-[^-]*$/, '') || words.slice(0, LONGEST) : words;
  return cut.replace(/^-+|-+$/g, '') || 'dokumen';
}

/** The name a file has in its address and on the reader's disk: readable ASCII with its ending. */
export function fileSlug(name: string): string {
  const dot = name.lastIndexOf('.');
  const ending =
    dot > 0
      ? name
          .slice(dot + 1)
          .toLowerCase()
          .replace(/[^a-z0-9]/g, '')
          .slice(0, 8)
      : '';
  const stem = slugOf(dot > 0 ? name.slice(0, dot) : name);
  return ending ? `${stem}.${ending}` : stem;
}

/** The slug of a body that is known by its name only: ASCII words joined by hyphens. It never changes afterwards. */
export function bodySlug(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, 80).replace(/^-+|-+$/g, '') || 'badan-publik';
}

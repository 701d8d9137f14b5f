import type { BodyRow } from '../../db/tables/bodies';

/** A public body with the names by which lists call it. */
export type NamedBody = Pick<BodyRow, 'id' | 'slug' | 'name' | 'short_name'>;

/**
 * Finds a body by its slug, short name or name, whatever the capitals and punctuation, and with or without the name of
 * the region behind it ("Dinas Kesehatan Kabupaten Demak"). A name two bodies share finds none.
 */
export function bodyFinder(bodies: readonly NamedBody[], region: string): (text: string) => NamedBody | null {
  const known = new Map<string, NamedBody | null>();
  const add = (name: string, body: NamedBody) => {
    const there = known.get(name);
    known.set(name, there === undefined || there?.id === body.id ? body : null);
  };
  for (const body of bodies) {
    for (const name of [body.slug, body.name, body.short_name, spoken(body.short_name)]) add(plain(name), body);
  }
  const place = plain(region);
  const short = place.replace(/^(kabupaten|kota) /, '');
  return (text) => {
    const words = plain(text).replace(/\bkab\b/g, 'kabupaten');
    const bare = words.replace(new RegExp(` (${escaped(place)}|${escaped(short)})$`), '');
    return known.get(words) ?? known.get(bare) ?? null;
  };
}

/** "Dinkominfo" as people say it: "Dinas Kominfo". */
const spoken = (shortName: string): string => shortName.replace(/^din(?!as\b)(?=[a-z])/i, 'Dinas ');

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/&/g, ' dan ')
    .replace(/[^\p{L}\p{Nd}]+/gu, ' ')
    .trim();
}

const escaped = (text: string): string => text.replace(/[^\p{L}\p{Nd} ]/gu, '\\$&');

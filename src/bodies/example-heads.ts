import type { BodyRow } from '../db/tables/bodies';

const TITLES: Readonly<Record<string, (name: string) => string>> = {
  setda: () => 'Sekretaris Daerah',
  setwan: () => 'Sekretaris DPRD',
  inspektorat: () => 'Inspektur',
  kecamatan: (name) => name.replace(/^Kecamatan/, 'Camat'),
  rsud: (name) => `Direktur ${name}`,
};

/** A head that nobody can take for a real person: the office's title, marked as an example. */
export function exampleHead({ slug, kind, name }: Pick<BodyRow, 'slug' | 'kind' | 'name'>) {
  const title = (TITLES[slug] ?? TITLES[kind] ?? ((of: string) => `Kepala ${of}`))(name);
  return { head_name: `${title} (contoh)`, head_title: title, head_email: `kepala.${slug}@contoh.test` };
}

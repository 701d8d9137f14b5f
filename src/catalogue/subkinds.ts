import type { Category } from '../db/tables/catalogue';

/**
 * A sub-kind of a statutory category: what Perki 1/2021 lists under it. `every` is the number of months within which it
 * must be renewed, null where the law sets none; `mandatory` says that every public body must have it, so that its
 * absence counts against the agency. Names are in the catalogue of words under `catalogue:subkind.<code>`.
 */
export type Subkind = {
  code: string;
  category: Category;
  article: string;
  every: number | null;
  mandatory: boolean;
};

/** Perki 1/2021 Pasal 14(2), renewed at least every six months (Pasal 18), the access report and the accounts every year. */
const BERKALA: readonly [code: string, letter: string, every: number, mandatory: boolean][] = [
  ['profil', 'a', 6, true],
  ['program', 'b', 6, true],
  ['kinerja', 'c', 12, true],
  ['keuangan', 'd', 12, true],
  ['akses-informasi', 'e', 6, true],
  ['regulasi', 'f', 6, true],
  ['tata-cara-informasi', 'g', 6, true],
  ['tata-cara-pengaduan', 'h', 6, true],
  ['pengadaan', 'i', 6, true],
  ['ketenagakerjaan', 'j', 6, false],
  ['peringatan-dini', 'k', 6, false],
];

/** Perki 1/2021 Pasal 19(2). */
const SERTA_MERTA = [
  'bencana-alam',
  'bencana-nonalam',
  'bencana-sosial',
  'penyakit-menular',
  'racun-pangan',
  'gangguan-utilitas',
] as const;

/** Perki 1/2021 Pasal 21(1). */
const SETIAP_SAAT: readonly [code: string, letter: string, every: number | null, mandatory: boolean][] = [
  ['daftar-informasi', 'a', 6, true],
  ['peraturan', 'b', null, true],
  ['organisasi', 'c', 12, true],
  ['perjanjian', 'd', null, true],
  ['surat-pimpinan', 'e', null, true],
  ['perizinan', 'f', null, false],
  ['perbendaharaan', 'g', 12, true],
  ['rencana-kerja', 'h', 12, true],
  ['agenda-pimpinan', 'i', 6, true],
  ['layanan-informasi', 'j', 12, true],
  ['pelanggaran-internal', 'k', 12, false],
  ['pelanggaran-laporan', 'l', 12, false],
  ['penelitian', 'm', null, false],
  ['undang-undang', 'n', null, false],
  ['pertemuan-terbuka', 'o', null, false],
  ['dibuka-sengketa', 'q', null, false],
  ['standar-pengumuman', 'r', null, false],
];

/** Every sub-kind, in the order of the articles. */
export const SUBKINDS: readonly Subkind[] = [
  ...BERKALA.map(([code, letter, every, mandatory]) => ({
    code,
    category: 'berkala' as const,
    article: `Perki 1/2021 Pasal 14 ayat (2) huruf ${letter}`,
    every,
    mandatory,
  })),
  // Pasal 16 and 17: lists of their own for enterprises and parties.
  ...(['bumd', 'partai-politik'] as const).map((code, i) => ({
    code,
    category: 'berkala' as const,
    article: `Perki 1/2021 Pasal ${16 + i}`,
    every: 6,
    mandatory: false,
  })),
  ...SERTA_MERTA.map((code, i) => ({
    code,
    category: 'serta-merta' as const,
    article: `Perki 1/2021 Pasal 19 ayat (2) huruf ${'abcdef'[i]}`,
    every: null,
    mandatory: false,
  })),
  ...SETIAP_SAAT.map(([code, letter, every, mandatory]) => ({
    code,
    category: 'setiap-saat' as const,
    article: `Perki 1/2021 Pasal 21 ayat (1) huruf ${letter}`,
    every,
    mandatory,
  })),
];

/** The sub-kinds of a category, in the order of the law; none for what is exempt. */
export function subkindsOf(category: Category): readonly Subkind[] {
  return SUBKINDS.filter((one) => one.category === category);
}

/** A sub-kind by its code, when it belongs to the category; undefined otherwise. */
export function subkind(category: Category, code: string | null): Subkind | undefined {
  return SUBKINDS.find((one) => one.code === code && one.category === category);
}

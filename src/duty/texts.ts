/**
 * A page that the law makes a public body keep about its own service. `article` says by what; the first words of every
 * text are files beside this one (`texts/<language>/<code>.md`), until the office writes its own.
 */
export type DutyText = {
  code: string;
  path: string;
  article: string;
  group: 'promise' | 'procedure' | 'standard' | 'office';
};

/** In the order in which a reader meets them. */
export const DUTY_TEXTS: readonly DutyText[] = [
  { code: 'maklumat', path: '/standar-layanan/maklumat', article: 'Perki 1/2021 Pasal 47 dan 48', group: 'promise' },
  {
    code: 'permohonan',
    path: '/standar-layanan/permohonan',
    article: 'Perki 1/2021 Pasal 14 ayat (2) huruf g dan Pasal 23 ayat (3)',
    group: 'procedure',
  },
  {
    code: 'keberatan',
    path: '/standar-layanan/keberatan',
    article: 'Perki 1/2021 Pasal 14 ayat (2) huruf g dan Pasal 39',
    group: 'procedure',
  },
  {
    code: 'sengketa',
    path: '/standar-layanan/sengketa',
    article: 'Perki 1/2021 Pasal 14 ayat (2) huruf g; Perki 1/2013',
    group: 'procedure',
  },
  { code: 'biaya', path: '/standar-layanan/biaya', article: 'Perki 1/2021 Pasal 37 dan 38', group: 'procedure' },
  { code: 'waktu', path: '/standar-layanan/waktu', article: 'Perki 1/2021 Pasal 27 ayat (8)', group: 'procedure' },
  {
    code: 'pengumuman',
    path: '/standar-layanan/pengumuman',
    article: 'Perki 1/2021 Pasal 23 dan 24',
    group: 'standard',
  },
  { code: 'daftar', path: '/standar-layanan/daftar', article: 'Perki 1/2021 Pasal 23 dan 45', group: 'standard' },
  {
    code: 'dokumentasi',
    path: '/standar-layanan/dokumentasi',
    article: 'Perki 1/2021 Pasal 23 dan 46',
    group: 'standard',
  },
  { code: 'uji', path: '/standar-layanan/uji', article: 'Perki 1/2021 Pasal 23 dan 49', group: 'standard' },
  { code: 'profil', path: '/profil', article: 'Perki 1/2021 Pasal 14 ayat (2) huruf a', group: 'office' },
  { code: 'struktur', path: '/profil/struktur', article: 'Perki 1/2021 Pasal 6', group: 'office' },
  { code: 'laporan', path: '/laporan', article: 'UU 14/2008 Pasal 12; Perki 1/2021 Pasal 56', group: 'office' },
  { code: 'privasi', path: '/privasi', article: 'UU 27/2022 Pasal 21', group: 'office' },
];

/** A text by its code; undefined when there is none of that name. */
export const dutyText = (code: string): DutyText | undefined => DUTY_TEXTS.find((one) => one.code === code);

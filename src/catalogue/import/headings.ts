/** The columns of a list of documents that the portal understands. `made` holds day and place together. */
export type Column =
  | 'title'
  | 'category'
  | 'body'
  | 'summary'
  | 'holder'
  | 'publisher'
  | 'made'
  | 'made_on'
  | 'made_at'
  | 'year'
  | 'form'
  | 'retention'
  | 'file'
  | 'url';

/** The names of the contract. */
const KEYS = new Set<string>([
  ...['title', 'category', 'body', 'summary', 'holder', 'publisher', 'made_on', 'made_at'],
  ...['year', 'form', 'retention', 'file', 'url'],
]);

/**
 * What headings of the DIP (Perki 1/2021 Pasal 21(2), and how offices print it) mean, the first that fits. The order
 * matters: "Penanggung jawab pembuatan" speaks of making too, "Jangka waktu" of time.
 */
const WORDS: readonly (readonly [RegExp, Column])[] = [
  [/retensi|jangka ?waktu|penyimpanan/, 'retention'],
  [/menguasai|^pejabat|satker|satuan kerja|unit kerja|^penguasa/, 'holder'],
  [/penanggung ?jawab|penerbit/, 'publisher'],
  [/(waktu|tanggal).*tempat|tempat.*(waktu|tanggal)/, 'made'],
  [/^(waktu|tanggal)|(waktu|tanggal) (pembuatan|dibuat)/, 'made_on'],
  [/tempat/, 'made_at'],
  [/bentuk|^format/, 'form'],
  [/kategori|klasifikasi|jenis informasi|sifat informasi/, 'category'],
  [/badan publik|perangkat daerah|^opd|^skpd|instansi|^dinas$/, 'body'],
  [/^tahun|^thn/, 'year'],
  [/tautan|^link|^url|alamat web|website/, 'url'],
  [/judul|nama (informasi|dokumen)|^informasi( publik)?$|^informasi yang/, 'title'],
  [/ringkasan|isi informasi|uraian|deskripsi/, 'summary'],
  [/^berkas|^file|nama (berkas|file)|^dokumen$|lampiran/, 'file'],
];

/** The column a heading names, or null: `title` and "Judul Informasi" alike. */
export function columnOf(heading: string): Column | null {
  const plain = heading.trim().toLowerCase();
  if (KEYS.has(plain)) return plain as Column;
  const words = plain.replace(/[^a-z]+/g, ' ').trim();
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** Where each known column stands; the first of two that mean the same. */
export function columnsOf(headings: readonly string[]): Map<Column, number> {
  const columns = new Map<Column, number>();
  headings.forEach((heading, at) => {
    const column = columnOf(heading);
    if (column && !columns.has(column)) columns.set(column, at);
  });
  return columns;
}

/** Which of the first rows holds the headings: the one that names the most columns, at least two; -1 when none does. */
export function headingRow(rows: readonly (readonly unknown[])[]): number {
  const known = rows.map(
    (row) => columnsOf(row.map((cell) => (typeof cell === 'string' && cell.length < 120 ? cell : ''))).size,
  );
  const most = Math.max(0, ...known);
  return most < 2 ? -1 : known.indexOf(most);
}

/** The columns of a list of documents that the portal understands. `made` holds day and place together. */
export type Column =
  | 'title'
  | 'category'
  | 'subkind'
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

/** The names of the contract, and `subkind`. */
export const KEYS: ReadonlySet<string> = new Set<string>([
  ...['title', 'category', 'subkind', 'body', 'summary', 'holder', 'publisher', 'made_on', 'made_at'],
  ...['year', 'form', 'retention', 'file', 'url'],
]);

/**
 * What headings mean that agencies really use: those of the DIP (Perki 1/2021 Pasal 21(2), Perki 1/2018 for villages), as
 * offices print them and as their old programs name the columns of a table. The first that fits counts, so the order
 * matters: "Penanggung jawab pembuatan" speaks of making too, "Waktu penerbitan" of publishing, "Jangka waktu" of time.
 * Of two columns that mean the same the one whose line stands higher wins: "Sifat" before "Jenis informasi".
 */
export const WORDS: readonly (readonly [RegExp, Column])[] = [
  [/retensi|jangka ?waktu|masa (simpan|penyimpanan)|penyimpanan/, 'retention'],
  [/(waktu|tanggal).*tempat|tempat.*(waktu|tanggal)/, 'made'],
  [/^(waktu|tanggal|tgl)\b|(waktu|tanggal|tgl) (pembuatan|dibuat|penerbitan)/, 'made_on'],
  [/menguasai|^pejabat|struktur|satker|satuan kerja|unit kerja|^penguasa|^bidang$/, 'holder'],
  [/penanggung ?jawab|penerbit|pembuat informasi/, 'publisher'],
  [/^tempat|tempat (pembuatan|penerbitan)/, 'made_at'],
  [/^tahun|^thn/, 'year'],
  [/bentuk|^format|^informasi yang tersedia/, 'form'],
  [/jenis media|media yang memuat|soft ?copy|hard ?copy/, 'form'],
  [/sub ?(kategori|jenis|klasifikasi)|^rincian (jenis|informasi)|subkind|kelompok informasi/, 'subkind'],
  [/kategori|klasifikasi/, 'category'],
  [/^sifat/, 'category'],
  [/jenis informasi|^jenis$/, 'category'],
  [/badan publik|perangkat daerah|^opd|^skpd|instansi|^dinas$|^nama (opd|skpd|dinas)/, 'body'],
  [/tautan|\blink|^url|\burl$|alamat (web|situs|unduh)|website|^unduh/, 'url'],
  [/judul|nama (informasi|dokumen)|dok(umen)? nama/, 'title'],
  [/^informasi( publik)?$|^informasi yang|^nama$|^uraian informasi/, 'title'],
  [/ringkasan|isi informasi|esensi|konten/, 'summary'],
  [/uraian|deskripsi|keterangan isi/, 'summary'],
  [/^berkas|^file|nama (berkas|file)|^dokumen$|lampiran|dok(umen)? file/, 'file'],
];

/** A column that only numbers the rows of another program's table names nothing: `kategori_id`, `dok_id`, `nip`. */
export const NO_COLUMN = /(^|\s)id$|^nip$|^no$|^nomor$/;

/** Words of a second row of headings, below one that stands over several columns. */
export const UNDER =
  /^(soft ?copy|hard ?copy|cetak(an)?|tercetak|rekaman|elektronik|digital|waktu|tempat|tanggal|tahun)$/;

/** How a list ticks a column. */
export const TICK = /^(v|x|√|✓|✔|☑|ya|ada)$/i;

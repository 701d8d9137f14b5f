/**
 * Root words of public documents that the rules alone would take apart wrongly: a first letter that `meN-` and `peN-`
 * swallow (k, n, m), or a beginning or end that only looks like an affix. Chosen by us; more can be added at any time,
 * after which the index is built anew (`npm run reindex`).
 */
export const ROOTS: ReadonlySet<string> = new Set(
  // meng-/peng- swallow the k of these; without the list the rest would begin with a vowel.
  (
    'kabul kaji kalah kali kandung kasih kawal kecil kecuali keluar keluh kelola kelompok kemas kembali kembang kemudi ' +
    'kena kenal kendali kendara kerja kering keruk kesan ketik khusus kira kirim kritik kubur kuasa kuat kumpul ' +
    'kunci kunjung kupas kurang kurung kutip kukuh kemuka ' +
    // men-/pen- and mem-/pem- swallow t and p, but these begin with n and m.
    'nama nanti nikah nilai nasihat nikmat nonaktif niaga narasumber nelayan nyata nyala nyaman masuk masyarakat milik ' +
    'minta mohon mula mulai muat mutu musnah mutakhir musyawarah main makan menang mufakat ' +
    // They only look as if they had an affix.
    'kepala keluarga kecamatan kesehatan kegiatan kemarin kelurahan keranjang kereta keramik kertas kelas ketua keris ' +
    'dinas digital dinding direktur direktorat direksi disiplin disabilitas distribusi diskusi dispensasi dinamika ' +
    'daerah desa perempuan perintah perangkat perusahaan periode peristiwa perdana perkara persen personel perlu peran ' +
    'perawan percaya periksa pelihara pelabuhan pelajar pasar pesisir peta petani pertama berita berkas berkala beras ' +
    'besar benar bendahara bencana beasiswa belanja belajar bersih terima terang terbit tertib teras teratai termin ' +
    'terjemah serta serah sekolah sekretaris sekretariat sengketa semester seleksi selesai senjata media medis menteri ' +
    'meteran mekanik memori menara merdeka merek meja desain dewan dokumen bahan badan jalan tahun bulan laporan tindak ' +
    'awas tahu rencana tempat berat daya saran rumus sosial rusak masak duduk didik gerak letak tampak tolak pajak rakyat layak banyak hak kontrak ternak minyak pihak produk ' +
    'ikan iklan makan bukan akan zakat izin ijin ikat ukur ubah usul urus umum undang unjuk usaha usia tani tari ' +
    'puskesmas pemuda pemilu pendapat penduduk pidana putus program profil prasarana realisasi regulasi informasi ' +
    'instansi investasi organisasi industri ekonomi energi materi provinsi polusi polisi korupsi sanksi audit kredit debit'
  ).split(' '),
);

/** What the rules leave, or the list keeps whole, and yet belongs to a shorter root. */
export const STEM_OF: Readonly<Record<string, string>> = {
  kecamatan: 'camat',
  kelurahan: 'lurah',
  kesehatan: 'sehat',
  kegiatan: 'giat',
  perusahaan: 'usaha',
  kuburan: 'kubur',
  laporan: 'lapor',
  pelajar: 'ajar',
  belajar: 'ajar',
  pendapat: 'dapat',
  mulai: 'mula',
  ijin: 'izin',
  petani: 'tani',
  pemuda: 'muda',
  pelabuhan: 'labuh',
  etahu: 'tahu',
  ketahu: 'tahu',
  encana: 'rencana',
};

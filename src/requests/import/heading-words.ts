/** The columns of an old register that the portal understands. `dates` holds the days of the notice and of the giving. */
export type Column =
  | 'no'
  | 'received'
  | 'notified'
  | 'given'
  | 'dates'
  | 'requester_kind'
  | 'occupation'
  | 'subject'
  | 'purpose'
  | 'decision'
  | 'granted'
  | 'refusal_ground'
  | 'body'
  | 'name'
  | 'identity_number'
  | 'address'
  | 'phone'
  | 'email';

/** The names of the contract, and those of the personal columns. */
export const KEYS: ReadonlySet<string> = new Set<string>([
  ...['no', 'received', 'notified', 'given', 'requester_kind', 'occupation', 'subject', 'purpose', 'decision'],
  ...['granted', 'refusal_ground', 'body', 'name', 'identity_number', 'address', 'phone', 'email'],
]);

/** Columns of Lampiran VIII of Perki 1/2021 that say nothing a case keeps: ticks of holding, format and manner, the cost. */
export const NO_COLUMN =
  /penguasaan|didokumentasikan|soft ?copy|hard ?copy|melihat|mendengar|meminta salinan|jenis perm|bentuk|format|biaya|cara |diperoleh|upload|salinan|kuasa|tanda tangan|keterangan|^kb /;

/**
 * What headings mean that offices really print (Lampiran VIII, Perki 1/2010, court and prosecution registers) and that
 * their old programs call the columns of a table. The first that fits counts, so the order matters: "Alasan penolakan" is
 * no reason to ask, "Nomor kontak" no number of a case, "Tanggal pemberitahuan" no day of receipt.
 */
export const WORDS: readonly (readonly [RegExp, Column])[] = [
  [/pemberitahuan.*(pemberian|penyerahan)/, 'dates'],
  [/pemberitahuan|(tgl|tanggal|hari) (tanggapan|jawaban|notifikasi)/, 'notified'],
  [/(tgl|tanggal|hari|waktu) .*(pemberian|penyerahan|diberikan|diserahkan|selesai|dijawab)/, 'given'],
  [/^(pemberian|penyerahan)( informasi)?$|^(tgl|tanggal) (beri|serah)/, 'given'],
  [/(alasan|dasar|sebab).*(tolak|menolak|pengecualian)/, 'refusal_ground'],
  [/tujuan|alasan|keperluan|kegunaan/, 'purpose'],
  [/keputusan|putusan|^hasil|^status$|status permohonan|tindak lanjut/, 'decision'],
  [/(kategori|jenis|golongan|klasifikasi) pemohon|permohonan kategori|^kategori$/, 'requester_kind'],
  [/pekerjaan|profesi|occupation/, 'occupation'],
  [
    /badan publik|perangkat daerah|\bopd\b|\bskpd\b|\bppid (pelaksana|pembantu)|(instansi|unit|dinas) (tujuan|yang dituju)/,
    'body',
  ],
  [/\bnik\b|\bktp\b|(nomor|no) (identitas|pengesahan|sk)|^identitas/, 'identity_number'],
  [/e ?mail|surel/, 'email'],
  [/kontak|telepon|telp|\bhp\b|ponsel|whats ?app|\bwa\b|handphone/, 'phone'],
  [/alamat|domisili/, 'address'],
  [
    /informasi (publik )?yang (di ?minta|di ?mohon|di ?butuhkan)|rincian|(isi|pokok|materi|perihal|subjek) ?(permo|permin|info)?/,
    'subject',
  ],
  [/^perihal|^permintaan informasi|^informasi publik$/, 'subject'],
  [/^nama|^pemohon( informasi)?$/, 'name'],
  [/^(tgl|tanggal|hari|hari tanggal|hari dan tanggal)$/, 'received'],
  [
    /(tgl|tanggal|waktu|hari).*(masuk|terima|permohonan|permintaan|pengajuan|daftar|registrasi)|^created( at)?$/,
    'received',
  ],
  [/^no$|^nomor$|(nomor|no) (urut|pendaftaran|permohonan|register|registrasi)|permohonan nomor/, 'no'],
];

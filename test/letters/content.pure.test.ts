import type { LetterKind } from '../../src/letters/kinds';
import { LETTER_KINDS } from '../../src/letters/kinds';
import { letterText } from '../../src/letters/text';
import { letterFor } from './cast';

const text = (kind: LetterKind, more = {}) => letterText(letterFor(kind, 'id', more));

const OBJECTION = [
  'keberatan tertulis kepada Atasan PPID',
  'Ajukan secara daring: https://ppid.contoh.test/keberatan/baru?nomor=P-2026-000123',
  'Lampiran X Perki 1/2021',
  'https://ppid.contoh.test/keberatan/formulir?nomor=P-2026-000123',
  'Jalan Kyai Singkil Nomor 7, Demak',
  'Komisi Informasi dalam 14 hari kerja',
];
const WINDOW = 'Jumat, 12 Februari 2027';
const CONSIDERATIONS = ['Informasi ini terbuka.', 'Tidak ada yang dirugikan bila dibuka.'];

/** What the law wants each letter to say: Perki 1/2021 Pasal 31(4) and Lampiran VI, VII, IX; UU 14/2008 Pasal 22. */
const MUST_SAY: Record<LetterKind, readonly string[]> = {
  date_moved: [
    'Keppres 1/2026',
    'Batas jawaban: semula Senin, 28 Desember 2026, sekarang Selasa, 29 Desember 2026',
    'Kamis, 24 Desember 2026',
    'tidak pernah dipersingkat',
  ],
  receipt: [
    'Nomor pendaftaran: P-2026-000123',
    'Jumat, 11 Desember 2026',
    'Rencana kerja dan anggaran perbaikan jalan',
    'paling lambat Selasa, 29 Desember 2026',
    'UU 14/2008 Pasal 22 ayat (7)',
    'Kamis, 24 Desember 2026',
    'Jumat, 25 Desember 2026',
    '12, 13, 19, 20, 26, 27 Desember 2026',
    'Kalender: versi 2026.1\n',
    'Rabu, 16 Desember 2026',
    'Salinan KTP',
    'https://ppid.contoh.test/lacak?nomor=P-2026-000123',
    'ABCD-EFGH-JKMN-PQRS',
    'I. Anda berhak meminta',
    'II. Anda berhak menerima tanda bukti',
    'III. Anda berhak menerima pemberitahuan tertulis',
    '10 hari kerja',
    '7 hari kerja',
    'IV. Biaya hanya untuk penyalinan dan pengiriman',
    'V. Bila tidak puas',
    '30 hari kerja',
    'VI. Bila tidak puas dengan jawaban',
    '14 hari kerja',
  ],
  incomplete: [
    'Lampiran IX',
    'Salinan KTP',
    'Nomor telepon yang dapat dihubungi',
    '3 hari kerja sejak surat ini Anda terima',
    'Kamis, 17 Desember 2026',
    'Pasal 33 ayat (4)',
    'bukan penolakan',
    'permohonan baru',
    'Selasa, 29 Desember 2026',
  ],
  repair_reminder: ['Kamis, 17 Desember 2026', '1 hari kerja lagi', 'Salinan KTP', 'bukan penolakan'],
  lapsed: ['Kamis, 17 Desember 2026', 'register', 'bukan penolakan', '/permohonan/baru'],
  extension: [
    'Pasal 22 ayat (8)',
    'Pasal 36 ayat (1) huruf a',
    'Dokumen masih dicari di gudang arsip.',
    'Batas jawaban semula: Selasa, 29 Desember 2026',
    'Batas jawaban yang baru: Senin, 11 Januari 2027',
    'Selasa, 12 Januari 2027',
    'tidak dapat diperpanjang lagi',
    'Jumat, 1 Januari 2027',
    'Kalender: versi 2026.1, 2027.3\n',
    'keberatan kepada Atasan PPID',
  ],
  granted: [
    'di bawah penguasaan kami',
    'Dikabulkan seluruhnya',
    'Dokumen pelaksanaan anggaran 2026',
    'softcopy',
    '3 hari kerja, paling lambat Rabu, 6 Januari 2027',
    'Rp300 × 42 lembar = Rp12.600',
    'Pengiriman: Rp15.000',
    'Lain-lain: Rp0',
    'Jumlah: Rp27.600',
    'Transfer ke rekening kas daerah',
    'kuitansi',
    'tidak ada bagian yang dihitamkan',
    'diambil langsung',
    ...CONSIDERATIONS,
    ...OBJECTION,
    WINDOW,
  ],
  granted_partly: [
    'Dikabulkan sebagian',
    'Nomor rekening pelaksana, halaman 7',
    'Pasal 17 huruf h angka 3',
    'Rekening adalah rahasia pribadi.',
    'Nomor 188.4/21/2026, Senin, 2 Maret 2026',
    'terlampir',
    'Jumlah: Rp27.600',
    'Alasan huruf a',
    ...CONSIDERATIONS,
    ...OBJECTION,
    WINDOW,
  ],
  refused: [
    'Ditolak',
    'di bawah penguasaan kami',
    'Pasal 17 huruf h angka 3',
    'rahasia pribadi',
    'Nomor 188.4/21/2026, Senin, 2 Maret 2026',
    'Lampiran: Keputusan pengecualian',
    'disetujui Atasan PPID',
    'Alasan huruf a',
    ...CONSIDERATIONS,
    ...OBJECTION,
    WINDOW,
  ],
  not_held: [
    'tidak berada di bawah penguasaan kami',
    'Balai Besar Pelaksanaan Jalan Nasional',
    'Jalan Murbei, Semarang',
    ...CONSIDERATIONS,
    ...OBJECTION,
    WINDOW,
  ],
  not_documented: [
    'belum didokumentasikan',
    'Tersedia paling lambat: Senin, 15 Februari 2027',
    ...CONSIDERATIONS,
    ...OBJECTION,
    WINDOW,
  ],
  redirected: [
    'Dinas Kependudukan dan Pencatatan Sipil',
    'Jalan Sultan Fatah 1, Demak',
    'Penerbitan KTP bukan permohonan informasi publik.',
    'bukan secara otomatis',
    ...CONSIDERATIONS,
    ...OBJECTION,
    WINDOW,
  ],
  delivered: [
    'Kamis, 7 Januari 2027',
    'Rabu, 6 Januari 2027',
    'dpa-2026.pdf',
    'lampiran.xlsx',
    'cantumkan sumbernya',
    'UU 14/2008 Pasal 5',
    'Tanda tangan',
    'Alasan huruf g',
    'Rp27.600',
    ...OBJECTION,
  ],
  withdrawn: ['Selasa, 15 Desember 2026', 'permohonan baru'],
  overdue: [
    'paling lambat Selasa, 29 Desember 2026',
    'jawaban belum kami berikan',
    'Alasan huruf c: Permohonan tidak ditanggapi',
    WINDOW,
    ...OBJECTION,
  ],
  window_reminder: [WINDOW, '5 hari kerja lagi', ...OBJECTION],
  code_again: ['ABCD-EFGH-JKMN-PQRS', 'P-2026-000123', 'https://ppid.contoh.test/lacak'],
};

test.each(LETTER_KINDS)('a letter "%s" says what the law wants it to say', (kind) => {
  const letter = text(kind);
  for (const phrase of MUST_SAY[kind]) expect(letter).toContain(phrase);
});

test.each(LETTER_KINDS)('a letter "%s" has letterhead, number, day, addressee, subject and signatory', (kind) => {
  const letter = text(kind);
  for (const phrase of [
    'PPID Kabupaten Demak\nJalan Kyai Singkil Nomor 7, Demak',
    'Nomor: 014/PPID/XII/2026',
    'P-2026-000123',
    'Yth. Siti Nurhaliza binti Karim',
    'Kepala Dinas Kominfo selaku PPID\nEndah Cahya Rini\nNIP 197001011995032001',
  ]) {
    expect(letter).toContain(phrase);
  }
  expect(letter).toMatch(/^Demak, (Senin|Selasa|Rabu|Kamis|Jumat), \d{1,2} \S+ 202[67]$/m);
});

test('without a person the office signs', () => {
  expect(text('withdrawn', { signatory: null })).toContain('\n\nPPID Kabupaten Demak\n\n-- \n');
});

test('a letter to a proxy names both', () => {
  const requester = { name: 'PT Sumber Rejeki', address: null, email: 'a@contoh.test', proxy_name: 'Budi Santoso' };
  expect(text('withdrawn', { requester })).toContain(
    'Yth. PT Sumber Rejeki\nmelalui kuasanya, Budi Santoso\na@contoh.test',
  );
});

test('a receipt with all papers says that none is missing', () => {
  const letter = text('receipt', { missing: [] });
  expect(letter).toContain('Tidak ada jenis berkas yang kurang');
  expect(letter).not.toContain('Salinan KTP');
});

test('a letter on paper names no last day that would be counted from another day than its arrival', () => {
  const onPaper = { reached_by_email: false, repair_due_on: null, due: null };
  expect(text('incomplete', onPaper)).toContain('hari kerja setelah surat ini sampai kepada Anda');
  expect(text('incomplete', onPaper)).not.toContain('17 Desember');
  expect(text('refused', { reached_by_email: false })).toContain('dihitung sejak surat ini Anda terima');
  expect(text('refused', { reached_by_email: false })).not.toContain(WINDOW);
});

test('a part that another body holds, or that is not documented, is explained', () => {
  const decision = { ...letterFactsDecision(), because: 'not_held' as const, holder: 'Kejaksaan Negeri Demak' };
  expect(text('granted_partly', { decision })).toContain('Kejaksaan Negeri Demak');
  const later = { ...letterFactsDecision(), because: 'not_documented' as const, available_on: '2027-03-01' };
  expect(text('granted_partly', { decision: later })).toContain(
    'Bagian itu tersedia paling lambat Senin, 1 Maret 2027.',
  );
});

function letterFactsDecision() {
  return {
    kind: 'granted_partly' as const,
    considerations: 'Sebagian.',
    under_control: true,
    format: 'soft' as const,
    material: 'Sebagian dokumen',
    provide_days: 0,
    promised_on: '2026-12-29',
    cost: null,
  };
}

test('without a cost the letter says so, and prints no table', () => {
  const decision = { ...letterFactsDecision(), kind: 'granted' as const };
  expect(text('granted', { decision })).toContain('Tidak ada biaya.');
  expect(text('granted', { decision })).not.toContain('Rp');
});

test('a holder that is not known is said to be unknown', () => {
  const decision = { kind: 'not_held' as const, considerations: 'Dicari.', under_control: false, holder: null };
  expect(text('not_held', { decision })).toContain('Badan publik yang menguasai: belum kami ketahui');
});

test('a reminder of the window names what was decided, or the silence', () => {
  const refused = { kind: 'refused' as const, considerations: '-', under_control: true };
  expect(text('window_reminder', { decision: refused })).toContain('kami tolak');
  expect(text('window_reminder')).toContain('belum kami jawab');
});

test('what a kind cannot do without is a bug when it is missing', () => {
  expect(() => text('granted', { decision: undefined })).toThrow('needs decision');
  expect(() => text('refused', { decision: { kind: 'refused', considerations: 'x', under_control: true } })).toThrow(
    'needs exemption',
  );
  expect(() => text('extension', { extension: undefined })).toThrow('needs extension');
  expect(() => text('code_again', { code: undefined })).toThrow('needs code');
});

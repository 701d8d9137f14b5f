import type { Cell } from '../../catalogue/import/table';
import type { RequestRow } from '../../db/tables/requests';
import type { Outcome } from '../../workflow/facts';

/** How an old case ended: with a notice, or without one. */
export type OldEnd = Outcome | 'withdrawn' | 'lapsed';

/** The first that fits counts: "tidak dikabulkan" holds "dikabulkan", "dikabulkan sebagian" is not all of it. */
const ENDS: readonly (readonly [RegExp, OldEnd])[] = [
  [/sebagian|granted partly/, 'granted_partly'],
  [/belum (di ?)?dokumentasi|tidak (di ?)?dokumentasi|not documented/, 'not_documented'],
  [
    /(tidak|bukan) (di ?)?kuasai|(tidak|bukan) (dalam |di bawah )?penguasaan|tidak (punya|memiliki|tersedia)|not held/,
    'not_held',
  ],
  [/bukan permohonan|di ?(alih|arah|limpah|terus)kan|salah alamat|redirect/, 'redirected'],
  [/tarik|cabut|batal|mundur|withdraw/, 'withdrawn'],
  [/(tidak|belum|kurang) (di ?)?lengkap|gugur|tidak (di ?)?tindaklanjut|lapse/, 'lapsed'],
  [/tolak|(tidak|belum) (di ?)?(kabul|penuhi|beri|terima|setuju|layani)|kecuali|refus/, 'refused'],
  [/kabul|penuhi|beri|terima|setuju|layani|grant|selesai|sudah/, 'granted'],
];

/** What a register's word for the decision means; null when the portal does not know it. */
export function readEnd(text: string): OldEnd | null {
  const words = text
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return ENDS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** "granted" as a register writes it: true or false, ya or tidak; null when it says neither. */
export function readYes(cell: Cell): boolean | null {
  if (typeof cell === 'boolean') return cell;
  const text = String(cell ?? '')
    .trim()
    .toLowerCase();
  if (/^(true|ya|yes|y|1|v|√|✓)$/.test(text)) return true;
  return /^(false|tidak|no|n|0|x)$/.test(text) ? false : null;
}

/** Who asked, in one of the three kinds of the law (UU 14/2008 Pasal 1 angka 12); a person where it is not said. */
export function readKind(text: string): RequestRow['requester_kind'] {
  const words = text.toLowerCase();
  if (/kelompok|group|komunitas|paguyuban/.test(words)) return 'group';
  return /badan|lembaga|lsm|ormas|yayasan|perusahaan|\b(pt|cv)\b|instansi|perkumpulan|legal/.test(words)
    ? 'legal_body'
    : 'individual';
}

/** The letter of UU 14/2008 Pasal 17 that a reason names; null when it names none. */
export function groundLetter(text: string): string | null {
  const named =
    /pasal\s*17.{0,20}?huruf\s*["“]?([a-j])\b/i.exec(text) ?? /^\s*huruf\s*([a-j])\b|^\s*([a-j])\s*$/i.exec(text);
  return (named?.[1] ?? named?.[2])?.toLowerCase() ?? null;
}

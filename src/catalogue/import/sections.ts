import type { Category } from '../../db/tables/catalogue';
import { readCategory } from '../categories';
import type { Cell } from './table';

const ENUMERATOR = /^\(?([A-Z]|[IVX]{1,5}|\d{1,2})[.)]?$/i;

/** What else stands in the heading of a part: "A. Informasi yang wajib disediakan dan diumumkan secara berkala". */
const FILLER =
  /\b(daftar|informasi|publik|wajib|yang|harus|secara|diumumkan|disediakan|dan|tersedia|disampaikan|kategori|klasifikasi|jenis)\b/g;

const ONLY = new Set(['berkala', 'sertamerta', 'setiapsaat', 'dikecualikan', 'pengecualian']);

/**
 * The category that a row announces for the rows below it, in printed lists that have no column for it: it says nothing
 * but that. Null for every other row.
 */
export function sectionOf(cells: readonly Cell[]): Category | null {
  const texts = cells.flatMap((cell) => (typeof cell === 'string' && cell.trim() !== '' ? [cell.trim()] : []));
  if (cells.some((cell) => cell !== null && typeof cell !== 'string')) return null;
  const said = new Set(texts.filter((text) => !ENUMERATOR.test(text)));
  const [only] = said;
  if (said.size !== 1 || only === undefined || only.length > 150) return null;
  const rest = only
    .replace(/^\(?([A-Z]|[IVX]{1,5}|\d{1,2})[.)]\s+/i, '')
    .toLowerCase()
    .replace(FILLER, '')
    .replace(/[^a-z]+/g, '');
  return ONLY.has(rest) ? readCategory(only) : null;
}

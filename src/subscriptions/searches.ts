import { createHash } from 'node:crypto';
import type { Category } from '../db/tables/catalogue';

/** What somebody wants to hear of: a search of `/informasi`, by the names of its address. Empty: everything. */
export type SavedSearch = { q: string; kategori: Category | ''; badan: string; tahun: string; format: string };

export const NOTHING_SOUGHT: SavedSearch = { q: '', kategori: '', badan: '', tahun: '', format: '' };

/** The search as it is stored: always the same text for the same search, so that it is kept once for one address. */
export function storedSearch(search: SavedSearch): string {
  const { q, kategori, badan, tahun, format } = search;
  const words = q.toLowerCase().split(/\s+/).filter(Boolean).join(' ');
  return JSON.stringify({ q: words, kategori, badan, tahun, format });
}

/** A short name of a stored search, for the unique key. */
export const searchKey = (stored: string): string =>
  createHash('sha256').update(stored).digest('base64url').slice(0, 22);

/** A search from what `storedSearch` made. */
export const readSearch = (stored: string): SavedSearch => ({ ...NOTHING_SOUGHT, ...JSON.parse(stored) });

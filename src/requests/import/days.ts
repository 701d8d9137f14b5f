import { dayIn } from '../../catalogue/import/days';
import type { Cell } from '../../catalogue/import/table';

/** What a cell says where a day should stand. `repaired`: it was misspelt, but only one day can be meant. */
export type ReadDay = { day: string; repaired: boolean } | 'none' | 'unreadable';

const NOTHING = /^[-–—.\s]*$|^(nihil|tidak ada|kosong|null)$/i;
const WEEKDAY = /^(senin|selasa|rabu|kamis|jum['’`]?at|sabtu|minggu|ahad)?[\s,/]*$/i;
const DOUBLED = /([-/.])\1+/g;

/** The day in a cell: as the contract writes days, with a weekday before it or an hour behind it, or as a sheet keeps it. */
export function readDay(cell: Cell): ReadDay {
  if (cell instanceof Date) return found(cell, false);
  if (cell === null || typeof cell === 'boolean') return 'none';
  const text = String(cell).trim();
  if (NOTHING.test(text)) return 'none';
  const plain = text.replace(/[T ]\d{1,2}[:.]\d{2}([:.]\d{2})?.*$/, '');
  const single = plain.replace(DOUBLED, '$1');
  return found(single, single !== plain);
}

/** Two days in one cell, the notice and the giving, in this order. */
export function readDays(cell: Cell): { notified: Cell; given: Cell } {
  if (typeof cell !== 'string') return { notified: cell, given: null };
  const parts = cell.split(/\n|\s\/\s|;|\bdan\b|\bs\.?d\.?\b/).map((part) => part.trim());
  return { notified: parts[0] ?? null, given: parts[1] ?? null };
}

function found(value: string | Date, repaired: boolean): ReadDay {
  const read = dayIn(value);
  return read && WEEKDAY.test(read.rest) ? { day: read.day, repaired } : 'unreadable';
}

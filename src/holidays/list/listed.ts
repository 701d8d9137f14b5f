import type { DayOffKind } from '../../calendar/working-days';

/** A day as a list gives it; `line` counts from 1, as an editor shows it. */
export type ListedDay = { line: number; date: string; kind: DayOffKind; name: string; tentative: boolean };

/** What is to be said of a line, or of the whole list (`line` null): the key of a sentence under `holidays:remark`. */
export type Remark = { line: number | null; code: string; vars?: Record<string, string | number> };

/** A list as it was read. With one problem nothing of it is loaded; notices are only said. */
export type ReadList = { days: ListedDay[]; problems: Remark[]; notices: Remark[] };

export const MOST_DAYS = 400;
export const LONGEST_NAME = 200;

const UNSURE = /\s*\((?:belum pasti|perkiraan|tentative|tentatif)\)/i;

/** The name without the remark that its date is not certain, and whether it had one. */
export function plainName(text: string): { name: string; tentative: boolean } {
  const name = text.replace(/\s+/g, ' ').trim();
  return { name: name.replace(UNSURE, '').trim(), tentative: UNSURE.test(name) };
}

/** The kind that a word or a name speaks of; null when it says nothing. */
export function kindIn(text: string): DayOffKind | null {
  if (/cuti[\s_-]*bersama|joint[\s_-]*(leave|holiday)/i.test(text)) return 'cuti_bersama';
  if (/\b(lokal|local|daerah|hari tutup|tutup kantor)\b/i.test(text)) return 'local';
  if (/^(libur|holiday)$|libur[\s_-]*nasional|hari libur|\b(nasional|national|public holiday)\b/i.test(text.trim())) {
    return 'libur_nasional';
  }
  return null;
}

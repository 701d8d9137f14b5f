import type { Language, Translate } from '../i18n/catalogue';

/** Dates and numbers as people read them, in one language. Pure: no clock; "today" is never known here. */
export type Format = {
  /** `2026-12-29` -> "Selasa, 29 Desember 2026". */
  day(date: string): string;
  /** `2026-12-29` -> "29 Des 2026". */
  shortDay(date: string): string;
  /** `2026-12` or a date -> "Desember 2026". */
  month(date: string): string;
  /** Instant -> "Selasa, 29 Desember 2026 pukul 09.30 WIB", in the office's zone. */
  dayTime(instant: string | Date): string;
  /** Instant -> "29 Des 2026, 09.30", in the office's zone. */
  shortDayTime(instant: string | Date): string;
  /** Instant -> the weekday date in the office's zone. */
  dayOf(instant: string | Date): string;
  /** 1234.5 -> "1.234,5"; at most `digits` decimals (default 1). */
  number(value: number, digits?: number): string;
  /** 0.153 -> "15,3%". */
  percent(share: number): string;
  /** 1536 -> "1,5 KB". */
  bytes(size: number): string;
  /** Working days left -> "3 hari kerja lagi", "hari ini", "terlambat 2 hari kerja". */
  remaining(workingDays: number): string;
};

const LOCALE: Record<Language, string> = { id: 'id-ID', en: 'en-GB' };
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `timeZone` is the office's zone, for instants only: a date is a date everywhere. */
export function formatIn(lang: Language, t: Translate, timeZone: string): Format {
  const decimals = (value: number, digits: number): string => numberFormat(lang, digits).format(value);
  return {
    day: (date) => longDay(lang, midnight(date), 'UTC'),
    shortDay: (date) => shortDate(lang, midnight(date), 'UTC'),
    month: (date) => {
      const p = parts(lang, midnight(date.length === 7 ? `${date}-01` : date), 'UTC', 'long');
      return `${p.month} ${p.year}`;
    },
    dayTime: (instant) =>
      t('web:format.dayTime', {
        day: longDay(lang, new Date(instant), timeZone),
        time: time(lang, new Date(instant), timeZone),
        zone: zoneName(timeZone, new Date(instant)),
      }),
    shortDayTime: (instant) =>
      `${shortDate(lang, new Date(instant), timeZone)}, ${time(lang, new Date(instant), timeZone)}`,
    dayOf: (instant) => longDay(lang, new Date(instant), timeZone),
    number: (value, digits = 1) => decimals(value, digits),
    percent: (share) => `${decimals(percentOf(share), 1)}%`,
    bytes: (size) => {
      let value = size;
      let unit = 0;
      for (; value >= 1024 && unit < UNITS.length - 1; unit++) value /= 1024;
      return `${decimals(value, value < 10 && unit > 0 ? 1 : 0)} ${UNITS[unit]}`;
    },
    remaining: (workingDays) => {
      if (workingDays === 0) return t('web:remaining.today');
      if (workingDays < 0) return t('web:remaining.late', { count: -workingDays });
      return t('web:remaining.left', { count: workingDays });
    },
  };
}

const TENTH = 0.1;

/** In hundredths, and never rounded up to all nor down to none: one late of sixty thousand stays to be seen. */
export function percentOf(share: number): number {
  const value = share * 100;
  const rounded = Math.round(value * 10) / 10;
  // A sum of parts may miss the whole by a hair, which is nobody's case.
  if (Math.abs(value - Math.round(value)) < 1e-7) return Math.round(value);
  if (rounded === 100) return 100 - TENTH;
  return rounded === 0 ? Math.sign(value) * TENTH : value;
}

/** The date as midnight UTC. Throws on anything but an existing `YYYY-MM-DD`: that is a bug, input is checked by forms. */
function midnight(date: string): Date {
  const at = new Date(`${date}T00:00:00.000Z`);
  if (!DATE.test(date) || Number.isNaN(at.getTime()) || !at.toISOString().startsWith(date)) {
    throw new TypeError(`Not a date: ${JSON.stringify(date)}`);
  }
  return at;
}

// Put together from parts, because the order and commas of a ready-made style differ between Node versions.
type Parts = { weekday: string; day: string; month: string; year: string };
const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(key: string, lang: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const full = `${key} ${lang} ${options.timeZone}`;
  const known = formats.get(full) ?? new Intl.DateTimeFormat(LOCALE[lang], options);
  formats.set(full, known);
  return known;
}

function parts(lang: Language, at: Date, timeZone: string, month: 'long' | 'short'): Parts {
  const format = dateFormat(month, lang, { timeZone, weekday: 'long', day: 'numeric', month, year: 'numeric' });
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value])) as Parts;
}

// A pass over many letters writes the same few days again and again.
const MOST_DAYS = 5_000;
const days = new Map<string, string>();

function longDay(lang: Language, at: Date, timeZone: string): string {
  const key = `${lang} ${at.getTime()} ${timeZone}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const p = parts(lang, at, timeZone, 'long');
  const day = `${p.weekday}, ${p.day} ${p.month} ${p.year}`;
  if (days.size >= MOST_DAYS) days.clear();
  days.set(key, day);
  return day;
}

function shortDate(lang: Language, at: Date, timeZone: string): string {
  const p = parts(lang, at, timeZone, 'short');
  return `${p.day} ${p.month} ${p.year}`;
}

function time(lang: Language, at: Date, timeZone: string): string {
  const format = dateFormat('time', lang, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const p = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
  return `${p.hour}${lang === 'id' ? '.' : ':'}${p.minute}`;
}

const INDONESIAN_ZONES: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

function zoneName(timeZone: string, at: Date): string {
  const known = INDONESIAN_ZONES[timeZone];
  if (known) return known;
  const format = dateFormat('zone', 'en', { timeZone, timeZoneName: 'short' });
  return format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

const numbers = new Map<string, Intl.NumberFormat>();

function numberFormat(lang: Language, digits: number): Intl.NumberFormat {
  const key = `${lang} ${digits}`;
  const known = numbers.get(key) ?? new Intl.NumberFormat(LOCALE[lang], { maximumFractionDigits: digits });
  numbers.set(key, known);
  return known;
}

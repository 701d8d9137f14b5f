import holidays from '../../src/reference/data/holidays.json';

const DAY = 86_400_000;
const OFFICE = 7 * 3_600_000;
const memo = new Map<string, number>();
const texts = new Map<number, string>();

/** A date as the number of days since 1970. */
export function numberOf(date: string): number {
  let n = memo.get(date);
  if (n === undefined) {
    n = Date.parse(`${date}T00:00:00Z`) / DAY;
    memo.set(date, n);
  }
  return n;
}

/** The date of such a number. */
export function dateOf(n: number): string {
  let text = texts.get(n);
  if (text === undefined) {
    text = new Date(n * DAY).toISOString().slice(0, 10);
    texts.set(n, text);
  }
  return text;
}

export const plusDays = (date: string, n: number): string => dateOf(numberOf(date) + n);
/** An instant as it is stored. */
export const iso = (ms: number): string => {
  const day = Math.floor(ms / DAY);
  let rest = ms - day * DAY;
  const part = (unit: number, width: number): string => {
    const n = Math.floor(rest / unit);
    rest -= n * unit;
    return String(n).padStart(width, '0');
  };
  return `${dateOf(day)}T${part(3_600_000, 2)}:${part(60_000, 2)}:${part(1000, 2)}.${part(1, 3)}Z`;
};
/** The office's date at an instant; Demak keeps UTC+7 all year. */
export const officeDay = (ms: number): string => dateOf(Math.floor((ms + OFFICE) / DAY));
/** The instant at which the office's clocks show `hour` on a day. */
export const officeTime = (date: string, hour: number): number => numberOf(date) * DAY + hour * 3_600_000 - OFFICE;
/** A term is over at the midnight after its last good day. */
export const overAfter = (date: string): number => officeTime(plusDays(date, 1), 0);

export type DayOffKey = { date: string; kind: 'libur_nasional' | 'cuti_bersama' | 'local'; name: string };
const same = ({ kind, name }: DayOffKey) => `${kind} ${name}`;

/**
 * The model's own working days, counted one by one from the list of holidays the product ships: Monday to Friday that is
 * no day off. It knows nothing of the product's counting.
 */
export class Days {
  private readonly off = new Map<number, Set<string>>();
  /** Rises with every change. */
  version = 0;

  constructor() {
    for (const day of holidays.days as DayOffKey[]) this.add(day);
  }

  add(day: DayOffKey): void {
    const n = numberOf(day.date);
    const names = this.off.get(n) ?? new Set();
    this.off.set(n, names.add(same(day)));
    this.version += 1;
  }

  drop(day: DayOffKey): void {
    this.off.get(numberOf(day.date))?.delete(same(day));
    this.version += 1;
  }

  /** Whether this very entry is in the list. */
  has(day: DayOffKey): boolean {
    return this.off.get(numberOf(day.date))?.has(same(day)) ?? false;
  }

  /** The entries from a day on, in order, at the most `most`. */
  entriesFrom(date: string, most: number): DayOffKey[] {
    const entries: DayOffKey[] = [];
    for (let n = numberOf(date); entries.length < most && n < numberOf('2028-01-01'); n++) {
      for (const text of this.off.get(n) ?? []) {
        const at = text.indexOf(' ');
        entries.push({ date: dateOf(n), kind: text.slice(0, at) as 'local', name: text.slice(at + 1) });
      }
    }
    return entries;
  }

  nationalDays(year: number): number {
    let count = 0;
    for (const [n, names] of this.off) {
      const national = [...names].some((name) => name.startsWith('libur_nasional'));
      if (national && dateOf(n).startsWith(`${year}-`)) count += 1;
    }
    return count;
  }

  weekend(date: string): boolean {
    const weekday = (numberOf(date) + 4) % 7;
    return weekday === 0 || weekday === 6;
  }

  works(date: string): boolean {
    return this.open(numberOf(date));
  }

  private open(n: number): boolean {
    const weekday = (n + 4) % 7;
    return weekday !== 0 && weekday !== 6 && !this.off.get(n)?.size;
  }

  /** Day `count` when `from` is day 0. */
  after(from: string, count: number): string {
    let n = numberOf(from);
    for (let left = count; left > 0; ) {
      n += 1;
      if (this.open(n)) left -= 1;
    }
    return dateOf(n);
  }

  /** The last working day with `count` working days between it and `to`. */
  before(to: string, count: number): string {
    let n = numberOf(to);
    for (let left = count; ; n--) {
      if (!this.open(n)) continue;
      if (left === 0) return dateOf(n);
      left -= 1;
    }
  }

  /** Working days after `a` up to and with `b`. */
  between(a: string, b: string): number {
    let count = 0;
    for (let n = numberOf(a) + 1; n <= numberOf(b); n++) if (this.open(n)) count += 1;
    return count;
  }
}

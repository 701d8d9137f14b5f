import type { ChangedDay, YearMark } from '../calendar/change';
import type { Gap } from '../calendar/gaps';
import { weekday } from '../calendar/working-days';
import type { CalendarYearRow, HolidayRow } from '../db/tables/calendar';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { ChangeWithName, YearSummary } from './queries';
import { certaintyStatus, kindWords } from './words';

export const PATH = '/admin/kalender';

type Status = { label: string; tone: string };

export type YearsView = {
  gaps: Gap[];
  /** Changes whose open cases are still being moved. */
  moving: { href: string; label: string }[];
  years: { year: string; href: string; version: number; decree: string; status: Status; counts: string }[];
  /** The first year without a calendar, for the button that loads it. */
  next: string;
};

/** All years that have a calendar, and what is wanting. */
export function yearsView(
  t: Translate,
  fmt: Format,
  given: {
    years: readonly YearSummary[];
    gaps: Gap[];
    moving: readonly { public_id: string; made_at: string }[];
    thisYear: number;
  },
): YearsView {
  const last = given.years[0]?.year;
  return {
    gaps: given.gaps,
    moving: given.moving.map(({ public_id, made_at }) => ({
      href: `${PATH}/perubahan/${public_id}`,
      label: t('holidays:years.movingSince', { at: fmt.shortDayTime(made_at) }),
    })),
    years: given.years.map((row) => ({
      year: String(row.year),
      href: `${PATH}/${row.year}`,
      version: row.version,
      decree: row.decree,
      status: certaintyStatus(t, row.confidence),
      counts: countWords(t, row),
    })),
    next: String(last === undefined ? given.thisYear : last + 1),
  };
}

function countWords(t: Translate, row: Pick<YearSummary, 'libur_nasional' | 'cuti_bersama' | 'local'>): string {
  const parts = [
    t('holidays:years.count.libur_nasional', { count: row.libur_nasional }),
    t('holidays:years.count.cuti_bersama', { count: row.cuti_bersama }),
    ...(row.local > 0 ? [t('holidays:years.count.local', { count: row.local })] : []),
  ];
  return parts.join(', ');
}

export type YearView = {
  year: string;
  version: number;
  decree: string;
  status: Status;
  updated: string;
  days: { date: string; href: string; kind: string; name: string; notes: string[]; decree: string | null }[];
  history: {
    version: string;
    at: string;
    href: string | null;
    what: string;
    decree: string | null;
    by: string | null;
  }[];
  actions: { add: string; list: string; mark: string };
};

/** One year: its days, what may be done, and how it became what it is. */
export function yearView(
  t: Translate,
  fmt: Format,
  given: { row: CalendarYearRow; days: readonly HolidayRow[]; changes: readonly ChangeWithName[] },
): YearView {
  const { row, days, changes } = given;
  const own = `${PATH}/${row.year}`;
  return {
    year: String(row.year),
    version: row.version,
    decree: row.decree,
    status: certaintyStatus(t, row.confidence),
    updated: fmt.dayTime(row.updated_at),
    days: days.map((day) => ({
      date: day.date,
      href: `${own}/hari/${day.id}`,
      kind: kindWords(t, day.kind),
      name: day.name,
      notes: notesOf(t, day),
      // Most days of a year share its decree: only another one is worth its place.
      decree: day.decree === row.decree ? null : day.decree,
    })),
    history: historyOf(t, fmt, row, changes),
    actions: { add: `${own}/tambah`, list: `${PATH}/impor?tahun=${row.year}`, mark: `${own}/keputusan` },
  };
}

function notesOf(t: Translate, { date, confidence, note }: HolidayRow): string[] {
  const day = weekday(date);
  return [
    ...(day === 0 || day === 6 ? [t('holidays:year.onWeekend')] : []),
    ...(confidence === 'provisional' ? [t('holidays:year.tentative')] : []),
    ...(note ? [note] : []),
  ];
}

/** The versions of a year, the newest first, down to the one it was loaded with. */
function historyOf(
  t: Translate,
  fmt: Format,
  row: CalendarYearRow,
  changes: readonly ChangeWithName[],
): YearView['history'] {
  const own = changes.filter((change) => touches(change, row.year));
  const lines = own.map((change) => ({
    version: versionOf(change.version, row.year),
    at: fmt.shortDayTime(change.made_at),
    href: `${PATH}/perubahan/${change.public_id}`,
    what: changeWords(t, change),
    decree: change.decree,
    by: change.made_by_name,
  }));
  const loaded = own.some(({ kind }) => kind === 'year');
  const first = { version: '1', at: '', href: null, what: t('holidays:year.firstVersion'), decree: null, by: null };
  return loaded ? lines : [...lines, first];
}

function touches({ dates, years }: ChangeWithName, year: number): boolean {
  const days: ChangedDay[] = JSON.parse(dates);
  const marks: YearMark[] = JSON.parse(years);
  return days.some(({ date }) => date.startsWith(`${year}-`)) || marks.some((mark) => mark.year === year);
}

function versionOf(version: string, year: number): string {
  const own = version.split(' ').find((one) => one.startsWith(`${year}.`));
  return own?.split('.')[1] ?? '–';
}

/** What a change did, in a few words. */
export function changeWords(t: Translate, { kind, dates, years }: ChangeWithName): string {
  const days: ChangedDay[] = JSON.parse(dates);
  const marks: YearMark[] = JSON.parse(years);
  const [added, removed] = (['added', 'removed'] as const).map(
    (change) => days.filter((day) => day.change === change).length,
  );
  if (days.length === 0) return t('holidays:did.decree', { year: String(marks[0]?.year ?? '') });
  if (kind === 'year') return t('holidays:did.year', { year: String(marks[0]?.year ?? ''), count: added });
  if (kind === 'add' || kind === 'remove' || kind === 'edit') return t(`holidays:did.${kind}`, { name: days[0]?.name });
  return t('holidays:did.import', { added, removed });
}

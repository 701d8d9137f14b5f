import { percentOf } from '../../web/format';
import { DISPUTE_STATES, OBJECTION_ENDS, OBJECTION_GROUNDS, REFUSAL_GROUNDS, REQUEST_ENDS } from './cell';
import type { Figures, Line } from './figures';

/** A table of open figures: `codes` name its columns, each row a key and its numbers. Null: no such number. */
export type OpenTable = {
  codes: readonly string[];
  rows: { key: string; values: (number | null)[]; small: boolean }[];
};

const LINE = ['received', 'answered', 'on_time', 'late', 'open', 'overdue_open', 'median', 'rate'] as const;
const SPREAD = ['mean', 'median', 'max'] as const;

const counted = (keys: readonly string[], of: (key: string) => number): OpenTable => ({
  codes: ['count'],
  rows: keys.map((key) => ({ key, values: [of(key)], small: false })),
});

const lines = (some: readonly Line[]): OpenTable => ({
  codes: LINE,
  rows: some.map((line) => ({
    key: line.key,
    values: LINE.map((code) =>
      code === 'rate' && line.rate !== null
        ? Math.round(percentOf(line.rate) * 10) / 1000
        : code === 'median' && line.answered === 0
          ? null
          : line[code],
    ),
    small: line.small,
  })),
});

/** The counts of requests, in the order in which they are told. */
export const SUMMARY = ['received', 'imported', ...REQUEST_ENDS, 'open', 'on_time', 'late', 'overdue_open'] as const;

/** A table with one column more: how many of its first number come from old registers, so that they are not mixed silently. */
const ofOld =
  (table: (figures: Figures) => OpenTable) =>
  (figures: Figures): OpenTable => {
    const { codes, rows } = table(figures);
    const old = figures.stats.imported === figures.stats.received ? figures : figures.imported;
    const numbers = new Map(old && table(old).rows.map(({ key, values }) => [key, values[0] ?? null]));
    const isSpread = (key: string) => (SPREAD as readonly string[]).includes(key);
    return {
      codes: [...codes, 'imported'],
      rows: rows.map((row) => ({
        ...row,
        values: [...row.values, isSpread(row.key) ? null : (numbers.get(row.key) ?? 0)],
      })),
    };
  };

/** Every table by its word in addresses, in the order of the page. */
export const TABLES = {
  // Where nothing was answered there is no mean: a nought would say that answers came on the very day.
  ringkasan: ofOld(({ stats }) => {
    const { codes, rows } = counted(SUMMARY, (key) => stats[key as (typeof SUMMARY)[number]]);
    const answered = stats.on_time + stats.late;
    const spread = SPREAD.map((key) => ({
      key,
      values: [answered === 0 ? null : stats.working_days[key]],
      small: false,
    }));
    return { codes, rows: [...rows, ...spread] };
  }),
  bulan: ofOld(({ months }) => lines(months)),
  lama: ofOld(({ days }) => ({
    codes: ['answers'],
    rows: days.map(({ days: key, answers }) => ({ key: String(key), values: [answers], small: false })),
  })),
  badan: ofOld(({ bodies }) => lines(bodies)),
  pemohon: ofOld(({ kinds }) => lines(kinds)),
  kanal: ofOld(({ channels }) => lines(channels)),
  penolakan: ofOld(({ stats }) => counted(REFUSAL_GROUNDS, (key) => stats.refusal_grounds[key as 'a'])),
  keberatan: ({ stats }: Figures) =>
    counted(['received', ...OBJECTION_ENDS, 'open'], (key) => stats.objections[key as 'received']),
  'alasan-keberatan': ({ stats }: Figures) => counted(OBJECTION_GROUNDS, (key) => stats.objections.grounds[key as 'a']),
  sengketa: ({ stats }: Figures) => counted(DISPUTE_STATES, (key) => stats.disputes[key as 'filed']),
  pelaksanaan: ({ followed }: Figures) => counted(Object.keys(followed), (key) => followed[key] ?? 0),
  eskalasi: ({ escalations }: Figures): OpenTable => ({
    codes: ['fired', 'stopped'],
    rows: escalations.map(({ step, fired, stopped }) => ({ key: step, values: [fired, stopped], small: false })),
  }),
} as const;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

export const isTable = (name: string): name is TableName => Object.hasOwn(TABLES, name);

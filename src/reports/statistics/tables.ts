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
      code === 'rate' && line.rate !== null ? Math.round(line.rate * 1000) / 1000 : line[code],
    ),
    small: line.small,
  })),
});

const SUMMARY = ['received', 'imported', ...REQUEST_ENDS, 'open', 'on_time', 'late', 'overdue_open'] as const;

/** Every table by its word in addresses, in the order of the page. */
export const TABLES = {
  ringkasan: ({ stats }: Figures): OpenTable => {
    const { codes, rows } = counted(SUMMARY, (key) => stats[key as (typeof SUMMARY)[number]]);
    const spread = SPREAD.map((key) => ({ key, values: [stats.working_days[key]], small: false }));
    return { codes, rows: [...rows, ...spread] };
  },
  bulan: ({ months }: Figures) => lines(months),
  lama: ({ days }: Figures): OpenTable => ({
    codes: ['answers'],
    rows: days.map(({ days: key, answers }) => ({ key: String(key), values: [answers], small: false })),
  }),
  badan: ({ bodies }: Figures) => lines(bodies),
  pemohon: ({ kinds }: Figures) => lines(kinds),
  kanal: ({ channels }: Figures) => lines(channels),
  penolakan: ({ stats }: Figures) => counted(REFUSAL_GROUNDS, (key) => stats.refusal_grounds[key as 'a']),
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

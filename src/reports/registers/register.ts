import type { Translate } from '../../i18n/catalogue';
import type { Identity } from '../../requests/identity';
import type { Keys } from '../../secrets/keys';

/** The registers an office keeps, as their addresses name them. */
export const REGISTERS = ['permohonan', 'keberatan', 'sengketa', 'pengecualian', 'surat', 'biaya'] as const;
export type RegisterName = (typeof REGISTERS)[number];

/**
 * How much of who asked is shown. `full`: as the law keeps it in the register (Perki 1/2021 Pasal 32), for a file with a
 * stated purpose. `screen`: names in full, numbers masked. `masked`: both masked. `none`: not even the columns.
 */
export type Sight = 'full' | 'screen' | 'masked' | 'none';

export type Cell = string | number | null;

/** What every value is written from: words, who asked, keys, and the counted days. */
export type Words = {
  t: Translate;
  sight: Sight;
  identity: Identity | null;
  /** Open what a case keeps sealed in its columns. */
  keys: Keys;
  /** Working days from receipt to answer; null where a calendar is missing. */
  days(from: string, to: string): number | null;
};

/** One column of a register. What is neither `open` nor about a person is for staff: free text may name people. */
export type Column<R> = {
  key: string;
  width: number;
  /** Who asked: the law gives it to the officers of the register only. */
  identity?: true;
  /** Stands in the public version, too. */
  open?: true;
  /** A day, `YYYY-MM-DD`: a CSV keeps it so, a work sheet as a day that it can count by, pages and prints write it out. */
  day?: true;
  /** A number of something; files keep it a number. */
  numeric?: true;
  value(row: R, words: Words): Cell;
};

/**
 * One column of the printed form, which puts several values below each other under one head. With `bare` the first of them
 * needs no name: it is what the head says.
 */
export type PrintColumn = { key: string; width: number; of: readonly string[]; bare?: true };

/** One register: its columns in the order of the annex, how they are put together on paper, and what it can be narrowed by. */
export type Register<R> = {
  name: RegisterName;
  columns: readonly Column<R>[];
  print: readonly PrintColumn[];
  /** Codes of `status`; words at `register:status.<name>.<code>`. */
  states: readonly string[];
  /** Cases of old registers stand in it, too. */
  imported: boolean;
  byBody: boolean;
  /** Its cases keep who asked sealed. */
  person: boolean;
  /** Has a version that anyone may read. */
  public: boolean;
};

/** The columns that somebody of this sight gets. */
export const columnsFor = <R>(register: Register<R>, sight: Sight): readonly Column<R>[] =>
  sight === 'none' ? register.columns.filter(({ open }) => open) : register.columns;

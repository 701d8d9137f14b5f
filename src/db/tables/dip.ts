import type { Category } from './catalogue';

/** A version of the register of public information. Frozen for good once it is enacted. */
export type DipVersionRow = {
  id: number;
  public_id: string;
  region_id: number;
  /** Given at the enactment. */
  number: number | null;
  state: 'compiling' | 'proposed' | 'returned' | 'approved' | 'enacted' | 'withdrawn';
  version: number;
  note: string | null;
  proposed_by: number | null;
  proposed_at: string;
  /** How far the snapshot is, as JSON; null before it began and when it is whole. */
  place: string | null;
  row_count: number;
  incomplete_count: number;
  /** The chain of hashes over its rows up to `row_count`. */
  rows_hash: string;
  stalled_at: string | null;
  compiled_at: string | null;
  decided_by: number | null;
  decided_at: string | null;
  decision_note: string | null;
  approved_on: string | null;
  withdrawn_at: string | null;
  withdrawn_reason: string | null;
  decree_number: string | null;
  decree_on: string | null;
  enacted_by: number | null;
  enacted_at: string | null;
  /** The last good day of its six months. */
  renew_by: string | null;
  /** Overrides of the term that were in force on the day of the decree, as JSON. */
  terms: string | null;
};

/** One frozen row: the columns of Lampiran I of Perki 1/2021, as they were. */
export type DipRowRow = {
  version_id: number;
  number: number;
  document_id: number;
  body_id: number;
  body_name: string;
  category: Category;
  subkind: string | null;
  slug: string;
  title: string;
  summary: string | null;
  holder: string | null;
  publisher: string | null;
  made_on: string | null;
  made_at: string | null;
  year: number | null;
  form: string | null;
  retention: string | null;
  /** 1: demonstration data of another regency. */
  example: number;
  hash: string;
};

/** Rows of one body and category: they stand one after the other. */
export type DipGroupRow = {
  version_id: number;
  first_number: number;
  body_id: number;
  body_name: string;
  category: Category;
  rows: number;
  incomplete: number;
};

export type DipFileRow = {
  id: number;
  public_id: string;
  version_id: number;
  stored_name: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  added_at: string;
};

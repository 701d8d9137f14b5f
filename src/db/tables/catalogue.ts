export type Category = 'berkala' | 'serta-merta' | 'setiap-saat' | 'dikecualikan';

export type DocumentRow = {
  id: number;
  public_id: string;
  region_id: number;
  slug: string;
  body_id: number;
  category: Category;
  title: string;
  summary: string | null;
  holder: string | null;
  publisher: string | null;
  made_on: string | null;
  made_at: string | null;
  year: number | null;
  form: string | null;
  retention: string | null;
  format: string | null;
  url: string | null;
  /** `review`: waits for the PPID; `scheduled`: goes out at `publish_at`. */
  state: 'draft' | 'review' | 'scheduled' | 'published' | 'withdrawn';
  published_at: string | null;
  withdrawn_at: string | null;
  withdrawn_reason: string | null;
  example: number;
  source: string | null;
  import_key: string | null;
  version: number;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  /** A code of `catalogue/subkinds.ts`. */
  subkind: string | null;
  publish_at: string | null;
  review_note: string | null;
  correction: string | null;
  corrected_at: string | null;
  /** 1: its files may not go out before an officer has confirmed that they are masked. */
  held_files: number;
  /** The version at which it last became public: what was before stays closed. */
  public_from: number;
};

/** What an agency proposes for a published document; `returned`: the PPID sent it back with a note. */
export type DocumentRevisionRow = {
  id: number;
  region_id: number;
  document_id: number;
  state: 'review' | 'returned';
  /** `Revision` of `catalogue/review/revision.ts` as JSON. */
  content: string;
  note: string | null;
  version: number;
  made_by: number | null;
  made_at: string;
};

export type DocumentLinkRow = {
  id: number;
  public_id: string;
  document_id: number;
  label: string | null;
  url: string;
  added_at: string;
  removed_at: string | null;
};

export type DocumentVersionRow = {
  id: number;
  document_id: number;
  version: number;
  content: string;
  changed_by: number | null;
  changed_at: string;
};

export type DocumentFileRow = {
  id: number;
  public_id: string;
  document_id: number;
  stored_name: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  added_at: string;
  removed_at: string | null;
  /** 1: it was replaced or taken off, and may be read from the versions that had it. */
  kept: number;
  /** The id of the file in whose place it came. */
  replaces: number | null;
  erased_at: string | null;
  /** A code of `catalogue/files/reasons.ts`. */
  erased_why: string | null;
};

/** A list of documents that an officer brings: looked at first, loaded when he says so. */
export type DocumentImportRow = {
  id: number;
  public_id: string;
  region_id: number;
  user_id: number;
  /** How the log names who loads it, as JSON. */
  actor: string;
  /** The ids of the bodies he may load for, as JSON; null: any. */
  only_bodies: string | null;
  /** Whose a row is that names no body. */
  body_id: number | null;
  as_drafts: number;
  name: string;
  stored_name: string;
  size: number;
  sha256: string;
  state: 'checking' | 'ready' | 'loading' | 'done' | 'failed';
  failure: string | null;
  /** `{ heading, column }[]` as JSON; null before it was read. */
  headings: string | null;
  /** `{ name, of }` as JSON: the sheet that was read, where a work book has several. */
  sheet: string | null;
  total: number;
  /** The first row that is not yet done in this state. */
  next_row: number;
  fresh: number;
  unchanged: number;
  refused: number;
  flagged: number;
  claim: string | null;
  claimed_until: string | null;
  created_at: string;
  confirmed_at: string | null;
  finished_at: string | null;
  expires_at: string;
};

/** What became, or would become, of one row of such a list. */
export type DocumentImportResultRow = {
  import_id: number;
  row: number;
  outcome: 'fresh' | 'unchanged' | 'refused' | 'part';
  title: string;
  remarks: string;
  flagged: number;
};

/** A file that came beside a list; `path` is how the list may name it. */
export type DocumentImportFileRow = {
  id: number;
  import_id: number;
  path: string;
  name: string;
  stored_name: string;
  media_type: string;
  size: number;
};

/** That the PPID was told what waits for him. */
export type ReviewNoticeRow = {
  region_id: number;
  document_id: number;
  kind: 'document' | 'change';
  told_at: string;
};

/** The text of a public document's file, as it is searched. */
export type DocumentTextRow = { file_id: number; document_id: number; text: string };

/** Whether a file's text was read, and what came of it (`catalogue/extraction/outcomes.ts`). */
export type DocumentExtractionRow = {
  file_id: number;
  document_id: number;
  state: 'idle' | 'waiting' | 'done';
  not_before: string;
  outcome: string | null;
  pages_read: number | null;
  tries: number;
};

/** How often a published document was opened and its files downloaded: numbers, nobody's visits. */
export type DocumentCountRow = { document_id: number; opened: number; downloaded: number };

/** Bytes of an erased file that still lie in the store. */
export type ErasedBytesRow = { stored_name: string; tries: number; next_try_at: string };

/** A small picture of a file's first page. */
export type FilePreviewRow = {
  file_id: number;
  outcome: 'drawn' | 'none' | 'too_heavy';
  stored_name: string | null;
  width: number | null;
  height: number | null;
  size: number | null;
  sha256: string | null;
  drawn_at: string;
};

import type { Language } from '../i18n/catalogue';
import type { Counted } from './counting';

/** Who signs. Without a person the office's name stands in its place. */
export type Signatory = { name: string; title: string; employee_number: string | null };

/** Who writes, as the settings `ORG_*` name it. */
export type Office = { name: string; region: string; address: string; email: string; phone: string };

/** Money is whole rupiah; only copying and sending may cost anything (Perki 1/2021 Pasal 37). */
export type Cost = {
  copy_per_sheet: number;
  sheets: number;
  sending: number;
  other: number;
  total: number;
  /** How to pay: cash, official account or e-money. */
  payment: string;
};

/** A blackened part; `ground` is a letter of UU 14/2008 Pasal 17 with its sub-item, such as `h.3`. */
export type Redaction = { part: string; ground: string; reason: string };

/** The decision (SK) that declares information exempt. Dates are `YYYY-MM-DD`. */
export type Exemption = {
  /** The item's own code; what was decided before decisions were kept has none. */
  code?: string;
  number: string;
  decided_on: string;
  title: string;
  ground: string;
};

/** What the officer decided, as kept with the request. What a notice must say: Perki 1/2021 Pasal 31(4). */
export type Decision = {
  kind: 'granted' | 'granted_partly' | 'refused' | 'not_held' | 'not_documented' | 'redirected';
  /** The written considerations: UU 14/2008 Pasal 7(4), PP 61/2010 Pasal 2. */
  considerations: string;
  under_control: boolean;
  /** The public body that holds it, where known. */
  holder?: string | null;
  holder_contact?: string | null;
  /** Why only a part is granted. */
  because?: 'not_held' | 'not_documented' | 'exempt';
  format?: 'soft' | 'hard' | 'both';
  cost?: Cost | null;
  /** Working days until the material is provided, and the last of them. */
  provide_days?: number;
  promised_on?: string;
  /** What is given. */
  material?: string;
  redactions?: Redaction[];
  exemption?: Exemption | null;
  /** Not documented yet: the day it will be available. */
  available_on?: string;
  /** Redirected: the service that is the right one. */
  service?: { name: string; contact: string; reason: string };
};

/** The dates of a request that are told to its requester. */
export const MOVED_FIELDS = ['due_on', 'repair_due_on', 'promised_on', 'object_by'] as const;
export type MovedField = (typeof MOVED_FIELDS)[number];

/** Everything a letter may say. Dates are office-local `YYYY-MM-DD`; texts are as typed, never escaped here. */
export type LetterFacts = {
  language: Language;
  /** The letter's own number, such as `014/PPID/XII/2026`. */
  number: string;
  dated_on: string;
  org: Office;
  signatory: Signatory | null;
  requester: { name: string; address: string | null; email: string | null; proxy_name: string | null };
  request: {
    number: string;
    received_on: string;
    recorded_on: string;
    details: string;
    purpose: string;
    obtain: 'view' | 'copy';
    deliver: 'pickup' | 'email' | 'post' | 'courier' | 'fax';
    due_on: string;
    perki_due_on: string | null;
    check_due_on: string | null;
    object_by: string | null;
    extended_on: string | null;
    /** The last day before the extension moved it. */
    original_due_on: string | null;
  };
  body: { name: string } | null;
  /** How the date this letter turns on was counted: the answer, the repair, the extension or the window to object. */
  due: Counted | null;
  /** Papers that lack: `ktp`, `akta`, `surat_kuasa`, `ktp_grantor`, or a free text. */
  missing?: string[];
  repair_due_on?: string | null;
  /** True when the letter goes by e-mail and so reaches the requester the day it is sent. */
  reached_by_email?: boolean;
  decision?: Decision;
  /** Which closed ground of Perki 1/2021 Pasal 36(1) an extension has, and the officer's reasons. */
  extension?: { ground: 'not_held' | 'status_undecided'; reason: string };
  /** The code that opens the case: receipt and `code_again` only. */
  code?: string;
  tracking_url: string;
  /** Names of the files handed over. */
  files?: string[];
  /** Dates that the calendar moved, and the decree that moved them. */
  moved?: { field: MovedField; old_on: string; new_on: string }[];
  moved_by?: string | null;
  /** Reminders: working days left until the date they remind of. */
  days_left?: number;
};

/** One block of a letter: in this order heading, paragraphs, list, rows. */
export type LetterSection = {
  heading?: string;
  paragraphs?: string[];
  list?: string[];
  /** Numbers the list I, II, III… */
  numerals?: 'roman';
  rows?: [string, string][];
};

/** A letter as written: complete, in its own language, so that it reads the same whatever the catalogue says later. */
export type LetterDoc = {
  kind: string;
  language: Language;
  letterhead: { government: string; office: string; address: string; email: string; phone: string };
  /** What the letter is, for lists: "Tanda terima". */
  title: string;
  number: string;
  dated_on: string;
  place: string;
  /** "Demak, Selasa, 29 Desember 2026". */
  place_and_date: string;
  to: string[];
  about: string;
  sections: LetterSection[];
  /** The code that opens the case, kept apart so that a page can leave it out. */
  code: string | null;
  signatory: Signatory | null;
  footer: string;
  /** The words around the fields, in the letter's language. */
  labels: { number: string; about: string; to: string; code: string; code_hidden: string; employee_number: string };
};

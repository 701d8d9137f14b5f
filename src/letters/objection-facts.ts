import type { Language } from '../i18n/catalogue';
import type { ObjectionGround, ObjectionOutcome } from '../workflow/objection-facts';
import type { Counted } from './counting';
import type { Exemption, LetterFacts, Office, Signatory } from './facts';

/** Where a dispute is filed: the commission that is competent (Perki 1/2013 Pasal 6), as the region's setting names it. */
export type Commission = {
  level: 'kabupaten' | 'provinsi' | 'pusat';
  name: string;
  address: string;
  email: string;
  phone: string;
  website: string;
};

/** True while nobody has filled in where the commission is: letters and pages send the citizen to ask. */
export const isUnaddressed = ({ address, email, phone }: Commission): boolean =>
  address === '' || (email === '' && phone === '');

/** The superior's answer: Perki 1/2021 Pasal 44(2), Lampiran XI. */
export type ObjectionAnswer = {
  outcome: ObjectionOutcome;
  /** Rebuttal of the grounds, and the reasons (UU 14/2008 Pasal 36(3)). */
  reasons: string;
  /** What is to be done, when it is granted. */
  order: string | null;
  exemption: Exemption | null;
  /** Who answered, as Lampiran XI names him: the superior, or his delegate. */
  by: { name: string; office: string; delegated: boolean };
};

/** Everything a letter about an objection or its dispute may say. Dates are office-local. */
export type ObjectionLetterFacts = {
  language: Language;
  number: string;
  dated_on: string;
  org: Office;
  signatory: Signatory | null;
  requester: LetterFacts['requester'];
  case_number: string;
  tracking_url: string;
  objection: {
    number: string;
    ground: ObjectionGround;
    request_number: string | null;
    received_on: string;
    recorded_on: string;
    details: string;
    purpose: string;
    position: string;
    due_on: string;
    late: boolean;
    execute_by: string | null;
    executed_on: string | null;
  };
  body: { name: string } | null;
  answer: ObjectionAnswer | null;
  /** What was agreed amicably, as the officer wrote it. */
  settlement: string | null;
  /** The window to the commission, once it is open. */
  dispute: { file_by: string; window_from: string; filed_on: string | null; filed_late: boolean } | null;
  commission: Commission;
  /** How the date that this letter turns on was counted. */
  due: Counted | null;
  reached_by_email: boolean;
  code?: string;
  missing?: string[];
  days_left?: number;
};

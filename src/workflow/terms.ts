/** Every statutory term the portal counts, as data: how long, in what, from which event, who is bound, what lapses, and where it says so. */
export type Term = {
  code: TermCode;
  days: number;
  unit: 'working_day';
  /** The event whose local date is day 0. */
  trigger: string;
  bound: 'ppid' | 'requester' | 'superior';
  /** What happens when it passes. */
  lapse: string;
  article: string;
};

export type TermCode =
  | 'completeness_check'
  | 'repair'
  | 'answer'
  | 'answer_perki'
  | 'extension'
  | 'objection_window'
  | 'objection_answer'
  | 'dispute_window';

const TERMS: readonly Term[] = [
  {
    code: 'answer',
    days: 10,
    unit: 'working_day',
    trigger: 'received',
    bound: 'ppid',
    lapse: 'overdue',
    article: 'UU 14/2008 Pasal 22 ayat (7)',
  },
  {
    code: 'answer_perki',
    days: 10,
    unit: 'working_day',
    trigger: 'declared_complete',
    bound: 'ppid',
    lapse: 'none',
    article: 'Perki 1/2021 Pasal 31 ayat (3)',
  },
  {
    code: 'extension',
    days: 7,
    unit: 'working_day',
    trigger: 'answer_due',
    bound: 'ppid',
    lapse: 'overdue',
    article: 'UU 14/2008 Pasal 22 ayat (8); Perki 1/2021 Pasal 36 ayat (2)',
  },
  {
    code: 'completeness_check',
    days: 3,
    unit: 'working_day',
    trigger: 'recorded',
    bound: 'ppid',
    lapse: 'complete_by_silence',
    article: 'Perki 1/2021 Pasal 31 ayat (2)',
  },
  {
    code: 'repair',
    days: 3,
    unit: 'working_day',
    trigger: 'incomplete_letter_reached',
    bound: 'requester',
    lapse: 'lapse',
    article: 'Perki 1/2021 Pasal 33 ayat (3)',
  },
  {
    code: 'objection_window',
    days: 30,
    unit: 'working_day',
    trigger: 'notice_reached',
    bound: 'requester',
    lapse: 'close',
    article: 'UU 14/2008 Pasal 36 ayat (1)',
  },
  {
    code: 'objection_answer',
    days: 30,
    unit: 'working_day',
    trigger: 'objection_received',
    bound: 'superior',
    lapse: 'unanswered',
    article: 'UU 14/2008 Pasal 36 ayat (2)',
  },
  {
    code: 'dispute_window',
    days: 14,
    unit: 'working_day',
    trigger: 'objection_answered',
    bound: 'requester',
    lapse: 'window_missed',
    article: 'UU 14/2008 Pasal 37 ayat (2)',
  },
];

const BY_CODE = new Map(TERMS.map((term) => [term.code, term]));

/** All terms, in the order a case meets them. */
export function allTerms(): readonly Term[] {
  return TERMS;
}

/** One term by its code. */
export function termOf(code: TermCode): Term {
  const term = BY_CODE.get(code);
  if (!term) throw new Error(`no term ${code}`);
  return term;
}

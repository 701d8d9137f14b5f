/** A year's appraisal by an information commission, with its questionnaire; see `monev`. */
export type MonevRoundRow = {
  id: number;
  region_id: number;
  year: number;
  commission: 'pusat' | 'provinsi';
  commission_name: string;
  state: 'draft' | 'proposed' | 'frozen';
  version: number;
  service_year: number;
  submit_by: string | null;
  /** Null: the beginning that nobody has compared with the commission's form. */
  basis: string | null;
  /** As JSON; `monev/questionnaire.ts`. */
  questionnaire: string;
  copied_from: number | null;
  made_by: number | null;
  made_at: string;
  changed_at: string;
  proposed_by: number | null;
  proposed_at: string | null;
};

export type MonevAnswerRow = {
  round_id: number;
  code: string;
  version: number;
  value: string;
  /** What the evidence decided at that moment, and the evidence as JSON. */
  proposed: string | null;
  evidence: string | null;
  reason: string | null;
  note: string | null;
  link: string | null;
  answered_by: number | null;
  answered_at: string;
};

/** Answers as they were approved; never changed. `score` in hundredths. */
export type MonevFreezeRow = {
  id: number;
  round_id: number;
  number: number;
  content: string;
  hash: string;
  score: number;
  band: string;
  frozen_by: number | null;
  frozen_at: string;
};

/** What the commission announced of a round, as it was entered; never changed. `score` in hundredths. */
export type MonevResultRow = {
  id: number;
  round_id: number;
  number: number;
  score: number;
  band: string;
  announced_on: string;
  announcement: string;
  link: string | null;
  /** Points by the code of the section, as JSON. */
  sections: string;
  /** Why it was entered anew; null in the first. */
  reason: string | null;
  recorded_by: number | null;
  recorded_at: string;
};

/** The announcement of a result. */
export type MonevResultFileRow = {
  id: number;
  result_id: number;
  stored_name: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  added_at: string;
};

/** How fresh and complete an agency's publishing is; `detail` is the JSON of `BodyDetail` of `src/freshness/score.ts`. */
export type BodyFreshnessRow = {
  body_id: number;
  region_id: number;
  seen_at: string | null;
  reckoned_on: string;
  reckoned_at: string;
  score: number;
  overdue: number;
  last_published_at: string | null;
  detail: string;
};

/** A rung of the publishing ladder: sent, or skipped because a higher one was due by then. */
export type FreshnessReminderRow = {
  id: number;
  region_id: number;
  body_id: number;
  subkind: string;
  due_on: string;
  step: string;
  outcome: 'sent' | 'skipped';
  made_at: string;
};

import type { Announcement } from '../announcements/queries';
import type { DipVersionRow } from '../db/tables/dip';
import type { BodyScore } from '../freshness/queries';
import type { Stats } from '../reports/statistics/stats';

/** The annual report of the year of service, as far as it has come. */
export type AnnualFacts = {
  due_by: string;
  published_on: string | null;
  copied_on: string | null;
  document: string | null;
};

/** How many people hold an office, and which agencies have nobody who publishes and answers for them. */
export type OfficeFacts = {
  ppid: number;
  atasan: number;
  petugas: number;
  agencies: number;
  without: readonly string[];
};

/** Everything the evidence is drawn from, read at one moment by the slices that keep it. */
export type Facts = {
  today: string;
  timezone: string;
  /** The year whose service is judged. */
  year: number;
  /** When each text of the office was last written or found right: an instant by its code. */
  texts: ReadonlyMap<string, string>;
  dip: Pick<
    DipVersionRow,
    'number' | 'decree_number' | 'decree_on' | 'renew_by' | 'row_count' | 'incomplete_count'
  > | null;
  annual: AnnualFacts;
  /** Null where the figures do not add up, or a calendar is missing: then they prove nothing. */
  stats: Stats | null;
  /** The agencies' scores; those that are public bodies of their own are not among them. */
  scores: readonly Pick<BodyScore, 'short_name' | 'reckoned_on' | 'detail'>[];
  registers: { permohonan: number; keberatan: number };
  exemptions: { in_force: number; waiting: number };
  announced: Pick<Announcement, 'public_id' | 'title' | 'made_at'> | null;
  offices: OfficeFacts;
};

import type { Category } from './catalogue';

/** An agency's own system whose list of documents is read on a schedule. */
export type HarvestSourceRow = {
  id: number;
  public_id: string;
  region_id: number;
  body_id: number;
  name: string;
  kind: 'ckan' | 'dcat' | 'feed' | 'table';
  url: string;
  /** Of items that name none. */
  category: Category;
  subkind: string | null;
  every: 'daily' | 'weekly';
  /** Days after which a document is withdrawn that the source has no more. */
  grace_days: number;
  active: number;
  version: number;
  etag: string | null;
  last_modified: string | null;
  last_run_at: string | null;
  last_ok_at: string | null;
  next_run_at: string | null;
  failures: number;
  failure: string | null;
  question: string | null;
  loss_accepted: number;
  claim: string | null;
  claimed_until: string | null;
  /** `{ at, since }` as JSON: where a reading goes on that took too long for one run, and when it began. */
  resume: string | null;
  created_by: number | null;
  created_at: string;
  updated_at: string;
  ended_at: string | null;
};

export type HarvestItemRow = {
  id: number;
  source_id: number;
  external_id: string;
  document_id: number;
  hash: string;
  document_version: number;
  first_seen_at: string;
  gone_at: string | null;
  withdrawn_at: string | null;
  kept: number;
  /** In a reading of several runs: when the reading began that has seen it. */
  seen_at: string | null;
};

export type HarvestRunRow = {
  id: number;
  source_id: number;
  started_at: string;
  finished_at: string;
  /** `partly`: the time ran out; the next run goes on. */
  outcome: 'ok' | 'same' | 'asks' | 'failed' | 'partly';
  found: number;
  fresh: number;
  changed: number;
  unchanged: number;
  edited: number;
  /** Changes that wait for the PPID. */
  proposed: number;
  gone: number;
  refused: number;
  failure: string | null;
  refusals: string;
};

/** A personal-data breach. Its clock runs in hours: all its times are instants. */
export type BreachRow = {
  id: number;
  public_id: string;
  region_id: number;
  number: string;
  state: 'open' | 'notified' | 'closed';
  version: number;
  seq: number;
  head_hash: string;
  case_key_sealed: string | null;
  content_sealed: string | null;
  people_count: number | null;
  discovered_at: string;
  recorded_at: string;
  recorded_by: number | null;
  due_at: string;
  /** Overrides of terms that the case keeps, as JSON; null for the law's own. */
  terms: string | null;
  subjects_notified_at: string | null;
  agency_notified_at: string | null;
  agency_way: string | null;
  public_notified_at: string | null;
  /** The announcement stands in for single notices, because nobody could be named. */
  public_instead: number;
  closed_at: string | null;
  closed_as: 'handled' | 'no_breach' | null;
  ladder_since: string;
  next_action_at: string | null;
  erased_at: string | null;
};

/** Somebody whose data a breach disclosed. `told_at` is the instant the notice was sent by `way`. */
export type BreachAddresseeRow = {
  id: number;
  breach_id: number;
  contact_sealed: string;
  contact_index: string;
  by_email: number;
  way: 'email' | 'post' | 'courier' | 'hand' | null;
  told_at: string | null;
};

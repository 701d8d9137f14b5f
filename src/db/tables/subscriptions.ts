/** Alerts by e-mail for one address and one search, or for announcements. */
export type SubscriptionRow = {
  id: number;
  public_id: string;
  region_id: number;
  kind: 'announcements' | 'documents';
  email_sealed: string;
  email_index: string;
  /** `SavedSearch` as JSON. */
  search: string;
  search_key: string;
  language: 'id' | 'en';
  frequency: 'at_once' | 'daily' | 'weekly';
  /** What becomes the frequency once the newest link is confirmed. */
  asked_frequency: 'at_once' | 'daily' | 'weekly';
  state: 'waiting' | 'active';
  token_hash: string | null;
  token_expires_at: string | null;
  asked_at: string;
  created_at: string;
  confirmed_at: string | null;
  seen_until: string | null;
  next_digest_at: string | null;
};

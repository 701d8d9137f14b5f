/** A table that a backup carries: the columns of its key, by which it is read page by page. */
export type Carried = { name: string; key: readonly string[]; self?: string };

const byId = ['id'] as const;

/**
 * Every table in an order in which each follows those it refers to. `self` is a column that refers to the table itself
 * and may point forward: it is filled in last.
 */
export const CARRIED: readonly Carried[] = [
  { name: 'regions', key: byId },
  { name: 'settings', key: ['region_id', 'key'] },
  { name: 'bodies', key: byId, self: 'parent_id' },
  { name: 'calendar_years', key: ['region_id', 'year'] },
  { name: 'holidays', key: byId },
  { name: 'users', key: byId },
  { name: 'user_roles', key: byId },
  { name: 'calendar_changes', key: byId },
  { name: 'calendar_moved_cases', key: byId },
  { name: 'term_overrides', key: byId },
  { name: 'duty_texts', key: byId },
  { name: 'ladder_versions', key: byId },
  { name: 'ladder_recounts', key: ['version_id'] },
  { name: 'audit_events', key: byId },
  { name: 'audit_chains', key: ['chain'] },
  { name: 'audit_seals', key: byId },
  { name: 'outbox', key: byId },
  { name: 'documents', key: byId },
  { name: 'document_versions', key: byId },
  { name: 'document_files', key: byId },
  { name: 'document_links', key: byId },
  { name: 'document_revisions', key: byId },
  { name: 'announcements', key: byId },
  { name: 'announcement_updates', key: byId },
  { name: 'announcement_mailings', key: byId },
  { name: 'subscriptions', key: byId },
  { name: 'dip_versions', key: byId },
  { name: 'dip_rows', key: ['version_id', 'number'] },
  { name: 'dip_groups', key: ['version_id', 'body_id', 'category'] },
  { name: 'dip_files', key: byId },
  { name: 'dip_reminders', key: ['version_id', 'step'] },
  { name: 'exemption_delegations', key: byId },
  { name: 'exemption_decisions', key: byId },
  { name: 'exemptions', key: byId, self: 'replaces_id' },
  { name: 'exemption_files', key: byId },
  { name: 'counters', key: ['region_id', 'kind', 'year'] },
  { name: 'requests', key: byId },
  { name: 'request_answers', key: byId },
  { name: 'request_files', key: byId, self: 'original_id' },
  { name: 'idempotency_keys', key: ['region_id', 'key'] },
  { name: 'escalations', key: byId },
  { name: 'objections', key: byId },
  { name: 'disputes', key: byId },
  { name: 'case_files', key: byId },
  { name: 'letters', key: byId },
  { name: 'breaches', key: byId },
  { name: 'breach_addressees', key: byId },
];

/** What stays behind, and why that is no loss. */
export const LEFT_BEHIND: Readonly<Record<string, string>> = {
  sessions: 'everybody signs in again',
  user_tokens: 'a one-time link that was used must not open again',
  request_drafts: 'an unfinished form lives for hours, and was never a request',
  objection_drafts: 'an unfinished form lives for hours, and was never an objection',
  write_turn: 'holds nothing',
  dip_prints: 'the printed register is made again from its rows',
  document_search: 'follows from the documents',
  migrations: 'the manifest names them',
  migrations_lock: 'holds nothing',
};

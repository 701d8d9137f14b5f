import type { AuditActor } from '../../audit/commands';
import type { ObjectionRow } from '../../db/tables/objections';
import type { StoredFile } from '../../requests/filing/input';
import type { Identity, RequesterKind } from '../../requests/identity';
import type { RefusalCode } from '../../workflow/refusals';

/** An objection as it is filed, whatever the channel. */
export type ObjectionFiling = {
  channel: ObjectionRow['channel'];
  language: ObjectionRow['language'];
  ground: string;
  /** The request objected to; null for ground b. */
  requestId: number | null;
  /** Ground b: the body that should have published, the item if there is one, and the day he found it missing. */
  bodyId: number | null;
  documentId?: number | null;
  foundOn?: string | null;
  requesterKind: RequesterKind;
  identity: Identity;
  /** What was asked, or should have been published. */
  details: string;
  purpose: string;
  /** Kasus posisi. */
  position: string;
  userId: number | null;
  files: StoredFile[];
  actor: AuditActor;
  /** The draft it was written in: sent twice, it is one objection. */
  draftId?: number | null;
  /** For what an officer enters: the true day of receipt, and why it was entered later. */
  receivedOn?: string;
  lateEntryReason?: string | null;
};

export type ObjectionReceipt = {
  id: number;
  publicId: string;
  number: string;
  received_on: string;
  due_on: string;
  late: boolean;
  object_by: string | null;
};

/**
 * `repeated`: it got its number a moment ago; `own` when this very draft was filed then, otherwise the same objection
 * without a request, in the same name.
 */
export type ObjectionResult =
  | { kind: 'filed'; receipt: ObjectionReceipt; code: string }
  | { kind: 'repeated'; receipt: ObjectionReceipt; own: boolean }
  | { kind: 'refused'; code: RefusalCode | 'late_entry_needs_reason' | 'late_entry_needs_scan' }
  | { kind: 'no_calendar'; year: number };

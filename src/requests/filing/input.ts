import type { AuditActor } from '../../audit/commands';
import type { RequestFileKind, RequestRow } from '../../db/tables/requests';
import type { Identity, RequesterKind } from '../identity';

/** A file that already lies in the store, sealed when it is an identity paper. */
export type StoredFile = {
  kind: RequestFileKind;
  storedName: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  sealed: boolean;
};

/** A request as it is filed, whatever the channel. `receivedOn` is for what an officer enters: the true day of receipt. */
export type Filing = {
  channel: RequestRow['channel'];
  language: RequestRow['language'];
  requesterKind: RequesterKind;
  identity: Identity;
  details: string;
  purpose: string;
  obtain: RequestRow['obtain'];
  deliver: RequestRow['deliver'];
  bodyId: number | null;
  userId: number | null;
  files: StoredFile[];
  actor: AuditActor;
  receivedOn?: string;
  lateEntryReason?: string | null;
  idempotency?: { key: string; bodyHash: string } | null;
  draftId?: number | null;
};

export type Receipt = {
  id: number;
  publicId: string;
  number: string;
  received_at: string;
  due_on: string;
  missing: string[];
};

/**
 * `filed`: a new case. `repeated`: the same key or draft again; its owner may see the code. `duplicate`: the same
 * identity and text within a day from somewhere else; only the number is told, and the code goes to the address on file.
 */
export type FilingResult =
  | { kind: 'filed' | 'repeated'; receipt: Receipt; code: string }
  | { kind: 'duplicate'; receipt: Receipt }
  | { kind: 'key_reused' }
  | { kind: 'refused'; code: 'received_after_recorded' | 'late_entry_needs_reason' | 'late_entry_needs_scan' }
  | { kind: 'no_calendar'; year: number };

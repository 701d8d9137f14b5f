import type { AuditActor } from '../audit/commands';
import type { BreachRefusal } from '../workflow/breach-facts';
import type { Role } from '../workflow/facts';
import type { Contact } from './contact';
import type { BreachContent } from './content';

/** People chosen from the list: some by their keys, or everybody who waits for a letter on paper (`post`) or at all. */
export type Chosen = number[] | 'waiting' | 'post';

/** What an officer asks for, with all that a form says. Texts have been checked there. */
export type Asked =
  | { do: 'describe'; content: BreachContent; people_count: number | null }
  | { do: 'add_addressees'; contacts: Contact[] }
  | { do: 'drop_addressees'; chosen: Chosen; reason: string }
  | { do: 'notify_subjects' }
  | { do: 'record_sending'; chosen: Chosen; way: 'post' | 'courier' | 'hand'; sent_at: string }
  /** `sent_at` null: now, because the portal sends it. */
  | { do: 'notify_agency'; way: string; sent_at: string | null; note: string | null }
  | { do: 'notify_public'; sent_at: string; instead: boolean; note: string }
  | { do: 'correct_discovery'; discovered_at: string; reason: string }
  | { do: 'dismiss'; reason: string }
  | { do: 'close'; reason: string };

export type BreachInput = { number: string; version: number; role: Role; by: AuditActor; ask: Asked };

export type StepDone =
  | { ok: true }
  | { ok: false; kind: 'not_found' }
  | { ok: false; kind: 'stale' }
  | { ok: false; kind: 'refused'; code: BreachRefusal }
  /** People of a list who are written down already, by their place in it. */
  | { ok: false; kind: 'known'; places: number[] };

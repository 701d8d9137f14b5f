import type { Actor } from '../../src/workflow/facts';
import type { DayOffKey } from './days';
import type { Stepped, Told } from './model';
import type { Kind } from './rules';

export type Ids = {
  bodies: { own: number; other: number };
  users: { petugas: number; ppid: number; atasan: number; opd: number; other: number };
};

export type Filing = { received: string; opened: boolean; body: number | null; email: boolean; scan: boolean };
export type ObjectionFiling = {
  ground: string;
  received: string;
  found: string | null;
  request: string | null;
  body: number | null;
  email: boolean;
  scan: boolean;
};

/** One entry of the log of a case, or with `day` of the calendar's, as far as it can be replayed. */
export type LogEntry = {
  ref: string;
  kind: string;
  at: number;
  changes: Record<string, [unknown, unknown]>;
  day?: DayOffKey;
};

export type Standing = { ref: string; kind: Kind; facts: object; next: string | null; events: number };

/** Everything that came into being since the last look. Letters hold their whole text, and how many mails carry them, where there are any. */
export type Look = {
  cases: Standing[];
  letters: { ref: string; kind: string; text: string | null; mails: number | null }[];
  rungs: Told['rungs'];
  log: LogEntry[];
  /** Messages that left: each with the occasion that it is never sent twice for. */
  mails: string[];
};

/** What the model is compared with: the rules alone, or the portal on a database. Refusals come as their code. */
export type Portal = {
  ids: Ids;
  /** True where messages are written. */
  mails: boolean;
  setNow(ms: number): void;
  file(filing: Filing): Promise<string | null>;
  object(filing: ObjectionFiling): Promise<string | null>;
  step(ref: string, step: Stepped, actor: Actor): Promise<string | null>;
  /** The mail of a case's newest letter of a kind leaves only now. */
  mailLeaves(ref: string, letter: string): Promise<void>;
  change(day: DayOffKey, way: 'add' | 'remove'): Promise<string | null>;
  sweep(): Promise<void>;
  look(): Promise<Look>;
};

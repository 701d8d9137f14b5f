import type { AuditHeadRow } from '../db/tables/audit';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import { casePage } from './areas';
import type { LogEntry, LogPerson } from './log-queries';

type Choice = { value: string; label: string };
type Pages = { next: string | null; first: string | null };
type Column = { key: string; label: string; head: boolean; numeric: boolean };

export type LogLine = {
  kind: string;
  when: string;
  at: string;
  /** When it happened, where that is not when it was written. */
  happened: string | null;
  who: string;
  about: { text: string; href: string | null };
  from: string | null;
  changes: string[];
  detail: string | null;
  place: string;
};

export type LogView = {
  form: FormState;
  kinds: Choice[];
  people: { label: string; href: string }[];
  lines: LogLine[];
  pages: Pages;
};

type Payload = {
  actor?: { role?: string; name?: string | null; deputy_for?: number | null };
  changes?: Record<string, [unknown, unknown]>;
  detail?: Record<string, unknown>;
  from?: { ip?: string };
};

/** The log as it is read and searched. */
export function logView(
  given: {
    form: FormState;
    query: Record<string, string>;
    kinds: readonly string[];
    people: readonly LogPerson[];
    entries: readonly LogEntry[];
    numbers: ReadonlyMap<string, { number: string; kind: string }>;
    next: number | null;
    beyondFirst: boolean;
  },
  t: Translate,
  fmt: Format,
): LogView {
  const { query } = given;
  return {
    form: given.form,
    kinds: given.kinds.map((kind) => ({ value: kind, label: kind })),
    people: given.people.map(({ name, email }) => ({
      label: `${name} (${email})`,
      href: withQuery('/auditor/log', { ...query, orang: email }),
    })),
    lines: given.entries.map((entry) => lineOf(entry, given.numbers, t, fmt)),
    pages: {
      next: given.next === null ? null : withQuery('/auditor/log', { ...query, sesudah: encodeCursor(given.next) }),
      first: given.beyondFirst ? withQuery('/auditor/log', query) : null,
    },
  };
}

function lineOf(
  entry: LogEntry,
  numbers: ReadonlyMap<string, { number: string; kind: string }>,
  t: Translate,
  fmt: Format,
): LogLine {
  const said = contentOf(entry.payload);
  const actor = said.actor ?? {};
  const role = t(`auditor:actor.${ACTORS.has(actor.role ?? '') ? actor.role : 'other'}`, { role: actor.role ?? '' });
  const known = numbers.get(entry.chain);
  return {
    kind: entry.kind,
    when: fmt.shortDayTime(entry.recorded_at),
    at: entry.recorded_at,
    happened: entry.occurred_at === entry.recorded_at ? null : fmt.shortDayTime(entry.occurred_at),
    who: actor.name ? `${actor.name} · ${role}` : role,
    about: known
      ? { text: known.number, href: casePage('auditor', known.kind, known.number) }
      : { text: entry.chain, href: null },
    from: said.from?.ip ?? null,
    changes: Object.entries(said.changes ?? {})
      .slice(0, MOST_CHANGES)
      .map(([name, [before, after]]) => `${name}: ${words(before, t)} → ${words(after, t)}`),
    detail: Object.keys(said.detail ?? {}).length === 0 ? null : JSON.stringify(said.detail, shortened(t), 1),
    place: t('auditor:log.place', { seq: entry.seq, id: entry.id, hash: entry.hash.slice(0, 16) }),
  };
}

const ACTORS = new Set(['petugas', 'ppid', 'opd', 'atasan', 'auditor', 'admin', 'requester', 'visitor', 'system']);
const MOST_CHANGES = 40;
const LONGEST = 300;

/** A row that somebody changed may hold anything: the page shows it, and the verifier names it. */
function contentOf(payload: string): Payload {
  try {
    return JSON.parse(payload) as Payload;
  } catch {
    return { detail: { payload } };
  }
}

function words(value: unknown, t: Translate): string {
  if (value === null || value === undefined || value === '') return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return isSealed(text) ? t('auditor:log.sealed') : text.slice(0, LONGEST);
}

const shortened = (t: Translate) => (_: string, value: unknown) =>
  typeof value === 'string' ? words(value, t) : value;

/** Personal values are sealed under the key of their case, which the log does not hold. */
const isSealed = (text: string): boolean => /^v1\.[0-9a-f]{8}\./.test(text);

/** The heads as a table for machines, each with its signature and the key it was signed with. */
export const headRows = (heads: readonly AuditHeadRow[]): (string | number)[][] => [
  ['day', 'seal', 'seal_id', 'last_event', 'signature', 'public_key'],
  ...heads.map((head) => [head.day, head.seal, head.seal_id, head.last_event, head.signature, head.public_key]),
];

export type HeadsView = { columns: Column[]; rows: Record<string, unknown>[]; pages: Pages; key: string };

/** The heads of past days with the key that signed them. */
export function headsView(
  given: { heads: readonly AuditHeadRow[]; key: string; path: string; next: string | null; beyondFirst: boolean },
  t: Translate,
  fmt: Format,
): HeadsView {
  return {
    columns: ['day', 'seal', 'number'].map((key) => ({
      ...{ key, label: t(`auditor:head.${key}`) },
      ...{ head: key === 'day', numeric: false },
    })),
    rows: given.heads.map((head) => ({
      day: fmt.shortDay(head.day),
      seal: head.seal,
      number: t('auditor:head.numberOf', { seal: head.seal_id, event: head.last_event }),
    })),
    key: given.key,
    pages: {
      next: given.next === null ? null : withQuery(given.path, { sesudah: encodeCursor(given.next) }),
      first: given.beyondFirst ? given.path : null,
    },
  };
}

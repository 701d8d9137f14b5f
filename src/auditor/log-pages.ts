import type { AuditHeadRow } from '../db/tables/audit';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import { casePage } from './areas';
import { chainWords, eventWords, fieldWords, isSealed, type ValueWords, valueWords } from './event-words';
import type { LogEntry, LogPerson } from './log-queries';

type Choice = { value: string; label: string };
type Pages = { next: string | null; first: string | null };
type Column = { key: string; label: string; head: boolean; numeric: boolean };

export type LogLine = {
  title: string;
  when: string;
  at: string;
  /** When it happened, where that is not when it was written. */
  happened: string | null;
  who: string;
  about: { text: string; href: string | null };
  from: string | null;
  changes: string[];
  said: string[];
  /** As it stands in the log: codes, instants, and what is too deep to be told. */
  technical: { lines: string[]; raw: string | null };
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
  words: ValueWords,
): LogView {
  const { t } = words;
  const { query } = given;
  return {
    form: given.form,
    kinds: given.kinds
      .map((kind) => ({ value: kind, label: eventWords(kind, null, t) }))
      .sort((a, b) => a.label.localeCompare(b.label, 'id')),
    people: given.people.map(({ name, email }) => ({
      label: `${name} (${email})`,
      href: withQuery('/auditor/log', { ...query, orang: email }),
    })),
    lines: given.entries.map((entry) => lineOf(entry, given.numbers, words)),
    pages: {
      next: given.next === null ? null : withQuery('/auditor/log', { ...query, sesudah: encodeCursor(given.next) }),
      first: given.beyondFirst ? withQuery('/auditor/log', query) : null,
    },
  };
}

function lineOf(
  entry: LogEntry,
  numbers: ReadonlyMap<string, { number: string; kind: string }>,
  words: ValueWords,
): LogLine {
  const { t, fmt } = words;
  const said = contentOf(entry.payload);
  const actor = said.actor ?? {};
  const role = t(`auditor:actor.${ACTORS.has(actor.role ?? '') ? actor.role : 'other'}`, { role: actor.role ?? '' });
  const known = numbers.get(entry.chain);
  return {
    title: eventWords(entry.kind, entry.chain, t),
    when: fmt.shortDayTime(entry.recorded_at),
    at: entry.recorded_at,
    happened: entry.occurred_at === entry.recorded_at ? null : fmt.shortDayTime(entry.occurred_at),
    who: actor.name ? `${actor.name} · ${role}` : role,
    about: known
      ? { text: known.number, href: casePage('auditor', known.kind, known.number) }
      : { text: chainWords(entry.chain, t), href: null },
    from: said.from?.ip ?? null,
    changes: changeWords(entry.chain, said.changes ?? {}, words),
    said: detailWords(entry.chain, said.detail ?? {}, words),
    technical: {
      lines: [
        t('auditor:log.raw', { kind: entry.kind, chain: entry.chain }),
        t('auditor:log.rawTimes', { recorded: entry.recorded_at, occurred: entry.occurred_at }),
        t('auditor:log.place', { seq: entry.seq, id: entry.id, hash: entry.hash.slice(0, 16) }),
      ],
      raw: rawOf(said, t),
    },
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

/** Old and new value of each column, in words. */
export const changeWords = (chain: string, changes: Record<string, [unknown, unknown]>, words: ValueWords): string[] =>
  Object.entries(changes)
    .slice(0, MOST_CHANGES)
    .map(([field, pair]) => {
      const [before, after] = Array.isArray(pair) ? pair : [null, pair];
      return words.t('auditor:log.change', {
        name: fieldWords(field, words.t),
        before: valueWords(chain, field, before, words),
        after: valueWords(chain, field, after, words),
      });
    });

/** What an entry says beside its changes; what is sealed or too deep for a line is left to the technical part. */
function detailWords(chain: string, detail: Record<string, unknown>, words: ValueWords): string[] {
  const told = Object.entries(detail).filter(([, value]) => value !== null && value !== '' && !isDeep(value));
  return told
    .filter(([, value]) => typeof value !== 'string' || !isSealed(value))
    .slice(0, MOST_CHANGES)
    .map(([field, value]) =>
      words.t('auditor:log.said', { name: fieldWords(field, words.t), value: valueWords(chain, field, value, words) }),
    );
}

const isDeep = (value: unknown): boolean =>
  typeof value === 'object' && (!Array.isArray(value) || value.some((one) => typeof one === 'object'));

function rawOf({ changes = {}, detail = {} }: Payload, t: Translate): string | null {
  const raw = {
    ...(Object.keys(changes).length > 0 ? { changes } : {}),
    ...(Object.keys(detail).length > 0 ? { detail } : {}),
  };
  return Object.keys(raw).length === 0 ? null : JSON.stringify(raw, shortened(t));
}

const shortened = (t: Translate) => (_: string, value: unknown) =>
  typeof value !== 'string' ? value : isSealed(value) ? t('auditor:log.sealed') : value.slice(0, LONGEST);

/**
 * The heads as a table for machines, each with what its signature is over and the key. No cell begins with a sign that a
 * spreadsheet runs, and none has a line break: signatures are in hex, the key is the base64 of its PEM in one line.
 */
export const headRows = (heads: readonly AuditHeadRow[], region: string): (string | number)[][] => [
  ['day', 'region', 'seal', 'seal_id', 'last_event', 'signature_hex', 'public_key'],
  ...heads.map(({ day, seal, seal_id, last_event, signature, public_key }) => {
    const key = public_key.replace(/-----[^-]+-----|\s/g, '');
    return [day, region, seal, seal_id, last_event, Buffer.from(signature, 'base64').toString('hex'), key];
  }),
];

export type HeadsView = {
  columns: Column[];
  rows: Record<string, unknown>[];
  pages: Pages;
  key: string;
  region: string;
};

/** The heads of past days with the key that signed them. */
export function headsView(
  given: {
    heads: readonly AuditHeadRow[];
    key: string;
    region: string;
    path: string;
    next: string | null;
    beyondFirst: boolean;
  },
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
    region: given.region,
    pages: {
      next: given.next === null ? null : withQuery(given.path, { sesudah: encodeCursor(given.next) }),
      first: given.beyondFirst ? given.path : null,
    },
  };
}

import { eventWords, type ValueWords } from '../../auditor/event-words';
import { changeWords } from '../../auditor/log-pages';
import type { Translate } from '../../i18n/catalogue';
import { type Area, anyCasePath } from '../../requests/staff/areas';
import { rungWords } from '../../requests/staff/timeline-pages';
import { withQuery } from '../../web/pagination';
import { type Home, questionQuery } from './address';
import type { AskedCases, AskedRung } from './case-forms';
import type { CaseEvent, FiguredCase, NamedCase } from './case-queries';
import type { FiredRung } from './escalation-queries';
import type { Question } from './figures';
import { AFTER_OBJECTIONS, AFTER_PETITIONS } from './followed';
import { rowLabel, type Words } from './labels';

type Cell = string | null | { text: string; href: string };

export type CasesView = {
  back: string;
  facts: { label: string; value: string }[];
  columns: { key: string; label: string; head: boolean; numeric: boolean }[];
  rows: Record<string, Cell>[];
  empty: string;
  /** How far this page looked where nothing more was found, and where the look goes on. */
  walked: { text: string; link: { label: string; href: string } } | null;
  pages: { next: string | null; first: string | null };
};

/** Who reads, where his pages are, and where in the list he is. */
export type Reading = {
  question: Question;
  home: Home;
  area: Area;
  query: Record<string, string>;
  next: string | null;
  /** The day or instant that the page's look came to; null where it was not cut short. */
  walked: string | null;
  started: boolean;
};

/** The cases behind a number, as they stood on the day it speaks of. */
export function casesView(asked: AskedCases, rows: readonly FiguredCase[], reading: Reading, words: Words): CasesView {
  const { t, fmt } = words;
  const { kind } = asked.figure;
  const walked = reading.walked && t('statistics:cases.walked', { day: fmt.day(reading.walked) });
  return {
    ...frameOf({ ...reading, walked }, words, ['number', 'received', 'result', 'answered', 'due']),
    facts: factsOf(figureWords(asked.code, words), reading, words),
    empty: t(emptyWords('cases', reading)),
    rows: rows.map((row) => ({
      number: numberCell(kind, row, reading),
      received: fmt.shortDay(row.received_on),
      result: resultWords(kind, row.result, words),
      answered: row.answered_on && fmt.shortDay(row.answered_on),
      due: row.due_on && fmt.shortDay(row.due_on),
      events: { text: t('statistics:cases.open_events'), href: eventsPath(kind, row.number) },
    })),
  };
}

/** The reminders behind a number: each that was sent, or those after which a case needed none any more. */
export function rungsView(
  asked: AskedRung,
  rungs: readonly (FiredRung & NamedCase)[],
  reading: Reading,
  words: Words,
): CasesView {
  const { t, fmt } = words;
  const walked = reading.walked && t('statistics:rungs.walked', { at: fmt.dayTime(reading.walked) });
  return {
    ...frameOf({ ...reading, walked }, words, ['number', 'kind', 'fired', 'turn']),
    facts: factsOf(rungTitle(asked, words), reading, words),
    empty: t(emptyWords('rungs', reading)),
    rows: rungs.map((rung) => ({
      number: numberCell(rung.case_kind, rung, reading),
      kind: t(`statistics:kind.${rung.case_kind}`),
      fired: fmt.shortDayTime(rung.fired_at),
      turn: fmt.shortDay(rung.due_on),
      events: { text: t('statistics:cases.open_events'), href: eventsPath(rung.case_kind, rung.number) },
    })),
  };
}

/** "Peringatan: Tinggal dua hari". */
export const rungTitle = ({ step, stopped }: AskedRung, { t }: Words): string =>
  t(stopped ? 'statistics:rungs.stopped' : 'statistics:rungs.title', { rung: rungWords(step, t) });

/** What an empty page says: a later one speaks of what is left, not of the whole figure. */
const emptyWords = (of: 'cases' | 'rungs', { walked, started }: Reading): string =>
  walked !== null ? 'statistics:cases.none_here' : `statistics:${of}.${started ? 'none_more' : 'none'}`;

const RUNG_COLUMNS: ReadonlySet<string> = new Set(['kind', 'fired', 'turn']);

/** Columns and addresses, which every list behind a number has; `walked` in words. A body's own people meet the events on the page of the case, as far as they concern it. */
function frameOf(
  { question, home, area, query, next, walked, started }: Reading,
  { t }: Words,
  columns: readonly string[],
): Pick<CasesView, 'back' | 'columns' | 'walked' | 'pages'> {
  const address = { ...questionQuery(question), ...query };
  const on = next && withQuery(home.cases, { ...address, sesudah: next });
  return {
    back: withQuery(home.page, { ...questionQuery(question), ...home.query }),
    columns: [...columns, ...(area === 'body' ? [] : ['events'])].map((key) => ({
      key,
      label: t(`statistics:${RUNG_COLUMNS.has(key) ? 'rungs' : 'cases'}.${key}`),
      head: key === 'number',
      numeric: false,
    })),
    walked: walked && on ? { text: walked, link: { label: t('statistics:cases.walk_on'), href: on } } : null,
    pages: {
      next: walked ? null : on,
      first: started ? withQuery(home.cases, address) : null,
    },
  };
}

const factsOf = (figure: string, { question, query }: Reading, words: Words): CasesView['facts'] => [
  { label: words.t('statistics:cases.figure'), value: figure },
  { label: words.t('statistics:form.year_label'), value: String(question.year) },
  { label: words.t('statistics:form.day_label'), value: words.fmt.day(question.asOf) },
  ...lineFacts(query, words),
];

/** A body opens the cases that it holds now; what went on to another it only counts. */
function numberCell(kind: FiredRung['case_kind'], one: NamedCase, { area, question }: Reading): Cell {
  if (area === 'body' && one.holder !== question.bodyId) return one.number;
  return { text: one.number, href: anyCasePath(area, kind, one.number) };
}

const eventsPath = (kind: string, number: string): string => `/statistik/peristiwa/${kind}/${number}`;

/** "Permohonan: Dijawab terlambat". */
export function figureWords(code: string, { t }: Words): string {
  const [kind = '', part = ''] = code.split('.');
  const name =
    part in AFTER_OBJECTIONS || part in AFTER_PETITIONS
      ? rowLabel('pelaksanaan', part, { t } as Words)
      : kind === 'dispute'
        ? t(`workflow:dispute.state.${part}`)
        : kind === 'objection'
          ? rowLabel('keberatan', part, { t } as Words)
          : t(`statistics:row.${part}`);
  return t('statistics:cases.named', { kind: t(`statistics:kind.${kind}`), name });
}

const LINES = { badan: 'badan', bulan: 'bulan', pemohon: 'pemohon', kanal: 'kanal', hari: 'lama' } as const;

function lineFacts(query: Record<string, string>, words: Words): CasesView['facts'] {
  const { t, bodies } = words;
  const facts = Object.entries(LINES).flatMap(([name, table]) => {
    const value = query[name];
    if (value === undefined) return [];
    const key = name === 'badan' ? String([...bodies].find(([, { slug }]) => slug === value)?.[0] ?? '') : value;
    return [{ label: t(`statistics:table.${table}.head`), value: rowLabel(table, key, words) }];
  });
  const { alasan, angka = '' } = query;
  if (alasan === undefined) return facts;
  const table = angka.startsWith('objection') ? 'alasan-keberatan' : 'penolakan';
  return [...facts, { label: t(`statistics:table.${table}.head`), value: rowLabel(table, alasan, words) }];
}

function resultWords(kind: string, result: string, words: Words): string {
  const { t } = words;
  if (kind === 'dispute') return t(`workflow:dispute.state.${result}`);
  return kind === 'objection' ? rowLabel('keberatan', result, words) : t(`statistics:row.${result}`);
}

type Payload = { changes?: Record<string, [unknown, unknown]>; detail?: Record<string, unknown> };

export type EventsView = {
  number: string;
  more: boolean;
  events: {
    seq: number;
    title: string;
    occurred: string;
    recorded: string;
    changes: string[];
    rung: string | null;
    /** As it stands in the log. */
    raw: {
      kind: string;
      occurred: string;
      recorded: string;
      changes: { field: string; from: string; to: string }[];
      hash: string;
    };
  }[];
};

/** Every entry of a case's chain: when it happened, when it was written, and what it changed; the codes of it apart. */
export function eventsView(
  { number, chain }: { number: string; chain: string },
  events: readonly CaseEvent[],
  more: boolean,
  words: ValueWords,
): EventsView {
  const { t, fmt } = words;
  return {
    number,
    more,
    events: events.map(({ seq, kind, occurred_at, recorded_at, payload, hash }) => {
      const { changes = {}, detail = {} } = JSON.parse(payload) as Payload;
      return {
        ...{ seq, title: eventWords(kind, chain, t) },
        ...{ occurred: fmt.shortDayTime(occurred_at), recorded: fmt.shortDayTime(recorded_at) },
        changes: changeWords(chain, changes, words),
        // A reminder changes nothing: which one it was, of which day, and whom it reached.
        rung:
          kind === 'escalated'
            ? t('statistics:events.rung', {
                rung: rungWords(String(detail.step), t),
                due: fmt.shortDay(String(detail.due_on)),
                to: t(`cases:addressee.${detail.sent_to}`),
              })
            : null,
        raw: {
          ...{ kind, hash, occurred: occurred_at, recorded: recorded_at },
          changes: Object.entries(changes).map(([field, [from, to]]) => ({
            field,
            from: coded(from, t),
            to: coded(to, t),
          })),
        },
      };
    }),
  };
}

const coded = (value: unknown, t: Translate): string =>
  value === null || value === undefined
    ? t('statistics:events.nothing')
    : typeof value === 'string'
      ? value
      : JSON.stringify(value);

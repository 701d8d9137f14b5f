import { type Area, anyCasePath } from '../../requests/staff/areas';
import { withQuery } from '../../web/pagination';
import { questionQuery } from './address';
import type { AskedCases } from './case-forms';
import type { CaseEvent, FiguredCase } from './case-queries';
import type { Question } from './figures';
import { rowLabel, type Words } from './labels';

type Cell = string | null | { text: string; href: string };

export type CasesView = {
  back: string;
  facts: { label: string; value: string }[];
  columns: { key: string; label: string; head: boolean; numeric: boolean }[];
  rows: Record<string, Cell>[];
  pages: { next: string | null; first: string | null };
};

/** The cases behind a number, as they stood on the day it speaks of. */
export function casesView(
  { question, asked, query }: { question: Question; asked: AskedCases; query: Record<string, string> },
  { rows, next, started }: { rows: readonly FiguredCase[]; next: string | null; started: boolean },
  words: Words,
  area: Area,
): CasesView {
  const { t, fmt } = words;
  const { kind } = asked.figure;
  const address = { ...questionQuery(question), ...query };
  const columns = ['number', 'received', 'result', 'answered', 'due', ...(area === 'auditor' ? ['events'] : [])];
  return {
    back: withQuery('/statistik', questionQuery(question)),
    facts: [
      { label: t('statistics:cases.figure'), value: figureWords(asked.code, words) },
      { label: t('statistics:form.year_label'), value: String(question.year) },
      { label: t('statistics:form.day_label'), value: fmt.day(question.asOf) },
      ...lineFacts(query, words),
    ],
    columns: columns.map((key) => ({
      key,
      label: t(`statistics:cases.${key}`),
      head: key === 'number',
      numeric: false,
    })),
    rows: rows.map((row) => ({
      number: { text: row.number, href: anyCasePath(area, kind, row.number) },
      received: fmt.shortDay(row.received_on),
      result: resultWords(kind, row.result, words),
      answered: row.answered_on && fmt.shortDay(row.answered_on),
      due: row.due_on && fmt.shortDay(row.due_on),
      events: { text: t('statistics:cases.open_events'), href: eventsPath(kind, row.number) },
    })),
    pages: {
      next: next && withQuery('/statistik/kasus', { ...address, sesudah: next }),
      first: started ? withQuery('/statistik/kasus', address) : null,
    },
  };
}

const eventsPath = (kind: string, number: string): string => `/statistik/peristiwa/${kind}/${number}`;

/** "Permohonan: Dijawab terlambat". */
export function figureWords(code: string, { t }: Words): string {
  const [kind = '', part = ''] = code.split('.');
  const name =
    kind === 'dispute'
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

export type EventsView = {
  number: string;
  more: boolean;
  events: {
    seq: number;
    kind: string;
    occurred: string;
    recorded: string;
    changes: { field: string; from: string; to: string }[];
    hash: string;
  }[];
};

/** Every entry of a case's chain: when it happened, when it was written, and what it changed. */
export function eventsView(number: string, events: readonly CaseEvent[], more: boolean, { t, fmt }: Words): EventsView {
  const value = (one: unknown): string =>
    one === null || one === undefined ? t('statistics:events.nothing') : String(one);
  return {
    number,
    more,
    events: events.map(({ seq, kind, occurred_at, recorded_at, payload, hash }) => {
      const { changes = {} } = JSON.parse(payload) as { changes?: Record<string, [unknown, unknown]> };
      return {
        ...{ seq, kind, hash, occurred: fmt.shortDayTime(occurred_at), recorded: fmt.shortDayTime(recorded_at) },
        changes: Object.entries(changes).map(([field, [from, to]]) => ({ field, from: value(from), to: value(to) })),
      };
    }),
  };
}

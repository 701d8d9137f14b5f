import type { StatsView as PublishingView } from '../../freshness/pages';
import type { FormState } from '../../web/forms';
import { withQuery } from '../../web/pagination';
import { casesHref, type Home, questionQuery } from './address';
import { CARD_HEIGHT } from './card';
import { type ChartKey, chartKey, chartOf } from './charts';
import { figureOf } from './figure';
import { type Figures, type Question, SMALL } from './figures';
import { AFTER_OBJECTIONS } from './followed';
import { knownNames, PAGE_NAMES } from './forms';
import { rowKey, rowLabel, type Words } from './labels';
import { type OpenTable, TABLE_NAMES, TABLES, type TableName } from './tables';

/** A number of a table, and where the cases behind it are listed. */
type Cell = { text: string; href: string | null };

export type Section = {
  id: TableName;
  title: string;
  note: string | null;
  chart: string | null;
  key: ChartKey;
  /** Said above a table that is so long that it moves in a frame of its own; null for one that stands whole. */
  long: string | null;
  columns: string[];
  rows: { label: string; cells: Cell[] }[];
  /** Where the table is had as a file; null where it is for one reader only. */
  files: { csv: string; json: string } | null;
};

export type StatisticsView = {
  form: FormState;
  years: { value: string; label: string }[];
  sources: { value: string; label: string }[];
  today: string;
  /** Why there are no figures, or null. */
  fault: string | null;
  asOf: string;
  /** Said of a year without a case; null where there is one. */
  empty: string | null;
  tiles: { label: string; value: string; href: string | null }[];
  sections: Section[];
  publishing: PublishingView;
  /** Of which day freshness speaks, where the figures speak of another; null where both are of today. */
  publishedNow: string | null;
  /** Names in the address that nothing here answers to; null where there are none. */
  strange: string | null;
  api: string;
  embed: string;
  /** The page of a reader's own public body, where he has one. */
  own: { label: string; href: string } | null;
};

/** `home`: where the cases behind the numbers are listed for this reader; null where he may not see any. */
export type Shown = { question: Question; figures: Figures; words: Words; home: Home | null };

/** Addresses beside a table and the page's own question, wherever they stand. */
export type Given = {
  form: FormState;
  years: readonly number[];
  today: string;
  fault: string | null;
  publishing: PublishingView;
  baseUrl: string;
  hasBody: boolean;
  fmt: Words['fmt'];
  /** Names in the address that are none of this page's questions. */
  strange: readonly string[];
};

/** What the page says of a question, the same for every reader of a language. */
export type Parts = Pick<StatisticsView, 'asOf' | 'empty' | 'tiles' | 'sections'>;

export const NO_PARTS: Parts = { asOf: '', empty: null, tiles: [], sections: [] };

export const partsOf = (shown: Shown): Parts => ({
  asOf: [asOfWords(shown), oldWords(shown)].filter(Boolean).join(' '),
  empty: emptyWords(shown),
  tiles: tilesOf(shown),
  sections: tablesOf(shown.question).map((name) => sectionOf(name, shown)),
});

const asOfWords = ({ question: { year, asOf }, words: { t, fmt } }: Shown): string =>
  t('statistics:as_of', { day: fmt.day(asOf), year: String(year) });

/** How many cases of old registers are among the requests; null where none is, or nothing else was asked for. */
export function oldWords({ question, figures: { stats }, words: { t, fmt } }: Shown): string | null {
  if (question.source !== null || stats.imported === 0) return null;
  return t('statistics:with_old', { count: stats.imported, number: fmt.number(stats.imported) });
}

/** A year of which nothing is known by that day is said to be one: zeros alone might be a mistake. */
function emptyWords({ question, figures: { stats }, words: { t, fmt } }: Shown): string | null {
  const disputes = Object.values(stats.disputes).reduce((sum, n) => sum + n, 0);
  if (stats.received + stats.objections.received + disputes > 0) return null;
  return t('statistics:empty', { year: String(question.year), day: fmt.day(question.asOf) });
}

/** One body is not compared with others. */
const tablesOf = ({ bodyId }: Question): readonly TableName[] =>
  bodyId === undefined ? TABLE_NAMES : TABLE_NAMES.filter((name) => name !== 'badan');

/** `/statistik`: the year's service in figures, each with its table, its picture and its files; then who publishes. */
export function statisticsView(
  shown: { question: Question; parts: Parts } | null,
  given: Given,
  { t }: Pick<Words, 't'>,
): StatisticsView {
  const { form, years, today, fault, publishing, baseUrl, hasBody } = given;
  const query = shown ? questionQuery(shown.question) : {};
  const card = withQuery(`${baseUrl}/statistik/kartu`, { tahun: query.tahun });
  return {
    ...{ form, years: yearOptions(years, form), sources: sourceOptions(t, form), today },
    ...{ fault, strange: strangeWords(given.strange, t) },
    ...(shown?.parts ?? NO_PARTS),
    publishing,
    publishedNow: nowWords(shown?.question.asOf, given, t),
    api: withQuery('/api/v1/stats', shown ? { year: shown.question.year, as_of: shown.question.asOf } : {}),
    embed: `<iframe src="${card.replace(/&/g, '&amp;')}" title="${t('statistics:title')}" width="100%" height="${CARD_HEIGHT}" loading="lazy"></iframe>`,
    own: hasBody ? { label: t('statistics:own.open'), href: '/opd/statistik' } : null,
  };
}

/** Freshness is reckoned for today alone: under the heading of another day that is said. */
export function nowWords(
  asOf: string | undefined,
  { today, fmt }: Pick<Given, 'today' | 'fmt'>,
  t: Words['t'],
): string | null {
  if (asOf === undefined || asOf === today) return null;
  return t('statistics:fresh_now', { today: fmt.day(today), day: fmt.day(asOf) });
}

/** What an address asks that this page knows nothing of: it is said, and not passed over. */
const strangeWords = (names: readonly string[], t: Words['t']): string | null =>
  names.length === 0
    ? null
    : t('statistics:form.strange_page', { names: names.join(', '), known: knownNames(PAGE_NAMES) });

type Option = { value: string; label: string };

export const yearOptions = (years: readonly number[], form: FormState): Option[] =>
  withTyped(
    years.map((year) => ({ value: String(year), label: String(year) })),
    form.values.tahun,
  );

export const sourceOptions = (t: Words['t'], form: FormState): Option[] =>
  withTyped(
    ['portal', 'impor'].map((value) => ({ value, label: t(`statistics:source.${value}`) })),
    form.values.sumber,
  );

/** What stands in the address is what the field shows, whether it is one of the choices or not. */
function withTyped(options: Option[], typed: string | string[] | undefined): Option[] {
  if (typeof typed !== 'string' || typed === '' || options.some(({ value }) => value === typed)) return options;
  return [...options, { value: typed, label: typed.slice(0, 40) }];
}

/** The few numbers that are asked for first. A rate of too few cases is none. */
export function tilesOf({ question, figures, words: { t, fmt }, home }: Shown): StatisticsView['tiles'] {
  const { stats } = figures;
  const due = stats.on_time + stats.late + stats.overdue_open;
  const answered = stats.on_time + stats.late;
  const tile = (key: string, value: string, code: string | null = null) => ({
    ...{ label: t(`statistics:tile.${key}`), value },
    href: home && code ? casesHref(home, question, code) : null,
  });
  return [
    tile('received', fmt.number(stats.received), 'request.received'),
    tile('on_time', onTimeWords(stats.received, stats.on_time, due, t, fmt), 'request.on_time'),
    tile('median', answered === 0 ? '–' : fmt.number(stats.working_days.median)),
    tile('overdue_open', fmt.number(stats.overdue_open), 'request.overdue_open'),
    tile('objections', fmt.number(stats.objections.received), 'objection.received'),
    // A window that is open or was missed is no dispute yet.
    tile('disputes', fmt.number(figures.followed.petitions ?? 0), 'dispute.petitions'),
  ];
}

/** Where nothing came there is nothing to say; of few cases a share would say too much. */
function onTimeWords(
  received: number,
  onTime: number,
  due: number,
  t: Shown['words']['t'],
  fmt: Shown['words']['fmt'],
): string {
  if (received === 0) return '–';
  return due < SMALL ? t('statistics:few', { count: SMALL }) : fmt.percent(onTime / due);
}

/** A table of more rows than this moves in its frame, so that what comes after it is still found. */
const MOST_ROWS = 25;

function sectionOf(name: TableName, shown: Shown): Section {
  const { question, figures, words } = shown;
  const { t } = words;
  const table = shownColumns(TABLES[name](figures), figures);
  const title = t(`statistics:table.${name}.title`);
  const file = (ending: string) => withQuery(`/statistik/${name}.${ending}`, questionQuery(question));
  const chart = chartOf(name, figures, words);
  return {
    id: name,
    title,
    note: table.codes.includes('rate') ? t('statistics:rate_note', { count: SMALL }) : noteOf(name, shown),
    chart,
    key: chart && table.codes.includes('rate') ? chartKey(t) : [],
    long: table.rows.length > MOST_ROWS ? t('statistics:long', { number: words.fmt.number(table.rows.length) }) : null,
    columns: [t(`statistics:table.${name}.head`), ...table.codes.map((code) => t(`statistics:column.${code}`))],
    rows: table.rows.map((row) => rowOf(name, table, row, shown)),
    files: question.bodyId === undefined ? { csv: file('csv'), json: file('json') } : null,
  };
}

/** Without cases of old registers their column is empty: only files keep it, whose columns never change. */
function shownColumns({ codes, rows }: OpenTable, { imported }: Figures): OpenTable {
  const last = codes.indexOf('imported');
  if (last < 0 || imported) return { codes, rows };
  return { codes: codes.slice(0, last), rows: rows.map((row) => ({ ...row, values: row.values.slice(0, last) })) };
}

function noteOf(name: TableName, { question, words: { t } }: Shown): string | null {
  if (name === 'eskalasi' && question.bodyId !== undefined) return t('statistics:own.rungs');
  return ['eskalasi', 'sengketa', 'pelaksanaan'].includes(name) ? t(`statistics:table.${name}.note`) : null;
}

function rowOf(
  name: TableName,
  table: OpenTable,
  row: OpenTable['rows'][number],
  shown: Shown,
): Section['rows'][number] {
  const { words, home, question } = shown;
  const { t, fmt } = words;
  const cells = table.codes.map((code, i): Cell => {
    const value = row.values[i] ?? null;
    // Where nothing came there is nothing of which too little came: its counts say 0, and of nothing there is no share.
    const came = row.values[table.codes.indexOf('received')] !== 0;
    if (value === null)
      return { text: code === 'rate' && came ? t('statistics:few', { count: SMALL }) : '–', href: null };
    if (code === 'rate') return { text: fmt.percent(value), href: null };
    const key = rowKey(name, row.key, words);
    const from = code === 'imported' ? table.codes[0] : code;
    const asked: Question = code === 'imported' ? { ...question, source: 'imported' } : question;
    const href = home && value > 0 ? hrefOf(name, from ?? code, key, { home, question: asked }) : null;
    return { text: fmt.number(value, 2), href };
  });
  return { label: rowLabel(name, row.key, words), cells };
}

/** Where the cases behind a number are listed; null for a number that is no count of cases. */
function hrefOf(
  name: TableName,
  code: string,
  key: string,
  { home, question }: { home: Home; question: Question },
): string | null {
  const to = (figure: string, line: Record<string, string> = {}) =>
    figureOf(figure) ? casesHref(home, question, figure, line) : null;
  switch (name) {
    case 'ringkasan':
      return to(`request.${key}`);
    case 'penolakan':
      return to('request.refused', { alasan: key });
    case 'lama':
      return to('request.answered', { hari: key });
    case 'keberatan':
      return to(`objection.${key}`);
    case 'alasan-keberatan':
      return to('objection.received', { alasan: key });
    case 'sengketa':
      return to(`dispute.${key}`);
    case 'pelaksanaan':
      return to(`${key in AFTER_OBJECTIONS ? 'objection' : 'dispute'}.${key}`);
    case 'eskalasi':
      return casesHref(home, question, `escalation.${code}`, { tangga: key });
    default:
      return to(`request.${code}`, { [name]: key });
  }
}

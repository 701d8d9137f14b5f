import { localDay } from '../calendar/working-days';
import type { FreshnessPanel } from '../catalogue/freshness-door';
import { SUBKINDS } from '../catalogue/subkinds';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import type { BodyScore } from './queries';
import type { ItemLine, Part } from './score';
import { type FreshnessSettings, TELLS } from './settings';

/** Bands of the score, for its colour only; the number stands beside it. */
export const toneOf = (score: number): FreshnessPanel['tone'] =>
  score >= 80 ? 'good' : score >= 50 ? 'progress' : 'bad';

const ITEM_TONE = { present: 'good', due: 'progress', missing: 'neutral', overdue: 'bad' } as const;

/** 0 to 4: nothing, one, two or three, up to nine, more. */
export const heatLevel = (published: number): number =>
  published === 0 ? 0 : published === 1 ? 1 : published <= 3 ? 2 : published <= 9 ? 3 : 4;

/** The reckoning of one body: its score with the reasons, each mandatory item, and its weeks. */
export function panelOf(body: BodyScore, t: Translate, fmt: Format): FreshnessPanel {
  const { items, parts, weeks } = body.detail;
  return {
    score: body.score,
    tone: toneOf(body.score),
    reasons: parts.map((part) => reasonOf(part, t)),
    items: items.map((item) => itemOf(item, t, fmt, body.slug)),
    heat: weeks.map(({ monday, published }) => ({
      label: t('freshness:heat.week', { day: fmt.shortDay(monday), count: published }),
      level: heatLevel(published),
    })),
    reckoned: t('freshness:reckoned', { at: fmt.dayTime(body.reckoned_at) }),
  };
}

const reasonOf = ({ code, got, most, done, of }: Part, t: Translate): string =>
  t(`freshness:reason.${code}`, { got, most, done, of });

function itemOf({ code, state, due_on, last_on }: ItemLine, t: Translate, fmt: Format, slug: string) {
  const kind = SUBKINDS.find((one) => one.code === code);
  return {
    name: t(`catalogue:subkind.${code}`),
    article: kind?.article ?? '',
    state: { label: t(`freshness:item.${state}`), tone: ITEM_TONE[state] },
    last: last_on && fmt.day(last_on),
    due: due_on && fmt.day(due_on),
    href: last_on && kind ? `/informasi?badan=${slug}&kategori=${kind.category}` : null,
  };
}

export type StatsView = {
  totals: { label: string; value: string }[];
  /** The newest week first, so that it is in view on a small screen. */
  weeks: { label: string; short: string }[];
  /** The weeks by the month they began in. */
  months: { label: string; weeks: number }[];
  /** What each depth of colour means. */
  legend: { level: number; label: string }[];
  rows: {
    name: string;
    href: string;
    score: number;
    tone: FreshnessPanel['tone'];
    overdue: number;
    last: string;
    heat: { label: string; level: number; published: number }[];
  }[];
  csv: string;
};

/** The publishing part of `/statistik`: who publishes and who does not, best first, with the weeks of half a year. */
export function statsView(scores: readonly BodyScore[], timezone: string, t: Translate, fmt: Format): StatsView {
  const thisWeek = scores.filter(({ detail }) => (detail.weeks.at(-1)?.published ?? 0) > 0).length;
  const inTime = scores.flatMap(({ detail }) => detail.items);
  const kept = inTime.filter(({ state }) => state === 'present' || state === 'due').length;
  const mondays = (scores[0]?.detail.weeks ?? []).map(({ monday }) => monday).reverse();
  const figure = (key: string, value: string) => ({ label: t(`freshness:total.${key}`), value });
  return {
    totals: [
      figure('week', t('freshness:total.of', { n: fmt.number(thisWeek), of: fmt.number(scores.length) })),
      figure('items', inTime.length === 0 ? '–' : fmt.percent(kept / inTime.length)),
      figure('overdue', fmt.number(scores.reduce((sum, { overdue }) => sum + overdue, 0))),
      figure('median', scores.length === 0 ? '–' : fmt.number(medianOf(scores.map(({ score }) => score)))),
    ],
    weeks: mondays.map((monday) => ({
      label: t('freshness:heat.from', { day: fmt.shortDay(monday) }),
      short: String(Number(monday.slice(8))),
    })),
    months: monthsOf(mondays, t),
    legend: [0, 1, 2, 3, 4].map((level) => ({ level, label: t(`freshness:heat.level.${level}`) })),
    rows: scores.map((body) => ({
      name: body.name,
      href: `/badan-publik/${body.slug}`,
      score: body.score,
      tone: toneOf(body.score),
      overdue: body.overdue,
      last: body.last_published_at ? fmt.shortDay(localDay(body.last_published_at, timezone)) : '–',
      heat: body.detail.weeks.toReversed().map(({ monday, published }) => ({
        label: t('freshness:heat.week', { day: fmt.shortDay(monday), count: published }),
        level: heatLevel(published),
        published,
      })),
    })),
    csv: '/statistik/kesegaran.csv',
  };
}

/** Months of weeks that stand in a row, with how many of them each has. */
function monthsOf(mondays: readonly string[], t: Translate): StatsView['months'] {
  const months: { month: string; weeks: number }[] = [];
  for (const monday of mondays) {
    const month = monday.slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.weeks += 1;
    else months.push({ month, weeks: 1 });
  }
  return months.map(({ month, weeks }) => ({ label: t(`freshness:month.${Number(month.slice(5))}`), weeks }));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, sorted[Math.floor(sorted.length / 2)] ?? 0];
  return (low + high) / 2;
}

/** The table of `/statistik` for a spreadsheet: one row a body, one column a week. */
export function freshnessRows(scores: readonly BodyScore[]): string[][] {
  const weeks = (scores[0]?.detail.weeks ?? []).map(({ monday }) => monday);
  return [
    ['kode', 'nama', 'skor', 'informasi_wajib_terlambat', 'terakhir_terbit', ...weeks],
    ...scores.map(({ slug, name, score, overdue, last_published_at, detail }) => [
      ...[slug, name, String(score), String(overdue), last_published_at ?? ''],
      ...detail.weeks.map(({ published }) => String(published)),
    ]),
  ];
}

export type OwnView = {
  bodies: { name: string; panel: FreshnessPanel | null; publish: { label: string; href: string }[] }[];
};

/** `/opd/kesegaran`: an agency's own standing, with a way to publish each item that is missing or late. */
export function ownView(
  bodies: readonly { slug: string; name: string; score: BodyScore | undefined }[],
  t: Translate,
  fmt: Format,
): OwnView {
  return {
    bodies: bodies.map(({ slug, name, score }) => ({
      name,
      panel: score ? panelOf(score, t, fmt) : null,
      publish: (score?.detail.items ?? [])
        .filter(({ state }) => state !== 'present')
        .map(({ code }) => ({
          label: t('freshness:own.publish', { item: t(`catalogue:subkind.${code}`) }),
          href: `/opd/informasi/baru?badan=${slug}&subjenis=${code}`,
        })),
    })),
  };
}

export type SettingsView = {
  form: FormState;
  rungs: { index: number; step: string; name: string }[];
  tells: { value: string; label: string }[];
  /** The bodies, each with the field of its own rhythm. */
  own: { field: string; name: string }[];
};

/** `/admin/kesegaran`: weights of the score, weeks of the rhythm, and whom each rung tells. */
export function settingsView(
  settings: FreshnessSettings,
  bodies: readonly { slug: string; name: string }[],
  form: FormState | null,
  t: Translate,
): SettingsView {
  const { weights, weeks, rungs, rhythm } = settings;
  const values: Record<string, string> = {
    mandatory: String(weights.mandatory),
    rhythm: String(weights.rhythm),
    columns: String(weights.columns),
    weeks: String(weeks),
    every: String(rhythm.every),
    agency: String(rhythm.agency),
    head: String(rhythm.head),
    ...Object.fromEntries(Object.entries(rhythm.own).map(([slug, own]) => [`own[${slug}]`, String(own)])),
    ...Object.fromEntries(
      rungs.flatMap(({ days, to }, i) => [
        [`rungs[${i}][days]`, String(days)],
        [`rungs[${i}][to]`, to],
      ]),
    ),
  };
  return {
    form: form ?? { values, errors: {} },
    rungs: rungs.map(({ step }, index) => ({ index, step, name: t(`freshness:rung.${step}`) })),
    tells: TELLS.map((value) => ({ value, label: t(`freshness:told.${value}`) })),
    own: bodies.map(({ slug, name }) => ({ field: `own[${slug}]`, name })),
  };
}

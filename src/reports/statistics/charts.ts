import type { Translate } from '../../i18n/catalogue';
import { type Bar, barChart, columnChart } from './chart';
import type { Figures, Line } from './figures';
import { rowLabel, type Words } from './labels';
import type { TableName } from './tables';

/** More bodies than this make a chart nobody reads; the table has them all. */
const MOST_BARS = 15;

/** The series of a line, from the ground up; with `rest` they are all that was received. */
const SERIES = [
  ['on_time', 'good'],
  ['late', 'bad'],
  ['overdue_open', 'warn'],
  ['running', 'info'],
  ['rest', 'quiet'],
] as const;

export type ChartKey = { series: string; label: string }[];

export const chartKey = (t: Translate): ChartKey =>
  SERIES.map(([code, series]) => ({ series, label: t(`statistics:series.${code}`) }));

/** The picture of a table; null where a table says it better alone. */
export function chartOf(name: TableName, figures: Figures, words: Words): string | null {
  const { t } = words;
  const said = { title: t(`statistics:table.${name}.title`), description: t('statistics:chart') };
  const bars = (lines: readonly Line[]) => lines.map((line) => barOf(name, line, words));
  if (name === 'bulan') return columnChart(shortMonths(bars(figures.months)), said);
  if (name === 'lama') return figures.days.length === 0 ? null : columnChart(dayBars(figures, words), said);
  const lines = { badan: figures.bodies, pemohon: figures.kinds, kanal: figures.channels }[name as string];
  return lines && lines.length > 0 ? barChart(bars(lines.slice(0, MOST_BARS)), said) : null;
}

function barOf(name: TableName, line: Line, words: Words): Bar {
  const label = rowLabel(name, line.key, words);
  const { received, answered, open, on_time, late, overdue_open } = line;
  const value = { on_time, late, overdue_open, running: open - overdue_open, rest: received - answered - open };
  return {
    label,
    parts: SERIES.map(([code, series]) => ({ value: value[code], series })),
    text: words.t('statistics:bar', { label, received, on_time, late }),
  };
}

const shortMonths = (bars: readonly Bar[]): Bar[] => bars.map((bar) => ({ ...bar, label: bar.label.slice(0, 3) }));

/** Every day up to the longest that is common; what took longer stands in one last column. */
function dayBars({ days }: Figures, { t }: Words): Bar[] {
  const most = 30;
  const answers = new Map(days.map((one) => [one.days, one.answers]));
  const longest = Math.min(most, days.at(-1)?.days ?? 0);
  const bars = Array.from({ length: longest + 1 }, (_, day) => dayBar(String(day), answers.get(day) ?? 0, t));
  const beyond = days.filter((one) => one.days > most).reduce((sum, one) => sum + one.answers, 0);
  return beyond === 0 ? bars : [...bars, dayBar(`>${most}`, beyond, t)];
}

const dayBar = (label: string, value: number, t: Translate): Bar => ({
  ...{ label, parts: [{ value, series: 'info' }] },
  text: t('statistics:day_bar', { days: label, answers: value }),
});

/**
 * Charts as SVG text, without a style attribute or element (the pages' policy forbids both): colours are classes of the
 * stylesheet, sizes are presentation attributes. A chart only draws what the table beside it says.
 */
type Attributes = Record<string, string | number>;

/** One column or bar: its label, and its parts from the ground up, each with the class of its series. */
export type Bar = { label: string; parts: readonly { value: number; series: string }[]; text: string };

export type ChartWords = { title: string; description: string };

const WIDTH = 640;
const HEIGHT = 220;
const GROUND = 24;
const TOP = 20;

/** Upright columns, their parts stacked. Every column carries its sentence for whoever points at it. */
export function columnChart(bars: readonly Bar[], words: ChartWords): string {
  const most = Math.max(1, ...bars.map(wholeOf));
  const step = WIDTH / Math.max(1, bars.length);
  const width = Math.max(1, Math.min(40, step * 0.7));
  const scale = (HEIGHT - GROUND - TOP) / most;
  // As many labels as have room; the table names them all.
  const every = Math.max(1, Math.ceil((bars.length * 46) / WIDTH));
  const columns = bars.map((bar, i) => {
    const middle = step * i + step / 2;
    let y = HEIGHT - GROUND;
    const parts = bar.parts.map(({ value, series }) => {
      const height = value * scale;
      y -= height;
      return element('rect', { class: `chart-${series}`, ...box(middle - width / 2, y, width, height) });
    });
    const whole = wholeOf(bar);
    const top = whole === 0 ? [] : [text(String(whole), middle, y - 5, 'middle')];
    const label = i % every === 0 ? [text(bar.label, middle, HEIGHT - 7, 'middle')] : [];
    return element('g', {}, [element('title', {}, [escaped(bar.text)]), ...parts, ...top, ...label]);
  });
  const ground = HEIGHT - GROUND;
  const line = element('line', { class: 'chart-line', x1: 0, y1: ground, x2: WIDTH, y2: ground });
  return drawing(HEIGHT, words, [line, ...columns]);
}

const ROW = 34;

/** Lying bars, one below the other, each under its label. */
export function barChart(bars: readonly Bar[], words: ChartWords): string {
  const most = Math.max(1, ...bars.map(wholeOf));
  const scale = (WIDTH - 60) / most;
  const rows = bars.map((bar, i) => {
    let x = 0;
    const y = i * ROW + 17;
    const parts = bar.parts.map(({ value, series }) => {
      const width = value * scale;
      x += width;
      return element('rect', { class: `chart-${series}`, ...box(x - width, y, width, 12) });
    });
    const label = text(bar.label, 0, y - 4, 'start');
    const whole = text(String(wholeOf(bar)), x + 6, y + 10.5, 'start');
    return element('g', {}, [element('title', {}, [escaped(bar.text)]), label, ...parts, whole]);
  });
  return drawing(Math.max(1, bars.length) * ROW + 4, words, rows);
}

const wholeOf = ({ parts }: Bar): number => parts.reduce((sum, { value }) => sum + value, 0);
const box = (x: number, y: number, width: number, height: number): Attributes => ({
  ...{ x: round(x), y: round(y), width: round(width), height: round(height) },
});
const round = (n: number): number => Math.round(n * 100) / 100;

function text(words: string, x: number, y: number, anchor: 'start' | 'middle'): string {
  return element('text', { class: 'chart-text', x: round(x), y: round(y), 'text-anchor': anchor }, [escaped(words)]);
}

function drawing(height: number, { title, description }: ChartWords, children: readonly string[]): string {
  const label = element('title', {}, [escaped(title)]);
  const told = element('desc', {}, [escaped(description)]);
  return element('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': title }, [
    ...[label, told, ...children],
  ]);
}

function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return children.length === 0
    ? `<${name}${given.join('')}/>`
    : `<${name}${given.join('')}>${children.join('')}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (words: string): string => words.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

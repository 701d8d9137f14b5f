import { bars, IDENTITY, type Matrix, map, outlinesOf, type Point, times } from './pdf-geometry';

/** One drawing operation of a page: its pdf.js name and plain arguments. */
export type Operation = [name: string, args: unknown[]];

/** Something filled: a polygon in page units (1/72 inch). `dark` is null when the colour is a pattern. */
export type Area = { order: number; outline: Point[]; dark: boolean | null };

/** One sign of live text: where its middle is, and whether it is dark or not drawn at all. */
export type Glyph = { order: number; middle: Point; text: string; dark: boolean };

type Shown = number | { text: string; width: number; space: boolean };

const OPAQUE = 0.85;

const START = {
  at: IDENTITY,
  fill: true as boolean | null,
  fillOpaque: true,
  stroke: true,
  strokeOpaque: true,
  lineWidth: 1,
  fontSize: 0,
  charSpace: 0,
  wordSpace: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
};

/** Follows the operations of a page and tells what was filled and what was written, in the order of painting. */
export function paint(operations: readonly Operation[]): { areas: Area[]; glyphs: Glyph[] } {
  const painter = new Painter();
  for (const operation of operations) painter.run(operation);
  return { areas: painter.areas, glyphs: painter.glyphs };
}

/** The graphics state of a page. Its methods are called by the names pdf.js gives to operations. */
class Painter {
  readonly areas: Area[] = [];
  readonly glyphs: Glyph[] = [];
  private state = { ...START };
  private readonly saved: (typeof START)[] = [];
  private order = 0;
  private text: Matrix = IDENTITY;
  private line: Point = { x: 0, y: 0 };
  private pen: Point = { x: 0, y: 0 };

  run([name, args]: Operation): void {
    this.order++;
    const act = (this as unknown as Record<string, ((...args: unknown[]) => void) | undefined>)[name];
    act?.apply(this, args);
  }

  save(): void {
    this.saved.push({ ...this.state });
  }
  restore(): void {
    this.state = this.saved.pop() ?? { ...START };
  }
  transform(...matrix: number[]): void {
    this.state.at = times(this.state.at, matrix as unknown as Matrix);
  }
  paintFormXObjectBegin(matrix: Matrix | null): void {
    this.save();
    if (matrix) this.transform(...matrix);
  }
  paintFormXObjectEnd(): void {
    this.restore();
  }
  beginGroup(): void {
    this.save();
  }
  endGroup(): void {
    this.restore();
  }
  beginAnnotation(place: Matrix, matrix: Matrix): void {
    this.save();
    this.state = { ...START, at: times(place, matrix) };
  }
  endAnnotation(): void {
    this.restore();
  }

  setLineWidth(width: number): void {
    this.state.lineWidth = width;
  }
  setGState(entries: [key: 'ca' | 'CA' | 'LW', value: number][]): void {
    for (const [key, value] of entries) {
      if (key === 'ca') this.state.fillOpaque = value >= OPAQUE;
      else if (key === 'CA') this.state.strokeOpaque = value >= OPAQUE;
      else this.state.lineWidth = value;
    }
  }
  setFillRGBColor(colour: string): void {
    this.state.fill = isDark(colour);
  }
  setStrokeRGBColor(colour: string): void {
    this.state.stroke = isDark(colour);
  }
  setFillColorN(): void {
    this.state.fill = null;
  }
  setFillTransparent(): void {
    this.state.fill = null;
  }

  constructPath(how: string, data: number[]): void {
    const { fill, fillOpaque, stroke, strokeOpaque, lineWidth } = this.state;
    for (const outline of outlinesOf(data)) {
      if (how.includes('fill') && fillOpaque) this.cover(outline, fill);
      if (how.includes('stroke') && strokeOpaque) for (const bar of bars(outline, lineWidth)) this.cover(bar, stroke);
    }
  }
  private cover(outline: Point[], dark: boolean | null): void {
    this.areas.push({ order: this.order, outline: outline.map((p) => map(this.state.at, p)), dark });
  }

  beginText(): void {
    this.setTextMatrix(...IDENTITY);
  }
  setTextMatrix(...matrix: number[]): void {
    this.text = matrix as unknown as Matrix;
    this.line = { x: 0, y: 0 };
    this.pen = { x: 0, y: 0 };
  }
  moveText(x: number, y: number): void {
    this.line = { x: this.line.x + x, y: this.line.y + y };
    this.pen = { ...this.line };
  }
  setLeadingMoveText(x: number, y: number): void {
    this.state.leading = y;
    this.moveText(x, y);
  }
  nextLine(): void {
    this.moveText(0, this.state.leading);
  }
  setFont(size: number): void {
    this.state.fontSize = size;
  }
  setCharSpacing(space: number): void {
    this.state.charSpace = space;
  }
  setWordSpacing(space: number): void {
    this.state.wordSpace = space;
  }
  setHScale(percent: number): void {
    this.state.scale = percent / 100;
  }
  setLeading(leading: number): void {
    this.state.leading = -leading;
  }
  setTextRise(rise: number): void {
    this.state.rise = rise;
  }
  setTextRenderingMode(mode: number): void {
    this.state.mode = mode;
  }

  showText(items: Shown[]): void {
    const { at, fontSize, charSpace, wordSpace, scale, rise, mode, fill } = this.state;
    const dark = mode === INVISIBLE || mode === CLIP_ONLY || fill !== false;
    for (const item of items) {
      if (typeof item === 'number') {
        this.pen.x -= ((item * fontSize) / 1000) * scale;
        continue;
      }
      const width = ((item.width * fontSize) / 1000) * scale;
      // A third of the way up is inside every letter, high or low.
      const middle = { x: this.pen.x + width / 2, y: this.pen.y + rise + fontSize * 0.3 };
      this.glyphs.push({ order: this.order, middle: map(at, map(this.text, middle)), text: item.text, dark });
      this.pen.x += width + (charSpace + (item.space ? wordSpace : 0)) * scale;
    }
  }
}

const INVISIBLE = 3;
const CLIP_ONLY = 7;

/** `#rrggbb` → true for black and what is near it. */
function isDark(colour: string): boolean {
  const rgb = Number.parseInt(colour.slice(1), 16);
  const [red, green, blue] = [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 80;
}

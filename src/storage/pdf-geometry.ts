export type Point = { x: number; y: number };
/** `[a b c d e f]` as PDF writes it. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** Where `m` puts a point. */
export function map([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** First `inner`, then `outer`. */
export function times(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** The corners of each part of a pdf.js path; curves count by their ends. */
export function outlinesOf(data: readonly number[]): Point[][] {
  const outlines: Point[][] = [];
  const point = (i: number): Point => ({ x: data[i] ?? 0, y: data[i + 1] ?? 0 });
  for (let i = 0; i < data.length; ) {
    const [length, last] = STEPS[data[i] as number] ?? [1, null];
    if (data[i] === 0) outlines.push([point(i + 1)]);
    else if (last !== null) outlines.at(-1)?.push(point(i + last));
    i += length;
  }
  return outlines;
}

/** moveTo, lineTo, curveTo, quadraticCurveTo, closePath: how many numbers, and where the end point stands among them. */
const STEPS: Record<number, [length: number, last: number | null]> = {
  0: [3, 1],
  1: [3, 1],
  2: [7, 5],
  3: [5, 3],
  4: [1, null],
};

/** Each straight piece of a line as the bar that a pen of that width draws. */
export function bars(outline: readonly Point[], width: number): Point[][] {
  return outline.slice(1).flatMap((end, i) => {
    const start = outline[i] as Point;
    const length = Math.hypot(end.x - start.x, end.y - start.y);
    if (length === 0) return [];
    const x = ((end.y - start.y) / length) * (width / 2);
    const y = (-(end.x - start.x) / length) * (width / 2);
    return [
      [
        { x: start.x + x, y: start.y + y },
        { x: end.x + x, y: end.y + y },
        { x: end.x - x, y: end.y - y },
        { x: start.x - x, y: start.y - y },
      ],
    ];
  });
}

export type Box = { left: number; right: number; bottom: number; top: number };

export function boxOf(outline: readonly Point[]): Box {
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (const { x, y } of outline) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.bottom = Math.min(box.bottom, y);
    box.top = Math.max(box.top, y);
  }
  return box;
}

/** Area of a polygon. */
export function areaOf(outline: readonly Point[]): number {
  let sum = 0;
  outline.forEach((p, i) => {
    const next = outline[(i + 1) % outline.length] as Point;
    sum += p.x * next.y - next.x * p.y;
  });
  return Math.abs(sum) / 2;
}

/** True when the point lies in the polygon. */
export function contains(outline: readonly Point[], { x, y }: Point): boolean {
  let inside = false;
  outline.forEach((a, i) => {
    const b = outline[(i + 1) % outline.length] as Point;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  });
  return inside;
}

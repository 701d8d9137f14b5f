import { areaOf, type Box, boxOf, contains, type Point } from './pdf-geometry';
import { type Area, type Glyph, type Operation, paint } from './pdf-painting';

type Cover = Area & { box: Box };

/** Thinner than this it is a rule or a frame, not a box over a line of text. In 1/72 inch. */
const THIN = 4;
const LONGEST = 200;
/** Comparing so many signs with so many boxes takes about a second; no page of an office has a tenth of it. */
const MOST_COMPARED = 100_000_000;

/**
 * The live text of a page that a reader cannot see because of a dark box; an empty string when there is none, null when the
 * page holds too much to look through. `marks` are rectangles
 * (left, bottom, right, top) that lie over everything. White text on a dark ground is seen, and so is not meant.
 */
export function hiddenText(operations: readonly Operation[], marks: readonly number[][]): string | null {
  const { areas, glyphs } = paint(operations);
  const covers = [...areas, ...marks.map(markArea)]
    .map((area) => ({ ...area, box: boxOf(area.outline) }))
    .filter(isBox);
  if (!covers.some((cover) => cover.dark)) return '';
  if (covers.length * glyphs.length > MOST_COMPARED) return null;
  let text = '';
  let apart = false;
  for (const glyph of glyphs) {
    if (isHidden(glyph, covers)) {
      text += (apart && text !== '' ? ' ' : '') + glyph.text;
      apart = false;
    } else apart = true;
    if (text.length > LONGEST * 2) break;
  }
  const shown = text.replace(/\s+/g, ' ').trim();
  // A lone sign under a square is a bullet or a tick.
  return (shown.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 2 ? '' : shown.slice(0, LONGEST);
}

function isHidden(glyph: Glyph, covers: readonly Cover[]): boolean {
  const over = covers.filter((cover) => covering(cover, glyph.middle));
  if (over.some((cover) => cover.dark && cover.order > glyph.order)) return true;
  const ground = over.filter((cover) => cover.order < glyph.order).at(-1);
  return glyph.dark && ground?.dark === true;
}

function covering({ box, outline }: Cover, point: Point): boolean {
  const near = point.x >= box.left && point.x <= box.right && point.y >= box.bottom && point.y <= box.top;
  return near && contains(outline, point);
}

function isBox({ box, outline }: Cover): boolean {
  const [width, height] = [box.right - box.left, box.top - box.bottom];
  // Letters that were drawn as outlines fill little of their frame; a turned box fills less than half of its own.
  return Math.min(width, height) >= THIN && areaOf(outline) >= 0.4 * width * height;
}

function markArea([left = 0, bottom = 0, right = 0, top = 0]: number[]): Area {
  const outline = [
    { x: left, y: bottom },
    { x: right, y: bottom },
    { x: right, y: top },
    { x: left, y: top },
  ];
  return { order: Number.POSITIVE_INFINITY, outline, dark: true };
}

import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { MAY_END } from './printable';

// Whole fonts, one file a weight: the website's are cut into ranges, and a name like Đặng would need three of them.
const read = (file: string): Buffer => readFileSync(require.resolve(`@expo-google-fonts/plus-jakarta-sans/${file}`));

const load = () => {
  const regular = read('400Regular/PlusJakartaSans_400Regular.ttf');
  const bold = read('700Bold/PlusJakartaSans_700Bold.ttf');
  return { regular, bold, signs: new Set((create(regular) as Font).characterSet) };
};

/** Read at the first letter and kept: a font does not change while the portal runs. */
let kept: ReturnType<typeof load> | null = null;
const files = () => {
  kept ??= load();
  return kept;
};

/** Whether the letters' font has a sign. */
export const hasSign = (codePoint: number): boolean => files().signs.has(codePoint);

/** The font's own space is 170 thousandths of its size: right for a screen's headings, narrow for a page of text. */
const WIDER_SPACE = 50;

/**
 * One weight, opened anew for each document: a font remembers the text it met first, which must not show in the next one.
 * Contextual forms are off, since they give the two dashes of `P-2026-000123` different lengths.
 */
export function openFace(weight: 'regular' | 'bold'): Font {
  const font = create(files()[weight]) as Font;
  const layout = font.layout.bind(font);
  font.layout = (text, features) => {
    const run = layout(text.replaceAll(MAY_END, ''), features ?? { calt: false });
    run.glyphs.forEach((glyph, i) => {
      const place = run.positions[i];
      if (place && glyph.codePoints[0] === 0x20) place.xAdvance += WIDER_SPACE;
    });
    return run;
  };
  return font;
}

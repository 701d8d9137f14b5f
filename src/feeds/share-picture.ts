/** The picture that a link to a document is shown with: its title, body and category. 1200 by 630. Pure. */
export type PictureFacts = { title: string; body: string; category: string; site: string };

const WIDE = 30;
const MOST_LINES = 4;

/** The drawing as SVG. What was typed is escaped; a long title is cut at a word. */
export function pictureOf({ title, body, category, site }: PictureFacts): string {
  const lines = linesOf(title, WIDE, MOST_LINES);
  const rows = lines.map(
    (line, i) =>
      `<text x="80" y="${230 + i * 76}" font-size="60" font-weight="700" fill="#ffffff">${escaped(line)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" font-family="Plus Jakarta Sans">
<rect width="1200" height="630" fill="#0b5f50"/><rect y="606" width="1200" height="24" fill="#f5b731"/>
<text x="80" y="120" font-size="32" fill="#d8efe9">${escaped(category)}</text>
${rows.join('\n')}
<text x="80" y="560" font-size="32" fill="#d8efe9">${escaped(linesOf(`${body} · ${site}`, 62, 1)[0] ?? '')}</text>
</svg>`;
}

/** A text broken at words into lines of at most `wide` characters; what does not fit ends in an ellipsis. */
export function linesOf(text: string, wide: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .map((one) => one.slice(0, wide))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= wide) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return [...kept.slice(0, -1), `${(kept.at(-1) ?? '').slice(0, wide - 1)}…`];
}

function escaped(text: string): string {
  return (
    text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no words for these
      .replace(/[\u0000-\u001f\ufffe\uffff]/g, ' ')
  );
}

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDER = join(dirname(require.resolve('bootstrap-icons/package.json')), 'icons');
const known = new Map<string, string>();

/**
 * A Bootstrap icon as inline SVG, hidden from screen readers: the words beside it carry the meaning.
 * Throws on a name that does not exist.
 */
export function icon(name: string): string {
  const cached = known.get(name);
  if (cached) return cached;
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`Not an icon name: ${name}`);
  const drawing = readFileSync(join(FOLDER, `${name}.svg`), 'utf8');
  const inner = drawing.slice(drawing.indexOf('>') + 1, drawing.lastIndexOf('</svg>')).trim();
  const svg = `<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true" focusable="false">${inner}</svg>`;
  known.set(name, svg);
  return svg;
}

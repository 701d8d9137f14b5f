import type { Column } from '../../catalogue/import/heading-words';
import type { Cell } from '../../catalogue/import/table';

/** One document as its source tells it. `id` names it there for good; the cells are read as those of a list. */
export type Item = { id: string; cells: Partial<Record<Column, Cell>> };

/** Of one source. More is no agency's list, and is refused. */
export const MOST_ITEMS = 20_000;

/** The text in a value of JSON or of a parsed feed: itself, that of an object with a value, or the first of a list in Indonesian. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const own = value.find((one) => field(one, '@language') === 'id' || field(one, '@lang') === 'id');
    return textIn(own ?? value[0]);
  }
  if (typeof value !== 'object' || value === null) return '';
  return textIn(field(value, '@value') ?? field(value, '#text') ?? field(value, '@id') ?? field(value, 'name') ?? '');
}

/** A field of a value, or undefined where it is no object. */
export function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** One or many of a thing, as a list. */
export function listOf(value: unknown): unknown[] {
  return value === undefined || value === null || value === '' ? [] : Array.isArray(value) ? value : [value];
}

/** Text without marks of HTML, which descriptions in feeds and catalogues carry. */
export function plainText(text: string): string {
  return (
    text
      .replace(/<(br|\/p|\/li|\/div)\b[^>]{0,200}>/gi, '\n')
      .replace(/<[^<>]{0,2000}>/g, '')
      .replace(/&nbsp;/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&#39;|&apos;/g, "'")
      .replace(/&amp;/g, '&')
      // Each run once: looking for a line's end within runs of blanks would take the square of their length.
      .replace(/\s+/g, (run) => (run.includes('\n') ? '\n' : ' '))
      .trim()
  );
}

/** The first of an instant or a day, as `YYYY-MM-DD`; an RSS date too. Empty when it is none. */
export function dayOf(text: string): string {
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  if (iso) return iso;
  const at = text ? new Date(text) : null;
  return at && !Number.isNaN(at.getTime()) ? at.toISOString().slice(0, 10) : '';
}

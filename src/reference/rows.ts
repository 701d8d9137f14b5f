import { createHash } from 'node:crypto';
import { slugOf } from '../catalogue/slugs';
import bodies from './data/bodies.json';
import documents from './data/demo-documents.json';
import holidays from './data/holidays.json';

/** The rows the portal starts with, as the tables keep them but for the ids of region and body. */

/** The 42 public bodies of Kabupaten Demak. What is not yet certain about a name is kept in its note. */
export function bodyRows() {
  return bodies.map(({ slug, name, short, kind, note }) => ({ slug, name, short_name: short, kind, note, active: 1 }));
}

/** The calendars 2019 to 2027: each year with its decree and its days off. A `provisional` year still waits for a decree. */
export function calendarYears() {
  return holidays.years.map(({ year, decree, confidence }) => ({
    year,
    decree,
    confidence,
    days: holidays.days.filter(({ date }) => date.startsWith(`${year}-`)),
  }));
}

/**
 * Titles that other regencies published, as examples: each keeps its source and the row it came from, and carries no
 * file and no facts beyond what was published with it. The newest years come last, so that they are the latest here.
 */
export function exampleDocuments() {
  return documents
    .map((row) => {
      const key = digest(JSON.stringify([row.source, row.row_ref, row.title]));
      return {
        body: row.body,
        slug: `${slugOf(row.title)}-${key.slice(0, 6)}`,
        category: row.category,
        title: row.title,
        summary: `Judul terbitan ${row.region ?? 'pemerintah daerah lain'}; contoh.`,
        year: row.year,
        format: row.format,
        source: [row.source, row.publisher, row.row_ref].filter(Boolean).join(', '),
        import_key: `contoh:${key}`,
      };
    })
    .sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

import type { Cell } from '../catalogue/import/table';
import { CSV_START, csvLine } from '../web/csv';
import { KINDS, type Question, type QuestionKind, type Questionnaire, questionnaireSchema } from './questionnaire';

/** The columns of a questionnaire as a table, one line a question. */
export const COLUMNS = [
  ...['kode_bagian', 'bagian', 'bobot_bagian', 'kode', 'pertanyaan', 'dasar'],
  ...['jenis', 'bobot', 'skala', 'sasaran', 'bukti', 'ambang'],
] as const;
type Column = (typeof COLUMNS)[number];

const KIND_WORDS: Readonly<Record<QuestionKind, string>> = { yes_no: 'ya_tidak', scale: 'skala', count: 'jumlah' };

/** The questionnaire for a spreadsheet. Bands and the share are in the JSON only. */
export function questionnaireCsv({ sections }: Questionnaire): string {
  const lines = sections.flatMap((section) =>
    section.questions.map((one) => [
      ...[section.code, section.name, section.weight, one.code, one.text, one.basis, KIND_WORDS[one.kind], one.weight],
      ...[stepsText(one.steps, ' | '), one.target, one.source, one.kind === 'yes_no' ? one.pass : null],
    ]),
  );
  return CSV_START + [[...COLUMNS], ...lines].map((cells) => csvLine(cells)).join('');
}

export const questionnaireJson = (questionnaire: Questionnaire): string =>
  `${JSON.stringify(questionnaire, null, 2)}\n`;

/** `100 = Seluruhnya`, one step after another. */
export const stepsText = (steps: Question['steps'], between: string): string =>
  steps.map(({ value, label }) => `${value} = ${label}`).join(between);

/** The steps of a scale from lines of `100 = Seluruhnya`; null where one cannot be read. */
export function readSteps(text: string): Question['steps'] | null {
  const lines = text.split(/\n|\|/).flatMap((line) => line.trim() || []);
  const steps = lines.map((line) => /^(\d{1,3}(?:[.,]\d{1,2})?)\s*%?\s*=\s*(.{1,200})$/.exec(line));
  if (steps.some((found) => found === null)) return null;
  return steps.map((found) => ({ value: readNumber(found?.[1] ?? ''), label: (found?.[2] ?? '').trim() }));
}

export const readNumber = (text: string): number => Number(text.replace(',', '.'));

/** What a file cannot be read for: the key of a sentence under `monev:file`, and which line it is about. */
export type Unread = { code: string; row: number | null; column: string | null };

export type Read = { given: Pick<Questionnaire, 'sections'> & Partial<Questionnaire> } | { unread: Unread[] };

/** The row of headings among the first of a table; -1 when there is none. */
export const headingAt = (rows: readonly (readonly Cell[])[]): number =>
  rows.findIndex((row) => row.map(heading).includes('pertanyaan') && row.map(heading).includes('kode'));

const heading = (cell: Cell): string =>
  String(cell ?? '')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '_');

/** A questionnaire from the rows of a table. Lines of one section stand together or not. */
export function fromTable(headings: readonly string[], rows: readonly (readonly Cell[])[]): Read {
  const at = new Map(headings.map((name, i) => [heading(name), i]));
  const lacks = (['kode_bagian', 'bagian', 'bobot_bagian', 'kode', 'pertanyaan', 'jenis', 'bobot'] as const).filter(
    (name) => !at.has(name),
  );
  if (lacks.length > 0) return { unread: lacks.map((column) => ({ code: 'column', row: null, column })) };
  const unread: Unread[] = [];
  const sections = new Map<string, { code: string; name: string; weight: number; questions: unknown[] }>();
  rows.forEach((cells, i) => {
    const row = i + 1;
    const text = (name: Column) => textOf(cells[at.get(name) ?? -1] ?? null);
    const number = (name: Column, fallback: number | null = null): number => {
      const typed = text(name);
      if (typed === '' && fallback !== null) return fallback;
      const value = /^-?\d+(?:[.,]\d+)?%?$/.test(typed) ? readNumber(typed.replace('%', '')) : Number.NaN;
      if (Number.isNaN(value)) unread.push({ code: 'number', row, column: name });
      if (value < 0) unread.push({ code: 'negative', row, column: name });
      return value;
    };
    const kind = kindOf(text('jenis'));
    const steps = readSteps(text('skala'));
    if (!kind) unread.push({ code: 'kind', row, column: 'jenis' });
    if (!steps) unread.push({ code: 'steps', row, column: 'skala' });
    const code = text('kode_bagian');
    const given = { code, name: text('bagian'), weight: number('bobot_bagian') };
    const section = sections.get(code) ?? { ...given, questions: [] };
    sections.set(code, section);
    if (section.name !== given.name || !Object.is(section.weight, given.weight))
      unread.push({ code: 'section_differs', row, column: 'bagian' });
    section.questions.push({
      ...{ code: text('kode'), text: text('pertanyaan'), basis: text('dasar'), kind, weight: number('bobot') },
      ...{ steps: kind === 'scale' ? steps : [], target: kind === 'count' ? number('sasaran') : null },
      ...{ source: text('bukti') || null, pass: number('ambang', 100) },
    });
  });
  if (rows.length === 0) return { unread: [{ code: 'empty', row: null, column: null }] };
  if (unread.length > 0) return { unread };
  const checked = sectionsSchema.safeParse([...sections.values()]);
  return checked.success ? { given: { sections: checked.data } } : { unread: shapeFaults(checked.error.issues) };
}

const sectionsSchema = questionnaireSchema.shape.sections;

/** A questionnaire from the JSON that this portal writes. */
export function fromJson(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { unread: [{ code: 'json', row: null, column: null }] };
  }
  const checked = questionnaireSchema.partial({ bands: true, share: true }).safeParse(value);
  if (!checked.success) return { unread: shapeFaults(checked.error.issues) };
  const { share, bands, sections } = checked.data;
  return { given: { sections, ...(bands ? { bands } : {}), ...(hasShare(value) && share ? { share } : {}) } };
}

const hasShare = (value: unknown): boolean => typeof value === 'object' && value !== null && 'share' in value;

/** Where a value has not the shape it must have, as `sections.0.questions.3.weight`. */
const shapeFaults = (issues: readonly { path: PropertyKey[] }[]): Unread[] =>
  issues.slice(0, 20).map(({ path }) => ({ code: 'shape', row: null, column: path.map(String).join('.') || '–' }));

const kindOf = (text: string): QuestionKind | null => {
  const word = text.toLowerCase().replace(/[\s/-]+/g, '_');
  return KINDS.find((kind) => KIND_WORDS[kind] === word || kind === word) ?? null;
};

/** A cell as it was written: the apostrophe that keeps a spreadsheet from running it is ours. */
const textOf = (cell: Cell): string =>
  String(cell instanceof Date ? cell.toISOString().slice(0, 10) : (cell ?? ''))
    .replace(/^'(?=[=+\-@])/, '')
    .trim();

import { allTerms } from '../workflow/terms';

/** What stands in a text for something that is kept elsewhere: `{{surel}}`, `{{jangka:answer}}`. */
export type Marks = Readonly<Record<string, string>>;

const MARK = /\{\{\s*([^{}]*?)\s*\}\}/g;
const NAMES = ['kantor', 'daerah', 'alamat', 'surel', 'telepon', 'situs', 'komisi'] as const;
const TERM_MARKS = allTerms().map(({ code }) => `jangka:${code}`);

/** Every mark that a text may hold. A length of the law is never typed: it comes from the table of terms. */
export const MARKS: readonly string[] = [...NAMES, ...TERM_MARKS];

/** The marks of a text that mean nothing, each once. */
export function unknownMarks(text: string): string[] {
  const found = [...text.matchAll(MARK)].map((match) => match[1] ?? '');
  return [...new Set(found.filter((name) => !MARKS.includes(name)))];
}

const IN_A_LIST = /(,\s*)?\{\{\s*([^{}]*?)\s*\}\}/g;

/** The text with its marks filled in. What has no value falls out of its list, or is a dash: no page shows braces. */
export function fillMarks(text: string, marks: Marks): string {
  return text.replace(IN_A_LIST, (_, comma: string | undefined, name: string) =>
    marks[name] ? `${comma ?? ''}${marks[name]}` : comma ? '' : '–',
  );
}

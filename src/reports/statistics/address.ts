import { withQuery } from '../../web/pagination';
import type { Question } from './figures';
import { PAGE_NAMES } from './forms';

/** The question as the query of a page's address. */
export function questionQuery({ year, asOf, source }: Question): Record<string, string> {
  const word = Object.entries(PAGE_NAMES.sources).find(([, code]) => code === source)?.[0];
  return { tahun: String(year), per: asOf, ...(word ? { sumber: word } : {}) };
}

/** The list of cases behind a number; `line` names the row of its table. */
export const casesHref = (question: Question, code: string, line: Record<string, string> = {}): string =>
  withQuery('/statistik/kasus', { ...questionQuery(question), angka: code, ...line });

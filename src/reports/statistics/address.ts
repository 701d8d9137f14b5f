import { withQuery } from '../../web/pagination';
import type { Question } from './figures';
import { PAGE_NAMES } from './forms';

/** The question as the query of a page's address. */
export function questionQuery({ year, asOf, source }: Question): Record<string, string> {
  const word = Object.entries(PAGE_NAMES.sources).find(([, code]) => code === source)?.[0];
  return { tahun: String(year), per: asOf, ...(word ? { sumber: word } : {}) };
}

/** The page of all figures and the pages behind them: everybody's, or those of one body for its own people. */
export type Home = { page: string; cases: string; query: Record<string, string> };

export const EVERYBODYS: Home = { page: '/statistik', cases: '/statistik/kasus', query: {} };

/** `slug`: the body. */
export const homeOf = (slug: string): Home => ({
  ...{ page: '/opd/statistik', cases: '/opd/statistik/kasus', query: { badan: slug } },
});

/** The list of cases behind a number; `line` names the row of its table. */
export const casesHref = (home: Home, question: Question, code: string, line: Record<string, string> = {}): string =>
  withQuery(home.cases, { ...questionQuery(question), angka: code, ...line, ...home.query });

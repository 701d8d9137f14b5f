import type { BreachRow } from '../db/tables/breaches';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { breachClock } from '../workflow/breach-clock';
import { stateStatuses } from './clock-pages';
import { clockWords } from './clock-words';
import { breachFacts } from './facts';
import { BREACHES_PATH, breachPath } from './opened';

type Status = ReturnType<typeof stateStatuses>[number];
export type BreachLine = {
  number: { text: string; href: string };
  discovered: string;
  due: string;
  clock: string | null;
  people: number | null;
  state: { status: Status }[];
};

export type BreachListView = {
  open: BreachLine[];
  settled: BreachLine[];
  pages: { next: string | null; first: string | null };
  mayRecord: boolean;
};

export const PAGE_SIZE = 50;

/** Breaches that wait for a notice, then the others page by page. `settled` may hold one row more than a page. */
export function breachListView(
  given: { open: BreachRow[]; settled: BreachRow[]; after: number | null; mayRecord: boolean; now: string },
  t: Translate,
  fmt: Format,
): BreachListView {
  const shown = given.settled.slice(0, PAGE_SIZE);
  const more = given.settled.length > PAGE_SIZE;
  return {
    open: given.open.map((row) => line(row, given.now, t, fmt)),
    settled: shown.map((row) => line(row, given.now, t, fmt)),
    pages: {
      next: more ? `${BREACHES_PATH}?sesudah=${shown.at(-1)?.id}` : null,
      first: given.after === null ? null : BREACHES_PATH,
    },
    mayRecord: given.mayRecord,
  };
}

function line(row: BreachRow, now: string, t: Translate, fmt: Format): BreachLine {
  return {
    number: { text: row.number, href: breachPath(row.number) },
    discovered: fmt.shortDayTime(row.discovered_at),
    due: fmt.dayTime(row.due_at),
    clock: row.state === 'open' ? clockWords(breachClock(row.due_at, now), t) : null,
    people: row.people_count,
    state: stateStatuses(breachFacts(row), now, t).map((status) => ({ status })),
  };
}

import type { Calendar } from '../../calendar/working-days';
import type { Translate } from '../../i18n/catalogue';
import type { AssessedCase } from '../../risk/assess';
import { type RiskLine, riskLines } from '../../risk/pages';
import type { Format } from '../../web/format';
import { withQuery } from '../../web/pagination';
import { anyCasePath } from './areas';
import { subjectOf } from './case-pages';
import { remainingDays, type UrgencyView } from './deadline-pages';
import { PAGE_SIZE, type Pages } from './list-pages';

/** How many cases of each sort are weighed for the superior's page: overdue, due soonest, and objections. */
export const MOST_WEIGHED = 200;

export type RiskPage = {
  lines: (RiskLine & { href: string; subject: string; urgency: UrgencyView })[];
  /** How many of each sort were weighed, when there may be more. */
  cut: number | null;
  pages: Pages;
};

type World = { cal: Calendar; today: string; t: Translate; fmt: Format };

/** One page of the superior's list, in the order of the scores. `page` as typed in the address, from 1. */
export function riskPage(cases: readonly AssessedCase[], page: unknown, { cal, today, t, fmt }: World): RiskPage {
  const last = Math.max(1, Math.ceil(cases.length / PAGE_SIZE));
  const at = Math.min(last, Math.max(1, Number.parseInt(String(page), 10) || 1));
  const shown = cases.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE);
  const to = (n: number) => `${withQuery('/atasan', { risiko: n })}#risiko`;
  return {
    lines: riskLines(shown, t, fmt).map((line) => ({
      ...line,
      href: anyCasePath('superior', line.kind, line.number),
      subject: subjectOf(line.details, 90),
      urgency: { remaining: remainingDays(cal, today, line.due_on), due: line.due_on, done: false },
    })),
    cut: isCut(cases, today) ? MOST_WEIGHED : null,
    pages: { next: at < last ? to(at + 1) : null, first: at > 1 ? to(1) : null },
  };
}

function isCut(cases: readonly AssessedCase[], today: string): boolean {
  const sorts = cases.map(({ of }) => (of.kind === 'objection' ? 'objection' : of.due_on < today ? 'overdue' : 'soon'));
  return ['objection', 'overdue', 'soon'].some((sort) => sorts.filter((one) => one === sort).length >= MOST_WEIGHED);
}

/** Rows of a queue of requests in the order of their risk; those that were not weighed come last. */
export function byRisk<R extends { id: number }>(rows: readonly R[], cases: readonly AssessedCase[]): R[] {
  const place = new Map(cases.flatMap(({ of }, i) => (of.kind === 'request' ? [[of.id, i] as const] : [])));
  const at = (row: R) => place.get(row.id) ?? cases.length;
  return [...rows].sort((a, b) => at(a) - at(b));
}

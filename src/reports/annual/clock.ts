import type { AnnualReportRow } from '../../db/tables/reports';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import {
  ANNUAL_ARTICLE,
  ANNUAL_REMINDERS,
  annualDaysLeft,
  annualDueBy,
  budgetYearEnd,
} from '../../workflow/annual-report';
import { lengthOf, readKept, termOf } from '../../workflow/terms';

/** The clock of the report: how long there still is, and how the day was counted. */
export type AnnualClockView = {
  tone: 'good' | 'info' | 'warn' | 'bad';
  title: string;
  text: string;
  href: string;
  action: string;
  explain: { facts: { label: string; value: string }[]; sentences: string[] } | null;
};

/** The year whose report is due next: the one that ended last. */
export const yearDue = (today: string): number => Number(today.slice(0, 4)) - 1;

type Stage = 'none' | 'draft' | 'published' | 'copied';

const stageOf = (report: AnnualReportRow | null): Stage =>
  report === null
    ? 'none'
    : report.state !== 'published'
      ? 'draft'
      : report.copied_on === null
        ? 'published'
        : 'copied';

/** `report`: the newest published version of the year, else the newest of all; null when nobody began. */
export function annualClockView(
  given: { year: number; report: AnnualReportRow | null; kept: string | null; today: string; href: string },
  t: Translate,
  fmt: Format,
): AnnualClockView {
  const { year, report, kept, today, href } = given;
  const dueBy = annualDueBy(year, kept);
  const left = annualDaysLeft(dueBy, today);
  const stage = stageOf(report);
  const vars = { year, dueBy: fmt.day(dueBy), count: Math.abs(left) };
  const when = left < 0 ? 'overdue' : left === 0 ? 'today' : 'left';
  const soon = (ANNUAL_REMINDERS[0]?.on(dueBy) ?? '') <= today;
  const owed = stage === 'none' || stage === 'draft';
  return {
    tone: owed ? (left < 0 ? 'bad' : soon ? 'warn' : 'info') : stage === 'published' ? 'warn' : 'good',
    title: t(owed ? `annual:clock.${when}` : `annual:clock.${stage}`, vars),
    text: t(`annual:clock.text.${stage}`, vars),
    ...{ href, action: t('annual:clock.open'), explain: owed ? explained({ year, dueBy, kept }, t, fmt) : null },
  };
}

function explained(
  { year, dueBy, kept }: { year: number; dueBy: string; kept: string | null },
  t: Translate,
  fmt: Format,
): AnnualClockView['explain'] {
  const override = readKept(kept).annual_report;
  const statutory = t('workflow:unit.month', { count: termOf('annual_report').length });
  return {
    facts: [
      {
        label: t('web:explain.trigger'),
        value: `${t('workflow:trigger.budget_year_ended')}: ${fmt.day(budgetYearEnd(year))}`,
      },
      { label: t('web:explain.length'), value: t('workflow:unit.month', { count: lengthOf('annual_report', kept) }) },
      { label: t('web:explain.article'), value: ANNUAL_ARTICLE },
      { label: t('web:explain.due'), value: fmt.day(dueBy) },
    ],
    sentences: [
      t('annual:clock.months'),
      ...(override ? [t('annual:clock.override', { statutory, reason: override.reason })] : []),
    ],
  };
}

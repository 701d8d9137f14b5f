import type { AnnualReportRow } from '../../db/tables/reports';
import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import { withQuery } from '../../web/pagination';
import { type AnnualStep, mayTakeAnnual } from '../../workflow/annual-report';
import { type ApartContext, type ApartView, apartView } from './apart-pages';
import { ANNUAL_AREAS, type AnnualArea, caseHref } from './areas';
import { type Point, type Reasons, reasonFor } from './checks';
import type { AnnualClockView } from './clock';
import { type Block, FORMS } from './content';
import { WAYS } from './forms';
import { FORMATS } from './made-files';
import { PARTS } from './narrative';
import type { LoggedEvent, SavedTexts } from './queries';

type Status = { label: string; tone: string };
type Link = { label: string; href: string };
type Option = { value: string; label: string; hint: null };

const STATE_TONE = { draft: 'progress', frozen: 'info', publishing: 'progress', published: 'good' } as const;

const statusOf = ({ state }: AnnualReportRow, t: Translate): Status => ({
  ...{ label: t(`annual:state.${state}`), tone: STATE_TONE[state] },
});

const nameOf = ({ year, number }: AnnualReportRow, t: Translate): string =>
  number === 1 ? t('annual:report.name', { year }) : t('annual:report.nameAgain', { year, number });

export type DeskView = {
  form: FormState;
  clock: AnnualClockView;
  lead: string;
  start: { action: string; year: string; oldTexts: string | null } | null;
  rows: Record<string, unknown>[];
};

/** The start of each office's area; the PPID may begin a report. */
export function deskView(
  given: {
    area: AnnualArea;
    form: FormState;
    clock: AnnualClockView;
    reports: readonly AnnualReportRow[];
    year: number;
  },
  t: Translate,
  fmt: Format,
): DeskView {
  const { area, form, clock, reports, year } = given;
  const { path } = ANNUAL_AREAS[area];
  const [last] = reports;
  return {
    ...{ form, clock, lead: t(`annual:desk.lead.${area}`) },
    start:
      area === 'ppid'
        ? { action: path, year: String(year), oldTexts: last ? t('annual:form.oldTexts', { year: last.year }) : null }
        : null,
    rows: reports.map((one) => ({
      name: { text: nameOf(one, t), href: `${path}/${one.public_id}` },
      status: { status: statusOf(one, t) },
      frozen: one.frozen_at ? fmt.shortDayTime(one.frozen_at) : null,
      published: one.published_at ? fmt.shortDayTime(one.published_at) : null,
      copied: one.copied_on ? fmt.shortDay(one.copied_on) : null,
    })),
  };
}

export type PointView = {
  key: string;
  /** Part of ids on the page. */
  id: string;
  text: string;
  cases: { text: string; href: string }[];
  more: string | null;
  reason: string | null;
  /** The form for a reason is shown. */
  ask: boolean;
  href: Link | null;
};

export type ReportView = {
  form: FormState;
  title: string;
  back: string;
  own: string;
  status: Status;
  explain: string;
  version: number;
  steps: AnnualStep[];
  /** The form that was refused: it stands open. */
  tried: string | null;
  conflict: boolean;
  facts: { label: string; value: unknown }[];
  points: PointView[];
  open: number;
  checked: string;
  blocks: Block[];
  textsHref: string | null;
  downloads: Link[];
  bodies: Option[];
  body: string;
  ways: Option[];
  commission: string;
  copyHint: string;
  accept: string;
  today: string;
  timeline: { title: string; at: string; datetime: string; who: string | null; detail: string | null; tone: string }[];
} & ApartView;

export type ReportContext = {
  area: AnnualArea;
  form: FormState;
  tried: string | null;
  conflict: boolean;
  points: readonly Point[];
  reasons: Reasons;
  blocks: Block[];
  events: readonly LoggedEvent[];
  bodies: readonly { slug: string; name: string; id: number }[];
  documents: readonly { title: string; slug: string }[];
  proof: { name: string } | undefined;
  commission: string;
  copyHint: string;
  accept: string;
  today: string;
} & ApartContext;

const OFFERED: readonly AnnualStep[] = ['write', 'explain', 'freeze', 'thaw', 'publish', 'correct', 'copy'];

/** One version of a year's report in an office's area; only the PPID is offered steps. */
export function reportView(row: AnnualReportRow, context: ReportContext, t: Translate, fmt: Format): ReportView {
  const { area, points, reasons, form, tried, conflict } = context;
  const { path } = ANNUAL_AREAS[area];
  const own = `${path}/${row.public_id}`;
  const steps = area === 'ppid' ? OFFERED.filter((step) => mayTakeAnnual(row.state, step)) : [];
  const views = points.map((one) => pointView(one, reasons, { area, own, steps }, t));
  const open = views.filter(({ reason }) => reason === null).length;
  return {
    ...{ form, tried, conflict, own, steps, back: path, title: nameOf(row, t), version: row.version, open },
    status: statusOf(row, t),
    explain: t(`annual:explain.${row.state}`),
    facts: factsOf(row, context, own, t, fmt),
    points: views,
    checked: open === 0 ? t('annual:check.good') : t('annual:check.open', { count: open }),
    blocks: context.blocks,
    ...apartView(row, own, context, t, fmt),
    textsHref: steps.includes('write') ? `${own}/teks` : null,
    downloads: FORMS.flatMap((one) =>
      FORMATS.map((format) => ({
        label: t('annual:download.one', { form: t(`annual:form.${one}`), format: format.toUpperCase() }),
        href: `${own}/unduh/${one === 'full' ? 'lengkap' : 'ringkas'}/${format}`,
      })),
    ),
    bodies: context.bodies.map(({ slug, name }) => ({ value: slug, label: name, hint: null })),
    body: chosenBody(row, context.bodies),
    ways: WAYS.map((way) => ({ value: way, label: t(`annual:way.${way}`), hint: null })),
    ...{ commission: context.commission, copyHint: context.copyHint, accept: context.accept, today: context.today },
    timeline: context.events.map(({ kind, at, who, words }) => ({
      ...{ title: t(`annual:event.${kind}`), at: fmt.dayTime(at), datetime: at, who, detail: words },
      tone: kind === 'annual_report_published' || kind === 'annual_report_copied' ? 'good' : 'neutral',
    })),
  };
}

/** The body whose report it was before; else the one for communication, where the PPID usually sits. */
function chosenBody(row: AnnualReportRow, bodies: ReportContext['bodies']): string {
  const before = bodies.find(({ id }) => id === row.body_id);
  const usual = bodies.find(({ name }) => /komunikasi/i.test(name));
  return (before ?? usual ?? bodies[0])?.slug ?? '';
}

function pointView(
  one: Point,
  reasons: Reasons,
  { area, own, steps }: { area: AnnualArea; own: string; steps: readonly AnnualStep[] },
  t: Translate,
): PointView {
  const { key, kind, count, cases, vars, explainable } = one;
  const reason = reasonFor(reasons, one);
  const hidden = count - cases.length;
  return {
    ...{ key, id: key.replaceAll('.', '-') },
    text: t(`annual:point.${key}`, { count, ...words(vars, t) }),
    cases: kind ? cases.map((number) => ({ text: number, href: caseHref(area, kind, number) })) : [],
    more: hidden > 0 || vars.more ? t('annual:check.more', { count: Math.max(hidden, 1) }) : null,
    reason: reason && t('annual:check.reason', { reason: reason.reason, by: reason.by ?? '' }),
    ask: explainable && reason === null && steps.includes('explain'),
    href: key === 'text' && steps.includes('write') ? { label: t('annual:check.write'), href: `${own}/teks` } : null,
  };
}

const words = (vars: Point['vars'], t: Translate): Point['vars'] => {
  if ('table' in vars) return { ...vars, table: t(`annual:unsound.${vars.table}`) };
  if (!('parts' in vars)) return vars;
  const parts = String(vars.parts).split(' ');
  return { parts: parts.map((part) => t(`annual:text.${part}`)).join('; ') };
};

function factsOf(row: AnnualReportRow, context: ReportContext, own: string, t: Translate, fmt: Format) {
  const fact = (name: string, value: unknown) => (value ? [{ label: t(`annual:fact.${name}`), value }] : []);
  return [
    ...fact('correction', row.correction),
    ...fact('frozen', row.frozen_at && fmt.dayTime(row.frozen_at)),
    ...fact('hash', row.figures_hash),
    ...fact('published', row.published_at && fmt.dayTime(row.published_at)),
    ...fact(
      'documents',
      context.documents.length > 0
        ? context.documents.map(({ title, slug }) => ({ text: title, href: `/informasi/${slug}` }))
        : null,
    ),
    ...fact('copied', row.copied_on && `${fmt.day(row.copied_on)}: ${t(`annual:way.${row.copied_way}`)}`),
    ...fact('copiedTo', row.copied_to),
    ...fact('copiedNote', row.copied_note),
    ...fact('proof', context.proof && { text: context.proof.name, href: `${own}/bukti` }),
  ];
}

export type TextsView = {
  form: FormState;
  title: string;
  back: string;
  reportName: string;
  action: string;
  version: number;
  conflict: boolean;
  /** What lies in the form when it is an earlier state. */
  older: string | null;
  parts: { name: string; label: string; hint: string }[];
  saved: Record<string, unknown>[];
};

/** The narrative parts, and every state they were saved in. */
export function textsView(
  row: AnnualReportRow,
  given: { form: FormState; conflict: boolean; older: SavedTexts | null; saved: readonly SavedTexts[] },
  t: Translate,
  fmt: Format,
): TextsView {
  const own = `${ANNUAL_AREAS.ppid.path}/${row.public_id}`;
  const { form, conflict, older, saved } = given;
  return {
    ...{ form, conflict, back: own, reportName: nameOf(row, t), action: `${own}/teks`, version: row.version },
    title: t('annual:texts.title'),
    older: older && t('annual:texts.older', { number: older.number, at: fmt.dayTime(older.saved_at) }),
    parts: PARTS.map((name) => ({
      ...{ name, label: t(`annual:text.${name}`) },
      hint: `${t(`annual:hint.${name}`)} ${t('annual:texts.plain')}`,
    })),
    saved: saved.map((one) => ({
      number: {
        text: t('annual:texts.state', { number: one.number }),
        href: withQuery(`${own}/teks`, { naskah: one.number }),
      },
      ...{ at: fmt.shortDayTime(one.saved_at), who: one.name },
    })),
  };
}

import type { DocumentRow } from '../db/tables/catalogue';
import type { DipGroupRow } from '../db/tables/dip';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import type { DipStepName } from '../workflow/dip-machine';
import { DIP_AREAS, type DipArea, PUBLIC_PATH } from './areas';
import type { DipClockView } from './clock';
import { downloadLinks } from './public-pages';
import type { DipVersion, LoggedEvent } from './queries';
import { missingColumns } from './row';
import { type CountsView, countsView } from './row-pages';
import { type SinceView, sinceView } from './since-pages';

export const STATE_TONE = {
  compiling: 'progress',
  proposed: 'progress',
  returned: 'bad',
  approved: 'info',
  enacted: 'good',
  withdrawn: 'ended',
} as const satisfies Record<DipVersion['state'], string>;

type Link = { label: string; href: string };
type Pages = { next: string | null; first: string | null };

export type DeskView = {
  area: DipArea;
  lead: string;
  clock: DipClockView | null;
  /** What is public already and not in the version in force. */
  since: SinceView | null;
  open: { href: string; status: { label: string; tone: string }; text: string } | null;
  /** The PPID's way to a new proposal; null while one is open, and for others. */
  checkHref: string | null;
  rows: {
    name: Link | { text: string; href: string };
    status: { status: { label: string; tone: string } };
    decree: string | null;
    count: string;
    at: string;
  }[];
  pages: Pages;
};

export function versionName({ number, proposed_at }: DipVersion, t: Translate, fmt: Format): string {
  return number === null
    ? t('dip:versions.proposal', { day: fmt.dayOf(proposed_at) })
    : t('dip:versions.one', { number });
}

/** The start of each office's area. */
export function deskView(
  area: DipArea,
  given: {
    clock: DipClockView | null;
    since: number;
    open: DipVersion | null;
    versions: readonly DipVersion[];
    pages: Pages;
  },
  t: Translate,
  fmt: Format,
): DeskView {
  const { path } = DIP_AREAS[area];
  const status = ({ state }: DipVersion) => ({ label: t(`dip:state.${state}`), tone: STATE_TONE[state] });
  return {
    ...{ area, lead: t(`dip:desk.lead.${area}`), clock: given.clock, pages: given.pages },
    since: sinceView(given.since, t, fmt),
    open: given.open && {
      href: `${path}/${given.open.public_id}`,
      status: status(given.open),
      text: t(`dip:desk.open.${given.open.state}`),
    },
    checkHref: area === 'ppid' && given.open === null ? `${path}/periksa` : null,
    rows: given.versions.map((one) => ({
      name: { text: versionName(one, t, fmt), href: `${path}/${one.public_id}` },
      status: { status: status(one) },
      decree: one.decree_number,
      count: fmt.number(one.row_count),
      at: fmt.shortDayTime(one.enacted_at ?? one.proposed_at),
    })),
  };
}

/** Rows are counted up to here on the check page. */
export const COUNTED = 1_001;

export type CheckView = {
  form: FormState;
  bodies: { body: { text: string; href: string }; count: string }[];
  chosen: { name: string; rows: { title: { text: string; href: string }; missing: string }[]; pages: Pages } | null;
  allGood: boolean;
  /** Set when a proposal is open already. */
  openHref: string | null;
};

type Checked = {
  form: FormState;
  open: DipVersion | null;
  counts: readonly { slug: string; name: string; n: number }[];
  chosen: {
    slug: string;
    name: string;
    rows: readonly DocumentRow[];
    next: number | null;
    beyondFirst: boolean;
  } | null;
};

/** What a proposal would hold with empty columns, body by body, before it is made. */
export function checkView({ form, open, counts, chosen }: Checked, t: Translate, fmt: Format): CheckView {
  const path = `${DIP_AREAS.ppid.path}/periksa`;
  const words = (n: number) =>
    n >= COUNTED ? t('dip:check.more', { number: fmt.number(COUNTED - 1) }) : fmt.number(n);
  return {
    form,
    openHref: open && `${DIP_AREAS.ppid.path}/${open.public_id}`,
    allGood: counts.length === 0,
    bodies: counts.map(({ slug, name, n }) => ({
      body: { text: name, href: withQuery(path, { badan: slug }) },
      count: words(n),
    })),
    chosen: chosen && {
      name: chosen.name,
      rows: chosen.rows.map((row) => ({
        title: { text: row.title, href: `/opd/informasi/${row.public_id}` },
        missing: missingColumns(row)
          .map((name) => t(`catalogue:column.${name}`))
          .join(', '),
      })),
      pages: {
        next:
          chosen.next === null
            ? null
            : withQuery(path, { badan: chosen.slug, sesudah: encodeCursor({ n: chosen.next }) }),
        first: chosen.beyondFirst ? withQuery(path, { badan: chosen.slug }) : null,
      },
    },
  };
}

export type VersionView = {
  area: DipArea;
  back: string;
  title: string;
  status: { label: string; tone: string };
  explain: string;
  form: FormState;
  version: number;
  action: string;
  steps: DipStepName[];
  /** The step whose form was refused: it stands open. */
  tried: string | null;
  conflict: boolean;
  stalled: boolean;
  facts: { label: string; value: string | { text: string; href: string } | null }[];
  counts: CountsView;
  links: Link[];
  downloads: Link[];
  timeline: { title: string; at: string; datetime: string; who: string | null; detail: string | null; tone: string }[];
  /** What the auditor's proof gave. */
  verdict: { tone: string; text: string } | null;
  verifyAction: string | null;
  decreeAction: string | null;
  decreeHint: string;
  accept: string;
  today: string;
  earliest: string | null;
};

export type VersionContext = {
  area: DipArea;
  form: FormState;
  steps: DipStepName[];
  tried?: string | null;
  conflict?: boolean;
  verdict?: VersionView['verdict'];
  groups: readonly DipGroupRow[];
  events: readonly LoggedEvent[];
  inForce: DipVersion | null;
  decree: { name: string } | undefined;
  today: string;
  decreeHint: string;
  accept: string;
};

/** One version in an office's area: what it is, what may be done, and what was done. */
export function versionView(row: DipVersion, context: VersionContext, t: Translate, fmt: Format): VersionView {
  const { area, form, steps, groups, inForce, decree, today } = context;
  const own = `${DIP_AREAS[area].path}/${row.public_id}`;
  const whole = row.compiled_at !== null && row.state !== 'withdrawn';
  const comparable =
    whole &&
    inForce !== null &&
    inForce.id !== row.id &&
    (inForce.number ?? 0) < (row.number ?? Number.MAX_SAFE_INTEGER);
  return {
    ...{ area, form, steps, back: DIP_AREAS[area].path, title: versionName(row, t, fmt), version: row.version },
    status: { label: t(`dip:state.${row.state}`), tone: STATE_TONE[row.state] },
    explain: t(`dip:explain.${row.state}`, { count: row.row_count, number: fmt.number(row.row_count) }),
    ...{ action: `${own}/transitions`, tried: context.tried ?? null, conflict: context.conflict ?? false },
    stalled: row.state === 'compiling' && row.stalled_at !== null,
    facts: factsView(row, decree, t, fmt),
    counts: countsView(groups),
    links: [
      ...(whole ? [{ label: t('dip:version.rows'), href: `${own}/baris` }] : []),
      ...(comparable ? [{ label: t('dip:version.compare', { number: inForce.number }), href: `${own}/banding` }] : []),
      ...(row.number !== null
        ? [{ label: t('dip:version.public'), href: withQuery(PUBLIC_PATH, { versi: row.number }) }]
        : []),
    ],
    downloads: whole ? downloadLinks(own, t) : [],
    timeline: timelineOf(context.events, t, fmt),
    verdict: context.verdict ?? null,
    verifyAction: area === 'auditor' && whole ? `${own}/periksa` : null,
    decreeAction: area === 'ppid' && row.state === 'enacted' ? `${own}/berkas` : null,
    ...{ decreeHint: context.decreeHint, accept: context.accept, today, earliest: row.approved_on },
  };
}

function factsView(
  row: DipVersion,
  decree: { name: string } | undefined,
  t: Translate,
  fmt: Format,
): VersionView['facts'] {
  const decreeHref = `${PUBLIC_PATH}/versi/${row.number}/keputusan`;
  const enacted =
    row.state === 'enacted'
      ? [
          { label: t('dip:fact.decree'), value: row.decree_number },
          { label: t('dip:fact.decreeOn'), value: fmt.day(row.decree_on ?? '') },
          {
            label: t('dip:fact.decreeFile'),
            value: decree ? { text: decree.name, href: decreeHref } : t('dip:fact.noFile'),
          },
          { label: t('dip:fact.renewBy'), value: fmt.day(row.renew_by ?? '') },
        ]
      : [];
  return [
    ...enacted,
    { label: t('dip:fact.cut'), value: fmt.dayTime(row.proposed_at) },
    { label: t('dip:fact.rows'), value: fmt.number(row.row_count) },
    { label: t('dip:fact.incomplete'), value: fmt.number(row.incomplete_count) },
    ...(row.compiled_at ? [{ label: t('dip:fact.hash'), value: row.rows_hash }] : []),
  ];
}

const EVENT_TONE: Readonly<Record<string, string>> = {
  dip_compiling: 'info',
  dip_approved: 'good',
  dip_enacted: 'good',
  dip_sent_back: 'bad',
  dip_withdrawn: 'ended',
};

/** The version's own log, the oldest first. */
const timelineOf = (events: readonly LoggedEvent[], t: Translate, fmt: Format): VersionView['timeline'] =>
  events.map(({ kind, at, who, words }) => ({
    ...{ title: t(`dip:event.${kind}`), at: fmt.dayTime(at), datetime: at, who, detail: words },
    tone: EVENT_TONE[kind] ?? 'neutral',
  }));

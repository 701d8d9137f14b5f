import type { DipFileRow } from '../db/tables/dip';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { withQuery } from '../web/pagination';
import { PUBLIC_PATH } from './areas';
import { type DipClockView, dipClockView } from './clock';
import type { DipVersion } from './queries';
import type { RowsView } from './row-pages';
import { type SinceView, sinceView } from './since-pages';

type Link = { label: string; href: string };

export type PublicView = {
  form: FormState;
  status: { label: string; tone: string };
  lead: string;
  /** Why another version than the newest is shown, or that none was enacted. */
  notice: { tone: string; text: string; link: Link | null } | null;
  facts: { label: string; value: string | { text: string; href: string } }[];
  downloads: Link[];
  /** What is public already and not in the version in force. */
  since: SinceView | null;
  explain: DipClockView['explain'];
  links: Link[];
  today: string;
  list: RowsView | null;
};

type Read = {
  shown: DipVersion | null;
  newest: DipVersion | null;
  day: { day: string | null; typed: string; error: string | null };
  today: string;
  decree: DipFileRow | undefined;
  list: RowsView | null;
  /** How many were published after the newest was proposed, counted to `MOST_SINCE`. */
  since: number;
};

/** `/daftar-informasi-publik`: a version as it was enacted, or, before the first one, what is published now. */
export function publicView(
  { shown, newest, day, today, decree, list, since }: Read,
  t: Translate,
  fmt: Format,
): PublicView {
  const form = {
    ...(list?.form ?? { values: {} }),
    errors: { ...list?.form.errors, ...(day.error ? { tanggal: day.error } : {}) },
  };
  const base = {
    form: { ...form, values: { ...form.values, tanggal: day.typed } },
    ...{ today, list },
    links: newest ? [{ label: t('dip:public.versions'), href: `${PUBLIC_PATH}/versi` }] : [],
  };
  if (!shown) {
    const text = newest && day.day ? t('dip:public.notYetThen', { day: fmt.day(day.day) }) : t('dip:public.notYet');
    return {
      ...base,
      status: { label: t('dip:public.draft'), tone: 'progress' },
      lead: t('dip:public.lead'),
      notice: { tone: 'warn', text, link: newest ? newestLink(t) : null },
      ...{ facts: [], downloads: [], explain: null, since: null },
    };
  }
  const older = newest !== null && newest.number !== shown.number;
  return {
    ...base,
    status: older ? { label: t('dip:public.past'), tone: 'ended' } : { label: t('dip:public.inForce'), tone: 'good' },
    lead: t('dip:public.lead'),
    notice: older
      ? { tone: 'info', text: t('dip:public.older', olderVars(shown, day.day, fmt)), link: newestLink(t) }
      : null,
    facts: versionFacts(shown, decree, t, fmt),
    downloads: downloadLinks(`${PUBLIC_PATH}/versi/${shown.number}`, t),
    since: older ? null : sinceView(since, t, fmt),
    explain: older ? null : dipClockView(shown, today, '', t, fmt).explain,
  };
}

const newestLink = (t: Translate): Link => ({ label: t('dip:public.toNewest'), href: PUBLIC_PATH });

const olderVars = (shown: DipVersion, day: string | null, fmt: Format) => ({
  number: shown.number,
  day: fmt.day(day ?? shown.decree_on ?? ''),
});

function versionFacts(
  shown: DipVersion,
  decree: DipFileRow | undefined,
  t: Translate,
  fmt: Format,
): PublicView['facts'] {
  const own = `${PUBLIC_PATH}/versi/${shown.number}`;
  return [
    { label: t('dip:fact.number'), value: String(shown.number) },
    {
      label: t('dip:fact.decree'),
      value: decree ? { text: shown.decree_number ?? '', href: `${own}/keputusan` } : (shown.decree_number ?? ''),
    },
    { label: t('dip:fact.decreeOn'), value: fmt.day(shown.decree_on ?? '') },
    { label: t('dip:fact.rows'), value: fmt.number(shown.row_count) },
    { label: t('dip:fact.renewBy'), value: fmt.day(shown.renew_by ?? '') },
    { label: t('dip:fact.hash'), value: shown.rows_hash },
  ];
}

/** The three files of a version. */
export const downloadLinks = (base: string, t: Translate): Link[] => [
  { label: t('dip:download.csv'), href: `${base}/unduh/csv` },
  { label: t('dip:download.xlsx'), href: `${base}/unduh/xlsx` },
  { label: t('dip:download.pdf'), href: `${base}/cetak` },
];

export type VersionsView = {
  rows: {
    number: { text: string; href: string };
    decree: string;
    on: { date: string };
    count: string;
    compare: { text: string; href: string } | null;
  }[];
  pages: { next: string | null; first: string | null };
};

/** Every enacted version, the newest first. */
export function publicVersionsView(
  versions: readonly DipVersion[],
  pages: VersionsView['pages'],
  t: Translate,
  fmt: Format,
): VersionsView {
  return {
    rows: versions.map(({ number, decree_number, decree_on, row_count }) => ({
      number: { text: t('dip:versions.one', { number }), href: withQuery(PUBLIC_PATH, { versi: number }) },
      decree: decree_number ?? '',
      on: { date: decree_on ?? '' },
      count: fmt.number(row_count),
      compare:
        number !== null && number > 1
          ? {
              text: t('dip:versions.compare', { number: number - 1 }),
              href: withQuery(`${PUBLIC_PATH}/banding`, { lama: number - 1, baru: number }),
            }
          : null,
    })),
    pages,
  };
}

export type PartsView = {
  title: string;
  back: string;
  parts: { label: string; href: string }[];
  pages: VersionsView['pages'];
};

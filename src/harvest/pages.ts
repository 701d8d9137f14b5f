import { SUBKINDS } from '../catalogue/subkinds';
import type { HarvestRunRow, HarvestSourceRow } from '../db/tables/harvest';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import { blankForm, type FormState } from '../web/forms';
import { encodeCursor, withQuery } from '../web/pagination';
import { EVERY, HARVESTED, KINDS } from './forms';
import type { Refusal } from './item-facts';
import type { GoneItem, ListedSource } from './queries';

export const PATH = '/petugas/panen';

type Column = { key: string; label: string; head: boolean; numeric: boolean };
type Choice = { value: string; label: string; hint?: string | null };
type Status = { label: string; tone: string; icon: null };

const column = (key: string, label: string): Column => ({ key, label, head: false, numeric: false });

export type SourcesView = {
  columns: Column[];
  rows: Record<string, unknown>[];
  pagination: { next: string | null; first: string | null };
  hosts: string[];
};

/** All sources, each with how it stands. */
export function sourcesView(
  given: {
    sources: readonly ListedSource[];
    next: number | null;
    beyondFirst: boolean;
    hosts: readonly string[];
    linked: boolean;
  },
  t: Translate,
  fmt: Format,
  path = PATH,
): SourcesView {
  return {
    columns: [
      { ...column('name', t('harvest:column.name')), head: true },
      ...['body', 'kind', 'state', 'last', 'next'].map((key) => column(key, t(`harvest:column.${key}`))),
    ],
    rows: given.sources.map((one) => ({
      name: given.linked ? { text: one.name, href: `${PATH}/${one.public_id}` } : one.name,
      body: one.body_name,
      kind: t(`harvest:kind.${one.kind}.name`),
      state: { status: stateOf(one, t) },
      last: one.last_run_at ? fmt.shortDayTime(one.last_run_at) : t('harvest:never'),
      next: one.active && one.next_run_at ? fmt.shortDayTime(one.next_run_at) : null,
    })),
    pagination: {
      next: given.next === null ? null : withQuery(path, { sesudah: encodeCursor(given.next) }),
      first: given.beyondFirst ? path : null,
    },
    hosts: [...given.hosts],
  };
}

export type SourceFormView = {
  form: FormState;
  action: string;
  back: string;
  version: number | null;
  key: string | null;
  bodies: Choice[] | null;
  kinds: Choice[];
  categories: Choice[];
  subkinds: Choice[];
  every: Choice[];
  hosts: string[];
};

/** The form of a source, new or to be changed. */
export function sourceFormView(
  given: {
    form: FormState;
    source: HarvestSourceRow | null;
    key: string | null;
    bodies: readonly { slug: string; name: string }[] | null;
    hosts: readonly string[];
  },
  t: Translate,
): SourceFormView {
  const { source } = given;
  return {
    form: given.form,
    action: source ? `${PATH}/${source.public_id}` : PATH,
    back: source ? `${PATH}/${source.public_id}` : PATH,
    version: source?.version ?? null,
    key: given.key,
    bodies: given.bodies?.map(({ slug, name }) => ({ value: slug, label: name })) ?? null,
    kinds: KINDS.map((value) => ({
      value,
      label: t(`harvest:kind.${value}.name`),
      hint: t(`harvest:kind.${value}.hint`),
    })),
    categories: HARVESTED.map((value) => ({ value, label: t(`catalogue:category.${value}.name`) })),
    subkinds: SUBKINDS.map(({ code, category }) => ({
      value: code,
      label: `${t(`catalogue:category.${category}.name`)}: ${t(`catalogue:subkind.${code}`)}`,
    })),
    every: EVERY.map((value) => ({ value, label: t(`harvest:every.${value}`), hint: null })),
    hosts: [...given.hosts],
  };
}

/** A stored source as the values of its form. */
export function sourceValues(row: HarvestSourceRow): FormState['values'] {
  const { name, kind, url, category, subkind, every, grace_days } = row;
  return { name, kind, url, category, subkind: subkind ?? '', every, grace: String(grace_days) };
}

export type SourceView = {
  form: FormState;
  href: string;
  name: string;
  status: Status;
  version: number;
  facts: { label: string; value: unknown; href: null; action: null }[];
  failure: string | null;
  question: string | null;
  actions: { action: string; label: string; tone: string }[];
  runs: { columns: Column[]; rows: Record<string, unknown>[] };
  refusals: { columns: Column[]; rows: Record<string, unknown>[]; more: string | null };
  gone: { id: number; title: string; href: string; words: string; open: boolean }[];
  goneMore: string | null;
};

const COUNTS = ['found', 'fresh', 'changed', 'unchanged', 'edited', 'proposed', 'gone', 'refused'] as const;
/** Runs that read items. */
const READ: readonly HarvestRunRow['outcome'][] = ['ok', 'asks', 'partly'];

/** One source: how it stands, what its last runs brought, what it refused and why, what is gone. */
export function sourceView(
  source: ListedSource,
  found: {
    runs: readonly HarvestRunRow[];
    counts: { here: number; gone: number };
    gone: readonly GoneItem[];
    goneNext: number | null;
    form?: FormState;
  },
  t: Translate,
  fmt: Format,
): SourceView {
  const href = `${PATH}/${source.public_id}`;
  const [last] = found.runs;
  const refusals: Refusal[] = last ? JSON.parse(last.refusals) : [];
  const question = source.question ? JSON.parse(source.question) : null;
  return {
    form: found.form ?? blankForm(),
    href,
    name: source.name,
    status: stateOf(source, t),
    version: source.version,
    facts: factsOf(source, found.counts, t, fmt),
    failure: source.failure ? failureWords(source.failure, t) : null,
    question: question ? t('harvest:question', question) : null,
    actions: actionsOf(source).map((action) => ({ action, label: t(`harvest:action.${action}`), tone: TONE[action] })),
    runs: {
      columns: [
        column('at', t('harvest:column.at')),
        column('outcome', t('harvest:column.outcome')),
        ...COUNTS.map((key) => ({ ...column(key, t(`harvest:count.${key}`)), numeric: true })),
      ],
      rows: found.runs.map((run) => ({
        at: fmt.shortDayTime(run.finished_at),
        outcome: run.failure ? failureWords(run.failure, t) : t(`harvest:outcome.${run.outcome}`),
        ...Object.fromEntries(COUNTS.map((key) => [key, READ.includes(run.outcome) ? run[key] : null])),
      })),
    },
    refusals: {
      columns: [
        { ...column('title', t('harvest:column.item')), head: true },
        column('reason', t('harvest:column.reason')),
      ],
      rows: refusals.map((one) => ({
        title: one.title || one.id,
        reason: t(one.reason, { value: one.value, column: one.value }),
      })),
      more:
        last && last.refused > refusals.length
          ? t('harvest:moreRefused', { count: last.refused - refusals.length })
          : null,
    },
    gone: found.gone.map((one) => ({
      id: one.id,
      title: one.title,
      href: `/opd/informasi/${one.public_id}`,
      words: goneWords(one, source, t, fmt),
      open: one.withdrawn_at === null && one.state !== 'withdrawn' && one.kept === 0,
    })),
    goneMore: found.goneNext === null ? null : withQuery(href, { hilang: encodeCursor(found.goneNext) }),
  };
}

function factsOf(
  source: ListedSource,
  counts: { here: number; gone: number },
  t: Translate,
  fmt: Format,
): SourceView['facts'] {
  const fact = (key: string, value: unknown) => ({ label: t(`harvest:fact.${key}`), value, href: null, action: null });
  return [
    fact('body', source.body_name),
    fact('kind', t(`harvest:kind.${source.kind}.name`)),
    fact('url', source.url),
    fact('category', t(`catalogue:category.${source.category}.name`)),
    fact('every', t(`harvest:every.${source.every}`)),
    fact(
      'grace',
      source.kind === 'feed' ? t('harvest:feedKeeps') : t('harvest:graceDays', { count: source.grace_days }),
    ),
    fact('trust', t(source.body_trusted === 1 ? 'harvest:trusted' : 'harvest:reviewed')),
    fact('here', counts.here),
    fact('gone', counts.gone),
    fact('last', source.last_ok_at ? fmt.dayTime(source.last_ok_at) : t('harvest:never')),
    fact('next', source.active && source.next_run_at ? fmt.dayTime(source.next_run_at) : null),
  ];
}

const TONE = { run: 'primary', pause: 'secondary', resume: 'primary', end: 'danger' } as const;

const actionsOf = ({ active, ended_at }: HarvestSourceRow): (keyof typeof TONE)[] =>
  ended_at ? [] : active === 1 ? ['run', 'pause', 'end'] : ['resume', 'end'];

function goneWords(one: GoneItem, { grace_days }: HarvestSourceRow, t: Translate, fmt: Format): string {
  const since = fmt.dayOf(one.gone_at as string);
  if (one.withdrawn_at) return t('harvest:gone.withdrawn', { day: fmt.dayOf(one.withdrawn_at), since });
  if (one.kept) return t('harvest:gone.kept', { since });
  const ends = new Date(Date.parse(one.gone_at as string) + grace_days * 86_400_000);
  return t('harvest:gone.waiting', { since, day: fmt.dayOf(ends) });
}

export function failureWords(failure: string, t: Translate): string {
  const { code, value } = JSON.parse(failure) as { code: string; value: string };
  return t(`harvest:failure.${code}`, { value });
}

function stateOf(source: HarvestSourceRow, t: Translate): Status {
  const state = source.ended_at
    ? 'ended'
    : source.question
      ? 'asks'
      : source.active === 0
        ? 'paused'
        : source.failures > 0
          ? 'failing'
          : source.last_ok_at
            ? 'good'
            : 'waiting';
  const tone = { ended: 'ended', asks: 'progress', paused: 'neutral', failing: 'bad', good: 'good', waiting: 'info' }[
    state
  ];
  return { label: t(`harvest:state.${state}`), tone, icon: null };
}

export type HostsView = { form: FormState; fixed: string[] } & SourcesView;

/** The hosts that may be read, kept by an administrator, and how every source stands. */
export function hostsView(list: SourcesView, form: FormState, fixed: readonly string[]): HostsView {
  return { ...list, form, fixed: [...fixed] };
}

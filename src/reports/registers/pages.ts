import type { Translate } from '../../i18n/catalogue';
import type { Format } from '../../web/format';
import type { FormState } from '../../web/forms';
import { encodeCursor, withQuery } from '../../web/pagination';
import { REGISTER_AREAS, type RegisterArea } from './areas';
import type { cellWriter } from './cells';
import { ALL_YEARS, type Filter } from './narrow';
import type { Line, Place } from './queries';
import type { Register, RegisterName } from './register';

export const PAGE_SIZE = 25;

type Option = { value: string; label: string; hint: string | null };
type ShownCell = string | { text: string; href: string } | null;

export type RegisterView = {
  area: RegisterArea;
  path: string;
  home: { label: string; href: string } | null;
  title: string;
  lead: string;
  law: string;
  tabs: { label: string; href: string; current: boolean }[];
  years: Option[];
  bodies: Option[] | null;
  states: Option[] | null;
  sources: Option[] | null;
  /** `more`: what a phone shows only when it is asked for. */
  columns: { key: string; label: string; head: boolean; numeric: boolean; more: boolean }[];
  rows: Record<string, ShownCell>[];
  caption: string;
  pages: { next: string | null; first: string | null };
  /** Files that anyone may take; null where a purpose is asked for first. */
  files: { label: string; href: string }[] | null;
  /** Of files that a purpose is asked for; the first is advised. */
  formats: Option[];
  filter: Filter;
  masked: boolean;
  form: FormState;
};

export type RegisterInput = {
  area: RegisterArea;
  register: Register<never>;
  names: readonly RegisterName[];
  writer: ReturnType<typeof cellWriter>;
  lines: readonly Line[];
  after: Place | null;
  filter: Filter;
  bodies: readonly { slug: string; name: string }[];
  thisYear: number;
  form: FormState;
  t: Translate;
  fmt: Format;
};

const YEARS_BACK = 10;

/** What tells one row from another and how it stands; the rest a phone folds away. */
const BRIEF: ReadonlySet<string> = new Set([
  ...['received_on', 'filed_on', 'dated_on', 'name', 'title', 'decision', 'state', 'letter_kind', 'case', 'cost'],
  ...['due_on', 'body', 'ends_on'],
]);

/** One page of a register, with what narrows it and how it is taken away. */
export function registerView(input: RegisterInput): RegisterView {
  const { area, register, writer, lines, after, filter, thisYear, t } = input;
  const { path: base, home } = REGISTER_AREAS[area];
  const path = `${base}/${register.name}`;
  const shown = lines.slice(0, PAGE_SIZE);
  const last = lines.length > PAGE_SIZE ? shown.at(-1) : undefined;
  const option = (value: string, label: string): Option => ({ value, label, hint: null });
  const years = Array.from({ length: YEARS_BACK }, (_, i) => String(thisYear - i));
  if (!years.includes(filter.tahun) && filter.tahun !== ALL_YEARS) years.push(filter.tahun);
  return {
    ...{ area, path, filter, masked: area === 'auditor' },
    home: home === null ? null : { label: t(`desk:home.${area}`), href: home },
    title: t(`register:kind.${register.name}.title`),
    lead: t(area === 'public' ? 'register:lead.public' : `register:lead.${area}`),
    law: t(`register:kind.${register.name}.law`),
    tabs: input.names.map((name) => ({
      label: t(`register:kind.${name}.tab`),
      href: `${base}/${name}`,
      current: name === register.name,
    })),
    years: [...years.map((year) => option(year, year)), option(ALL_YEARS, t('register:all_years'))],
    bodies: register.byBody ? input.bodies.map(({ slug, name }) => option(slug, name)) : null,
    states:
      register.states.length > 0
        ? register.states.map((state) => option(state, t(`register:status.${register.name}.${state}`)))
        : null,
    sources: register.imported ? ['langsung', 'impor'].map((one) => option(one, t(`register:source.${one}`))) : null,
    columns: writer.columns.map(({ key, numeric }, i) => ({
      ...{ key, label: t(`register:column.${key}`), head: i === 0, numeric: numeric === true },
      more: i > 0 && !BRIEF.has(key),
    })),
    rows: shown.map((line) => rowOf(line, input)),
    caption: t('register:caption', { title: t(`register:kind.${register.name}.title`), year: yearWords(filter, t) }),
    pages: {
      next: last ? withQuery(path, { ...filter, sesudah: encodeCursor(last.place) }) : null,
      first: after === null ? null : withQuery(path, filter),
    },
    files:
      area === 'public'
        ? (['csv', 'xlsx', 'pdf'] as const).map((format) => ({
            label: format.toUpperCase(),
            href: withQuery(`${path}/unduh/${format}`, filter),
          }))
        : null,
    formats: formatsOf(register, t),
    // Values of the filter stand in the fields of both forms.
    form: { values: { ...filter, ...input.form.values }, errors: input.form.errors },
  };
}

/** To what a register is narrowed, in words: on paper, and above a table. */
export function aboutWords(
  filter: Filter,
  register: Register<never>,
  bodies: readonly { slug: string; name: string }[],
  t: Translate,
): string {
  return [
    yearWords(filter, t),
    bodies.find(({ slug }) => slug === filter.badan)?.name,
    filter.status && t(`register:status.${register.name}.${filter.status}`),
    filter.sumber && t(`register:source.${filter.sumber}`),
  ]
    .filter(Boolean)
    .join(' – ');
}

const yearWords = ({ tahun }: Filter, t: Translate): string =>
  tahun === ALL_YEARS ? t('register:all_years') : t('register:year', { year: tahun });

/** A spreadsheet takes sixteen digits in a CSV for a number and rounds them: a file with NIKs is better an XLSX. */
function formatsOf(register: Register<never>, t: Translate): Option[] {
  const hint = (format: 'csv' | 'xlsx') => (register.person ? t(`register:take.hint.${format}`) : null);
  return [
    { value: 'xlsx', label: 'XLSX', hint: hint('xlsx') },
    { value: 'csv', label: 'CSV', hint: hint('csv') },
    { value: 'pdf', label: 'PDF', hint: null },
  ];
}

const CASES: Partial<Record<RegisterName, string>> = {
  permohonan: 'permohonan',
  biaya: 'permohonan',
  keberatan: 'keberatan',
  sengketa: 'sengketa',
};

function rowOf({ row }: Line, { area, register, writer, t, fmt }: RegisterInput): Record<string, ShownCell> {
  const cells = writer.cells(row);
  const shown = writer.columns.map(({ key, day }, i): [string, ShownCell] => {
    const cell = cells[i] ?? null;
    if (cell === null || cell === '') return [key, null];
    const text = day ? fmt.shortDay(String(cell)) : typeof cell === 'number' ? fmt.number(cell) : cell;
    return [key, text];
  });
  const { number, imported } = row as { number: string; imported?: number };
  const kind = CASES[register.name];
  const mark = imported === 1 && area === 'public' ? `${number} (${t('register:mark.short')})` : number;
  const href = kind && area !== 'public' ? `${REGISTER_AREAS[area].home}/${kind}/${number}` : null;
  return { ...Object.fromEntries(shown), number: href ? { text: mark, href } : mark };
}

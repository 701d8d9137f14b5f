import type { Translate } from '../../i18n/catalogue';
import type { Finding } from './find';

/** What came of looking through one file (`scanFiles`). */
export type Scanned = {
  key: string;
  name: string;
  outcome: 'read' | 'partial' | 'unread';
  findings: readonly Finding[];
};

/** What a form says about findings: those that may be read by anyone, and the files of which it was said that no machine read them. */
export type Answers = { ticks: ReadonlySet<string>; told: ReadonlySet<string> };

/** The findings of one file in a form; all of it null or empty where there is nothing to say. */
export type FoundView = {
  field: string;
  name: string;
  note: string | null;
  options: { value: string; label: string; hint: null }[];
  /** Goes along with the form: that this file was not read, or not wholly, has been said. */
  told: string | null;
};

/** So many findings of a file are asked one by one; the rest together. */
const MOST_LISTED = 20;
const MOST_RECORDED = 100;

/** Where a page has several forms, the fields of each begin at a number of their own. */
export const FIELDS_FROM = { publish: 0, schedule: 100, edit: 200, upload: 300 } as const;

const fieldOf = (index: number, from: number): string => `confirmed_${from + index + 1}`;

const texts = (value: unknown): string[] =>
  [value].flat().filter((one): one is string => typeof one === 'string' && one.length < 100);

/** The ticks in a sent form, as the form shows them again. */
export function ticksIn(body: Record<string, unknown>): Record<string, string[]> {
  const named = Object.entries(body).filter(([name]) => /^confirmed_\d{1,3}$/.test(name));
  return Object.fromEntries(named.map(([name, value]) => [name, texts(value)]));
}

/** The answers in a sent form. */
export function answersOf(body: Record<string, unknown>): Answers {
  const ticked = Object.values(ticksIn(body)).flat();
  return { ticks: new Set(ticked), told: new Set(texts(body.told)) };
}

/** Each finding as a box to tick, file by file. A file that was not looked at yet says nothing. */
export function foundViews(scans: readonly (Scanned | null)[], t: Translate, from = 0): FoundView[] {
  return scans.map((scan, i) => {
    const field = fieldOf(i, from);
    if (!scan) return { field, name: '', note: null, options: [], told: null };
    const { key, name, outcome, findings } = scan;
    const rest = findings.length - MOST_LISTED;
    return {
      field,
      name,
      note: outcome === 'read' ? null : t(`personal:${outcome}`),
      options: questionsOf(scan).map((value, n) => ({
        value,
        label: n < MOST_LISTED ? words(findings[n] as Finding, t) : t('personal:rest', { count: rest }),
        hint: null,
      })),
      told: outcome === 'read' ? null : key,
    };
  });
}

/** A sentence for each field whose findings were not all answered; none: what is in the files may go out. */
export function openFindings(
  scans: readonly (Scanned | null)[],
  { ticks, told }: Answers,
  t: Translate,
  from = 0,
): Record<string, string> {
  const errors: Record<string, string> = {};
  scans.forEach((scan, i) => {
    if (!scan) return;
    if (questionsOf(scan).some((question) => !ticks.has(question)))
      errors[fieldOf(i, from)] = t('personal:error.found');
    else if (scan.outcome !== 'read' && !told.has(scan.key)) errors[fieldOf(i, from)] = t('personal:error.unread');
  });
  return errors;
}

/** What an officer let pass, masked, as an event keeps it; empty where nothing was found. */
export function letPass(scans: readonly (Scanned | null)[]): Record<string, unknown> {
  const done = scans.filter((scan) => scan !== null);
  const all = done.flatMap(({ name, findings }) => findings.map((finding) => ({ file: name, ...finding })));
  const unread = done.filter(({ outcome }) => outcome !== 'read').map(({ name }) => name);
  return {
    ...(all.length > 0 ? { confirmed: all.slice(0, MOST_RECORDED), confirmed_count: all.length } : {}),
    ...(unread.length > 0 ? { unread } : {}),
  };
}

const questionsOf = ({ key, findings }: Scanned): string[] => [
  ...findings.slice(0, MOST_LISTED).map((_, n) => `${key}-${n}`),
  ...(findings.length > MOST_LISTED ? [`${key}-rest`] : []),
];

function words({ kind, shown, page, times }: Finding, t: Translate): string {
  const where = page === null ? null : t('personal:page', { page });
  const often = times > 1 ? t('personal:times', { times }) : null;
  return [`${t(`personal:kind.${kind}`)} ${shown}`, where, often].filter(Boolean).join(', ');
}

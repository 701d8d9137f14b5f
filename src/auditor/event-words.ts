import { type Translate, wordOr } from '../i18n/catalogue';
import { paperWords, rungWords } from '../requests/staff/timeline-pages';
import type { Format } from '../web/format';

/** Where the timelines of cases and registers keep the words of their events, by the first part of the chain. */
const OWN: Readonly<Record<string, string>> = {
  ...{ request: 'workflow:event', objection: 'workflow:objection.event', dispute: 'workflow:dispute.event' },
  ...{ breach: 'breaches:event', exemption: 'exemptions:event', dip: 'dip:event' },
  ...{ 'annual-report': 'annual:event', monev: 'monev:event' },
};
const REST = 'auditor:event';

const prefixOf = (chain: string): string => chain.split(':')[0] ?? '';

/** A kind of event in words: those of the timeline of its case, else those of the log; the code where there are none. */
export function eventWords(kind: string, chain: string | null, t: Translate): string {
  const own = chain === null ? undefined : OWN[prefixOf(chain)];
  return firstOf(t, [...(own ? [own] : []), REST, ...Object.values(OWN)], kind) ?? kind;
}

/** What an entry is about, where that is no case: "akun 5" for `user:5`. */
export function chainWords(chain: string, t: Translate): string {
  const prefix = prefixOf(chain);
  const name = firstOf(t, ['auditor:chain'], prefix);
  const id = chain.slice(prefix.length + 1);
  return name === null ? chain : [name, id].filter(Boolean).join(' ');
}

/** The name of a column; the code where it has none. */
export const fieldWords = (field: string, t: Translate): string =>
  firstOf(t, ['disputes:date', 'auditor:field', 'register:column'], field) ?? field;

/** Codes of a column stand at `<prefix>.<code><rest>`; `case` is the kind of case the chain belongs to. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  state: ['workflow:state.*.name'],
  outcome: ['workflow:outcome.*'],
  proposal_kind: ['workflow:outcome.*'],
  channel: ['workflow:channel.*'],
  obtain: ['workflow:obtain.*'],
  deliver: ['workflow:deliver.*'],
  way: ['workflow:deliver.*'],
  requester_kind: ['workflow:requester_kind.*'],
  extension_ground: ['workflow:ground.*'],
  ground: ['workflow:ground.*'],
  because: ['workflow:because.*'],
  sent_to: ['cases:addressee.*'],
  meant_for: ['cases:addressee.*'],
  role: ['accounts:role.*'],
  roles: ['accounts:role.*'],
  category: ['catalogue:category.*.name'],
  subkind: ['catalogue:subkind.*'],
  letter: ['letters:kind.*.title'],
};

const OWN_CODES: Readonly<Record<string, string>> = {
  ...{ objection: 'workflow:objection', dispute: 'workflow:dispute' },
};

const BODIES: ReadonlySet<string> = new Set(['body_id', 'assigned_body_id', 'body']);
const YES_NO: ReadonlySet<string> = new Set([
  ...['imported', 'late', 'filed_late', 'trusted', 'active', 'partial', 'complete', 'early', 'held_files', 'example'],
  ...['public_instead', 'mailed'],
]);
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;
const LONGEST = 300;

export type ValueWords = { t: Translate; fmt: Format; bodies: ReadonlyMap<number, { name: string }> };

/** A value as people read it: a body by its name, a code by its words, a day and an instant of this place. */
export function valueWords(chain: string, field: string, value: unknown, words: ValueWords): string {
  const { t, fmt, bodies } = words;
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return (
      value
        .map((one) => valueWords(chain, field, one, words))
        .join(', ')
        .slice(0, LONGEST) || '–'
    );
  if (typeof value === 'boolean' || (YES_NO.has(field) && (value === 0 || value === 1)))
    return t(value ? 'auditor:log.yes' : 'auditor:log.no');
  if (BODIES.has(field) && typeof value === 'number') return bodies.get(value)?.name ?? String(value);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return JSON.stringify(value).slice(0, LONGEST);
  if (isSealed(value)) return t('auditor:log.sealed');
  if (DAY.test(value)) return dayOf(value, fmt);
  if (INSTANT.test(value) && !Number.isNaN(Date.parse(value))) return fmt.dayTime(value);
  if (field === 'step') return rungWords(value, t);
  if (field === 'missing' || field === 'file') return paperWords(value, t);
  return codeWords(prefixOf(chain), field, value, t) ?? value.slice(0, LONGEST);
}

/** Personal values are sealed under the key of their case, which the log does not hold. */
export const isSealed = (text: string): boolean => /^v1\.[0-9a-f]{8}\./.test(text);

// Who changed a row by hand may have written a day that there is none of.
const dayOf = (day: string, fmt: Format): string =>
  new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ? fmt.shortDay(day) : day;

const CODE = /^[A-Za-z][\w-]*$/;

function codeWords(prefix: string, field: string, code: string, t: Translate): string | null {
  if (!CODE.test(code)) return null;
  const own = OWN_CODES[prefix];
  const places = [...(own ? [`${own}.${field}.*`] : []), ...(CODES[field] ?? []), 'auditor:value.*'];
  for (const place of places) {
    const found = wordOr(t, place.replace('*', code), '');
    if (found !== '') return found;
  }
  return null;
}

function firstOf(t: Translate, groups: readonly string[], code: string): string | null {
  if (!CODE.test(code)) return null;
  for (const group of groups) {
    const found = wordOr(t, `${group}.${code}`, '');
    if (found !== '') return found;
  }
  return null;
}

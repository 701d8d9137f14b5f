import type { Category } from '../db/tables/catalogue';
import { CATEGORIES } from './categories';

/** What is exempt is no group: no package belongs to it. */
export const CKAN_GROUPS: readonly Category[] = CATEGORIES.filter((one) => one !== 'dikecualikan');

/** `since` and `until` are instants in UTC, both included. */
export type CkanFilter = { category?: Category; bodyId?: number; since?: string; until?: string };

export type CkanSort = 'metadata_modified desc' | 'metadata_modified asc' | 'id asc';

/** What harvesters ask to be sorted by, and what it comes to: there is no score, and names are in no order of their own. */
const SORTS: Readonly<Record<string, CkanSort>> = {
  '': 'metadata_modified desc',
  'score desc, metadata_modified desc': 'metadata_modified desc',
  'relevance asc, metadata_modified desc': 'metadata_modified desc',
  'metadata_modified desc': 'metadata_modified desc',
  'metadata_modified asc': 'metadata_modified asc',
  'id asc': 'id asc',
};

/** The order that is asked for; null for one that is not known. */
export function ckanSort(given: unknown): CkanSort | null {
  if (given === undefined) return 'metadata_modified desc';
  if (typeof given !== 'string') return null;
  const text = given.trim().toLowerCase().replace(/\s+/g, ' ').replace(/ ?, ?/g, ', ');
  return Object.hasOwn(SORTS, text) ? (SORTS[text] as CkanSort) : null;
}

export type CkanTerms = { organization?: string; group?: string; since?: string; until?: string };

const TERM = /^\+?(\w+):(?:"([^"]*)"|\[([^\]]*)\]|(\S+))(?:\s+(?:AND\s+)?|$)/;
// What every package is: harvesters say it all the same.
const ALWAYS: Readonly<Record<string, string>> = {
  ...{ type: 'dataset', dataset_type: 'dataset', state: 'active', private: 'false', capacity: 'public' },
};

/**
 * The filter in `fq`, a small part of Solr's language: terms that must all hold. null for anything else: a filter that is
 * not understood must not answer with everything.
 */
export function ckanTerms(given: unknown): CkanTerms | null {
  if (given === undefined) return {};
  if (typeof given !== 'string' || given.length > 500) return null;
  const terms: CkanTerms = {};
  for (let rest = given.trim(); rest !== ''; ) {
    const [whole, name = '', quoted, range, bare] = TERM.exec(rest) ?? [];
    if (whole === undefined || !takeTerm(terms, name, quoted ?? bare ?? null, range ?? null)) return null;
    rest = rest.slice(whole.length);
  }
  return terms;
}

function takeTerm(terms: CkanTerms, name: string, value: string | null, range: string | null): boolean {
  if (name === 'metadata_modified' && range !== null) return takeRange(terms, range);
  if (value === null || !/^[a-z0-9-]{1,200}$/.test(value)) return false;
  if (Object.hasOwn(ALWAYS, name)) return ALWAYS[name] === value;
  const key = name === 'organization' || name === 'owner_org' ? 'organization' : name === 'groups' ? 'group' : null;
  // One document has one body and one category: two of them hold for none.
  if (key === null || (terms[key] !== undefined && terms[key] !== value)) return false;
  terms[key] = value;
  return true;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z?)?$/;

function takeRange(terms: CkanTerms, range: string): boolean {
  const ends = /^(\S+) TO (\S+)$/.exec(range.trim());
  if (!ends) return false;
  for (const [i, name] of (['since', 'until'] as const).entries()) {
    const text = ends[i + 1] as string;
    if (text === '*') continue;
    const at = INSTANT.test(text) ? new Date(text.length === 10 || text.endsWith('Z') ? text : `${text}Z`) : null;
    if (!at || Number.isNaN(at.getTime())) return false;
    terms[name] = at.toISOString();
  }
  return true;
}

/** A whole number that may be left out; null when it is something else. */
export function countOf(given: unknown, absent: number): number | null {
  if (given === undefined || given === '') return absent;
  return typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : null;
}

/** Whether `all_fields` asks for more than names. */
export const isTrue = (given: unknown): boolean => typeof given === 'string' && /^(true|1|yes)$/i.test(given);

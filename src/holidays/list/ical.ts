import ICAL from 'ical.js';
import { addDays, isDate } from '../../calendar/working-days';
import { kindIn, type ListedDay, LONGEST_NAME, plainName, type ReadList, type Remark } from './listed';

type Line = { line: number; text: string };
type Property = { line: number; type: string; value: string };
type Found = { line: number; properties: Map<string, Property>; broken: boolean };

/** More days in one entry are no holiday, but an entry whose end is wrong. */
const MOST_IN_A_ROW = 14;

/**
 * Reads the all-day entries of an iCal file (RFC 5545), each with the number of its line. The library takes single lines
 * apart; which line is at fault only the file's own lines can say.
 */
export function readIcal(text: string): ReadList {
  const list: ReadList = { days: [], problems: [], notices: [] };
  for (const entry of entriesOf(unfolded(text), list.problems)) {
    if (entry.broken) continue;
    const read = readEntry(entry);
    if ('days' in read) list.days.push(...read.days);
    else if ('problem' in read) list.problems.push(read.problem);
    else list.notices.push(read.notice);
  }
  if (list.days.length + list.problems.length === 0) list.problems.push({ line: null, code: 'no_days' });
  return list;
}

/** Long lines are folded: what goes on begins with a blank. */
function unfolded(text: string): Line[] {
  const lines: Line[] = [];
  for (const [index, one] of text.split(/\r\n|\r|\n/).entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(one) && last) last.text += one.slice(1);
    else lines.push({ line: index + 1, text: one });
  }
  return lines.filter((line) => line.text.trim() !== '');
}

function entriesOf(lines: readonly Line[], problems: Remark[]): Found[] {
  const entries: Found[] = [];
  const open: { name: string; line: number; entry: Found | null }[] = [];
  for (const { line, text } of lines) {
    const [, verb, name = ''] = /^(BEGIN|END):(\S+)\s*$/i.exec(text) ?? [];
    const inside = open.at(-1);
    if (verb?.toUpperCase() === 'BEGIN') {
      const entry = name.toUpperCase() === 'VEVENT' ? { line, properties: new Map(), broken: false } : null;
      if (entry) entries.push(entry);
      open.push({ name: name.toUpperCase(), line, entry });
    } else if (verb) {
      if (inside?.name === name.toUpperCase()) open.pop();
      else problems.push({ line, code: 'end_without_begin', vars: { name } });
    } else {
      const property = inside ? propertyIn(text) : null;
      if (!property) {
        problems.push({ line, code: 'broken_line', vars: { text: text.slice(0, 60) } });
        if (inside?.entry) inside.entry.broken = true;
      } else if (inside?.entry && !inside.entry.properties.has(property.name)) {
        inside.entry.properties.set(property.name, { line, ...property });
      }
    }
  }
  for (const { name, line } of open) problems.push({ line, code: 'not_closed', vars: { name } });
  return entries;
}

function propertyIn(text: string): { name: string; type: string; value: string } | null {
  try {
    const [name, , type, ...values] = ICAL.parse.property(text) as [string, unknown, string, ...unknown[]];
    return /^[a-z0-9-]+$/.test(name) ? { name, type, value: values.map(wordsOf).join(', ') } : null;
  } catch {
    return null;
  }
}

// A rule of recurrence comes as an object.
const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

type Read = { days: ListedDay[] } | { problem: Remark } | { notice: Remark };

function readEntry({ line, properties }: Found): Read {
  const textOf = (name: string) => properties.get(name)?.value.trim() ?? '';
  const refuse = (code: string, property: string, vars: Remark['vars'] = {}): Read => ({
    problem: { line: properties.get(property)?.line ?? line, code, vars },
  });
  const { name, tentative } = plainName(textOf('summary'));
  if (name === '') return refuse('no_name', 'summary');
  if (name.length > LONGEST_NAME) return refuse('name_long', 'summary', { most: LONGEST_NAME });
  const status = textOf('status').toUpperCase();
  if (status === 'CANCELLED') return { notice: { line, code: 'cancelled', vars: { name } } };
  // Google's calendar of Indonesia mixes days that are only observed among the holidays.
  if (/^(perayaan|observance)\b/i.test(textOf('description'))) {
    return { notice: { line, code: 'observance', vars: { name } } };
  }
  if (properties.has('rrule') || properties.has('rdate')) return refuse('recurring', 'rrule', { name });
  if (!properties.has('dtstart')) return refuse('no_start', 'dtstart', { name });
  const from = wholeDay(textOf('dtstart'));
  if (from === null) return refuse('no_date', 'dtstart', { text: textOf('dtstart') });
  const end = endOf(from, properties);
  if (end === null) return refuse('no_date', 'dtend', { text: textOf('dtend') || textOf('duration') });
  if (end < from) return refuse('end_before_start', 'dtend', { name });
  if (end > addDays(from, MOST_IN_A_ROW)) return refuse('too_long', 'dtend', { name, most: MOST_IN_A_ROW });
  const kind = kindIn(name) ?? kindIn(textOf('categories')) ?? kindIn(textOf('description')) ?? 'libur_nasional';
  const unsure = tentative || status === 'TENTATIVE';
  const days: ListedDay[] = [{ line, date: from, kind, name, tentative: unsure }];
  for (let date = addDays(from, 1); date < end; date = addDays(date, 1)) {
    days.push({ line, date, kind, name, tentative: unsure });
  }
  return { days };
}

/** The day after the last one: as the format has it, the end does not count. Null when it cannot be read. */
function endOf(from: string, properties: ReadonlyMap<string, Property>): string | null {
  const end = properties.get('dtend');
  if (end) return wholeDay(end.value);
  const duration = properties.get('duration');
  if (!duration) return addDays(from, 1);
  const [, weeks, days] = /^P(?:(\d{1,2})W|(\d{1,3})D)$/.exec(duration.value) ?? [];
  if (weeks === undefined && days === undefined) return null;
  return addDays(from, Number(weeks ?? 0) * 7 + Number(days ?? 0));
}

/** A date, or midnight of a date without a zone, as some programs write whole days. */
function wholeDay(value: string): string | null {
  const date = /^(\d{4}-\d{2}-\d{2})(?:T(?:::|00:00:00))?$/.exec(value)?.[1];
  return date !== undefined && isDate(date) ? date : null;
}

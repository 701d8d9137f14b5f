import { readCsv } from './csv';
import { readIcal } from './ical';
import { MOST_DAYS, type ReadList } from './listed';

/** Reads a list of days off, whatever it is: iCal by its first line, else one day in each line. */
export function readList(text: string): ReadList {
  const plain = text.replace(/^\ufeff/, '');
  const list = /^\s*BEGIN:/i.test(plain) ? readIcal(plain) : readCsv(plain);
  if (list.days.length <= MOST_DAYS) return list;
  return { ...list, problems: [...list.problems, { line: null, code: 'too_many', vars: { most: MOST_DAYS } }] };
}

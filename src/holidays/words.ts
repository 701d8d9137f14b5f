import type { ChangeRefusal } from '../calendar/change';
import type { CalendarChangeRow } from '../db/tables/holidays';
import type { Translate } from '../i18n/catalogue';
import type { Format } from '../web/format';
import type { Remark } from './list/listed';

/** Where each refusal is said: beside the field of the form by hand, or above it. */
const FIELD: Partial<Record<ChangeRefusal['code'], string>> = {
  decree_missing: 'keputusan',
  reason_missing: 'alasan',
  impossible_date: 'tanggal',
  weekend: 'tanggal',
  already_there: 'tanggal',
  no_calendar: 'tanggal',
};

/** A refusal as the errors of a form that has these fields; what belongs to none of them stands above the form. */
export function refusalErrors(
  t: Translate,
  fmt: Format,
  refusal: ChangeRefusal,
  fields: readonly string[],
): Record<string, string> {
  const field = FIELD[refusal.code];
  return { [field !== undefined && fields.includes(field) ? field : 'form']: refusalWords(t, fmt, refusal) };
}

/** Why a change was refused, in a sentence. */
export function refusalWords(t: Translate, fmt: Format, refusal: ChangeRefusal): string {
  const day =
    'date' in refusal ? { date: refusal.code === 'impossible_date' ? refusal.date : fmt.day(refusal.date) } : {};
  const year = 'year' in refusal ? { year: String(refusal.year) } : {};
  return t(`holidays:refused.${refusal.code}`, { ...refusal, ...day, ...year });
}

/** A remark on a line of a list, with the line's number. */
export function remarkWords(t: Translate, { line, code, vars }: Remark): string {
  const text = t(`holidays:remark.${code}`, vars);
  return line === null ? text : t('holidays:remark.at', { line, text });
}

export const stateStatus = (t: Translate, state: CalendarChangeRow['state']) => ({
  label: t(`holidays:state.${state}`),
  tone: state === 'done' ? 'good' : 'progress',
});

export const certaintyStatus = (t: Translate, confidence: string) =>
  confidence === 'provisional'
    ? { label: t('holidays:certainty.provisional'), tone: 'progress' }
    : { label: t('holidays:certainty.high'), tone: 'good' };

export const kindWords = (t: Translate, kind: string): string => t(`holidays:kind.${kind}`);

import type { Translate } from '../i18n/catalogue';

/** The dates of a case that have a name of their own on screen and in mail; a new one is called a deadline until it has. */
const NAMED = new Set([
  'due_on',
  'perki_due_on',
  'check_due_on',
  'repair_due_on',
  'promised_on',
  'object_by',
  'carry_out_by',
  'file_by',
  'next_due_on',
]);

/** What a moved date is, in words. */
export function fieldWords(t: Translate, caseKind: string, field: string): string {
  if (field === 'due_on' && caseKind === 'objection') return t('holidays:field.objection_due_on');
  return t(`holidays:field.${NAMED.has(field) ? field : 'other'}`);
}

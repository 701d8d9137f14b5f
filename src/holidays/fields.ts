import type { Translate } from '../i18n/catalogue';

/** The dates of a case that have a name of their own on screen and in mail; a new one is called a deadline until it has. */
const NAMED = new Set([
  'due_on',
  'extended_from',
  'perki_due_on',
  'check_due_on',
  'repair_due_on',
  'promised_on',
  'object_by',
  'execute_by',
  'file_by',
  'start_by',
  'mediation_by',
  'decide_by',
  'court_by',
  'cassation_by',
]);

/** What a moved date is, in words. */
export function fieldWords(t: Translate, caseKind: string, field: string): string {
  if (field === 'due_on' && caseKind === 'objection') return t('holidays:field.objection_due_on');
  return t(`holidays:field.${NAMED.has(field) ? field : 'other'}`);
}

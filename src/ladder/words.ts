import type { Translate } from '../i18n/catalogue';
import { rungWords } from '../requests/staff/timeline-pages';
import type { Addressee, CaseName, ClockName, Rung, RungTime } from '../workflow/escalations';
import { DEFAULT_LADDER } from '../workflow/ladder';
import { REQUESTER_LETTERS, STAFF_MESSAGES } from '../workflow/ladder-messages';
import type { LadderFault, LadderFaultCode } from '../workflow/ladder-rules';

export const PATH = '/admin/eskalasi';

/** "Batas menjawab permohonan". */
export const clockWords = (t: Translate, name: CaseName, clock: ClockName): string =>
  t(`ladder:clock.${name}.${clock}`);

/** "3 hari kerja sebelum hari terakhir". */
export function timeWords(t: Translate, at: RungTime): string {
  if ('unopened' in at) return t('ladder:time.unopened', { count: at.unopened });
  if ('fraction' in at) return t('ladder:time.fraction', { percent: Math.round(at.fraction * 100) });
  if ('before' in at) return t('ladder:time.before', { count: at.before });
  if ('on' in at) return t('ladder:time.on');
  if (!at.every) return t('ladder:time.after', { count: at.after });
  return t('ladder:time.every', { after: at.after, every: at.every });
}

/** Whom a rung is meant for, and of which body. */
export const addresseeWords = (t: Translate, to: Addressee): string => t(`ladder:to.${to}`);

/** What is said, as the subject of the message or the name of the letter. */
export function messageWords(t: Translate, letter: string): string {
  const isStaff = STAFF_MESSAGES.some((one) => one.letter === letter);
  return isStaff ? t(`cases:mail.escalation.${letter}.subject`, sampleOf(t)) : t(`letters:kind.${letter}.title`);
}

/** The whole text of a message to officers; null for a letter to the requester, which the case fills. */
export function messageText(t: Translate, letter: string): string | null {
  const isStaff = STAFF_MESSAGES.some((one) => one.letter === letter);
  return isStaff ? t(`cases:mail.escalation.${letter}.text`, sampleOf(t)) : null;
}

/** True for a message that goes to the requester as a letter, whatever officers are told with it. */
export const isLetter = (letter: string): boolean => REQUESTER_LETTERS.some((one) => one.letter === letter);

const sampleOf = (t: Translate) => ({
  number: '…',
  days: '…',
  due: t('ladder:sample.day'),
  received: t('ladder:sample.day'),
});

/** The name of a step. */
export const stepWords = (t: Translate, step: string): string => rungWords(step, t);

/** The step that a typed name stands for: one of those every installation starts with, by its words, or one of its own. */
export function stepNamed(t: Translate, name: CaseName, typed: string): string {
  const shipped = DEFAULT_LADDER.find((rung) => rung.case === name && alike(stepWords(t, rung.step), typed));
  return shipped?.step ?? tidy(typed).replaceAll(' ', '_');
}

const tidy = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const alike = (a: string, b: string): boolean => tidy(a) === tidy(b);

/** Where each fault is said: beside the field of the form, or above it. */
const FIELD: Readonly<Partial<Record<LadderFaultCode, string>>> = {
  step_malformed: 'nama',
  step_twice: 'nama',
  name_says_other_time: 'nama',
  not_a_count: 'hari',
  before_the_term: 'hari',
  only_afterwards: 'kapan',
  unopened_elsewhere: 'kapan',
  nobody: 'kepada',
  unknown_addressee: 'kepada',
  requester_again_and_again: 'kepada',
  unknown_message: 'pesan',
  message_says_otherwise: 'pesan',
  no_letter_to_requester: 'pesan',
};

/** Faults as the errors of a form that has these fields; what belongs to none of them stands above the form. */
export function faultErrors(t: Translate, faults: readonly LadderFault[], fields: readonly string[]) {
  const errors: Record<string, string> = {};
  for (const fault of faults) {
    const field = FIELD[fault.code];
    errors[field !== undefined && fields.includes(field) ? field : 'form'] ??= faultWords(t, fault);
  }
  return errors;
}

/** Why a ladder cannot be kept, in a sentence. */
export function faultWords(t: Translate, { code, case: name, clock, most }: LadderFault): string {
  const where = name !== null && clock !== null ? clockWords(t, name, clock) : '';
  return t(`ladder:fault.${code}`, { clock: where, most: most ?? 0 });
}

/** One rung on one line: when, to whom, what. */
export function rungLine(t: Translate, rung: Rung): string {
  const vars = {
    when: timeWords(t, rung.at),
    to: rung.to.map((to) => addresseeWords(t, to)).join(', '),
    message: messageWords(t, rung.letter),
  };
  return t('ladder:line', vars);
}

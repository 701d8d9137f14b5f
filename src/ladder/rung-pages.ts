import type { Translate } from '../i18n/catalogue';
import { blankForm, type FormState } from '../web/forms';
import type { CaseName, ClockName, Rung } from '../workflow/escalations';
import { REQUESTER_LETTERS, STAFF_MESSAGES } from '../workflow/ladder-messages';
import { mostBefore, OPENED_CLOCKS, REACHABLE } from '../workflow/ladder-rules';
import { LONGEST_REASON, typedTime, WHEN } from './forms';
import { addresseeWords, clockWords, isLetter, messageText, messageWords, PATH, rungLine, stepWords } from './words';

type Option = { value: string; label: string; hint: null };

export type RungView = {
  title: string;
  clock: string;
  kind: string;
  action: string;
  form: FormState;
  labels: Record<string, string>;
  when: Option[];
  /** How many working days ahead of the last day are possible. */
  daysHint: string;
  to: Option[];
  messages: Option[];
  /** The whole text of each message, to choose by. */
  texts: { subject: string; text: string; note: string | null }[];
  reasonMost: number;
  remove: string | null;
};

/** The form of one rung: a new one of a clock, or one that is there. */
export function rungView(
  t: Translate,
  { case: name, clock }: { case: CaseName; clock: ClockName },
  { rung = null, form }: { rung?: Rung | null; form?: FormState } = {},
): RungView {
  const own = rung && `${PATH}/langkah/${name}/${rung.step}`;
  const letters = lettersOf(name, clock);
  const fields = ['nama', 'kapan', 'hari', 'persen', 'ulang', 'kepada', 'pesan', 'alasan'];
  return {
    title: rung ? t('ladder:rung.edit', { step: stepWords(t, rung.step) }) : t('ladder:rung.add'),
    clock: clockWords(t, name, clock),
    kind: t(`ladder:kind.${name}`),
    action: own ?? `${PATH}/tambah?jam=${name}.${clock}`,
    form: form ?? blankForm(rung ? typedRung(t, rung) : {}),
    labels: Object.fromEntries(fields.map((field) => [field, t(`ladder:field.${field}`)])),
    when: WHEN.filter((one) => possible(one, clock)).map((value) => ({
      value,
      label: t(`ladder:when.${value}`),
      hint: null,
    })),
    daysHint: t('ladder:hint.hari', { most: mostBefore(clock) }),
    to: REACHABLE.map((to) => ({ value: to, label: addresseeWords(t, to), hint: null })),
    messages: letters.map((letter) => ({ value: letter, label: labelOf(t, letter), hint: null })),
    texts: letters.flatMap((letter) => {
      const text = messageText(t, letter);
      const note = isLetter(letter) ? t('ladder:rung.isLetter') : null;
      return text === null ? [] : [{ subject: messageWords(t, letter), text, note }];
    }),
    reasonMost: LONGEST_REASON,
    remove: own && `${own}/hapus`,
  };
}

function possible(when: (typeof WHEN)[number], clock: ClockName): boolean {
  if (clock === 'arrival') return when === 'sesudah';
  return when !== 'belum_dibuka' || OPENED_CLOCKS.includes(clock);
}

function typedRung(t: Translate, { step, at, to, letter }: Rung): FormState['values'] {
  return { nama: stepWords(t, step), ...typedTime(at), kepada: [...to], pesan: letter };
}

/** The messages that fit a clock at one time or another. */
function lettersOf(name: CaseName, clock: ClockName): string[] {
  const own = [...STAFF_MESSAGES, ...REQUESTER_LETTERS].filter(
    (one) => one.case === name && one.clocks.includes(clock),
  );
  return [...new Set(own.map(({ letter }) => letter))];
}

function labelOf(t: Translate, letter: string): string {
  const subject = messageWords(t, letter);
  return isLetter(letter) ? t('ladder:rung.letterOption', { title: t(`letters:kind.${letter}.title`) }) : subject;
}

export type ReasonView = {
  title: string;
  text: string;
  lines: string[];
  action: string;
  back: string;
  form: FormState;
  reasonMost: number;
};

/** Why a rung is to go. */
export function removeView(t: Translate, rung: Rung, form?: FormState): ReasonView {
  const own = `${PATH}/langkah/${rung.case}/${rung.step}`;
  return {
    title: t('ladder:remove.title', { step: stepWords(t, rung.step) }),
    text: t('ladder:remove.text', { clock: clockWords(t, rung.case, rung.clock) }),
    lines: [rungLine(t, rung)],
    action: `${own}/hapus`,
    back: own,
    form: form ?? blankForm(),
    reasonMost: LONGEST_REASON,
  };
}

/** Why the ladder of the beginning is to come back. */
export function restoreView(t: Translate, form?: FormState): ReasonView {
  return {
    title: t('ladder:restore.title'),
    text: t('ladder:restore.text'),
    lines: [],
    action: `${PATH}/bawaan`,
    back: PATH,
    form: form ?? blankForm(),
    reasonMost: LONGEST_REASON,
  };
}

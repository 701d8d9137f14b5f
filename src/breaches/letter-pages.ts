import type { Translate } from '../i18n/catalogue';
import type { LetterDoc } from '../letters/facts';
import { type LetterView, letterView } from '../letters/pages';
import type { Format } from '../web/format';
import { blankForm, type FormState } from '../web/forms';
import { breachPath, type OpenedBreach } from './opened';
import { type Field, momentFields } from './step-pages';

/** The two notices, by the word in their address. */
export const NOTICES = { pemilik: 'notify_subjects', lembaga: 'notify_agency' } as const;
export type Notice = keyof typeof NOTICES;

export type NoticeView = {
  back: { label: string; href: string };
  letter: LetterView;
  intro: string;
  /** What the portal will do when it is sent. */
  plan: string[];
  print: { label: string; href: string } | null;
  setting: { label: string; href: string } | null;
  send: { action: string; version: number; name: string; fields: Field[]; submit: string } | null;
  conflict: boolean;
  form: FormState;
};

/** A notice before it is sent, with the form that sends it; and as it reads now, for those who only read. */
export function noticeView(
  which: Notice,
  opened: OpenedBreach,
  doc: LetterDoc,
  shown: { form: FormState | null; conflict: boolean },
  { t, fmt, today }: { t: Translate; fmt: Format; today: string },
): NoticeView {
  const { row, steps, tally } = opened;
  const path = breachPath(row.number);
  const name = NOTICES[which];
  const officer = steps.length > 0;
  const send = {
    ...{ action: `${path}/transitions`, version: row.version, name },
    fields: which === 'lembaga' ? agencyFields(opened, today, t) : [],
    submit: t(`breaches:send.${name}`, { count: tally.waiting_email }),
  };
  return {
    back: { label: t('breaches:case.title', { number: row.number }), href: path },
    letter: letterView(doc),
    intro: t(`breaches:preview.${which}`),
    plan: which === 'pemilik' ? planOf(opened, t, fmt) : [],
    print:
      which === 'pemilik' && officer && tally.waiting_post > 0
        ? { label: t('breaches:preview.print', { count: tally.waiting_post }), href: `${path}/cetak` }
        : null,
    setting:
      which === 'lembaga' && officer
        ? { label: t('breaches:preview.setting'), href: `/pelanggaran-data/lembaga?kembali=${row.number}` }
        : null,
    send: steps.includes(name) ? send : null,
    conflict: shown.conflict,
    form: shown.form ?? blankForm(),
  };
}

function planOf({ tally }: OpenedBreach, t: Translate, fmt: Format): string[] {
  const count = (key: string, n: number) => t(`breaches:preview.${key}`, { count: n, number: fmt.number(n, 0) });
  const told = tally.addressees - tally.waiting_email - tally.waiting_post;
  return [
    count('mails', tally.waiting_email),
    ...(tally.waiting_post > 0 ? [count('by_post', tally.waiting_post)] : []),
    ...(told > 0 ? [count('told', told)] : []),
  ];
}

function agencyFields({ agency, tally }: OpenedBreach, today: string, t: Translate): Field[] {
  const email = agency.email !== null && !tally.agency_unsent ? ['email'] : [];
  const options = [...email, 'portal', 'post', 'hand'].map((value) => ({
    value,
    label: value === 'email' ? t('breaches:way.email_to', { email: agency.email }) : t(`breaches:way.${value}`),
    hint: null,
  }));
  const when = momentFields(t, today, 'sent').map((field) => ({ ...field, required: email.length === 0 }));
  const hint = email.length > 0 ? { hint: t('breaches:field.sent_hint') } : {};
  return [
    { name: 'way', label: t('breaches:field.way'), type: 'radios', options },
    ...when.map((field, i) => (i === 0 ? { ...field, ...hint } : field)),
    {
      name: 'note',
      label: t('breaches:field.receipt'),
      hint: t('breaches:field.receipt_hint'),
      required: false,
      max: 500,
    },
  ];
}

export type PrintView = {
  back: { label: string; href: string };
  letters: LetterView[];
  record: string;
  pages: { next: string | null; first: string | null };
};

export const PRINT_PAGE = 50;

/** Letters to print, so many as one goes through at once. */
export function printView(
  number: string,
  docs: readonly LetterDoc[],
  at: { next: number | null; after: number | null },
  t: Translate,
): PrintView {
  const path = breachPath(number);
  return {
    back: { label: t('breaches:case.title', { number }), href: path },
    letters: docs.map((doc) => letterView(doc)),
    record: `${path}/penerima?langkah=record_sending`,
    pages: {
      next: at.next === null ? null : `${path}/cetak?sesudah=${at.next}`,
      first: at.after === null ? null : `${path}/cetak`,
    },
  };
}

import type { Translate } from '../i18n/catalogue';
import type { Keys } from '../secrets/keys';
import type { Format } from '../web/format';
import { blankForm, type FormState } from '../web/forms';
import { withQuery } from '../web/pagination';
import { type Contact, maskedContact, openContact } from './contact';
import { caseKeyOf } from './content';
import { breachPath, type OpenedBreach } from './opened';
import type { Addressee } from './queries';
import { type Field, momentFields } from './step-pages';

/** What can be done with chosen people of the list. */
export const PEOPLE_FORMS = ['record_sending', 'drop_addressees'] as const;
export type PeopleForm = (typeof PEOPLE_FORMS)[number];

export const PEOPLE_PAGE = 100;

type Status = { label: string; tone: string; icon: string | null };

export type PeopleView = {
  number: string;
  back: { label: string; href: string };
  version: number;
  action: string;
  counts: { label: string; value: string }[];
  masked: boolean;
  people: {
    id: string;
    chosen: boolean;
    name: string;
    contact: string;
    state: { status: Status };
    letter: { href: string; text: string } | null;
  }[];
  step: { name: PeopleForm; intro: string; all: string; submit: string; fields: Field[] } | null;
  print: string | null;
  pages: { next: string | null; first: string | null };
  form: FormState;
};

export type PeopleShown = { step: PeopleForm | null; form: FormState | null; after: number | null };
type World = { keys: Keys; today: string; t: Translate; fmt: Format };

/** The people concerned, page by page; masked for whoever may see their number only. `people` may hold one row too many. */
export function peopleView(
  opened: OpenedBreach,
  people: readonly Addressee[],
  { step, form, after }: PeopleShown,
  { keys, today, t, fmt }: World,
): PeopleView {
  const { row, tally, steps, names } = opened;
  const path = breachPath(row.number);
  const caseKey = caseKeyOf(keys, row);
  const shown = caseKey ? people.slice(0, PEOPLE_PAGE) : [];
  const here = `${path}/penerima`;
  const given = form ?? blankForm();
  const ticked = [given.values.id ?? []].flat();
  const mayPrint = steps.length > 0;
  return {
    number: row.number,
    back: { label: t('breaches:case.title', { number: row.number }), href: path },
    version: row.version,
    action: `${path}/transitions`,
    counts: [
      { label: t('breaches:people.all'), value: fmt.number(tally.addressees, 0) },
      { label: t('breaches:people.waiting_email'), value: fmt.number(tally.waiting_email, 0) },
      { label: t('breaches:people.waiting_post'), value: fmt.number(tally.waiting_post, 0) },
      { label: t('breaches:people.unsent'), value: fmt.number(tally.unsent, 0) },
    ],
    masked: !names,
    people: shown.map((one) => {
      const contact = openContact(caseKey as Buffer, row.public_id, one.contact_sealed);
      const { name, ...rest } = names ? contact : maskedContact(contact);
      const letter = { href: `${here}/${one.id}/surat`, text: t('breaches:people.letter') };
      return {
        ...{ id: String(one.id), chosen: ticked.includes(String(one.id)), name, contact: placeOf(rest) },
        ...{ state: { status: statusOf(one, t, fmt) }, letter: mayPrint ? letter : null },
      };
    }),
    step: step && formOf(step, today, t),
    print: mayPrint && tally.waiting_post > 0 ? `${path}/cetak` : null,
    pages: {
      next: people.length > PEOPLE_PAGE ? withQuery(here, { langkah: step, sesudah: shown.at(-1)?.id }) : null,
      first: after === null ? null : withQuery(here, { langkah: step }),
    },
    form: given,
  };
}

const placeOf = ({ email, address }: Pick<Contact, 'email' | 'address'>): string => email ?? address ?? '';

function statusOf({ way, told_at, mail, mail_sent_at, by_email }: Addressee, t: Translate, fmt: Format): Status {
  const word = (key: string, tone: string, vars: Record<string, unknown> = {}): Status => ({
    label: t(`breaches:person.${key}`, vars),
    tone,
    icon: null,
  });
  if (told_at === null) return word(by_email === 1 ? 'waits_email' : 'waits_post', 'progress');
  if (way !== 'email') return word('sent', 'good', { way: t(`breaches:way.${way}`), at: fmt.shortDayTime(told_at) });
  if (mail === 'sent') return word('mailed', 'good', { at: fmt.shortDayTime(mail_sent_at ?? told_at) });
  return mail === 'failed' || mail === 'uncertain' ? word('failed', 'bad') : word('written', 'progress');
}

function formOf(name: PeopleForm, today: string, t: Translate): NonNullable<PeopleView['step']> {
  const text = (key: string) => t(`breaches:step.${name}.${key}`);
  const way: Field = {
    ...{ name: 'way', label: t('breaches:field.way'), type: 'radios' },
    options: ['post', 'courier', 'hand'].map((value) => ({ value, label: t(`breaches:way.${value}`), hint: null })),
  };
  const view = { name, intro: text('intro'), all: text('all'), submit: text('submit') };
  if (name === 'record_sending') return { ...view, fields: [way, ...momentFields(t, today, 'sent')] };
  return { ...view, fields: [{ name: 'reason', label: text('reason'), type: 'textarea', rows: 2, max: 2000 }] };
}

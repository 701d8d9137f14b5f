import type { Translate } from '../../i18n/catalogue';
import { acceptOf } from '../../storage/file-kinds';
import type { FormState } from '../../web/forms';
import { LIMITS } from '../limits';
import { PAPER_KINDS } from '../papers';
import { DELIVER, OBTAIN, REQUESTER_KINDS } from '../public/filing-forms';
import { CHANNELS } from './entry-forms';
import { complete, type Field, type FieldGroup } from './field-views';

export type EntryView = {
  form: FormState;
  groups: FieldGroup[];
  labels: Record<string, string>;
  held: { token: string; text: string }[];
  /** The same identity with the same text is a case already. */
  duplicate: { number: string; href: string } | null;
};

type Input = {
  form: FormState;
  bodies: readonly { slug: string; name: string }[];
  today: string;
  held: { token: string; text: string }[];
  duplicate: EntryView['duplicate'];
  t: Translate;
};

/** The page on which an officer enters a request: the fields of Perki 1/2021 Pasal 29–30 and Lampiran VI. */
export function entryView({ form, bodies, today, held, duplicate, t }: Input): EntryView {
  const field = (name: string, more: Partial<Field> = {}): Field => ({ name, label: t(`desk:entry.${name}`), ...more });
  const choices = (values: readonly string[], key: string) =>
    values.map((value) => ({ value, label: t(`${key}.${value}`) }));
  const yesNo = [
    { value: 'yes', label: t('desk:entry.yes') },
    { value: 'no', label: t('desk:entry.no') },
  ];
  const group = (name: string, fields: Field[], fold = false): FieldGroup => ({
    heading: t(`desk:entry.group_${name}`),
    hint: name === 'proxy' || name === 'papers' || name === 'late' ? t(`desk:entry.hint_${name}`) : null,
    fields,
    fold,
  });
  const optional = { required: false };
  const groups = [
    group('arrival', [
      field('channel', { type: 'radios', inline: true, options: choices(CHANNELS, 'workflow:channel') }),
      field('received_on', {
        type: 'date',
        width: 'short',
        maxDate: today,
        value: today,
        hint: t('desk:entry.hint_received_on'),
      }),
    ]),
    group('late', [
      field('late_entry_reason', { type: 'textarea', rows: 2, max: 1000, ...optional }),
      field('scan', { type: 'file', accept: acceptOf('identity'), ...optional }),
    ]),
    group('what', [
      field('details', { type: 'textarea', rows: 5, max: LIMITS.details }),
      field('purpose', { type: 'textarea', rows: 3, max: LIMITS.purpose }),
      field('body', {
        type: 'select',
        options: bodies.map(({ slug, name }) => ({ value: slug, label: name })),
        placeholder: t('desk:entry.body_unknown'),
        ...optional,
      }),
    ]),
    group('who', [
      field('kind', {
        type: 'radios',
        inline: true,
        value: 'individual',
        options: choices(REQUESTER_KINDS, 'workflow:requester_kind'),
      }),
      field('citizen', { type: 'radios', inline: true, options: yesNo, value: 'yes' }),
      field('name', { autocomplete: 'off' }),
      field('identity_number', { width: 'medium', hint: t('desk:entry.hint_identity_number'), autocomplete: 'off' }),
      field('address', { type: 'textarea', rows: 2, ...optional }),
      field('email', {
        type: 'email',
        width: 'medium',
        hint: t('desk:entry.hint_email'),
        autocomplete: 'off',
        ...optional,
      }),
      field('phone', { type: 'tel', width: 'medium', autocomplete: 'off', ...optional }),
      field('occupation', { width: 'medium', autocomplete: 'off', ...optional }),
      field('proxy', { type: 'radios', inline: true, options: yesNo, value: 'no' }),
    ]),
    group(
      'proxy',
      [
        field('proxy_name', { autocomplete: 'off', ...optional }),
        field('proxy_nik', { width: 'medium', inputmode: 'numeric', autocomplete: 'off', ...optional }),
        field('proxy_address', { type: 'textarea', rows: 2, ...optional }),
      ],
      form.values.proxy !== 'yes',
    ),
    group('how', [
      field('obtain', { type: 'radios', options: choices(OBTAIN, 'workflow:obtain'), value: 'copy' }),
      field('deliver', {
        type: 'select',
        width: 'medium',
        options: choices(DELIVER, 'workflow:deliver'),
        value: 'pickup',
        placeholder: null,
      }),
      field('language', {
        type: 'radios',
        inline: true,
        value: 'id',
        options: choices(['id', 'en'], 'desk:entry.language_of'),
      }),
    ]),
    group(
      'papers',
      PAPER_KINDS.map(
        (kind): Field => ({
          name: kind,
          label: t(`workflow:paper.${kind}`),
          type: 'file',
          multiple: kind === 'ktp_grantor',
          required: false,
          accept: acceptOf('identity'),
        }),
      ),
    ),
  ];
  const labels = Object.fromEntries(groups.flatMap((one) => one.fields).map(({ name, label }) => [name, label]));
  return { form, groups: complete(groups), labels, held, duplicate };
}

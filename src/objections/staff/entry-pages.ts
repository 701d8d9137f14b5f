import type { Translate } from '../../i18n/catalogue';
import { LIMITS } from '../../requests/limits';
import { PAPER_KINDS } from '../../requests/papers';
import { REQUESTER_KINDS } from '../../requests/public/filing-forms';
import { CHANNELS } from '../../requests/staff/entry-forms';
import { complete, type Field, type FieldGroup } from '../../requests/staff/field-views';
import { acceptOf } from '../../storage/file-kinds';
import type { FormState } from '../../web/forms';
import { OBJECTION_GROUNDS } from '../../workflow/objection-facts';
import { IDENTITY_FROM, POSITION } from './entry-forms';

export type ObjectionEntryView = {
  form: FormState;
  groups: FieldGroup[];
  labels: Record<string, string>;
  held: { token: string; text: string }[];
  /** The same objection without a request is a case already. */
  duplicate: { number: string; href: string } | null;
};

type Input = {
  form: FormState;
  bodies: readonly { slug: string; name: string }[];
  today: string;
  /** From a link on a request's page: its number stands there already. */
  number: string | null;
  held: { token: string; text: string }[];
  duplicate: ObjectionEntryView['duplicate'];
  t: Translate;
};

/** The page on which an officer enters an objection on paper: the fields of Perki 1/2021 Pasal 41(5) and Lampiran X. */
export function objectionEntryView(input: Input): ObjectionEntryView {
  const { form, held, duplicate } = input;
  const groups = complete([...whatGroups(input), ...whoGroups(input)]);
  const labels = Object.fromEntries(groups.flatMap((one) => one.fields).map(({ name, label }) => [name, label]));
  return { form, groups, labels, held, duplicate };
}

/** Words of its own, or those of a request's entry where the field is the same. */
const OWN = new Set([
  'ground',
  'request_number',
  'found_on',
  'body',
  'details',
  'purpose',
  'position',
  'identity_from',
  'scan',
]);

const fieldsIn =
  (t: Translate) =>
  (name: string, more: Partial<Field> = {}): Field => ({
    name,
    label: t(OWN.has(name) ? `objections:entry.${name}` : `desk:entry.${name}`),
    ...more,
  });

const choices = (values: readonly string[], key: string, t: Translate) =>
  values.map((value) => ({ value, label: t(`${key}.${value}`) }));

const groupsIn =
  (t: Translate) =>
  (name: string, hint: boolean, fields: Field[], fold = false): FieldGroup => ({
    heading: t(`objections:entry.group_${name}`),
    hint: hint ? t(`objections:entry.hint_${name}`) : null,
    fields,
    fold,
  });

const optional = { required: false };

function whatGroups({ bodies, today, number, t }: Input): FieldGroup[] {
  const field = fieldsIn(t);
  const group = groupsIn(t);
  return [
    group('arrival', false, [
      field('channel', { type: 'radios', inline: true, options: choices(CHANNELS, 'workflow:channel', t) }),
      field('received_on', {
        ...{ type: 'date', width: 'short', maxDate: today, value: today },
        hint: t('desk:entry.hint_received_on'),
      }),
    ]),
    group('late', true, [
      field('late_entry_reason', { type: 'textarea', rows: 2, max: 1000, ...optional }),
      field('scan', { type: 'file', accept: acceptOf('identity'), ...optional }),
    ]),
    group('what', false, [
      field('ground', {
        type: 'radios',
        options: OBJECTION_GROUNDS.map((letter) => ({
          value: letter,
          label: t('objections:ground', { letter, words: t(`letters:ground.${letter}`) }),
        })),
      }),
      field('request_number', {
        ...{ width: 'medium', autocomplete: 'off', value: number, ...optional },
        hint: t('objections:entry.hint_request_number'),
      }),
      field('details', {
        ...{ type: 'textarea', rows: 4, max: LIMITS.details, ...optional },
        hint: t('objections:entry.hint_details'),
      }),
      field('purpose', {
        ...{ type: 'textarea', rows: 3, max: LIMITS.purpose, ...optional },
        hint: t('objections:entry.hint_details'),
      }),
      field('position', { type: 'textarea', rows: 6, max: POSITION, hint: t('objections:entry.hint_position') }),
    ]),
    group('ground_b', true, [
      field('body', {
        ...{ type: 'select', placeholder: t('objections:entry.choose_body'), ...optional },
        options: bodies.map(({ slug, name }) => ({ value: slug, label: name })),
      }),
      field('found_on', { type: 'date', width: 'short', maxDate: today, ...optional }),
    ]),
  ];
}

function whoGroups({ form, t }: Input): FieldGroup[] {
  const field = fieldsIn(t);
  const group = groupsIn(t);
  const yesNo = choices(['yes', 'no'], 'desk:entry', t);
  const typed = form.values.identity_from === 'typed';
  return [
    group('who', false, [
      field('identity_from', {
        ...{ type: 'radios', value: 'request' },
        options: choices(IDENTITY_FROM, 'objections:entry.from', t),
      }),
      field('language', {
        ...{ type: 'radios', inline: true, value: 'id' },
        options: choices(['id', 'en'], 'desk:entry.language_of', t),
      }),
    ]),
    group(
      'identity',
      true,
      [
        field('kind', {
          ...{ type: 'radios', inline: true, value: 'individual' },
          options: choices(REQUESTER_KINDS, 'workflow:requester_kind', t),
        }),
        field('citizen', { type: 'radios', inline: true, options: yesNo, value: 'yes' }),
        field('name', { autocomplete: 'off', ...optional }),
        field('identity_number', {
          ...{ width: 'medium', hint: t('desk:entry.hint_identity_number'), autocomplete: 'off', ...optional },
        }),
        field('address', { type: 'textarea', rows: 2, ...optional }),
        field('email', {
          ...{ type: 'email', width: 'medium', autocomplete: 'off', ...optional },
          hint: t('desk:entry.hint_email'),
        }),
        field('phone', { type: 'tel', width: 'medium', autocomplete: 'off', ...optional }),
        field('occupation', { width: 'medium', autocomplete: 'off', ...optional }),
        field('proxy', { type: 'radios', inline: true, options: yesNo, value: 'no' }),
        field('proxy_name', { autocomplete: 'off', ...optional }),
        field('proxy_nik', { width: 'medium', inputmode: 'numeric', autocomplete: 'off', ...optional }),
        field('proxy_address', { type: 'textarea', rows: 2, ...optional }),
      ],
      !typed,
    ),
    group(
      'papers',
      true,
      PAPER_KINDS.map(
        (kind): Field => ({
          ...{ name: kind, label: t(`workflow:paper.${kind}`), type: 'file', multiple: kind === 'ktp_grantor' },
          ...{ required: false, accept: acceptOf('identity') },
        }),
      ),
    ),
  ];
}

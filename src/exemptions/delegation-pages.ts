import type { Translate } from '../i18n/catalogue';
import { acceptOf } from '../storage/file-kinds';
import type { Format } from '../web/format';
import type { FormState } from '../web/forms';
import { AREAS } from './areas';
import { complete, type Field, one } from './field-views';
import type { DelegationEntry } from './queries';

export const DELEGATIONS_PATH = `${AREAS.desk.path}/delegasi`;

type Shown = {
  rows: readonly DelegationEntry[];
  superiors: readonly { id: number; name: string; title: string | null }[];
  form: FormState;
  held: readonly { token: string; name: string; size: number }[];
  today: string;
};

/** Delegations on file, and the form that puts another one there. */
export function delegationsView({ rows, superiors, form, held, today }: Shown, t: Translate, fmt: Format) {
  const field = (name: string, more: Partial<Field> = {}): Field => ({
    ...{ name, label: t(`exemptions:field.${name}`), ...more },
  });
  const groups = complete(
    one([
      field('account', {
        ...{ type: 'select', hint: t('exemptions:hint.account') },
        options: superiors.map(({ id, name, title }) => ({
          value: String(id),
          label: [name, title].filter(Boolean).join(', '),
        })),
      }),
      field('office'),
      field('number', { label: t('exemptions:field.delegation_number'), width: 'medium' }),
      field('from_on', { type: 'date', width: 'short' }),
      field('until_on', {
        label: t('exemptions:field.delegation_until'),
        type: 'date',
        width: 'short',
        required: false,
      }),
      field('head_name'),
      field('head_office'),
      field('delegation_file', { type: 'file', accept: acceptOf('document') }),
    ]),
  );
  return {
    form,
    groups,
    labels: Object.fromEntries(groups.flatMap((group) => group.fields).map(({ name, label }) => [name, label])),
    action: `${DELEGATIONS_PATH}/berkas`,
    list: AREAS.desk.path,
    held: held.map(({ token, name, size }) => ({ token, text: `${name} (${fmt.bytes(size)})` })),
    rows: rows.map((row) => {
      const over = row.revoked_on !== null || (row.until_on !== null && row.until_on < today);
      const status = over ? 'over' : row.from_on > today ? 'ahead' : 'in_force';
      return {
        who: `${row.user_name}\n${row.office}`,
        head: `${row.head_name}\n${row.head_office}`,
        number: row.file === null ? row.number : { href: `${DELEGATIONS_PATH}/${row.file}/berkas`, text: row.number },
        days: t(row.until_on ? 'exemptions:delegation.from_until' : 'exemptions:delegation.from', {
          from: fmt.day(row.from_on),
          ...(row.until_on ? { until: fmt.day(row.until_on) } : {}),
        }),
        state: { status: { label: t(`exemptions:delegation.${status}`), tone: over ? 'ended' : 'good', icon: null } },
        id: row.public_id,
        ends: over ? null : `${DELEGATIONS_PATH}/${row.public_id}/akhiri`,
      };
    }),
  };
}

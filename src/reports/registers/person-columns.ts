import { type Identity, maskName, maskNumber } from '../../requests/identity';
import type { Column, Words } from './register';

type Person = { requester_kind: 'individual' | 'group' | 'legal_body'; imported?: number };

const text = (value: string | null, sight: Words['sight']): string | null =>
  !value ? null : sight === 'masked' ? maskName(value) : value;

const digits = (value: string | null, sight: Words['sight']): string | null =>
  !value ? null : sight === 'full' ? value : maskNumber(value);

const contact = ({ phone, email }: Identity, sight: Words['sight']): string | null =>
  [sight === 'screen' ? phone : digits(phone, sight), text(email, sight)].filter(Boolean).join(', ') || null;

/** Who asked: Perki 1/2021 Pasal 32(1) c to g, and the occupation of Lampiran VIII. */
export function personColumns<R extends Person>(): Column<R>[] {
  const of = (key: string, width: number, value: (identity: Identity, sight: Words['sight']) => string | null) => ({
    ...{ key, width, identity: true as const },
    value: (_row: R, { identity, sight }: Words) => identity && value(identity, sight),
  });
  return [
    {
      ...{ key: 'name', width: 26, identity: true },
      // An old register names nobody where it has no such column; of a live case it was destroyed.
      value: (row, { identity, sight, t }) =>
        identity ? text(identity.name, sight) : row.imported === 1 ? null : t('desk:identity.erased'),
    },
    of('identity_number', 20, (one, sight) => digits(one.identity_number, sight)),
    of('address', 30, (one, sight) => text(one.address, sight)),
    of('contact', 26, contact),
    of('occupation', 16, (one, sight) => text(one.occupation, sight)),
    of('proxy', 24, ({ proxy }, sight) => proxy && text(proxy.name, sight)),
    {
      ...{ key: 'requester_kind', width: 16, open: true },
      value: (row, { t }) => t(`workflow:requester_kind.${row.requester_kind}`),
    },
  ];
}

import type { Role } from '../web/guards';

/** Every staff role, in the order screens show them. Someone with none of them is a requester. */
export const STAFF_ROLES: readonly Role[] = ['petugas', 'ppid', 'opd', 'atasan', 'auditor', 'admin'];

/** `opd` is held for one public body (PPID Pelaksana); every other role is held for the whole office. */
export const needsBody = (role: Role): boolean => role === 'opd';

const HOMES: readonly [Role, string][] = [
  ['petugas', '/petugas'],
  ['ppid', '/petugas'],
  ['opd', '/opd'],
  ['atasan', '/atasan'],
  ['auditor', '/auditor'],
  ['admin', '/admin'],
];

/** Where someone with these roles lands after signing in. */
export function homeOf(roles: readonly { role: Role }[]): string {
  return HOMES.find(([role]) => roles.some((grant) => grant.role === role))?.[1] ?? '/akun';
}

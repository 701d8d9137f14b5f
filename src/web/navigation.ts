import type { Translate } from '../i18n/catalogue';
import type { CurrentUser, Role } from './guards';

export type NavLink = { href: string; label: string; current: boolean };

const PUBLIC = [
  ['/informasi', 'web:nav.information'],
  ['/badan-publik', 'web:nav.bodies'],
  ['/permohonan/baru', 'web:nav.request'],
  ['/keberatan/baru', 'web:nav.object'],
  ['/lacak', 'web:nav.track'],
  ['/kalkulator-tenggat', 'web:nav.calculator'],
] as const;

const STAFF: readonly (readonly [href: string, key: string, roles: readonly Role[]])[] = [
  ['/petugas', 'web:nav.desk', ['petugas', 'ppid']],
  ['/opd', 'web:nav.body', ['opd']],
  ['/opd/informasi', 'web:nav.publish', ['ppid', 'opd']],
  ['/atasan', 'web:nav.superior', ['atasan']],
  ['/auditor', 'web:nav.auditor', ['auditor']],
  ['/admin', 'web:nav.admin', ['admin']],
  ['/alat', 'web:nav.tools', ['petugas', 'ppid', 'opd', 'atasan', 'auditor']],
];

/** Links of the header: for everyone, and for the signed-in user's roles. Pure. */
export function navigation(user: CurrentUser | null, path: string, t: Translate): { main: NavLink[]; own: NavLink[] } {
  // The nearest one is where the reader is: `/petugas/dip` is not the desk.
  const here = [...PUBLIC.map(([href]) => href), ...STAFF.map(([href]) => href), '/akun']
    .filter((href) => isUnder(path, href))
    .sort((a, b) => b.length - a.length)[0];
  const link = (href: string, key: string): NavLink => ({ href, label: t(key), current: href === here });
  const held = new Set(user?.roles.map((grant) => grant.role));
  return {
    main: PUBLIC.map(([href, key]) => link(href, key)),
    own: user
      ? [
          ...STAFF.filter(([, , roles]) => roles.some((role) => held.has(role))).map(([href, key]) => link(href, key)),
          link('/akun', 'web:nav.account'),
        ]
      : [],
  };
}

const isUnder = (path: string, href: string): boolean => path === href || path.startsWith(`${href}/`);

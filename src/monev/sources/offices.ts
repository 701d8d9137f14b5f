import { finding, type Source } from '../evidence';

/** Who holds the offices of Perki 1/2021 Pasal 6, as the accounts of the portal know it today. */
export const OFFICE_SOURCES: readonly Source[] = [
  ...(['atasan', 'ppid', 'petugas'] as const).map(
    (role): Source => ({
      ...{ code: `jabatan.${role}`, name: 'office', item: { key: `accounts:role.${role}` } },
      mend: { role: 'admin', href: '/admin/pengguna' },
      of: ({ offices, today }) =>
        finding({
          ...{ share: offices[role] > 0 ? 1 : 0, count: offices[role], as_of: today, href: '/profil/struktur' },
          found: { key: offices[role] > 0 ? 'office' : 'office_none', vars: { count: offices[role] } },
        }),
    }),
  ),
  {
    ...{ code: 'jabatan.pelaksana', name: 'office', item: { key: 'accounts:role.opd' } },
    mend: { role: 'admin', href: '/admin/pengguna' },
    of: ({ offices: { agencies, without }, today }) => {
      const n = agencies - without.length;
      const share = agencies === 0 ? null : n / agencies;
      return finding({
        ...{ share, as_of: today, href: '/badan-publik', lacking: without },
        found: { key: 'offices', vars: { n, of: agencies, share: share ?? 0 } },
      });
    },
  },
];

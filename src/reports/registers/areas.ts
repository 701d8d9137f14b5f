import type { Role } from '../../web/guards';
import type { Sight } from './register';

/** Where registers are read: by the officers who keep them, by the auditor, by anyone. */
export type RegisterArea = 'desk' | 'auditor' | 'public';

export const REGISTER_AREAS: Readonly<
  Record<RegisterArea, { path: string; roles: readonly Role[]; screen: Sight; file: Sight; home: string | null }>
> = {
  desk: { path: '/petugas/register', roles: ['petugas', 'ppid'], screen: 'screen', file: 'full', home: '/petugas' },
  auditor: { path: '/auditor/register', roles: ['auditor'], screen: 'masked', file: 'masked', home: '/auditor' },
  public: { path: '/laporan/register', roles: [], screen: 'none', file: 'none', home: null },
};

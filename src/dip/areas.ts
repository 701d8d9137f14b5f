import type { Role } from '../web/guards';

/** Where each office works on the register; everyone else reads what was enacted at the public address. */
export const DIP_AREAS = {
  ppid: { path: '/petugas/dip', role: 'ppid' },
  superior: { path: '/atasan/dip', role: 'atasan' },
  auditor: { path: '/auditor/dip', role: 'auditor' },
} as const satisfies Record<string, { path: string; role: Role }>;

export type DipArea = keyof typeof DIP_AREAS;

export const PUBLIC_PATH = '/daftar-informasi-publik';

export const SINCE_PATH = `${PUBLIC_PATH}/sesudah`;
/** What was published since the register in force is counted up to here. */
export const MOST_SINCE = 1_000;

/** The demonstration accounts, by the part before `@contoh.test`. */
export type CastName = 'warga' | 'petugas' | 'opd' | 'opd2' | 'ppid' | 'atasan' | 'auditor' | 'admin';

export const CAST: readonly CastName[] = ['warga', 'petugas', 'opd', 'opd2', 'ppid', 'atasan', 'auditor', 'admin'];

export const CAST_PASSWORD = 'kuda-poni-zaitun-27';

export const addressOf = (name: CastName): string => `${name}@contoh.test`;

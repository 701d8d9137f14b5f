import type { CurrentUser, Role } from '../web/guards';

/** A place of work beside the lists of cases: its address, picture, words (`accounts:tools.<key>`), and whose it is. */
export type Tool = { href: string; icon: string; key: string; roles: readonly Role[] };

/** In the order of the page: publishing first, then what is kept, then what is watched. */
const TOOLS: readonly Tool[] = [
  { href: '/opd/informasi/baru', icon: 'plus-lg', key: 'publish', roles: ['opd', 'ppid'] },
  { href: '/opd/peringatan/baru', icon: 'megaphone-fill', key: 'announce', roles: ['opd', 'ppid'] },
  { href: '/opd/kesegaran', icon: 'speedometer2', key: 'freshness', roles: ['opd'] },
  { href: '/opd/impor', icon: 'file-earmark-spreadsheet', key: 'import', roles: ['opd', 'ppid'] },
  { href: '/petugas/telaah', icon: 'check-circle-fill', key: 'review', roles: ['ppid'] },
  { href: '/petugas/usulan-terbit', icon: 'clock-history', key: 'subjects', roles: ['ppid'] },
  { href: '/petugas/badan-tepercaya', icon: 'building', key: 'trust', roles: ['ppid'] },
  { href: '/petugas/panen', icon: 'cloud-download', key: 'harvest', roles: ['ppid'] },
  { href: '/petugas/dip', icon: 'file-earmark-text', key: 'dip', roles: ['ppid'] },
  { href: '/atasan/dip', icon: 'file-earmark-text', key: 'dip', roles: ['atasan'] },
  { href: '/auditor/dip', icon: 'file-earmark-text', key: 'dip', roles: ['auditor'] },
  { href: '/petugas/register', icon: 'list-ul', key: 'registers', roles: ['petugas', 'ppid'] },
  { href: '/auditor/register', icon: 'list-ul', key: 'registers', roles: ['auditor'] },
  { href: '/petugas/pengecualian', icon: 'lock-fill', key: 'exemptions', roles: ['ppid'] },
  { href: '/opd/pengecualian', icon: 'lock-fill', key: 'exemptions', roles: ['opd'] },
  { href: '/atasan/pengecualian', icon: 'lock-fill', key: 'exemptions', roles: ['atasan'] },
  { href: '/auditor/pengecualian', icon: 'lock-fill', key: 'exemptions', roles: ['auditor'] },
  { href: '/petugas/laporan-tahunan', icon: 'file-earmark-bar-graph', key: 'annual', roles: ['ppid'] },
  { href: '/atasan/laporan-tahunan', icon: 'file-earmark-bar-graph', key: 'annual', roles: ['atasan'] },
  { href: '/auditor/laporan-tahunan', icon: 'file-earmark-bar-graph', key: 'annual', roles: ['auditor'] },
  { href: '/teks-layanan', icon: 'file-text', key: 'texts', roles: ['ppid'] },
  { href: '/auditor/log', icon: 'list', key: 'log', roles: ['auditor'] },
  { href: '/auditor/sampel', icon: 'dice-5', key: 'samples', roles: ['auditor'] },
  { href: '/auditor/temuan', icon: 'search', key: 'findings', roles: ['auditor'] },
  { href: '/petugas/temuan', icon: 'search', key: 'findings', roles: ['ppid'] },
  { href: '/opd/temuan', icon: 'search', key: 'findings', roles: ['opd'] },
  { href: '/statistik', icon: 'speedometer2', key: 'statistics', roles: ['ppid', 'atasan', 'auditor'] },
  { href: '/opd/statistik', icon: 'speedometer2', key: 'ownStatistics', roles: ['opd'] },
  { href: '/pelanggaran-data', icon: 'shield-exclamation', key: 'breaches', roles: ['ppid', 'atasan', 'auditor'] },
  { href: '/monev', icon: 'clipboard-check', key: 'monev', roles: ['petugas', 'ppid', 'opd', 'atasan', 'auditor'] },
  { href: '/retensi', icon: 'archive', key: 'retention', roles: ['ppid', 'atasan', 'auditor'] },
];

/** The tools of somebody, each once. */
export function toolsOf(user: CurrentUser): Tool[] {
  const held = new Set(user.roles.map(({ role }) => role));
  return TOOLS.filter(({ roles }) => roles.some((role) => held.has(role)));
}

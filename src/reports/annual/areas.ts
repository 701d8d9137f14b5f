import { anyCasePath } from '../../requests/staff/areas';
import type { Role } from '../../web/guards';
import type { CheckedKind } from './checks';

/** Where each office works on the annual report; everyone else reads what was published. */
export const ANNUAL_AREAS = {
  ppid: { path: '/petugas/laporan-tahunan', role: 'ppid', cases: 'desk' },
  superior: { path: '/atasan/laporan-tahunan', role: 'atasan', cases: 'superior' },
  auditor: { path: '/auditor/laporan-tahunan', role: 'auditor', cases: 'auditor' },
} as const satisfies Record<string, { path: string; role: Role; cases: string }>;

export type AnnualArea = keyof typeof ANNUAL_AREAS;

/** Address of a case in an office's own area. */
export const caseHref = (area: AnnualArea, kind: CheckedKind, number: string): string =>
  anyCasePath(ANNUAL_AREAS[area].cases, kind, number);

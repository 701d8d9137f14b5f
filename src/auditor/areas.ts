import type { Role } from '../web/guards';

/** Where findings are met: the auditor's seat, the PPID's desk, a public body. */
export const FINDING_AREAS = {
  auditor: { path: '/auditor/temuan', role: 'auditor', side: 'auditor' },
  desk: { path: '/petugas/temuan', role: 'ppid', side: 'body' },
  body: { path: '/opd/temuan', role: 'opd', side: 'body' },
} as const satisfies Record<string, { path: string; role: Role; side: 'auditor' | 'body' }>;

export type FindingArea = keyof typeof FINDING_AREAS;

const WORDS: Readonly<Record<string, string>> = { request: 'permohonan', objection: 'keberatan', dispute: 'sengketa' };

/** Where a case of any kind is read in an area; null where that area has no page for it. */
export function casePage(area: FindingArea, kind: string, number: string): string | null {
  if (kind === 'breach') return area === 'body' ? null : `/pelanggaran-data/${number}`;
  const word = WORDS[kind];
  const start = { auditor: '/auditor', desk: '/petugas', body: '/opd' }[area];
  return word ? `${start}/${word}/${number}` : null;
}

import type { Role } from '../web/guards';
import type { ExemptionStepName } from '../workflow/exemption-facts';

/** Where exemptions are met: the PPID's desk, one public body, whoever holds the head's delegation, the auditor. */
export type Area = 'desk' | 'body' | 'superior' | 'auditor';

type AreaFacts = { path: string; role: Role; steps: readonly ExemptionStepName[] };

export const AREAS: Readonly<Record<Area, AreaFacts>> = {
  desk: {
    path: '/petugas/pengecualian',
    role: 'ppid',
    steps: [
      ...(['save_test', 'complete_test', 'decide', 'confirm_masking'] as const),
      ...(['return_test', 'reopen_test', 'open_by_ruling', 'drop_test'] as const),
    ],
  },
  body: { path: '/opd/pengecualian', role: 'opd', steps: ['save_test', 'hand_in', 'take_back', 'drop_test'] },
  superior: { path: '/atasan/pengecualian', role: 'atasan', steps: ['approve', 'decline'] },
  auditor: { path: '/auditor/pengecualian', role: 'auditor', steps: [] },
};

export const exemptionPath = (area: Area, number: string): string => `${AREAS[area].path}/${number}`;

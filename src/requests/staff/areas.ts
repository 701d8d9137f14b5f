import type { CaseKind } from '../../db/tables/cases';
import type { RequestFileKind } from '../../db/tables/requests';
import type { Role } from '../../web/guards';
import type { StepName } from '../../workflow/steps';

/** Where staff meet a request: the PPID's desk, one public body, the superior, the auditor. */
export type Area = 'desk' | 'body' | 'superior' | 'auditor';

type AreaFacts = {
  path: string;
  roles: readonly Role[];
  /** `named`: name in full, numbers masked. `masked`: name and numbers masked. `none`: not even the kind. */
  identity: 'named' | 'masked' | 'none';
  /** Files that may be read here. Identity papers are never among them: they have a way of their own. */
  files: readonly RequestFileKind[];
  /** Files that are named here and not opened. */
  shut: readonly RequestFileKind[];
  /** Steps that may be offered here, in the order of the buttons. */
  steps: readonly StepName[];
};

const READABLE: readonly RequestFileKind[] = [
  'scan',
  'material',
  'answer',
  'redacted',
  'original',
  'exemption',
  'signed',
];

export const AREAS: Readonly<Record<Area, AreaFacts>> = {
  desk: {
    path: '/petugas',
    roles: ['petugas', 'ppid'],
    identity: 'named',
    files: READABLE,
    shut: [],
    steps: [
      'declare_complete',
      'declare_incomplete',
      'complete_papers',
      'add_papers',
      'assign',
      'grant',
      'grant_partly',
      'not_held',
      'not_documented',
      'redirect',
      'propose_refusal',
      'deliver',
      'extend',
      'correct_receipt',
    ],
  },
  // A public body answers a question, it need not know whose (contract: no identity at all).
  body: {
    path: '/opd',
    roles: ['opd'],
    identity: 'none',
    files: ['material'],
    shut: [],
    steps: ['propose_answer', 'return'],
  },
  superior: {
    path: '/atasan',
    roles: ['atasan'],
    identity: 'named',
    files: READABLE,
    shut: [],
    steps: ['approve_refusal', 'reject_refusal'],
  },
  // He sees no identity paper, and the scan of a form or letter has name and number on it: that it is there, when it came
  // and its hash in the log prove what it must. A signed letter would only repeat the name.
  auditor: {
    path: '/auditor',
    roles: ['auditor'],
    identity: 'masked',
    files: READABLE.filter((kind) => kind !== 'signed' && kind !== 'scan'),
    shut: ['scan'],
    steps: [],
  },
};

/** Address of a case in an area. */
export const casePath = (area: Area, number: string): string => `${AREAS[area].path}/permohonan/${number}`;

/** The same for a case of any kind, in lists that mix them. Breaches have pages of their own, outside the areas. */
export function anyCasePath(area: Area, kind: CaseKind, number: string): string {
  if (kind === 'breach') return `/pelanggaran-data/${number}`;
  const word = { request: 'permohonan', objection: 'keberatan', dispute: 'sengketa' }[kind];
  return `${AREAS[area].path}/${word}/${number}`;
}

import type { RequestState } from '../../workflow/facts';
import type { QueueQuery } from './list-queries';

/** Every way to look at the desk's cases, in the order of the tabs. `letters` is a list of letters, not of cases. */
export const DESK_TABS = [
  'tindakan',
  'terbuka',
  'persetujuan',
  'belum-lengkap',
  'penyerahan',
  'surat',
  'selesai',
] as const;
export type DeskTab = (typeof DESK_TABS)[number];

export const BODY_TABS = ['terbuka', 'selesai'] as const;
export type BodyTab = (typeof BODY_TABS)[number];

const OPEN: readonly RequestState[] = ['registered', 'incomplete', 'in_process', 'awaiting_approval'];
const TO_DELIVER: readonly RequestState[] = ['granted', 'granted_partly'];
const ENDED: readonly RequestState[] = [
  'delivered',
  'refused',
  'not_held',
  'not_documented',
  'redirected',
  'lapsed',
  'withdrawn',
  'closed',
];

type Tabbed = Pick<QueueQuery, 'states' | 'deskTurn' | 'newestFirst'>;

/** What a tab of the desk asks for. `soonest`: cases due by then need the desk whoever holds them. */
export function deskQuery(tab: Exclude<DeskTab, 'surat'>, soonest: string): Tabbed {
  const queries: Record<Exclude<DeskTab, 'surat'>, Tabbed> = {
    tindakan: { states: ['registered', 'incomplete', 'in_process', ...TO_DELIVER], deskTurn: { soonest } },
    terbuka: { states: OPEN },
    persetujuan: { states: ['awaiting_approval'] },
    'belum-lengkap': { states: ['incomplete'] },
    penyerahan: { states: TO_DELIVER },
    selesai: { states: ENDED, newestFirst: true },
  };
  return queries[tab];
}

/** What a body sees of its own: what it still has to answer, and what is done. */
export function bodyQuery(tab: BodyTab): Tabbed {
  if (tab === 'terbuka') return { states: ['registered', 'in_process', 'awaiting_approval'] };
  return { states: [...TO_DELIVER, ...ENDED], newestFirst: true };
}

export const APPROVAL: Tabbed = { states: ['awaiting_approval'] };

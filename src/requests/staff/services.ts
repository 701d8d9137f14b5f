/** A service that people often ask for as if it were information. `key` names it in an address. */
export type UsualService = { key: string; label: string; name: string; contact: string; reason: string };

/**
 * What the desk is offered when it redirects, until the region keeps its own list under the setting `usual_services`
 * (the same shape as JSON). Contacts are filled in by the officer who knows them.
 */
export const USUAL_SERVICES: readonly UsualService[] = [
  {
    key: 'kependudukan',
    label: 'KTP, KK, akta',
    name: 'Dinas Kependudukan dan Pencatatan Sipil (Dindukcapil)',
    contact: 'Loket layanan Dindukcapil atau Mal Pelayanan Publik, pada jam kerja',
    reason:
      'Yang diminta adalah penerbitan atau perubahan dokumen kependudukan (KTP, KK, atau akta). Itu layanan administrasi kependudukan, bukan permohonan informasi publik.',
  },
  {
    key: 'bansos',
    label: 'Bantuan sosial',
    name: 'Dinas Sosial, Pemberdayaan Perempuan dan Perlindungan Anak (Dinsos P2PA)',
    contact: 'Loket layanan Dinsos P2PA atau operator di kantor desa dan kelurahan, pada jam kerja',
    reason:
      'Yang diminta adalah pendaftaran atau pengurusan bantuan sosial. Itu layanan sosial, bukan permohonan informasi publik.',
  },
];

/** The region's own list from its stored text; the usual one when nothing readable is stored. Pure. */
export function servicesFrom(stored: string | null): readonly UsualService[] {
  if (stored === null) return USUAL_SERVICES;
  try {
    const list: unknown = JSON.parse(stored);
    return Array.isArray(list) && list.length > 0 && list.every(isService) ? list : USUAL_SERVICES;
  } catch {
    return USUAL_SERVICES;
  }
}

function isService(value: unknown): value is UsualService {
  const service = value as Record<string, unknown> | null;
  return ['key', 'label', 'name', 'contact', 'reason'].every((name) => typeof service?.[name] === 'string');
}

import { finding, type Source } from '../evidence';

/** What the portal itself offers, by the address where anyone can try it. It is there as long as the portal is. */
const SERVICES = [
  ['permohonan', '/permohonan/baru'],
  ['keberatan', '/keberatan/baru'],
  ['lacak', '/lacak'],
  ['cari', '/informasi'],
  ['statistik', '/statistik'],
  ['register', '/laporan/register/permohonan'],
  ['api', '/api/docs'],
  ['data', '/api/3/action/package_list'],
  ['formulir', '/standar-layanan/formulir'],
  ['langganan', '/langganan/baru'],
] as const;

export const SERVICE_SOURCES: readonly Source[] = SERVICES.map(([name, href]) => ({
  ...{ code: `layanan.${name}`, name: `service_${name}`, item: null, mend: { role: 'admin', href } },
  of: ({ today }) => finding({ share: 1, found: { key: 'service', vars: {} }, as_of: today, href }),
}));

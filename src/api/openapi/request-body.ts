import { LIMITS } from '../../requests/limits';
import { PAPER_KINDS } from '../../requests/papers';
import { entity, oneOf, orNull, truth } from './schemas';
import type { Part, Say, Schema } from './types';

const KINDS = ['individual', 'group', 'legal_body'];
const REQUIRED = ['kind', 'name', 'identity_number'];

const upTo = (maxLength: number): Schema => ({ type: 'string', maxLength });
const filled = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength });
/** The address of a page's own field, in a form that has no nesting. */
const bracketed = (key: string) => `requester[${key.replace('.', '][')}]`;

/** What `POST /api/v1/requests` takes: as JSON, and as a form with the papers beside it. */
export function requestBodySchemas(say: Say): Part['schemas'] {
  const who = requesterKeys();
  const whole = wishKeys();
  const absentOf = (keys: object, needed: readonly string[]) =>
    Object.keys(keys).filter((key) => !needed.includes(key));
  const proxy = entity(say, 'proxy', proxyKeys(), ['address']);
  const requester = entity(say, 'requester', { ...who, proxy: orNull(proxy) }, [...absentOf(who, REQUIRED), 'proxy']);
  const { properties: wish = {}, required } = entity(say, 'newRequest', whole, absentOf(whole, ['details', 'purpose']));
  return {
    NewRequest: {
      type: 'object',
      properties: { requester: { ...requester, description: say('fields.newRequest.requester') }, ...wish },
      required: ['requester', ...(required ?? [])],
    },
    NewRequestForm: {
      type: 'object',
      properties: { ...formKeys(requester, proxy), ...wish, ...paperKeys(say) },
      required: [...REQUIRED.map(bracketed), ...(required ?? [])],
    },
  };
}

function requesterKeys(): Record<string, Schema> {
  return {
    kind: oneOf(KINDS),
    name: filled(LIMITS.name),
    identity_number: filled(LIMITS.identity_number),
    citizen: { ...truth, default: true },
    address: orNull(upTo(LIMITS.address)),
    email: orNull(upTo(LIMITS.email)),
    phone: orNull(upTo(LIMITS.phone)),
    occupation: orNull(upTo(LIMITS.occupation)),
  };
}

function proxyKeys(): Record<string, Schema> {
  return {
    name: filled(LIMITS.name),
    identity_number: filled(LIMITS.identity_number),
    address: orNull(upTo(LIMITS.address)),
  };
}

function wishKeys(): Record<string, Schema> {
  return {
    body: orNull(upTo(100)),
    details: filled(LIMITS.details),
    purpose: filled(LIMITS.purpose),
    obtain: { ...oneOf(['view', 'copy']), default: 'copy' },
    deliver: { ...oneOf(['pickup', 'email', 'post', 'courier', 'fax']), default: 'pickup' },
    language: { ...oneOf(['id', 'en']), default: 'id' },
  };
}

/** The keys of the requester and of the proxy, as a form names them. */
function formKeys(requester: Schema, proxy: Schema): Record<string, Schema> {
  const own = Object.entries(requester.properties ?? {}).filter(([key]) => key !== 'proxy');
  const proxys = Object.entries(proxy.properties ?? {}).map(([key, schema]) => [`proxy.${key}`, schema] as const);
  return Object.fromEntries([...own, ...proxys].map(([key, schema]) => [bracketed(key), schema]));
}

function paperKeys(say: Say): Record<string, Schema> {
  const file = (kind: string): Schema => ({
    contentMediaType: 'application/octet-stream',
    description: say(`fields.papers.${kind}`),
  });
  return Object.fromEntries(PAPER_KINDS.map((kind) => [kind, file(kind)]));
}

/** A request that the portal takes as it stands. */
export const requestExample = {
  requester: {
    kind: 'individual',
    name: 'Siti Aminah',
    identity_number: '3321000000000001',
    citizen: true,
    address: 'Desa Bungo, Kecamatan Wedung',
    email: 'siti@contoh.test',
    phone: null,
    occupation: 'Mahasiswa',
  },
  body: 'dinkominfo',
  details: 'Laporan realisasi anggaran tahun 2025 beserta lampirannya',
  purpose: 'Bahan penelitian skripsi',
  obtain: 'copy',
  deliver: 'email',
  language: 'id',
};

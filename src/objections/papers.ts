import type { Identity, RequesterKind } from '../requests/identity';
import { missingPapers, type PaperKind } from '../requests/papers';

/**
 * Papers that an objection still lacks: without a request behind it all that prove who asks; with one, whose papers are
 * there already, the power of attorney of a proxy who was not on it. They stop nothing.
 */
export function missingFor(
  { kind, identity, given }: { kind: RequesterKind; identity: Identity; given: readonly string[] },
  ofRequest: Identity | null,
): PaperKind[] {
  if (ofRequest === null) return missingPapers(kind, identity.proxy !== null, given);
  const known = ofRequest.proxy?.identity_number === identity.proxy?.identity_number;
  return identity.proxy === null || known || given.includes('surat_kuasa') ? [] : ['surat_kuasa'];
}

/** Events that the desk and the agencies keep among themselves, and readings of papers. All others a requester may see. */
const INTERNAL: ReadonlySet<string> = new Set([
  'opened',
  'returned',
  'answer_proposed',
  'refusal_proposed',
  'partial_proposed',
  'refusal_rejected',
  'escalated',
  'identity_opened',
  'code_shown',
]);

/** True for an event that the requester's own timeline shows. */
export function isForRequester(eventKind: string): boolean {
  return !INTERNAL.has(eventKind);
}

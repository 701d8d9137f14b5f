/**
 * Events that the desk and the agencies keep among themselves. All others a requester may see, who opened his papers or
 * printed his code included: he has a right to know it, and the privacy notice says so.
 */
const INTERNAL: ReadonlySet<string> = new Set([
  'opened',
  'returned',
  'answer_proposed',
  'refusal_proposed',
  'partial_proposed',
  'refusal_rejected',
  'escalated',
]);

/** True for an event that the requester's own timeline shows. */
export function isForRequester(eventKind: string): boolean {
  return !INTERNAL.has(eventKind);
}

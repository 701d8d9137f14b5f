import { PAPER_KINDS } from '../../requests/papers';
import { AREAS, type Area, anyCasePath } from '../../requests/staff/areas';
import type { ObjectionFormStep } from './form-steps';

/** Steps that each area may be offered, in the order of the buttons. Recording letters belongs to the list of letters. */
export const OBJECTION_STEPS: Readonly<Record<Area, readonly ObjectionFormStep[]>> = {
  desk: ['settle', 'execute', 'respond', 'record_letter'],
  superior: ['answer_objection', 'delegate', 'settle'],
  body: [],
  auditor: [],
};

/** Address of an objection in an area. */
export const objectionPath = (area: Area, number: string): string => anyCasePath(area, 'objection', number);

/** Address of an area's list of objections. */
export const listPath = (area: Area): string => `${AREAS[area].path}/keberatan`;

/**
 * Whether an area may open a file of this kind. Identity papers have a way of their own; a body needs the question only;
 * a signed letter would only repeat the name that the auditor does not see, and so would a scan, which he is told of.
 */
export function mayRead(area: Area, kind: string): boolean {
  if (area === 'body' || (PAPER_KINDS as readonly string[]).includes(kind)) return false;
  return area !== 'auditor' || (kind !== 'signed' && !isShut(area, kind));
}

/** Named there and not opened. */
export const isShut = (area: Area, kind: string): boolean => (AREAS[area].shut as readonly string[]).includes(kind);

import type { RegisterPlace } from '../../catalogue/register-queries';
import { REGISTER_CATEGORIES } from '../row';

/** How far a snapshot is: the group it is in, and the last document of that group that it took. */
export type SnapshotPlace = {
  bodyId: number;
  category: (typeof REGISTER_CATEGORIES)[number];
  after: RegisterPlace | null;
};

export function readPlace(stored: string | null): SnapshotPlace | null {
  return stored ? (JSON.parse(stored) as SnapshotPlace) : null;
}

/** The group that follows: the next category of a body, then the next body; null at the end. `null` begins. */
export function followingGroup(at: SnapshotPlace | null, bodies: readonly { id: number }[]): SnapshotPlace | null {
  const category = at && REGISTER_CATEGORIES[REGISTER_CATEGORIES.indexOf(at.category) + 1];
  if (at && category) return { bodyId: at.bodyId, category, after: null };
  const body = bodies.find(({ id }) => id > (at?.bodyId ?? 0));
  return body ? { bodyId: body.id, category: REGISTER_CATEGORIES[0], after: null } : null;
}

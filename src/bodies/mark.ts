import { createHash } from 'node:crypto';
import type { BodyRow } from '../db/tables/bodies';

/** Names the state of a body, so that a form filled in against another state is known for stale. */
export function bodyMark(row: BodyRow): string {
  const fields = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 16);
}

import { createHash } from 'node:crypto';
import type { Commission } from '../../letters/objection-facts';

const NAMES = ['level', 'name', 'address', 'email', 'phone', 'website'] as const;

/** Names the state of the setting: a form filled in against another state is stale. */
export function commissionMark(commission: Commission): string {
  const text = JSON.stringify(NAMES.map((name) => commission[name]));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

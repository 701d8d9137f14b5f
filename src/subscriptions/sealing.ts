import type { SubscriptionRow } from '../db/tables/subscriptions';
import { blindIndex, type Keys, openText, sealText } from '../secrets/keys';

const boundTo = (publicId: string): string => `subscription:${publicId}`;

/** An address as a row keeps it: sealed for that row alone. */
export function sealAddress(keys: Keys, publicId: string, email: string): string {
  return sealText(keys.id, keys.seal, email, boundTo(publicId));
}

/** The address of a subscription; null when another data key sealed it: one such row must not hold up all others. */
export function addressOf(keys: Keys, row: Pick<SubscriptionRow, 'public_id' | 'email_sealed'>): string | null {
  try {
    return openText(keys.seal, row.email_sealed, boundTo(row.public_id));
  } catch {
    return null;
  }
}

/** Equal for equal addresses of a region, and nothing can be read from it. `email` is in lower case. */
export function addressIndex(keys: Keys, regionId: number, email: string): string {
  return blindIndex(keys, 'subscriber', `${regionId}\n${email}`);
}

import { hash, verify } from '@node-rs/argon2';
import { COMMON_PASSWORDS } from './common-passwords';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

/** OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane. */
const ARGON2ID = 2;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// A hash of random bytes nobody kept, so that an unknown address costs as much time as a wrong password.
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$KwzRQ75Uhp7WnjRm0iyu0Q$9wDz0jVJNIH6KdQ3UVG9iH6oJRPslWLZuMuUv4HBLsg';

export type PasswordProblem = 'short' | 'long' | 'common' | 'personal';

/** What is wrong with a new password, or null. Any characters are welcome; `own` are words it must not consist of. */
export function passwordProblem(password: string, own: readonly string[] = []): PasswordProblem | null {
  const length = [...password.normalize('NFKC')].length;
  if (length < PASSWORD_MIN) return 'short';
  if (length > PASSWORD_MAX) return 'long';
  const plain = password.normalize('NFKC').toLowerCase();
  if (COMMON_PASSWORDS.has(plain) || new Set(plain).size < 4) return 'common';
  return own.some((word) => word.toLowerCase() === plain) ? 'personal' : null;
}

/** The argon2id hash to store. The same password typed on another keyboard gives the same text first (NFKC). */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

/** True when `password` fits `stored`; null (no account, or none set yet) is never true but takes as long. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const fits = await verify(stored ?? NOBODY, password.slice(0, 1000).normalize('NFKC'));
  return fits && stored !== null;
}

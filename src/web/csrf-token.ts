import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';

/** The form token of this session, made at its first use; null for people who are not signed in. */
export function csrfToken(req: Request): string | null {
  if (!req.user || !req.session) return null;
  req.session.csrf ??= randomBytes(24).toString('base64url');
  return req.session.csrf;
}

/** True when the form, or the header `X-CSRF-Token`, carries this session's token. */
export function tokenMatches(req: Request): boolean {
  const expected = req.session?.csrf;
  const given = req.body?._csrf ?? req.get('x-csrf-token');
  if (typeof expected !== 'string' || typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

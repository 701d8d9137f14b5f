import type { Request, Response } from 'express';
import type { Config } from '../../config';
import { DRAFT_MS } from './draft';

/** Where the two cookies of a requester go: nowhere outside the pages of requests. */
const DRAFT = { name: 'draf', path: '/permohonan' };
const ACCESS = 'akses';

export const ACCESS_MS = 12 * 60 * 60 * 1000;

/** The text of a cookie of this request; null when it was not sent. */
export function cookieOf(req: Pick<Request, 'headers'>, name: string): string | null {
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/** The token of the draft this browser is writing. */
export const draftTokenOf = (req: Pick<Request, 'headers'>): string | null => cookieOf(req, DRAFT.name);

/** What shows that this browser may open the request of the page's address. */
export const accessOf = (req: Pick<Request, 'headers'>): string | null => cookieOf(req, ACCESS);

type Secure = Pick<Config, 'baseUrl'>;

const options = (config: Secure) => ({ httpOnly: true, secure: config.baseUrl.startsWith('https:') });

/** Lets this browser come back to its draft for seven days. `lax`: people come back by a link from elsewhere. */
export function giveDraft(res: Response, config: Secure, token: string): void {
  res.cookie(DRAFT.name, token, { ...options(config), path: DRAFT.path, sameSite: 'lax', maxAge: DRAFT_MS });
}

export function takeDraftBack(res: Response, config: Secure): void {
  res.clearCookie(DRAFT.name, { ...options(config), path: DRAFT.path, sameSite: 'lax' });
}

/** Lets this browser open one request for twelve hours. The path keeps the cookies of several requests apart. */
export function giveAccess(res: Response, config: Secure, number: string, value: string): void {
  res.cookie(ACCESS, value, { ...options(config), path: casePath(number), sameSite: 'strict', maxAge: ACCESS_MS });
}

export function takeAccessBack(res: Response, config: Secure, number: string): void {
  res.clearCookie(ACCESS, { ...options(config), path: casePath(number), sameSite: 'strict' });
}

/** Address of a request's page. */
export const casePath = (number: string): string => `/permohonan/${number}`;

import type { Request, Response } from 'express';
import type { Config } from '../../config';
import { DRAFT_MS } from './draft';

/** Where the two cookies of a requester go: nowhere outside the pages of requests and of objections to them. */
const DRAFT = { name: 'draf', path: '/permohonan' };
const ACCESS = 'akses';
const OBJECTIONS = '/keberatan';

/** The cookie of an objection that is being written: nowhere outside the pages of objections. */
export const OBJECTION_DRAFT = { name: 'draf-keberatan', path: OBJECTIONS };

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

/** The same right to a request, shown on the pages of objections, where several requests' cookies meet. */
export const requestAccessOf = (req: Pick<Request, 'headers'>, number: string): string | null =>
  cookieOf(req, besideOf(number));

const besideOf = (number: string) => `${ACCESS}-${number}`;

type Secure = Pick<Config, 'baseUrl'>;

const options = (config: Secure) => ({ httpOnly: true, secure: config.baseUrl.startsWith('https:') });

/** Lets this browser come back to its draft for seven days. `lax`: people come back by a link from elsewhere. */
export function giveDraft(res: Response, config: Secure, token: string): void {
  for (const path of [OBJECTIONS, DRAFT.path]) {
    res.cookie(DRAFT.name, token, { ...options(config), path, sameSite: 'lax', maxAge: DRAFT_MS });
  }
}

export function takeDraftBack(res: Response, config: Secure): void {
  for (const path of [OBJECTIONS, DRAFT.path]) {
    res.clearCookie(DRAFT.name, { ...options(config), path, sameSite: 'lax' });
  }
}

/** Lets this browser open one request, and what was objected about it, for twelve hours. */
export function giveAccess(res: Response, config: Secure, number: string, value: string): void {
  res.cookie(besideOf(number), value, accessOptions(config, OBJECTIONS));
  giveAccessTo(res, config, casePath(number), value);
}

/** Takes back what opens a request and the objections to it, their numbers given. */
export function takeAccessBack(res: Response, config: Secure, number: string, objections: readonly string[]): void {
  const { maxAge: _, ...beside } = accessOptions(config, OBJECTIONS);
  res.clearCookie(besideOf(number), beside);
  for (const objection of objections) takeAccessFrom(res, config, `${OBJECTIONS}/${objection}`);
  takeAccessFrom(res, config, casePath(number));
  const { name, path } = OBJECTION_DRAFT;
  res.clearCookie(name, { ...options(config), path, sameSite: 'lax' });
}

/** Lets this browser open the one case whose pages lie under `path`. The path keeps the cookies of several cases apart. */
export function giveAccessTo(res: Response, config: Secure, path: string, value: string): void {
  res.cookie(ACCESS, value, accessOptions(config, path));
}

export function takeAccessFrom(res: Response, config: Secure, path: string): void {
  const { maxAge: _, ...under } = accessOptions(config, path);
  res.clearCookie(ACCESS, under);
}

const accessOptions = (config: Secure, path: string) => ({
  ...options(config),
  path,
  sameSite: 'strict' as const,
  maxAge: ACCESS_MS,
});

/** Address of a request's page. */
export const casePath = (number: string): string => `/permohonan/${number}`;

import type { Request, Response } from 'express';
import type { Config } from '../../config';
import { cookieOf, OBJECTION_DRAFT } from '../../requests/public/cookies';
import { DRAFT_MS } from '../../requests/public/draft';

/** The token of the objection this browser is writing. */
export const objectionDraftTokenOf = (req: Pick<Request, 'headers'>): string | null =>
  cookieOf(req, OBJECTION_DRAFT.name);

const options = (config: Pick<Config, 'baseUrl'>) => ({
  httpOnly: true,
  secure: config.baseUrl.startsWith('https:'),
  path: OBJECTION_DRAFT.path,
  // People come back by a link from elsewhere.
  sameSite: 'lax' as const,
});

/** Lets this browser come back to the objection it is writing for seven days. */
export function giveObjectionDraft(res: Response, config: Pick<Config, 'baseUrl'>, token: string): void {
  res.cookie(OBJECTION_DRAFT.name, token, { ...options(config), maxAge: DRAFT_MS });
}

export function takeObjectionDraftBack(res: Response, config: Pick<Config, 'baseUrl'>): void {
  res.clearCookie(OBJECTION_DRAFT.name, options(config));
}

import type { Request } from 'express';

/** A message shown once on the next page, after a form was accepted. `text` is a finished sentence. */
export type Flash = { tone: 'good' | 'info' | 'warn' | 'bad'; text: string };

declare module 'express-session' {
  interface SessionData {
    flash?: Flash[];
    csrf?: string;
  }
}

/**
 * Keeps a message for the next page. Does nothing for someone without a session: a message alone is no reason for a
 * cookie.
 */
export function flash(req: Request, tone: Flash['tone'], text: string): void {
  if (!req.session || !(req.user || keepsSomething(req.session))) return;
  req.session.flash = [...(req.session.flash ?? []), { tone, text }];
}

/** The waiting messages, removed from the session. */
export function takeFlash(req: Request): Flash[] {
  const waiting = req.session?.flash ?? [];
  if (waiting.length > 0) delete req.session.flash;
  return waiting;
}

const keepsSomething = (session: object): boolean => Object.keys(session).some((key) => key !== 'cookie');

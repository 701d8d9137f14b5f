import type { Request } from 'express';

declare module 'express-session' {
  interface SessionData {
    /** Cases whose code this officer may see, until when (ms of real time). */
    shownCodes?: Record<string, number>;
  }
}

const QUARTER_HOUR = 15 * 60 * 1000;

/** Lets this session see the code of a case for a quarter of an hour: it was just entered, or asked for with a reason. */
export function keepsCode(req: Pick<Request, 'session'>, number: string, real: Date): void {
  const now = real.getTime();
  const kept = Object.entries(req.session.shownCodes ?? {}).filter(([, until]) => until > now);
  req.session.shownCodes = { ...Object.fromEntries(kept), [number]: now + QUARTER_HOUR };
}

/** True while this session may see the code of the case. */
export function mayShowCode(req: Pick<Request, 'session'>, number: string, real: Date): boolean {
  return (req.session.shownCodes?.[number] ?? 0) > real.getTime();
}

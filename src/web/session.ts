import { ConnectSessionKnexStore } from 'connect-session-knex';
import { type RequestHandler, Router } from 'express';
import session, { type SessionData } from 'express-session';
import type { Deps } from '../deps';

export const SESSION_COOKIE = 'sesi';

const TWELVE_HOURS = 12 * 60 * 60 * 1000;
const FIVE_MINUTES = 5 * 60 * 1000;
const QUARTER_HOUR = 15 * 60 * 1000;

/**
 * Sessions in the table `sessions`. Nobody gets a cookie by reading: a session begins when something is first kept in
 * it. Sessions run on real time, never on the legal clock. Stands after static files and after `/api`, which never
 * read cookies.
 */
export function sessions({ db, config, log }: Pick<Deps, 'db' | 'config' | 'log'>): RequestHandler {
  const store = new PortalSessionStore({
    knex: db,
    createTable: false,
    tableName: 'sessions',
    cleanupInterval: 0,
    onDbCleanupError: (error: unknown) => log.error({ err: error }, 'expired sessions could not be removed'),
  });
  // A missing table is reported by the first request; here it would end the process.
  store.ready.catch(() => undefined);
  // Never at the start, when the portal may be told to end at once: what then waits for a connection holds it up a minute.
  // biome-ignore lint/complexity/useLiteralKeys: the library keeps it to itself
  setInterval(() => store['dbCleanup'](), QUARTER_HOUR).unref();
  const keep = session({
    store,
    name: SESSION_COOKIE,
    secret: config.sessionSecret,
    resave: false,
    saveUninitialized: false,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: config.baseUrl.startsWith('https:'),
      maxAge: TWELVE_HOURS,
      path: '/',
    },
  });
  return Router().use(keep, redirectAfterSaving);
}

/**
 * express-session sends the head of an answer with a body before the session is stored. A browser follows a redirect at
 * its head, and would meet the old session there: the message of what was done would be missing. Without a body nothing
 * is sent before the session is stored.
 */
const redirectAfterSaving: RequestHandler = (_req, res, next) => {
  res.redirect = (...given: [string] | [number, string]) => {
    const [status, address] = given.length === 1 ? [302, given[0]] : given;
    res.status(status).location(address).end();
  };
  next();
};

type Done = (error?: unknown) => void;
const ignore = (): void => undefined;

/**
 * connect-session-knex both calls back with an error and rejects, which would end the process at the first database
 * fault; and it writes at every request of a session, which one write each five minutes replaces.
 */
class PortalSessionStore extends ConnectSessionKnexStore {
  private readonly touched = new Map<string, number>();

  override async get(
    sid: string,
    callback?: (error: unknown, data?: SessionData | null) => void,
  ): Promise<SessionData | null> {
    try {
      const data = (await super.get(sid, ignore)) as SessionData | null;
      callback?.(null, data);
      return data;
    } catch (error) {
      callback?.(error);
      return null;
    }
  }

  override async set(sid: string, data: SessionData, callback?: Done): Promise<void> {
    this.touched.set(sid, Date.now());
    await settle(super.set(sid, data), callback);
  }

  override async touch(sid: string, data: SessionData, callback?: Done): Promise<void> {
    const now = Date.now();
    if (now - (this.touched.get(sid) ?? 0) < FIVE_MINUTES) return callback?.();
    if (this.touched.size > 10_000) this.touched.clear();
    this.touched.set(sid, now);
    await settle(super.touch(sid, data), callback);
  }

  override async destroy(sid: string, callback?: Done): Promise<number> {
    this.touched.delete(sid);
    let removed = 0;
    await settle(
      super.destroy(sid).then((count) => {
        removed = Number(count);
      }),
      callback,
    );
    return removed;
  }
}

async function settle(work: Promise<unknown>, callback?: Done): Promise<void> {
  try {
    await work;
  } catch (error) {
    callback?.(error);
    return;
  }
  callback?.();
}

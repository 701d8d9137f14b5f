import type { Request, RequestHandler } from 'express';
import { Passport } from 'passport';
import { Strategy } from 'passport-local';
import { localDay } from '../calendar/working-days';
import type { Deps } from '../deps';
import { type SessionUser, sessionUser } from './queries';
import { signIn } from './sign-in-commands';

/** What a session keeps of its user: the epoch ends it when a password, a role or the account itself was taken back. */
type Kept = { id: number; epoch: number };

/** Passport with the portal's one strategy. Every application has its own: the package's shared instance is never used. */
export function portalPassport(deps: Deps): InstanceType<typeof Passport> {
  const passport = new Passport();
  const today = () => localDay(deps.clock.now(), deps.config.timezone);
  const fields = { usernameField: 'email', passwordField: 'password', passReqToCallback: true } as const;
  passport.use(
    new Strategy(fields, (req, email, password, done) => {
      signIn(deps, { email, password, ip: req.ip ?? '' })
        .then((id) => (id === null ? null : sessionUser(deps.db, id, today())))
        .then((user) => done(null, user ? { ...user, ip: req.ip } : false), done);
    }),
  );
  passport.serializeUser((user, done) => {
    const { id, epoch } = user as SessionUser;
    done(null, { id, epoch } satisfies Kept);
  });
  // What he does is recorded with the address it came from: here, for everything.
  passport.deserializeUser<Kept, Request>((req, kept, done) => {
    sessionUser(deps.db, kept.id, today()).then(
      (user) => done(null, user?.epoch === kept.epoch ? { ...user, ip: req.ip } : false),
      done,
    );
  });
  return passport;
}

/** Finds the user of the session, with today's roles, in one query. Stands directly after `sessions`. */
export function signedInUser(deps: Deps): RequestHandler {
  return portalPassport(deps).session();
}
